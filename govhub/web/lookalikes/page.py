"""The pages about what looks the same: side by side, with what was said about it."""

from collections.abc import Sequence
from dataclasses import dataclass

from govhub.catalogue.models import Component
from govhub.catalogue.status import Status
from govhub.catalogue.vocabulary import Publication
from govhub.platform.language import gettext as _
from govhub.platform.language import lazy_gettext as _l
from govhub.platform.language import ngettext
from govhub.registration.duplicates import Duplicate
from govhub.registration.lookalikes import Answers as Said
from govhub.registration.models import LookalikeAnswer, Sameness
from govhub.web.alike import Found
from govhub.web.lookalikes.forms import AnswerForm
from govhub.web.registration.page import page_of

MOST_WHILE_TYPING = 3
_ON_ITS_WAY = _l("Aangemeld, nog niet openbaar")
_PLACES = {
    Publication.PUBLISHED: _l("Staat al in de catalogus"),
    Publication.DRAFT: _l("Een ander klad van u"),
    Publication.CHANGES_ASKED: _l("Aangemeld, wacht op een wijziging"),
    Publication.REFUSED: _l("Aangemeld en afgewezen"),
    Publication.HIDDEN: _l("Staat niet meer in de catalogus"),
}


@dataclass(frozen=True, kw_only=True)
class Side:
    """One of two components that are compared."""

    name: str
    url: str
    summary: str
    owner: str | None
    status: Status
    repository: str | None
    place: str
    """Where it stands: in the catalogue, or on its way there."""
    is_public: bool

    @classmethod
    def of(cls, component: Component) -> "Side":
        """Return what is compared of a component."""
        return cls(
            name=component.name,
            url=page_of(component),
            summary=component.summary,
            owner=component.owner.name if component.owner else None,
            status=component.status,
            repository=component.repository_url,
            place=str(_PLACES.get(component.publication, _ON_ITS_WAY)),
            is_public=component.is_public,
        )


@dataclass(frozen=True, kw_only=True)
class Lookalike:
    """A component that looks the same, why, and what was said about it."""

    slug: str
    side: Side
    likeness: str
    said: str | None
    """The answer in words; None when nobody spoke of it."""
    reason: str | None
    is_settled: bool
    """It was answered, and is not the same."""


@dataclass(frozen=True)
class Lookalikes:
    """Everything that looks the same as one component."""

    all: Sequence[Lookalike]
    are_texts_compared: bool

    @property
    def number_open(self) -> int:
        """Return how many must still be answered."""
        return sum(not each.is_settled for each in self.all)

    @property
    def summary(self) -> str:
        """Return how many there are, in a sentence."""
        return summary(len(self.all))


@dataclass(frozen=True)
class Question:
    """One component on the page that asks, with its form."""

    lookalike: Lookalike
    form: AnswerForm


def lookalikes(found: Found, said: Said, *, most: int | None = None) -> Lookalikes:
    """Return what looks the same, with what was said about it."""
    return Lookalikes(
        [_lookalike(each, said.get(each.component.id)) for each in found.duplicates[:most]],
        found.are_texts_compared,
    )


def summary(number: int) -> str:
    """Return how many components look the same, in a sentence."""
    return ngettext(
        "Er is een component dat hierop lijkt.",
        "Er zijn %(num)s componenten die hierop lijken.",
        number,
    ) % {"num": number}


def _lookalike(found: Duplicate, said: LookalikeAnswer | None) -> Lookalike:
    return Lookalike(
        slug=found.component.slug,
        side=Side.of(found.component),
        likeness=found.likeness.label,
        said=_words(said) if said else None,
        reason=said.reason if said else None,
        is_settled=said is not None and said.sameness is not Sameness.SAME,
    )


def _words(said: LookalikeAnswer) -> str:
    if said.relation:
        return _("%(answer)s: %(relation)s %(name)s") % {
            "answer": said.sameness.label,
            "relation": said.relation.label,
            "name": said.other.name,
        }
    return said.sameness.label
