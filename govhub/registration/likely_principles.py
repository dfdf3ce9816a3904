"""Which principles a component probably serves: to choose from, never chosen for somebody.

Its own facts tell of two: code with a licence is open source, and a standard is an open standard.
Of the others it counts what similar components serve: those in the same categories, and those
described in the same words. ``tests/integration/registration/test_likely_principles.py`` holds how
often that is right.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from math import log, sqrt

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from govhub.catalogue.models import Component
from govhub.guidance.queries import SHARING
from govhub.platform.language import gettext as _
from govhub.registration import similar as similar_components
from govhub.registration.suggestions import Words

OPEN_SOURCE, OPEN_STANDARDS = "open-source", "open-standaarden"
"""Keys of the principles of which the facts themselves tell whether they are served."""
MOST = 4
_OFTEN_ENOUGH = 0.3
"""Share of the similar components, the nearer ones counting more, that serve a principle."""
_TEXT = 3
"""How much describing it in the same words counts, beside the same category."""


@dataclass(frozen=True)
class Likely:
    """A principle that a component probably serves."""

    key: str
    why: str


def likely_principles(
    session: Session, component: Component, words: Words, similar: Collection[str] = ()
) -> tuple[Likely, ...]:
    """Return what it probably serves, also when it says so already; the likeliest first.

    Without "Deel, hergebruik en werk samen", with which everything begins. ``similar`` are public
    ids of components that are described alike, in whatever category.
    """
    shares = _shares(component, _examples(session, component, similar), words)
    told = {
        OPEN_SOURCE: (_has_open_code(component), _("De code heeft een open licentie.")),
        OPEN_STANDARDS: (bool(component.standard_links), _("U koos een of meer standaarden.")),
    }
    often = _("Veel componenten die hierop lijken, helpen bij deze richtlijn.")
    likely = [Likely(key, why) for key, (holds, why) in told.items() if holds]
    likely += [
        Likely(key, often)
        for key, share in sorted(shares.items(), key=lambda each: (-each[1], each[0]))
        if share >= _OFTEN_ENOUGH and key not in {*told, SHARING}
    ]
    return tuple(likely[:MOST])


def _has_open_code(component: Component) -> bool:
    return bool(component.repository_url and component.licence and not component.closed_reason)


def _examples(
    session: Session, component: Component, similar: Collection[str]
) -> Sequence[Component]:
    query = select(Component).options(
        selectinload(Component.principle_links), selectinload(Component.category_links)
    )
    return session.scalars(
        similar_components.first(
            query,
            besides=component.id,
            categories=component.categories,
            described_alike=similar,
        )
    ).all()


def _shares(
    component: Component, examples: Sequence[Component], words: Words
) -> Mapping[str, float]:
    """Return of each principle which share of the examples serves it, by how near they are."""
    texts = [_terms(each, words) for each in examples]
    own = _terms(component, words)
    weight = _weights([own, *texts])
    served: dict[str, float] = defaultdict(float)
    total = 0.0
    for example, text in zip(examples, texts, strict=True):
        near = _same_categories(component, example) + _TEXT * _cosine(own, text, weight)
        total += near
        for link in example.principle_links:
            served[link.principle.key] += near
    return {key: near / total for key, near in served.items()} if total else {}


def _terms(component: Component, words: Words) -> frozenset[str]:
    text = " ".join([component.name, component.summary, *component.purposes])
    return frozenset(words.terms(text))


def _weights(texts: Sequence[frozenset[str]]) -> Mapping[str, float]:
    """Return how telling each word is: less so as more components have it."""
    counted = Counter(term for text in texts for term in text)
    return {term: log(1 + len(texts) / times) for term, times in counted.items()}


def _same_categories(one: Component, other: Component) -> float:
    """Return 1 when all are the same and the main one too, 0 when none is."""
    mine, theirs = one.categories, other.categories
    if not mine or not theirs:
        return 0.0
    common = len({each.id for each in mine} & {each.id for each in theirs})
    return (2 * (mine[0] is theirs[0]) + common / len(mine)) / 3


def _cosine(one: frozenset[str], other: frozenset[str], weight: Mapping[str, float]) -> float:
    def size(terms: frozenset[str]) -> float:
        return sum(weight[term] ** 2 for term in terms)

    both = size(one) * size(other)
    return size(one & other) / sqrt(both) if both else 0.0
