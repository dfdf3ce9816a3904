"""What requires something that nobody can use, or will not be able to use. Never changes anything.

Something ``beschikbaar`` promises that it works; it does not when what it requires is not there.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session, aliased, lazyload

from govhub.catalogue.ledger.models import PlannedChange, PlanState
from govhub.catalogue.ledger.timeline import ENDINGS
from govhub.catalogue.models import Component, Relation
from govhub.catalogue.status import Status
from govhub.catalogue.vocabulary import Publication, RelationType
from govhub.platform.language import lazy_gettext as _l


class Trouble(StrEnum):
    """Why something cannot be counted on."""

    GONE = "verborgen"
    ENDED = "beeindigd"
    ENDING = "stopt"
    NOT_YET = "nog-niet"

    @property
    def label(self) -> str:
        """Return it in words."""
        return str(_TROUBLES[self])


_TROUBLES = {
    Trouble.GONE: _l("staat niet in de catalogus"),
    Trouble.ENDED: _l("is gestopt"),
    Trouble.ENDING: _l("stopt"),
    Trouble.NOT_YET: _l("is nog niet beschikbaar"),
}


@dataclass(frozen=True)
class Obstacle:
    """A component that another one requires, and what is wrong with it."""

    component: Component
    trouble: Trouble


@dataclass(frozen=True)
class Shaky:
    """Something ``beschikbaar``, and what it requires that cannot be counted on."""

    component: Component
    obstacles: tuple[Obstacle, ...]


def obstacles(session: Session, component: Component) -> tuple[Obstacle, ...]:
    """Return what this component requires and cannot count on, by name."""
    rows = _rows(session, only=component)
    return tuple(Obstacle(needed, trouble_with(needed, ends=ends)) for _, needed, ends in rows)


def shaky_components(session: Session) -> Sequence[Shaky]:
    """Return everything public and ``beschikbaar`` that requires what it cannot count on."""
    found: dict[int, tuple[Component, list[Obstacle]]] = {}
    for component, needed, ends in _rows(session):
        obstacle = Obstacle(needed, trouble_with(needed, ends=ends))
        found.setdefault(component.id, (component, []))[1].append(obstacle)
    return [Shaky(component, tuple(each)) for component, each in found.values()]


def trouble_with(needed: Component, *, ends: bool) -> Trouble:
    """Return what is wrong with it, the worst first; ``ends`` when that was announced."""
    if needed.publication is not Publication.PUBLISHED:
        return Trouble.GONE
    if needed.status is Status.ENDED:
        return Trouble.ENDED
    return Trouble.ENDING if ends or needed.status in ENDINGS else Trouble.NOT_YET


def _rows(
    session: Session, *, only: Component | None = None
) -> Iterable[tuple[Component, Component, bool]]:
    needed = aliased(Component)
    ends = (
        select(PlannedChange.id)
        .where(
            PlannedChange.component_id == needed.id,
            PlannedChange.state == PlanState.WAITING,
            PlannedChange.new.in_(ENDINGS),
        )
        .exists()
    )
    which = (
        Component.id == only.id
        if only is not None
        else and_(
            Component.publication == Publication.PUBLISHED, Component.status == Status.AVAILABLE
        )
    )
    rows = session.execute(
        select(Component, needed, ends)
        .join(Relation, Relation.from_id == Component.id)
        .join(needed, Relation.to_id == needed.id)
        .where(
            which,
            Relation.type == RelationType.REQUIRES,
            or_(
                needed.publication != Publication.PUBLISHED,
                needed.status != Status.AVAILABLE,
                ends,
            ),
        )
        .options(lazyload("*"))
        .order_by(func.lower(Component.name), Component.id, func.lower(needed.name), needed.id)
    )
    return [(one, other, bool(is_ending)) for one, other, is_ending in rows]
