"""Who uses or looks for a double uses or looks for what it became, once. Never commits."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TypeVar

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from govhub.catalogue.models import Component
from govhub.platform.language import gettext as _
from govhub.platform.language import ngettext
from govhub.reuse.models import Reuse, Standing, Wish

_Row = TypeVar("_Row", Reuse, Wish)
_STRENGTH = (
    Standing.CONFIRMED,
    Standing.WAITS,
    Standing.LAPSED,
    Standing.DISPUTED,
    Standing.REMOVED,
)
_LONG_AGO = datetime.min.replace(tzinfo=UTC)


def preview(session: Session, double: Component, into: Component) -> Sequence[str]:
    """Return how many organisations use it, or look for it."""
    told = []
    if users := _number(session, Reuse, double):
        told.append(
            ngettext(
                "%(num)s organisatie die het gebruikt, staat voortaan bij %(into)s.",
                "%(num)s organisaties die het gebruiken, staan voortaan bij %(into)s.",
                users,
            )
            % {"num": users, "into": into.name}
        )
    if wishes := _number(session, Wish, double):
        told.append(
            ngettext(
                "%(num)s organisatie die dit zoekt, staat voortaan bij %(into)s.",
                "%(num)s organisaties die dit zoeken, staan voortaan bij %(into)s.",
                wishes,
            )
            % {"num": wishes, "into": into.name}
        )
    return told


def move(session: Session, double: Component, into: Component) -> Sequence[str]:
    """Let it be said of ``into``; of an organisation that uses both, what says most stays."""
    lost = [
        each for reuse in _of(session, Reuse, double) for each in _move_use(session, reuse, into)
    ]
    for wish in _of(session, Wish, double):
        _move_wish(session, wish, into)
    return lost


def _move_use(session: Session, reuse: Reuse, into: Component) -> Sequence[str]:
    present = session.scalar(
        select(Reuse).where(
            Reuse.component_id == into.id, Reuse.organisation_id == reuse.organisation_id
        )
    )
    if present is None:
        reuse.component = into
        session.flush()
        return []
    weaker = min(reuse, present, key=_says)
    stronger = present if weaker is reuse else reuse
    name = reuse.organisation.name
    session.delete(weaker)
    session.flush()
    stronger.component = into
    session.flush()
    return [
        _("%(name)s gebruikte beide: alleen wat het sterkst bevestigd is, blijft staan.")
        % {"name": name}
    ]


def _says(reuse: Reuse) -> tuple[int, datetime, datetime]:
    """Return how much there is to say for it; more is higher."""
    strength = -_STRENGTH.index(reuse.standing)
    return strength, reuse.confirmed_at or _LONG_AGO, reuse.claimed_at


def _move_wish(session: Session, wish: Wish, into: Component) -> None:
    is_there = session.scalar(
        select(Wish.id).where(
            Wish.component_id == into.id, Wish.organisation_id == wish.organisation_id
        )
    )
    if is_there is not None:
        session.delete(wish)
    else:
        wish.component = into
    session.flush()


def _of(session: Session, table: type[_Row], double: Component) -> Sequence[_Row]:
    return session.scalars(
        select(table)
        .where(table.component_id == double.id)
        .order_by(table.id)
        .with_for_update(of=table)
        .execution_options(populate_existing=True)
    ).all()


def _number(session: Session, table: type[Reuse] | type[Wish], double: Component) -> int:
    found = select(func.count()).select_from(table).where(table.component_id == double.id)
    return session.scalar(found) or 0
