"""How the components of the seed stand to each other."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from govhub.catalogue import queries, relations
from govhub.catalogue.interchange.seed.components import Visit
from govhub.catalogue.interchange.seed.files import RelationRow
from govhub.catalogue.models import Component, Relation
from govhub.catalogue.vocabulary import RelationType
from govhub.kernel.errors import InvalidInput
from govhub.platform.language import gettext as _

_Tie = tuple[str, str, str | None]
"""Kind of relation, slug of the other component as the seed knows it, reason."""
_Names = Mapping[int, str]
"""By the id of a component: its slug in the seed, where it may have another one by now."""
_Present = Mapping[int, Mapping[_Tie, Relation]]
"""By the id of the component that they go out from."""


def bring_in_relations(
    session: Session, visits: Iterable[Visit], rows: Iterable[RelationRow]
) -> list[str]:
    """Write the relations that go out from each component, as one fact of that component.

    What a person said wins: returns a sentence for each relation of the seed that goes against it.
    """
    visits = list(visits)
    names = {visit.component.id: visit.row.slug for visit in visits}
    places = _places(session)
    present = _present(session, names)
    offered = _offered(rows, places, names)
    chosen = [
        (visit, _choose(visit, present, offered))
        for visit in visits
        if visit.component.merged_into_id is None
    ]
    for visit, ties in chosen:
        stored = present[visit.component.id]
        for tie in stored.keys() - ties:
            relations.unrelate(session, stored[tie])
    return [
        sentence
        for visit, ties in chosen
        for tie in sorted(ties - present[visit.component.id].keys(), key=str)
        for sentence in _relate(session, visit, tie, places[tie[1]])
    ]


def circles(rows: Sequence[RelationRow]) -> Iterator[str]:
    """Give a sentence for each relation in the file that can never be."""
    for row in rows:
        if row.source == row.target:
            yield _("In relations.yaml verwijst %(slug)s naar zichzelf.") % {"slug": row.source}
    for type_ in sorted(relations.WITHOUT_CIRCLES):
        found = _circle([(row.source, row.target) for row in rows if row.type is type_])
        if found:
            yield _("In relations.yaml komt “%(type)s” weer bij het begin uit: %(slugs)s.") % {
                "type": type_.value,
                "slugs": " → ".join(found),
            }


def _circle(steps: Sequence[tuple[str, str]]) -> list[str]:
    def ahead(places: Collection[str]) -> Iterable[tuple[str, str]]:
        return [step for step in steps if step[0] in places]

    for source, target in steps:
        if found := relations.path(ahead, target, source):
            return [source, *found]
    return []


def _places(session: Session) -> dict[str, Component]:
    """Return the component at each address, also at one that it had before or as a double."""
    return {
        slug: queries.survivor(session, component)
        for slug, component in queries.components_by_address(session).items()
    }


def _present(session: Session, names: _Names) -> defaultdict[int, dict[_Tie, Relation]]:
    found: defaultdict[int, dict[_Tie, Relation]] = defaultdict(dict)
    for relation in session.scalars(select(Relation).options(joinedload(Relation.target))):
        target = names.get(relation.to_id, relation.target.slug)
        tie = (relation.type.value, target, relation.reason)
        found[relation.from_id][tie] = relation
    return found


def _offered(
    rows: Iterable[RelationRow], places: Mapping[str, Component], names: _Names
) -> defaultdict[str, list[_Tie]]:
    found: defaultdict[str, list[_Tie]] = defaultdict(list)
    for row in rows:
        target = places[row.target]
        name = names.get(target.id, target.slug)
        found[row.source].append((row.type.value, name, row.reason))
    return found


def _choose(visit: Visit, present: _Present, offered: defaultdict[str, list[_Tie]]) -> set[_Tie]:
    return set(
        visit.follower.choose(
            "relations",
            present=sorted(present[visit.component.id], key=str),
            offered=sorted(offered[visit.row.slug], key=str),
        )
    )


def _relate(session: Session, visit: Visit, tie: _Tie, other: Component) -> Iterator[str]:
    type_, _slug, reason = tie
    kind = RelationType(type_)
    if relations.relation_between(session, visit.component, other, kind) is not None:
        visit.follower.has_kept = True
        return
    try:
        relations.relate(session, visit.component, other, kind, reason=reason)
    except InvalidInput as refusal:
        visit.follower.has_kept = True
        yield _("%(slug)s %(type)s %(other)s is overgeslagen. %(why)s") % {
            "slug": visit.row.slug,
            "type": type_,
            "other": other.slug,
            "why": refusal.message,
        }
