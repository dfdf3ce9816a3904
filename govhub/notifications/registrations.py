"""Mail about registrations: to the redactie when something waits, to who asked when it is decided.

Receivers are the public ids of users, so that no address is kept with an event.
"""

from collections.abc import Iterable
from datetime import date

from sqlalchemy.orm import Session

from govhub.accounts import queries as accounts
from govhub.catalogue import queries as catalogue
from govhub.catalogue.models import Component
from govhub.catalogue.status import Status
from govhub.catalogue.vocabulary import Publication
from govhub.kernel.events import Event
from govhub.notifications.mails.base import Link, Mail
from govhub.notifications.mails.registrations import (
    ProposalAnswered,
    ProposalWaits,
    SubmissionDecided,
    SubmissionWaits,
)
from govhub.notifications.post import Post
from govhub.platform.outbox import Parcel
from govhub.registration import queries
from govhub.registration.events import (
    ProposalDecided,
    ReviewDecided,
    StatusProposed,
    SubmissionReceived,
)
from govhub.registration.models import ProposalState


class EditorMail:
    """Tells the redactie that something waits."""

    name = "redactie"
    events: frozenset[type[Event]] = frozenset({SubmissionReceived, StatusProposed})

    def __init__(self, post: Post) -> None:
        """Take what sends the mail."""
        self._post = post

    def receivers(self, session: Session, _event: Event) -> Iterable[str]:
        """Return everybody who reviews."""
        return [str(editor.public_id) for editor in accounts.editors(session)]

    def deliver(self, session: Session, parcel: Parcel) -> None:
        """Send the mail, unless it waits no longer or the reader left the redactie."""
        editor = accounts.user_by_public_id(session, parcel.receiver)
        component = catalogue.component_by_public_id(session, parcel.event.subject)
        if editor is None or not editor.is_editor or component is None:
            return
        mail = self._mail(session, parcel.event, component, to=editor.email)
        if mail is not None:
            self._post.send(session, parcel, mail)

    def _mail(
        self, session: Session, event: Event, component: Component, *, to: str
    ) -> Mail | None:
        link = Link(component.name, self._post.addresses.review(component.slug))
        match event:
            case SubmissionReceived() if component.publication is Publication.SUBMITTED:
                return SubmissionWaits(
                    to=to,
                    component=link,
                    summary=component.summary,
                    owner=component.owner.name if component.owner else None,
                    status=component.status.label,
                    is_again=event.is_again,
                )
            case StatusProposed() if _still_waits(session, event):
                return ProposalWaits(
                    to=to,
                    component=link,
                    old=Status(event.old).label,
                    new=Status(event.new).label,
                    effective_on=_day(event.effective_on),
                    reason=event.reason,
                )
        return None


class SubmitterMail:
    """Tells who registered or proposed something what was decided."""

    name = "aanmelders"
    events: frozenset[type[Event]] = frozenset({ReviewDecided, ProposalDecided})

    def __init__(self, post: Post) -> None:
        """Take what sends the mail."""
        self._post = post

    def receivers(self, session: Session, event: Event) -> Iterable[str]:
        """Return who asked; a component of the seed has nobody."""
        match event:
            case ReviewDecided():
                component = catalogue.component_by_public_id(session, event.subject)
                user = component.submitted_by if component else None
            case ProposalDecided():
                proposal = queries.proposal_by_id(session, event.proposal_id)
                user = proposal.proposed_by if proposal else None
            case _:
                user = None
        return [str(user.public_id)] if user else []

    def deliver(self, session: Session, parcel: Parcel) -> None:
        """Send the mail."""
        user = accounts.user_by_public_id(session, parcel.receiver)
        component = catalogue.component_by_public_id(session, parcel.event.subject)
        if user is None or component is None:
            return
        match parcel.event:
            case ReviewDecided() as event:
                mail: Mail = SubmissionDecided(
                    to=user.email,
                    component=Link(component.name, self._page_of(component)),
                    verdict=event.verdict,
                    reason=event.reason,
                )
            case ProposalDecided() as event:
                mail = ProposalAnswered(
                    to=user.email,
                    component=Link(component.name, self._post.addresses.status(component.slug)),
                    new=Status(event.new).label,
                    state=event.state,
                    effective_on=_day(event.effective_on),
                    reason=event.reason,
                )
            case _:
                return
        self._post.send(session, parcel, mail)

    def _page_of(self, component: Component) -> str:
        addresses = self._post.addresses
        if component.is_public:
            return addresses.component(component.slug)
        return addresses.registration(component.slug)


def _still_waits(session: Session, event: StatusProposed) -> bool:
    proposal = queries.proposal_by_id(session, event.proposal_id)
    return proposal is not None and proposal.state is ProposalState.WAITING


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
