"""How much each way to find a word counts beside the word itself; 0 leaves that way out.

The weights lie in the middle of where it hardly matters what they are: docs/zoekkwaliteit.md.
"""

from dataclasses import dataclass

from govhub.search.engine import Kinship


@dataclass(frozen=True, kw_only=True)
class Recipe:
    """The weights of what a word of a query may stand for, and how words work together."""

    part: float = 0.6
    """The word is a part of a compound in the text: zaak in zaaksysteem."""
    compound: float = 0.8
    """All parts of the asked compound are in the text: zaak and systeem for zaaksysteem."""
    single_part: float = 0.4
    """One part of the asked compound is in the text."""
    joined: float = 0.8
    """Two words next to each other are one in the text: dig id."""
    synonym: float = 0.4
    narrower: float = 0.3
    broader: float = 0.2
    of_a_part: float = 0.5
    """A synonym of a part of the asked compound, beside that part."""
    family: float = 0.4
    """A word with the same root, when the word itself is nowhere."""
    distant_family: float = 0.15
    """The same, when the word itself is in the catalogue."""
    repaired: float = 0.8
    """What was likely meant by a word that nobody knows."""
    relaxed: float = 0.3
    """What is looked for when too little was found."""
    minor: float = 0.4
    """A word of the query that tells little."""
    coordination: float = 0.9
    """Power of the share of the information in the query that was found."""
    coherence: float = 0.2
    """Being in the category of the best answers."""
    drops_noise: bool = True
    """Leave out the words that tell nothing in a question."""

    def of(self, kinship: Kinship) -> float:
        """Return the weight of a phrase of the thesaurus."""
        weights = {Kinship.NARROWER: self.narrower, Kinship.BROADER: self.broader}
        return weights.get(kinship, self.synonym)


RECIPE = Recipe()
