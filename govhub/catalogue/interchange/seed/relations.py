"""How the components of the seed stand to each other."""

from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from govhub.catalogue.interchange.seed.components import Visit
from govhub.catalogue.interchange.seed.files import RelationRow
from govhub.catalogue.models import Component, Relation
from govhub.catalogue.vocabulary import RelationType

_Tie = tuple[str, str, str | None]
"""Kind of relation, slug of the other component, reason."""


def bring_in_relations(
    session: Session, visits: Iterable[Visit], rows: Iterable[RelationRow]
) -> None:
    """Write the relations that go out from each component, as one fact of that component."""
    offered: defaultdict[str, list[_Tie]] = defaultdict(list)
    for row in rows:
        offered[row.source].append((row.type.value, row.target, row.reason))
    present: defaultdict[int, dict[_Tie, Relation]] = defaultdict(dict)
    for relation in session.scalars(select(Relation).options(joinedload(Relation.target))):
        tie = (relation.type.value, relation.target.slug, relation.reason)
        present[relation.from_id][tie] = relation
    by_slug = {component.slug: component for component in session.scalars(select(Component))}
    for visit in visits:
        ties = present[visit.component.id]
        chosen = visit.follower.choose(
            "relations",
            present=sorted(ties, key=str),
            offered=sorted(offered[visit.row.slug], key=str),
        )
        for tie in ties.keys() - set(chosen):
            session.delete(ties[tie])
        session.flush()
        for kind, slug, reason in set(chosen) - ties.keys():
            session.add(
                Relation(
                    source=visit.component,
                    target=by_slug[slug],
                    type=RelationType(kind),
                    reason=reason,
                )
            )
    session.flush()
