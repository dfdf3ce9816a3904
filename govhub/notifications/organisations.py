"""Mail about organisations: who is asked to join one, and components that go to another."""

from collections.abc import Iterable, Iterator

from sqlalchemy.orm import Session

from govhub.accounts import invitations, memberships, queries
from govhub.accounts.events import PersonInvited
from govhub.accounts.models import User
from govhub.kernel import clock
from govhub.kernel.events import Event
from govhub.notifications.mails.base import Link
from govhub.notifications.mails.organisations import (
    ClaimAnswered,
    ClaimWaits,
    HandedOver,
    InvitedToOrganisation,
)
from govhub.notifications.post import Post
from govhub.platform.outbox import Parcel
from govhub.registration import claims
from govhub.registration.events import ClaimDecided, ClaimMade
from govhub.registration.models import Claim, ClaimKind, ProposalState


class InvitationMail:
    """Sends the link with which somebody joins, as long as it works."""

    name = "uitnodiging"
    events: frozenset[type[Event]] = frozenset({PersonInvited})

    def __init__(self, post: Post) -> None:
        """Take what sends the mail."""
        self._post = post

    def receivers(self, _session: Session, event: Event) -> Iterable[str]:
        """Return the invitation: whom it is for, only that knows."""
        return [event.subject]

    def deliver(self, session: Session, parcel: Parcel) -> None:
        """Send the mail, unless the invitation was withdrawn, replaced, accepted or lapsed."""
        found = queries.invitation_by_public_id(session, parcel.receiver)
        if found is None or found.answered_at is not None or found.expires_at <= clock.now():
            return
        token = self._post.signer.token(invitations.ACCEPT, str(found.public_id))
        mail = InvitedToOrganisation(
            to=found.email,
            organisation=found.organisation.name,
            role=str(found.role.label).lower(),
            accept_url=self._post.addresses.invitation(token),
            days=invitations.TIME_TO_ANSWER.days,
        )
        self._post.send(session, parcel, mail)


class ClaimMail:
    """Tells who must decide that a component may go to another, and both sides what became of it.

    Who decided is not told: they know.
    """

    name = "overnames"
    events: frozenset[type[Event]] = frozenset({ClaimMade, ClaimDecided})

    def __init__(self, post: Post) -> None:
        """Take what sends the mail."""
        self._post = post

    def receivers(self, session: Session, event: Event) -> Iterable[str]:
        """Return the public ids of who must know."""
        match event:
            case ClaimMade():
                claim = claims.claim_by_id(session, event.claim_id)
                people = _deciders(session, claim) if claim else []
                return [str(each.public_id) for each in people]
            case ClaimDecided():
                claim = claims.claim_by_id(session, event.claim_id)
                return list(dict.fromkeys(_both_sides(session, claim, event))) if claim else []
        return []

    def deliver(self, session: Session, parcel: Parcel) -> None:
        """Send the mail, unless the question was answered meanwhile."""
        user = queries.user_by_public_id(session, parcel.receiver)
        match parcel.event:
            case ClaimMade() as event:
                claim = claims.claim_by_id(session, event.claim_id)
                if user and claim and claim.state is ProposalState.WAITING:
                    self._ask(session, parcel, user, claim)
            case ClaimDecided() as event:
                claim = claims.claim_by_id(session, event.claim_id)
                if user and claim:
                    self._tell(session, parcel, user, claim, event)

    def _ask(self, session: Session, parcel: Parcel, user: User, claim: Claim) -> None:
        if not claims.may_decide(user, claim):
            return
        owner = claim.component.owner
        mail = ClaimWaits(
            to=user.email,
            component=Link(
                claim.component.name, self._post.addresses.component(claim.component.slug)
            ),
            owner=owner.name if owner else None,
            new_owner=claim.organisation.name,
            is_transfer=claim.kind is ClaimKind.TRANSFER,
            reason=claim.reason,
            decide_url=self._post.addresses.claim(claim.public_id),
        )
        self._post.send(session, parcel, mail)

    def _tell(
        self, session: Session, parcel: Parcel, user: User, claim: Claim, event: ClaimDecided
    ) -> None:
        component = Link(claim.component.name, self._post.addresses.component(claim.component.slug))
        if user.id == claim.claimed_by_id:
            mail: ClaimAnswered | HandedOver = ClaimAnswered(
                to=user.email,
                component=component,
                new_owner=claim.organisation.name,
                state=event.state,
                reason=event.reason,
            )
        else:
            mail = HandedOver(to=user.email, component=component, new_owner=claim.organisation.name)
        self._post.send(session, parcel, mail)


def _deciders(session: Session, claim: Claim) -> Iterable[User]:
    """Return the managers who may decide; without any the redactie does."""
    return claims.decides(session, claim) or queries.editors(session)


def _both_sides(session: Session, claim: Claim, event: ClaimDecided) -> Iterator[str]:
    """Give who asked and who had it until now, save who decided."""
    decided_by = claim.decided_by_id
    if claim.claimed_by_id != decided_by:
        yield str(claim.claimed_by.public_id)
    if event.old_keeper is not None:
        yield event.old_keeper
    if event.old_owner is not None:
        owner = queries.organisation_by_slug(session, event.old_owner)
        for manager in memberships.managers(session, owner) if owner else ():
            if manager.id not in {decided_by, claim.claimed_by_id}:
                yield str(manager.public_id)
