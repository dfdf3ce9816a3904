"""Questions about who uses what. Never changes anything.

Only what both sides say, not longer than a year ago, is counted. What one side or the redactie
says is not so, is shown to nobody but them.
"""

import uuid
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session, joinedload

from govhub.accounts import memberships
from govhub.accounts import queries as accounts
from govhub.accounts.models import Organisation, User
from govhub.catalogue.models import Component, ComponentRole
from govhub.catalogue.queries import IS_PUBLIC
from govhub.kernel import clock
from govhub.kernel.slug import fold
from govhub.reuse import sides
from govhub.reuse.models import Phase, Reuse, Side, Standing

ASK_AHEAD = timedelta(days=30)
"""So long before it is not counted any more the organisation is asked whether it still is so."""
_PHASES = (Phase.PRODUCTION, Phase.PILOT, Phase.EXPLORING, Phase.STOPPED)


@dataclass(frozen=True, kw_only=True)
class Counts:
    """How many organisations use a component, by what both sides say."""

    production: int = 0
    pilot: int = 0
    exploring: int = 0

    @property
    def total(self) -> int:
        """Return how many use or try it now."""
        return self.production + self.pilot + self.exploring


def by_public_id(session: Session, public_id: uuid.UUID | str) -> Reuse | None:
    """Return this record, whatever its standing."""
    key = uuid.UUID(str(public_id))
    return session.scalar(
        select(Reuse).where(Reuse.public_id == key).options(joinedload(Reuse.component))
    )


def by_public_ids(session: Session, ids: Collection[uuid.UUID]) -> Sequence[Reuse]:
    """Return these records with their component, whatever their standing, in no order."""
    return session.scalars(
        select(Reuse)
        .where(Reuse.public_id.in_(ids))
        .options(joinedload(Reuse.component), joinedload(Reuse.organisation))
    ).all()


def found(session: Session, component: Component, organisation: Organisation) -> Reuse | None:
    """Return what is said of this component and this organisation, whatever its standing."""
    return session.scalar(
        select(Reuse).where(
            Reuse.component_id == component.id, Reuse.organisation_id == organisation.id
        )
    )


def of_component(session: Session, component: Component) -> Sequence[Reuse]:
    """Return who uses it, as everybody may see: what is confirmed and furthest first, by name."""
    rows = session.scalars(
        select(Reuse).where(Reuse.component_id == component.id, Reuse.refused_at.is_(None))
    )
    return sorted(rows, key=_order)


def of_organisation(session: Session, organisation: Organisation) -> Sequence[Reuse]:
    """Return which public components it uses, as everybody may see, in the same order."""
    rows = session.scalars(
        select(Reuse)
        .join(Reuse.component)
        .where(Reuse.organisation_id == organisation.id, Reuse.refused_at.is_(None), IS_PUBLIC)
        .options(joinedload(Reuse.component))
    )
    return sorted(rows, key=_order)


def refused_of(session: Session, component: Component) -> Sequence[Reuse]:
    """Return what one side or the redactie says is not so, the newest first."""
    return session.scalars(
        select(Reuse)
        .where(Reuse.component_id == component.id, Reuse.refused_at.is_not(None))
        .order_by(Reuse.refused_at.desc(), Reuse.id)
    ).all()


def counts_in(reuses: Iterable[Reuse]) -> Counts:
    """Return how many of these count, of one component."""
    number = Counter(each.phase for each in reuses if each.counts)
    return Counts(
        production=number[Phase.PRODUCTION],
        pilot=number[Phase.PILOT],
        exploring=number[Phase.EXPLORING],
    )


def counts(session: Session, components: Collection[Component]) -> Mapping[int, Counts]:
    """Return how many organisations use each of these, by id, in one question.

    Two organisations of which one was merged into the other are one.
    """
    ids = [each.id for each in components]
    into = func.coalesce(Organisation.merged_into_id, Organisation.id)
    rows = session.execute(
        select(Reuse.component_id, Reuse.phase, func.count(func.distinct(into)))
        .join(Reuse.organisation)
        .where(Reuse.component_id.in_(ids), is_counted())
        .group_by(Reuse.component_id, Reuse.phase)
    ).all()
    number = {(component_id, phase): count for component_id, phase, count in rows}
    return {
        each: Counts(
            production=number.get((each, Phase.PRODUCTION), 0),
            pilot=number.get((each, Phase.PILOT), 0),
            exploring=number.get((each, Phase.EXPLORING), 0),
        )
        for each in ids
    }


def users_of(session: Session, component: Component) -> list[Organisation]:
    """Return who runs it, by what both sides say, by name: what others may be told."""
    return [
        each.organisation
        for each in sorted(of_component(session, component), key=_name)
        if each.counts and each.phase.is_use
    ]


def waiting_for(session: Session, user: User) -> Sequence[Reuse]:
    """Return what waits for this person: to confirm, or to confirm again soon or after all."""
    theirs = _organisation_ids(session, user)
    soon = clock.today() + ASK_AHEAD
    must_confirm = and_(
        Reuse.confirmed_at.is_(None),
        or_(
            and_(Reuse.claimed_by == Side.OWNER, Reuse.organisation_id.in_(theirs)),
            and_(Reuse.claimed_by == Side.USER, _is_kept_by(user, theirs)),
        ),
    )
    again = and_(
        Reuse.confirmed_at.is_not(None),
        Reuse.organisation_id.in_(theirs),
        Reuse.phase != Phase.STOPPED,
        Reuse.expires_on <= soon,
    )
    rows = session.scalars(
        select(Reuse)
        .join(Reuse.component)
        .where(IS_PUBLIC, Reuse.refused_at.is_(None), or_(must_confirm, again))
        .options(joinedload(Reuse.component))
        .order_by(Reuse.claimed_at, Reuse.id)
    ).all()
    return [each for each in rows if sides.may_confirm(user, each)]


def of_user(session: Session, user: User) -> Sequence[Reuse]:
    """Return what the organisations of this person use, and what this person claimed for others.

    Also what is disputed; not of components that are hidden.
    """
    theirs = _organisation_ids(session, user)
    rows = session.scalars(
        select(Reuse)
        .join(Reuse.component)
        .where(IS_PUBLIC, or_(Reuse.organisation_id.in_(theirs), Reuse.claimed_by_id == user.id))
        .options(joinedload(Reuse.component))
    )
    return sorted(rows, key=lambda each: (_name(each), fold(each.component.name), each.id))


def disputed(session: Session) -> Sequence[Reuse]:
    """Return what one side says is not so, for the redactie, the newest first."""
    return session.scalars(
        select(Reuse)
        .join(Reuse.component)
        .where(IS_PUBLIC, Reuse.refused_at.is_not(None), Reuse.refused_by != Side.EDITORS)
        .options(joinedload(Reuse.component))
        .order_by(Reuse.refused_at.desc(), Reuse.id)
    ).all()


def is_counted() -> ColumnElement[bool]:
    """Return the condition that ``Reuse.counts`` is."""
    return and_(
        Reuse.confirmed_at.is_not(None),
        Reuse.refused_at.is_(None),
        Reuse.phase != Phase.STOPPED,
        or_(Reuse.expires_on.is_(None), Reuse.expires_on > clock.today()),
    )


def is_soon_over(reuse: Reuse) -> bool:
    """Tell whether the organisation must say soon, or after all, that it still is so."""
    return (
        reuse.confirmed_at is not None
        and reuse.standing.is_shown
        and reuse.expires_on is not None
        and reuse.expires_on <= clock.today() + ASK_AHEAD
    )


def _organisation_ids(session: Session, user: User) -> list[int]:
    """Return for which organisations this person speaks, with those that became part of them."""
    return [
        each.id
        for theirs in memberships.organisations_of(user)
        for each in (theirs, *accounts.merged_into(session, theirs))
    ]


def _is_kept_by(user: User, organisation_ids: Collection[int]) -> ColumnElement[bool]:
    """Return a condition that holds for all that this person keeps, and for a little more."""
    owned = select(ComponentRole.component_id).where(
        ComponentRole.organisation_id.in_(organisation_ids)
    )
    return or_(Component.id.in_(owned), Component.submitted_by_id == user.id)


def _order(reuse: Reuse) -> tuple[int, int, str, str]:
    standing = list(Standing).index(reuse.standing)
    is_over = reuse.phase is Phase.STOPPED
    rank = len(Standing) if is_over else standing
    return rank, _PHASES.index(reuse.phase), _name(reuse), fold(reuse.component.name)


def _name(reuse: Reuse) -> str:
    return fold(reuse.organisation.name)
