"""The categories, principles and standards of the seed. Nobody edits these in GovHub."""

from collections.abc import Iterable, Mapping
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from govhub.catalogue.interchange.seed.files import (
    CategoryRow,
    PrincipleRow,
    StandardRow,
)
from govhub.catalogue.interchange.seed.own_words import own_text
from govhub.catalogue.interchange.seed.report import Tally
from govhub.catalogue.models import Category, Standard
from govhub.guidance.models import Principle

_Record = TypeVar("_Record", Category, Principle, Standard)
_Rows = Mapping[str, Mapping[str, object]]


def bring_in_categories(session: Session, rows: Iterable[CategoryRow], tally: Tally) -> None:
    """Make the table say what the seed says."""
    values = {
        row.key: {
            "name": row.name,
            "description": row.description,
            "icon": row.icon,
            "position": position,
            "is_of_principle": row.seed,
            "synonyms": list(row.synonyms),
            "publiccode_categories": list(row.publiccode),
        }
        for position, row in enumerate(rows)
    }
    _bring_in(session, Category, values, tally)


def bring_in_principles(session: Session, rows: Iterable[PrincipleRow], tally: Tally) -> None:
    """Make the table say what the seed says; what the guidance itself told stays."""
    imported = set(session.scalars(select(Principle.key).where(Principle.imported_at.is_not(None))))
    values = {
        row.key: {
            "number": row.number,
            "title": row.title,
            "summary": row.summary,
            "url": row.url,
            "role_weights": {role.value: weight for role, weight in row.roles.items()},
            "related_keys": list(row.relations),
            "own_text": own_text(row),
        }
        for row in rows
        if row.key not in imported
    }
    _bring_in(session, Principle, values, tally)


def bring_in_standards(session: Session, rows: Iterable[StandardRow], tally: Tally) -> None:
    """Make the table say what the seed says."""
    values = {row.key: row.model_dump(exclude={"key"}) for row in rows}
    _bring_in(session, Standard, values, tally)


def _bring_in(
    session: Session,
    table: type[_Record],
    rows: _Rows,
    tally: Tally,
) -> None:
    present = {found.key: found for found in session.scalars(select(table))}
    for key, values in rows.items():
        found = present.get(key)
        if found is None:
            session.add(table(key=key, **values))
            tally.added += 1
            continue
        stale = {name for name, value in values.items() if getattr(found, name) != value}
        for name in stale:
            setattr(found, name, values[name])
        tally.updated += bool(stale)
        tally.unchanged += not stale
    session.flush()
