"""Who stands on which side of the use of a component, and what each may do about it.

The one side is the organisation that uses it: its redacteurs and beheerders. The other side is who
answers for the component: its keepers. What one side says, somebody of the other confirms.

One person may stand on both sides (docs/gebruik.md). An organisation that uses what is its own is
both sides itself, so nothing need be confirmed. Anybody else who stands on both sides confirms
nothing that they claimed themselves: two organisations must say so, not one person twice.
"""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from govhub.accounts import memberships, queries
from govhub.accounts.models import Organisation, User
from govhub.accounts.organisations import has_ended
from govhub.catalogue import keepers
from govhub.catalogue.models import Component
from govhub.reuse.models import Phase, Reuse, Side, Standing


def is_on(user: User, side: Side, reuse: Reuse) -> bool:
    """Tell whether this person speaks for that side."""
    match side:
        case Side.USER:
            return memberships.may_edit_for(user, reuse.organisation)
        case Side.OWNER:
            return keepers.is_keeper(user, reuse.component)
        case Side.EDITORS:
            return user.is_editor


def is_own(component: Component, organisation: Organisation) -> bool:
    """Tell whether the organisation that uses it owns it too, also after a merger."""
    return any(
        organisation in memberships.lineage(owner) or owner in memberships.lineage(organisation)
        for owner in keepers.owners(component)
    )


def side_for(user: User, component: Component, organisation: Organisation) -> Side | None:
    """Return for which side this person may say that the organisation uses the component."""
    if memberships.may_edit_for(user, organisation):
        return Side.USER
    return Side.OWNER if keepers.is_keeper(user, component) else None


def claimants(user: User) -> list[Organisation]:
    """Return for which organisations this person may say what they use, by name."""
    return [each for each in memberships.organisations_of(user) if not has_ended(each)]


def waits_for(reuse: Reuse) -> Side | None:
    """Return which side must say so; None when nothing waits for anybody.

    Once both sides said so, only the organisation knows whether it still is.
    """
    if reuse.standing is Standing.REMOVED or not reuse.component.is_public:
        return None
    if reuse.confirmed_at is None:
        return reuse.claimed_by.other
    if reuse.standing is Standing.DISPUTED:
        return reuse.refused_by
    return None if reuse.phase is Phase.STOPPED else Side.USER


def may_confirm(user: User, reuse: Reuse) -> bool:
    """Tell whether this person may say that it is so, still is, or is after all."""
    side = waits_for(reuse)
    if side is None or not is_on(user, side, reuse):
        return False
    return reuse.confirmed_at is not None or reuse.claimed_by_id != user.id


def may_dispute(user: User, reuse: Reuse) -> bool:
    """Tell whether this person may say that it is not so: somebody of the other side."""
    if not reuse.standing.is_shown or is_own(reuse.component, reuse.organisation):
        return False
    side = Side.OWNER if reuse.confirmed_at is not None else reuse.claimed_by.other
    return is_on(user, side, reuse) and reuse.claimed_by_id != user.id


def may_change(user: User, reuse: Reuse) -> bool:
    """Tell whether this person may change what is told: the organisation itself.

    Who answers for the component may too, as long as it is only their word.
    """
    if not reuse.standing.is_shown or not reuse.component.is_public:
        return False
    return is_on(user, Side.USER, reuse) or _is_word_of(user, reuse)


def may_withdraw(user: User, reuse: Reuse) -> bool:
    """Tell whether this person may take it back as if it had never been said."""
    return may_change(user, reuse)


def may_ask(user: User, reuse: Reuse) -> bool:
    """Tell whether this person may have the other side asked (again) to confirm it."""
    waits = reuse.confirmed_at is None and reuse.standing.is_shown
    return waits and reuse.component.is_public and is_on(user, reuse.claimed_by, reuse)


def may_see(user: User, reuse: Reuse) -> bool:
    """Tell whether this person may see what both sides say about it."""
    return user.is_editor or any(is_on(user, each, reuse) for each in (Side.USER, Side.OWNER))


def people(session: Session, side: Side, reuse: Reuse) -> Sequence[User]:
    """Return everybody who speaks for that side."""
    if side is Side.OWNER:
        return keepers.everybody(session, reuse.component)
    members = [
        member.user
        for each in memberships.lineage(reuse.organisation)
        for member in queries.members_of(session, each)
    ]
    return [
        each
        for each in dict.fromkeys(members)
        if memberships.may_edit_for(each, reuse.organisation)
    ]


def answerers(session: Session, reuse: Reuse) -> Sequence[User]:
    """Return who may confirm it now; empty when nobody in GovHub can."""
    side = waits_for(reuse)
    if side is None:
        return []
    return [each for each in people(session, side, reuse) if may_confirm(each, reuse)]


def to_tell(session: Session, side: Side, reuse: Reuse) -> Sequence[User]:
    """Return who of that side is written to: who claimed it, or registered it, when they may."""
    found = people(session, side, reuse)
    if side is reuse.claimed_by:
        first = [each for each in found if each.id == reuse.claimed_by_id]
        return first or found
    if side is Side.OWNER:
        return [
            each
            for each in keepers.keepers(session, reuse.component)
            if each.id != reuse.claimed_by_id
        ] or [each for each in found if each.id != reuse.claimed_by_id]
    return [each for each in found if each.id != reuse.claimed_by_id] or found


def _is_word_of(user: User, reuse: Reuse) -> bool:
    is_theirs = reuse.claimed_by is Side.OWNER and reuse.confirmed_at is None
    return is_theirs and is_on(user, Side.OWNER, reuse)
