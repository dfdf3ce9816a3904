"""What the catalogue has to offer, and where nothing can be used yet. Never changes anything."""

import json
import uuid
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import Text, cast, func, select
from sqlalchemy.orm import Session

from govhub.catalogue.models import Component, ComponentCategory, ComponentPrinciple
from govhub.catalogue.queries import IS_PUBLIC
from govhub.catalogue.serving import in_order
from govhub.catalogue.status import Status
from govhub.guidance.models import Phase

COMING = (Status.CONCEPT, Status.PLANNED, Status.DEVELOPMENT, Status.DEMO)


@dataclass(frozen=True, kw_only=True)
class Supply:
    """How many components there are of something, by what somebody can do with them."""

    available: int = 0
    coming: int = 0
    """Concept, planned, being built, or to try."""
    ending: int = 0

    @property
    def is_gap(self) -> bool:
        """Tell whether nobody can use anything today."""
        return self.available == 0

    @property
    def total(self) -> int:
        """Return how many there are that did not end."""
        return self.available + self.coming + self.ending


def per_principle(session: Session) -> Mapping[int, Supply]:
    """Return principle id → what serves it; a principle that nothing serves is not in there."""
    return _by_first(
        session.execute(
            select(ComponentPrinciple.principle_id, Component.status, func.count())
            .join(Component, Component.id == ComponentPrinciple.component_id)
            .where(IS_PUBLIC)
            .group_by(ComponentPrinciple.principle_id, Component.status)
        )
    )


def per_category(session: Session) -> Mapping[int, Supply]:
    """Return category id → what is in it; an empty category is not in there."""
    return _by_first(
        session.execute(
            select(ComponentCategory.category_id, Component.status, func.count())
            .join(Component, Component.id == ComponentCategory.component_id)
            .where(IS_PUBLIC)
            .group_by(ComponentCategory.category_id, Component.status)
        )
    )


def per_phase(
    session: Session, principle_ids: Collection[int]
) -> Mapping[tuple[int, Phase | None], Supply]:
    """Return (principle id, phase) → what serves that principle in that phase of a project.

    With None for the phase: that of which nobody said in which phases it helps.
    """
    said = cast(ComponentPrinciple.phases, Text)
    rows = session.execute(
        select(ComponentPrinciple.principle_id, said, Component.status, func.count())
        .join(Component, Component.id == ComponentPrinciple.component_id)
        .where(IS_PUBLIC, ComponentPrinciple.principle_id.in_(principle_ids))
        .group_by(ComponentPrinciple.principle_id, said, Component.status)
    )
    found: dict[tuple[int, Phase | None], Counter[Status]] = defaultdict(Counter)
    for principle_id, phases, status, number in rows:
        for phase in in_order(json.loads(phases)) or (None,):
            found[principle_id, phase][status] += number
    return {key: _supply(number) for key, number in found.items()}


@dataclass(frozen=True, kw_only=True)
class Offered:
    """What a line about a component needs to say: to read no more keeps a long list quick."""

    name: str
    slug: str
    status: Status


def offered(session: Session, public_ids: Collection[str]) -> Mapping[str, Offered]:
    """Return public id → what is offered, of those that everybody may see."""
    # Whether they are public is asked here: a database may take that as the way to find them.
    rows = session.execute(
        select(
            Component.public_id, Component.name, Component.slug, Component.status, IS_PUBLIC
        ).where(Component.public_id.in_([uuid.UUID(each) for each in public_ids]))
    )
    return {
        str(key): Offered(name=name, slug=slug, status=status)
        for key, name, slug, status, is_public in rows
        if is_public
    }


def _by_first(rows: Iterable[tuple[int, Status, int]]) -> Mapping[int, Supply]:
    found: dict[int, Counter[Status]] = defaultdict(Counter)
    for key, status, number in rows:
        found[key][status] += number
    return {key: _supply(number) for key, number in found.items()}


def _supply(number: Mapping[Status, int]) -> Supply:
    return Supply(
        available=number.get(Status.AVAILABLE, 0),
        coming=sum(number.get(each, 0) for each in COMING),
        ending=number.get(Status.PHASING_OUT, 0),
    )
