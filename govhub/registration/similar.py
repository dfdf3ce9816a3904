"""Which components show how things like this one are described, and what they serve."""

from collections.abc import Collection
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import ColumnElement, Select, or_, select

from govhub.catalogue.models import Category, Component, ComponentCategory
from govhub.catalogue.queries import IS_PUBLIC

MOST = 300
_Query = TypeVar("_Query", bound=Select[*tuple[Any, ...]])


def first(
    query: _Query,
    *,
    besides: int | None,
    categories: Collection[Category],
    described_alike: Collection[str],
) -> _Query:
    """Return the query for public components in these categories, or described alike.

    ``besides`` is the id of the component that they are like, ``described_alike`` are public ids,
    in whatever category. What changed last comes first.
    """
    return (
        query.where(
            IS_PUBLIC, Component.id != (besides or 0), _is_like(categories, described_alike)
        )
        .order_by(Component.changed_at.desc(), Component.id)
        .limit(MOST)
    )


def _is_like(
    categories: Collection[Category], described_alike: Collection[str]
) -> ColumnElement[bool]:
    in_category = select(ComponentCategory.component_id).where(
        ComponentCategory.category_id.in_([each.id for each in categories])
    )
    return or_(Component.id.in_(in_category), Component.public_id.in_(map(UUID, described_alike)))
