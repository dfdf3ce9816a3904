"""By what the catalogue can be filtered, in words for people. Never changes anything."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Select, SQLColumnExpression, case, literal, select, union_all
from sqlalchemy.orm import Session, aliased

from govhub.accounts.models import Organisation
from govhub.catalogue.models import Category, Component, Standard
from govhub.catalogue.queries import IS_PUBLIC
from govhub.catalogue.status import Status
from govhub.catalogue.vocabulary import Kind
from govhub.guidance.models import Principle
from govhub.platform.language import gettext as _

Labels = Mapping[str, Mapping[str, str]]
"""Facet → value → the words for people."""


def facet_labels(session: Session) -> Labels:
    """Return every value that a facet knows, in one query; a value that is not here is unknown."""
    labels: dict[str, dict[str, str]] = {
        "status": {status.value: status.label for status in Status},
        "categorie": {},
        "organisatie": {},
        "licentie": {},
        "soort": {kind.value: kind.label for kind in Kind},
        "standaard": {},
        "principe": {},
    }
    rows = session.execute(
        union_all(
            _words("categorie", Category.key, Category.name),
            _organisations(),
            _words("standaard", Standard.key, Standard.name),
            _words("principe", Principle.key, Principle.title),
            _words("licentie", Component.licence, Component.licence)
            .where(IS_PUBLIC, Component.licence.is_not(None))
            .distinct(),
        )
    )
    for facet, value, label in rows:
        labels[facet][value] = label
    return labels


def _organisations() -> Select[str, Any, Any]:
    """Return every organisation; of one that was merged it says into what."""
    into = aliased(Organisation)
    merged = Organisation.name + literal(" (") + literal(_("opgegaan in")) + literal(" ")
    name = case((into.id.is_not(None), merged + into.name + literal(")")), else_=Organisation.name)
    words = _words("organisatie", Organisation.slug, name)
    return words.outerjoin(into, into.id == Organisation.merged_into_id)


def _words(
    facet: str, value: SQLColumnExpression[Any], label: SQLColumnExpression[Any]
) -> Select[str, Any, Any]:
    return select(literal(facet), value.label("value"), label.label("label"))
