"""The plain list: components from the database itself, for when the engine has no index.

All words must stand somewhere in the name, the summary or the keywords, letter for letter: no
stems, no typing errors, no ranking beyond "in the name first". Filters and counts are complete.
"""

import json
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    Select,
    SQLColumnExpression,
    String,
    Subquery,
    Text,
    and_,
    case,
    cast,
    false,
    func,
    literal,
    or_,
    select,
    true,
    type_coerce,
    union_all,
)
from sqlalchemy.orm import Session

from govhub.accounts.models import Organisation
from govhub.catalogue.models import (
    Category,
    Component,
    ComponentCategory,
    ComponentPrinciple,
    ComponentRole,
    ComponentStandard,
    Standard,
)
from govhub.catalogue.queries import IS_PUBLIC
from govhub.catalogue.vocabulary import OrganisationRole
from govhub.guidance.models import Principle
from govhub.search.completion import COMPONENT
from govhub.search.dutch import informative, normal, words
from govhub.search.engine import (
    MAX_QUERY_LENGTH,
    FacetValue,
    Hit,
    Query,
    Results,
    Sort,
    Suggestion,
)
from govhub.search.understanding import MAX_WORDS


def search(session: Session, query: Query) -> Results:
    """Answer a query from the database."""
    asked = _words(query.text)
    found = _matches(query.text, asked)
    wanted = and_(found, *(_has(facet, values) for facet, values in query.filters.items()))
    total = session.scalar(select(func.count()).select_from(Component).where(wanted)) or 0
    ids = session.scalars(
        select(Component.public_id)
        .where(wanted)
        .order_by(*_order(query, asked))
        .limit(query.per_page)
        .offset((query.page - 1) * query.per_page)
    )
    return Results(
        hits=tuple(Hit(str(public_id)) for public_id in ids),
        total=total,
        facets=_facets(session, query, found),
    )


def suggest(session: Session, text: str, limit: int) -> tuple[Suggestion, ...]:
    """Return names of components that have this text: those that begin with it first."""
    typed = " ".join(text[:MAX_QUERY_LENGTH].replace("\0", " ").split()).lower()
    if not typed:
        return ()
    name = func.lower(Component.name)
    begins = case((name.startswith(typed, autoescape=True), 0), else_=1)
    names = session.scalars(
        select(Component.name)
        .where(IS_PUBLIC, name.contains(typed, autoescape=True))
        .order_by(begins, name)
        .limit(limit)
    )
    return tuple(Suggestion(found, COMPONENT) for found in names)


def _words(text: str) -> list[str]:
    """Return the telling words of a query as they are written, in lower case."""
    text = normal(text[:MAX_QUERY_LENGTH])
    written = {word.folded: text[word.start : word.end].lower() for word in words(text)}
    return [written[word] for word in informative(list(written))][:MAX_WORDS]


def _matches(text: str, asked: list[str]) -> ColumnElement[bool]:
    """Return the condition that a component is public and has all the words."""
    if text.strip() and not asked:
        return false()
    return and_(IS_PUBLIC, *map(_contains, asked))


def _contains(word: str) -> ColumnElement[bool]:
    in_json = json.dumps(word)[1:-1]  # as the keywords are stored: ë is \u00eb
    return or_(
        func.lower(Component.name).contains(word, autoescape=True),
        func.lower(Component.summary).contains(word, autoescape=True),
        func.lower(cast(Component.keywords, Text)).contains(in_json, autoescape=True),
    )


def _order(query: Query, asked: list[str]) -> list[SQLColumnExpression[Any]]:
    by_name: list[SQLColumnExpression[Any]] = [func.lower(Component.name), Component.id]
    if query.sort is Sort.CHANGED:
        return [Component.changed_at.desc(), *by_name]
    if query.sort is Sort.RELEVANCE and asked:
        in_name = (func.lower(Component.name).contains(word, autoescape=True) for word in asked)
        return [case((and_(true(), *in_name), 0), else_=1), *by_name]
    return by_name


# --- facets, as govhub.search.document says them -------------------------------------------


def _facet_values() -> Mapping[str, Subquery]:
    """Return facet → rows of a component and a value that it has."""
    component, value = Component.id.label("component_id"), "value"
    lines = _lines_of_organisations()
    selects = {
        "status": select(component, type_coerce(Component.status, String).label(value)),
        "categorie": select(ComponentCategory.component_id, Category.key.label(value)).join(
            Category, Category.id == ComponentCategory.category_id
        ),
        "organisatie": select(ComponentRole.component_id, Organisation.slug.label(value))
        .join(lines, lines.c.id == ComponentRole.organisation_id)
        .join(Organisation, Organisation.id == lines.c.into_id)
        .where(ComponentRole.role == OrganisationRole.OWNER),
        "licentie": select(component, Component.licence.label(value)).where(
            func.coalesce(Component.licence, "") != ""
        ),
        "soort": select(component, type_coerce(Component.kind, String).label(value)),
        "standaard": select(ComponentStandard.component_id, Standard.key.label(value)).join(
            Standard, Standard.id == ComponentStandard.standard_id
        ),
        "principe": select(ComponentPrinciple.component_id, Principle.key.label(value)).join(
            Principle, Principle.id == ComponentPrinciple.principle_id
        ),
    }
    return {facet: statement.subquery() for facet, statement in selects.items()}


def _lines_of_organisations() -> CTE:
    """Return every organisation with itself, what it was merged into, and so on."""
    itself = select(Organisation.id, Organisation.id.label("into_id"))
    lines = itself.cte("lines", recursive=True)
    further = select(lines.c.id, Organisation.merged_into_id).join(
        Organisation, Organisation.id == lines.c.into_id
    )
    return lines.union(further.where(Organisation.merged_into_id.is_not(None)))


_VALUES = _facet_values()


def _has(facet: str, values: tuple[str, ...]) -> ColumnElement[bool]:
    """Return the condition that a component has one of the values; no values ask nothing."""
    if not values:
        return true()
    if facet not in _VALUES:
        return false()
    rows = _VALUES[facet]
    return Component.id.in_(select(rows.c.component_id).where(rows.c.value.in_(values)))


def _facets(
    session: Session, query: Query, found: ColumnElement[bool]
) -> dict[str, tuple[FacetValue, ...]]:
    """Count every facet in one query, its own filter left aside."""
    known = [facet for facet in query.facets if facet in _VALUES]
    counts: dict[str, list[FacetValue]] = defaultdict(list)
    if known:
        for facet, value, count in session.execute(
            union_all(*(_count(facet, query, found) for facet in known))
        ):
            counts[facet].append(FacetValue(value, count))
    return {
        facet: tuple(sorted(counts[facet], key=lambda each: (-each.count, each.value)))
        for facet in query.facets
    }


def _count(facet: str, query: Query, found: ColumnElement[bool]) -> Select[str, str, int]:
    rows = _VALUES[facet]
    others = (_has(each, values) for each, values in query.filters.items() if each != facet)
    return (
        select(literal(facet), rows.c.value, func.count(Component.id.distinct()))
        .join(Component, Component.id == rows.c.component_id)
        .where(found, *others)
        .group_by(rows.c.value)
    )
