"""How components stand to each other: the only place that writes it. Never commits.

Nothing can replace itself or be a part of itself, not by a detour either. Whoever writes a relation
does so alone until the transaction ends, so two that each fit cannot make a circle together.
"""

from collections.abc import Callable, Collection, Hashable, Iterable, Sequence
from typing import TypeVar

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session, joinedload

from govhub.accounts.names import Name
from govhub.catalogue.events import ComponentChanged
from govhub.catalogue.models import Component, ComponentAlias, Relation
from govhub.catalogue.vocabulary import Publication, RelationType
from govhub.kernel.errors import InvalidInput
from govhub.platform.language import gettext as _
from govhub.platform.locking import one_at_a_time
from govhub.platform.outbox import record

WITHOUT_CIRCLES = frozenset({RelationType.REPLACES, RelationType.PART_OF})
"""Kinds of relation that lead somewhere, and so cannot come back where they began."""
BOTH_WAYS = frozenset({RelationType.OPTIONAL, RelationType.ALTERNATIVE, RelationType.VARIANT})
"""Kinds that say the same whichever way they are read; written once, shown on both pages."""
OTHER, REASON = "other", "reason"
"""Fields that InvalidInput names here."""
_LOCK = "catalogue.relations"
_Place = TypeVar("_Place", bound=Hashable)
Ahead = Callable[[Collection[_Place]], Iterable[tuple[_Place, _Place]]]
"""Gives the steps that go out from these places."""


# --- questions -----------------------------------------------------------------------------


def relations_of(session: Session, component: Component) -> Sequence[Relation]:
    """Return all relations from and to this component, also with what is not public."""
    return session.scalars(
        select(Relation)
        .where(or_(Relation.from_id == component.id, Relation.to_id == component.id))
        .options(
            joinedload(Relation.source).lazyload("*"), joinedload(Relation.target).lazyload("*")
        )
        .order_by(Relation.id)
    ).all()


def relation_by_id(session: Session, key: int) -> Relation | None:
    """Return this relation."""
    return session.get(Relation, key)


def relation_between(
    session: Session, source: Component, target: Component, type_: RelationType
) -> Relation | None:
    """Return the relation that says this already, whichever way it was written."""
    this = and_(Relation.from_id == source.id, Relation.to_id == target.id)
    if type_ in BOTH_WAYS:
        this |= and_(Relation.from_id == target.id, Relation.to_id == source.id)
    return session.scalars(select(Relation).where(this, Relation.type == type_)).first()


def names(session: Session, *, besides: Component | None = None) -> list[Name]:
    """Return every (other) public component as people look for it, also by its other names."""
    aliases: dict[int, list[str]] = {}
    for key, alias in session.execute(
        select(ComponentAlias.component_id, ComponentAlias.name).order_by(ComponentAlias.name)
    ):
        aliases.setdefault(key, []).append(alias)
    rows = session.execute(
        select(Component.id, Component.slug, Component.name).where(
            Component.publication == Publication.PUBLISHED,
            Component.id != (besides.id if besides else 0),
        )
    )
    return [
        Name(slug=slug, name=name, short_name=", ".join(aliases.get(key, ())) or None)
        for key, slug, name in rows
    ]


def check(session: Session, source: Component, target: Component, type_: RelationType) -> None:
    """Raise InvalidInput, for the field ``other``, when the relation cannot be.

    Whether there is a circle is only certain for who does this alone (``relate``).
    """
    if source.id == target.id:
        raise InvalidInput(OTHER, _("Kies een ander component: dit is het component zelf."))
    _refuse_doubles(session, source, target)
    if type_ not in WITHOUT_CIRCLES:
        return
    found = path(_stored_steps(session, type_), target.id, source.id)
    if found:
        raise InvalidInput(OTHER, _circle(_names(session, found), type_))


def path(ahead: Ahead[_Place], start: _Place, goal: _Place) -> list[_Place]:
    """Return a shortest path, both ends included; empty when there is none. Pure."""
    came_from: dict[_Place, _Place | None] = {start: None}
    newest = [start]
    while newest and goal not in came_from:
        steps = [(here, there) for here, there in ahead(newest) if there not in came_from]
        came_from.update({there: here for here, there in steps})
        newest = list({there for _here, there in steps})
    if goal not in came_from:
        return []
    found, back = [goal], came_from[goal]
    while back is not None:
        found.append(back)
        back = came_from[back]
    return found[::-1]


# --- changes -------------------------------------------------------------------------------


def relate(
    session: Session,
    source: Component,
    target: Component,
    type_: RelationType,
    *,
    reason: str | None = None,
) -> Relation:
    """Say that ``source`` stands to ``target`` in this way; the same again adds only its reason.

    Raises InvalidInput as ``check`` does, also when somebody else just closed the circle.
    """
    one_at_a_time(session, _LOCK)
    check(session, source, target, type_)
    found = relation_between(session, source, target, type_)
    if found is not None:
        explain(session, found, reason or found.reason)
        return found
    relation = Relation(source=source, target=target, type=type_, reason=reason or None)
    session.add(relation)
    session.flush()
    _tell(session, relation)
    return relation


def explain(session: Session, relation: Relation, reason: str | None) -> None:
    """Give the relation another reason, or none."""
    if relation.reason == (reason or None):
        return
    relation.reason = reason or None
    session.flush()
    _tell(session, relation)


def unrelate(session: Session, relation: Relation) -> None:
    """Say it no longer."""
    _tell(session, relation)
    session.delete(relation)
    session.flush()


def move(session: Session, double: Component, into: Component) -> list[str]:
    """Let everything that stood to ``double`` stand to ``into``, once; ``double`` keeps nothing.

    For merging, before ``double`` says what it became. Returns a sentence for each relation that
    could not come along because it would go round; what is said already needs no sentence.
    """
    one_at_a_time(session, _LOCK)
    lost = []
    for old in relations_of(session, double):
        source = into if old.from_id == double.id else old.source
        target = into if old.to_id == double.id else old.target
        unrelate(session, old)
        if source.id == target.id:
            continue
        present = relation_between(session, source, target, old.type)
        reason = (present.reason if present else None) or old.reason
        try:
            relate(session, source, target, old.type, reason=reason)
        except InvalidInput as refusal:
            lost.append(refusal.message)
    return lost


def _refuse_doubles(session: Session, *components: Component) -> None:
    """Raise InvalidInput for what was merged: by somebody else, a moment ago."""
    merged = session.scalars(
        select(Component.name).where(
            Component.id.in_([component.id for component in components]),
            Component.merged_into_id.is_not(None),
        )
    ).first()
    if merged is not None:
        raise InvalidInput(
            OTHER,
            _("%(name)s is samengevoegd met een ander component. Kies dat.") % {"name": merged},
        )


def _stored_steps(session: Session, type_: RelationType) -> Ahead[int]:
    def steps(places: Collection[int]) -> Iterable[tuple[int, int]]:
        rows = session.execute(
            select(Relation.from_id, Relation.to_id)
            .where(Relation.type == type_, Relation.from_id.in_(places))
            .order_by(Relation.id)
        )
        return [(here, there) for here, there in rows]

    return steps


def _names(session: Session, ids: Sequence[int]) -> list[str]:
    rows = session.execute(select(Component.id, Component.name).where(Component.id.in_(ids)))
    names = {key: name for key, name in rows}  # noqa: C416  # rows, not tuples
    return [names[key] for key in ids]


def _circle(names: Sequence[str], type_: RelationType) -> str:
    """Say what is in the way: everything from the target back to the source."""
    first, *between, last = names
    said = {"first": first, "last": last, "between": ", ".join(between)}
    match type_, bool(between):
        case RelationType.REPLACES, False:
            return _("Dat kan niet: %(first)s vervangt %(last)s al.") % said
        case RelationType.REPLACES, True:
            return _("Dat kan niet: %(first)s vervangt %(last)s al, via %(between)s.") % said
        case _, False:
            return _("Dat kan niet: %(first)s is al onderdeel van %(last)s.") % said
        case _:
            return (
                _("Dat kan niet: %(first)s is al onderdeel van %(last)s, via %(between)s.") % said
            )


def _tell(session: Session, relation: Relation) -> None:
    """Tell of a change on the page of both."""
    for component in (relation.source, relation.target):
        if component.is_public:
            record(session, ComponentChanged(subject=str(component.public_id)))
