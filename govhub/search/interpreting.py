"""Reading a query: which of its words tell something, and what each of them may stand for."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Protocol

from govhub.search.catalogue_words import CatalogueWords
from govhub.search.decompound import part_term
from govhub.search.dutch import STOP_WORDS, normal, stem, words
from govhub.search.engine import MAX_QUERY_LENGTH, Kinship, Repair
from govhub.search.recipe import RECIPE, Recipe
from govhub.search.repairing import base_of_diminutive, repairs_of
from govhub.search.thesaurus import Key, Related, Thesaurus
from govhub.search.understanding import MAX_WORDS, Alternative, Asked, Need, Term, Understanding

_MOST_LOOKED_AT = 4 * MAX_WORDS
_MOST_RELATIVES = 12


class Vocabulary(Protocol):
    """What an engine knows about the words that are in its index."""

    @property
    def words(self) -> CatalogueWords:
        """Return the words of the catalogue as they were written."""
        ...

    def frequency(self, term: str) -> int:
        """Return how many documents have this term."""
        ...


@dataclass(frozen=True)
class Interpreter:
    """Reads queries with what is known about words."""

    vocabulary: Vocabulary
    thesaurus: Thesaurus
    recipe: Recipe = RECIPE

    def read(
        self, text: str, *, is_literal: bool = False, is_relaxed: bool = False
    ) -> Understanding:
        """Return what a query asks for; nothing when there are no words in the text.

        Literally: without repairs and relatives. Relaxed: with more that is only near.
        """
        told = _told(text)
        asked = self._telling(told)
        for each in asked:
            self._add_all(each, self._ways(each.word))
        self._add_phrases(told)
        self._add_joined(told)
        repairs = [] if is_literal else [*self._repairs(asked)]
        if is_literal:
            for each in asked:
                each.leave_out(Kinship.FAMILY)
        elif is_relaxed:
            for each in asked:
                self._add_all(each, self._wider_ways(each.word))
        return Understanding(tuple(asked), tuple(repairs), is_relaxed)

    def _telling(self, told: list[Asked]) -> list[Asked]:
        """Return the words that tell what somebody looks for, each once."""
        noise = self.thesaurus.ignored if self.recipe.drops_noise else frozenset()
        telling = [each for each in told if each.word not in STOP_WORDS]
        telling = [each for each in telling if each.word not in noise] or telling or told
        unique: dict[str, Asked] = {}
        for each in telling:
            if each.word in self.thesaurus.minor or len(each.word) == 1:
                each.weight = self.recipe.minor
            unique.setdefault(stem(each.word), each)
        return list(unique.values())[:MAX_WORDS]

    # --- one word -----------------------------------------------------------------------------

    def _ways(self, word: str) -> Iterator[Alternative]:
        """Give every way to find a word."""
        yield from self._itself(word, Kinship.SAME, 1.0)
        yield from self._compound(word)
        yield from self._synonyms((stem(word),), 1.0)
        yield from self._family(word)
        base = base_of_diminutive(word, self._has)
        if base:
            yield from self._ways(base)

    def _itself(self, word: str, kinship: Kinship, weight: float) -> Iterator[Alternative]:
        """Give the word, and the word as a part of a compound in the text."""
        term = stem(word)
        yield Alternative.of(term, weight, word, kinship)
        in_compound = Kinship.PART if kinship is Kinship.SAME else kinship
        yield Alternative.of(part_term(term), weight * self.recipe.part, word, in_compound)

    def _compound(self, word: str) -> Iterator[Alternative]:
        """Give all parts of a compound together, and each by itself with what it means."""
        found = self.vocabulary.words.parts(word)
        if found:
            needs = tuple(self._whole_or_part(part) for part in found)
            yield Alternative(needs, self.recipe.compound, " + ".join(found), Kinship.PART)
        for part in found:
            yield from self._itself(part, Kinship.PART, self.recipe.single_part)
            yield from self._synonyms(
                (stem(part),), self.recipe.single_part * self.recipe.of_a_part
            )

    def _whole_or_part(self, word: str) -> Need:
        return (Term(stem(word)), Term(part_term(stem(word)), self.recipe.part))

    def _synonyms(self, key: Key, weight: float) -> Iterator[Alternative]:
        for related in self.thesaurus.related(key):
            yield self._meaning(related, weight / len(related.terms))

    def _meaning(self, related: Related, weight: float) -> Alternative:
        """Return a phrase of the thesaurus; a document must have all its words."""
        needs = tuple((Term(term),) for term in related.terms)
        weight *= self.recipe.of(related.kinship)
        return Alternative(needs, weight, related.phrase, related.kinship)

    def _family(self, word: str) -> Iterator[Alternative]:
        weight = self.recipe.distant_family if self._has(word) else self.recipe.family
        unique: dict[str, str] = {}
        for relative in self.vocabulary.words.relatives(word):
            unique.setdefault(stem(relative), relative)
        unique.pop(stem(word), None)
        for term, relative in list(unique.items())[:_MOST_RELATIVES]:
            yield Alternative.of(term, weight, relative, Kinship.FAMILY)

    # --- more words ---------------------------------------------------------------------------

    def _add_phrases(self, told: list[Asked]) -> None:
        """Add what phrases of the query mean, to each of their words.

        The phrase counts as much as all of its words together.
        """
        telling = [each for each in told if each.word not in STOP_WORDS]
        for row in (told[:_MOST_LOOKED_AT], telling):
            terms = tuple(stem(each.word) for each in row)
            for length in range(2, self.thesaurus.longest + 1):
                for start in range(len(row) - length + 1):
                    end = start + length
                    for related in self.thesaurus.related(terms[start:end]):
                        weight = length if len(related.terms) == 1 else 1
                        for each in row[start:end]:
                            each.add(self._meaning(related, weight))

    def _add_joined(self, told: list[Asked]) -> None:
        """Add the words that neighbours make together: ``dig id`` is digid."""
        for left, right in pairwise(told[:_MOST_LOOKED_AT]):
            joined = left.word + right.word
            if self._has(joined):
                ways = list(self._itself(joined, Kinship.SAME, self.recipe.joined))
                self._add_all(left, ways)
                self._add_all(right, ways)

    # --- repair -------------------------------------------------------------------------------

    def _repairs(self, asked: list[Asked]) -> Iterator[Repair]:
        """Add what was likely meant by words that nobody knows; give the likeliest of each."""
        for each in asked:
            meant = [] if self._is_known(each) else self._meant(each.word)
            for word in meant:
                self._add_all(each, map(self._as_repaired, self._ways(word)))
            if meant:
                yield Repair(each.typed, meant[0])

    def _is_known(self, asked: Asked) -> bool:
        found = self.vocabulary.words.parts(asked.word)
        return (
            self._has(asked.word)
            or stem(asked.word) in self.thesaurus.stems
            or (bool(found) and all(map(self._has, found)))
            or any(self._is_written(way) for way in asked.alternatives)
        )

    def _is_written(self, way: Alternative) -> bool:
        """Tell whether this is the word in another spelling, and a document has it."""
        terms = (term.text for need in way.needs for term in need)
        return way.kinship is Kinship.SAME and all(map(self.vocabulary.frequency, terms))

    def _meant(self, word: str) -> list[str]:
        return repairs_of(word, self.vocabulary.words, self.thesaurus, self._has)

    def _as_repaired(self, way: Alternative) -> Alternative:
        kinship = Kinship.REPAIRED if way.kinship is Kinship.SAME else way.kinship
        return replace(way, weight=way.weight * self.recipe.repaired, kinship=kinship)

    # --- relaxation ---------------------------------------------------------------------------

    def _wider_ways(self, word: str) -> Iterator[Alternative]:
        """Give what is only near: relatives of parts, and parts of parts."""
        weight = self.recipe.relaxed
        for part in self.vocabulary.words.parts(word):
            for way in self._family(part):
                yield replace(way, weight=way.weight * weight)
            for smaller in self.vocabulary.words.parts(part):
                yield from self._itself(smaller, Kinship.PART, weight)
                yield from self._synonyms((stem(smaller),), weight * self.recipe.of_a_part)

    # --- shared -------------------------------------------------------------------------------

    def _add_all(self, asked: Asked, ways: Iterable[Alternative]) -> None:
        for way in ways:
            asked.add(way)

    def _has(self, word: str) -> bool:
        """Tell whether a document has the word, whole or as a part."""
        term = stem(word)
        return bool(self.vocabulary.frequency(term) or self.vocabulary.frequency(part_term(term)))


def _told(text: str) -> list[Asked]:
    """Return the words as they were typed."""
    text = normal(text[:MAX_QUERY_LENGTH])
    return [Asked(text[word.start : word.end], word.folded) for word in words(text)]
