"""The status of a component and which step may follow which (DESIGN §4).

The words are those of the NeRDS action registry, with two of our own for the end of life.
"""

from dataclasses import dataclass
from enum import StrEnum

from govhub.kernel.errors import DomainError
from govhub.platform.language import gettext as _
from govhub.platform.language import lazy_gettext as _l


class Status(StrEnum):
    """May I use it? Stored by its Dutch value."""

    CONCEPT = "concept"
    PLANNED = "gepland"
    DEVELOPMENT = "ontwikkeling"
    DEMO = "demo"
    AVAILABLE = "beschikbaar"
    PHASING_OUT = "uitfaseren"
    ENDED = "beeindigd"

    @property
    def label(self) -> str:
        """Return the word on the badge."""
        return _LABELS[self]

    @property
    def answer(self) -> str:
        """Return the short answer to "mag ik dit gebruiken?"."""
        return _ANSWERS[self]

    @property
    def meaning(self) -> str:
        """Return what the status means for somebody who wants to use the component."""
        return _MEANINGS[self]

    @property
    def is_usable(self) -> bool:
        """Tell whether somebody may start to use it in production."""
        return self is Status.AVAILABLE


_LABELS = {
    Status.CONCEPT: _l("Concept"),
    Status.PLANNED: _l("Gepland"),
    Status.DEVELOPMENT: _l("In ontwikkeling"),
    Status.DEMO: _l("Demo"),
    Status.AVAILABLE: _l("Beschikbaar"),
    Status.PHASING_OUT: _l("Wordt uitgefaseerd"),
    Status.ENDED: _l("Beëindigd"),
}

_ANSWERS = {
    Status.CONCEPT: _l("Nee, nog niet"),
    Status.PLANNED: _l("Nee, nog niet"),
    Status.DEVELOPMENT: _l("Nee, nog niet"),
    Status.DEMO: _l("Alleen om te proberen"),
    Status.AVAILABLE: _l("Ja"),
    Status.PHASING_OUT: _l("Begin er niet meer mee"),
    Status.ENDED: _l("Nee, niet meer"),
}

_MEANINGS = {
    Status.CONCEPT: _l("Dit is een idee of ontwerp. U kunt meedenken of meedoen."),
    Status.PLANNED: _l("Er is besloten om dit te maken. Het bestaat nog niet."),
    Status.DEVELOPMENT: _l(
        "Hier wordt aan gebouwd. De code kan al zichtbaar zijn, maar gebruik het nog niet."
    ),
    Status.DEMO: _l("U kunt dit proberen. Gebruik het niet in productie: er zijn geen garanties."),
    Status.AVAILABLE: _l("Dit is klaar voor gebruik in productie."),
    Status.PHASING_OUT: _l("Dit werkt nog tot de einddatum. Kijk of er een opvolger is."),
    Status.ENDED: _l("Gebruik dit niet. We bewaren de pagina voor de geschiedenis."),
}

_ORDER = list(Status)


class StepRefused(DomainError):
    """The new status cannot follow the old one."""


@dataclass(frozen=True, kw_only=True)
class Step:
    """What a change of status asks of the person who makes it."""

    needs_reason: bool = False
    needs_editor: bool = False
    """A redacteur decides; an owner's wish waits in the queue."""
    needs_end_date: bool = False
    passes_gate: bool = False
    """What a component must have before it is ``beschikbaar`` is checked."""


def step(old: Status, new: Status) -> Step:
    """Return what the step from ``old`` to ``new`` asks. Raises StepRefused for no step at all."""
    match old, new:
        case _ if old is new:
            raise StepRefused(_("Dit is al de status. Kies een andere."))
        case _, Status.AVAILABLE:
            return Step(needs_reason=is_back(old, new), needs_editor=True, passes_gate=True)
        case _, Status.PHASING_OUT:
            return Step(needs_reason=True, needs_end_date=True)
        case _, Status.ENDED:
            return Step(needs_reason=True)
        case Status.AVAILABLE, _:
            return Step(needs_reason=True, needs_editor=True)
        case _ if is_back(old, new):
            return Step(needs_reason=True)
        case _:
            return Step()


def next_steps(old: Status) -> dict[Status, Step]:
    """Return every status that may follow ``old``, in the order of the life of a component."""
    return {new: step(old, new) for new in _ORDER if new is not old}


def is_back(old: Status, new: Status) -> bool:
    """Tell whether ``new`` comes before ``old`` in the life of a component."""
    return _ORDER.index(new) < _ORDER.index(old)
