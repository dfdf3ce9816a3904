"""The pages about how components stand to each other, ready to be shown."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from flask import url_for

from govhub.catalogue import relations
from govhub.catalogue.models import Component, Relation
from govhub.catalogue.needing import Obstacle, Shaky, Trouble
from govhub.catalogue.status import Status
from govhub.catalogue.vocabulary import Publication, RelationType
from govhub.platform.language import gettext as _
from govhub.registration import relating


@dataclass(frozen=True, kw_only=True)
class Stated:
    """A relation, as the page of one of both shows it."""

    label: str
    """How it reads from this side."""
    name: str
    url: str | None
    """Of the other component; None when there is no page of it to lead to."""
    status: Status
    note: str | None
    """What is the matter with the other: it is hidden, or a draft."""
    reason: str | None
    edit_url: str
    remove_url: str

    @property
    def in_words(self) -> str:
        """Return it in one line, as "Heeft nodig: Haven"."""
        return f"{self.label}: {self.name}"


@dataclass(frozen=True)
class StatedGroup:
    """Relations that read the same."""

    label: str
    relations: tuple[Stated, ...]


@dataclass(frozen=True, kw_only=True)
class NeedInTrouble:
    """Something required that cannot be counted on."""

    name: str
    url: str | None
    status: Status | None
    """None when the trouble says it all: it is not in the catalogue."""
    trouble: str


@dataclass(frozen=True, kw_only=True)
class ShakyRow:
    """Something ``beschikbaar`` that requires what cannot be counted on."""

    name: str
    url: str
    relations_url: str
    needs: tuple[NeedInTrouble, ...]


def grouped(found: Iterable[Relation], component: Component) -> tuple[StatedGroup, ...]:
    """Return the relations by how they read from this side, and then by name."""
    order = list(RelationType)

    def place(each: Relation) -> tuple[int, bool, str]:
        other = relating.other_end(each, component)
        return (
            order.index(each.type),
            _label(each, component) != each.type.label,
            other.name.lower(),
        )

    ordered = [stated(each, component) for each in sorted(found, key=place)]
    return tuple(
        StatedGroup(label, tuple(group))
        for label, group in groupby(ordered, key=lambda each: each.label)
    )


def stated(relation: Relation, component: Component) -> Stated:
    """Return the relation as the page of this component shows it."""
    other = relating.other_end(relation, component)
    return Stated(
        label=_label(relation, component),
        name=other.name,
        url=url_for("catalogue.show", slug=other.slug) if other.is_public else None,
        status=other.status,
        note=_note(other),
        reason=relation.reason,
        edit_url=url_for("relations.explain", slug=component.slug, key=relation.id),
        remove_url=url_for("relations.remove", slug=component.slug, key=relation.id),
    )


def in_trouble(found: Iterable[Obstacle]) -> tuple[NeedInTrouble, ...]:
    """Return what is wrong with what is required."""
    return tuple(
        NeedInTrouble(
            name=each.component.name,
            url=url_for("catalogue.show", slug=each.component.slug)
            if each.component.is_public
            else None,
            status=None if each.trouble is Trouble.GONE else each.component.status,
            trouble=each.trouble.label,
        )
        for each in found
    )


def shaky_rows(found: Sequence[Shaky]) -> list[ShakyRow]:
    """Return the list for the redactie."""
    return [
        ShakyRow(
            name=each.component.name,
            url=url_for("catalogue.show", slug=each.component.slug),
            relations_url=url_for("relations.index", slug=each.component.slug),
            needs=in_trouble(each.obstacles),
        )
        for each in found
    ]


def _label(relation: Relation, component: Component) -> str:
    is_from_here = relation.from_id == component.id or relation.type in relations.BOTH_WAYS
    return relation.type.label if is_from_here else relation.type.inverse_label


def _note(other: Component) -> str | None:
    match other.publication:
        case Publication.PUBLISHED:
            return None
        case Publication.HIDDEN:
            return _("Verborgen")
        case _:
            return _("Nog niet in de catalogus")
