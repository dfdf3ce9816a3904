"""Mail to who answers for something: a component whose status must be confirmed, a webhook."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import cast

from sqlalchemy.orm import Session

from govhub.accounts import queries as accounts
from govhub.catalogue import confirming
from govhub.catalogue import queries as catalogue
from govhub.catalogue.events import ConfirmationAsked
from govhub.following import webhook_queries
from govhub.following.events import WebhookDisabled
from govhub.following.models import WebhookState
from govhub.kernel import clock
from govhub.kernel.events import Event
from govhub.notifications.mails.base import Link
from govhub.notifications.mails.owners import ConfirmStatus, WebhookIsDisabled
from govhub.notifications.post import Post
from govhub.platform import links
from govhub.platform.links import LinkRefused
from govhub.platform.outbox import Parcel


class ConfirmStatusMail:
    """Asks who registered a component whether its status is still true."""

    name = "status-bevestigen"
    events: frozenset[type[Event]] = frozenset({ConfirmationAsked})

    def __init__(self, post: Post) -> None:
        """Take what sends the mail."""
        self._post = post

    def receivers(self, session: Session, event: Event) -> Iterable[str]:
        """Return who registered it."""
        component = catalogue.component_by_public_id(session, event.subject)
        user = component.submitted_by if component else None
        return [str(user.public_id)] if user else []

    def deliver(self, session: Session, parcel: Parcel) -> None:
        """Send the mail, unless the question is out of date."""
        signer, addresses = self._post.signer, self._post.addresses
        link_id = cast("ConfirmationAsked", parcel.event).link_id
        token = signer.token(confirming.CONFIRM_STATUS, link_id)
        user = accounts.user_by_public_id(session, parcel.receiver)
        try:
            component = confirming.asked(session, signer, token)
            link = links.look_at(session, signer, purpose=confirming.CONFIRM_STATUS, token=token)
        except LinkRefused:
            return
        if user is None or component.submitted_by_id != user.id:
            return
        mail = ConfirmStatus(
            to=user.email,
            component=Link(component.name, addresses.status(component.slug)),
            status=component.status.label,
            meaning=component.status.meaning,
            since=component.status_since,
            confirmed_on=component.confirmed_on,
            confirm_by=component.confirm_by,
            is_overdue=confirming.is_overdue(component),
            confirm_url=addresses.confirm_status(token),
            works_until=_last_whole_day(link.expires_at),
        )
        self._post.send(session, parcel, mail)


class WebhookOwnerMail:
    """Tells the owner of a webhook that it gets no messages any more."""

    name = "webhook-eigenaar"
    events: frozenset[type[Event]] = frozenset({WebhookDisabled})

    def __init__(self, post: Post) -> None:
        """Take what sends the mail."""
        self._post = post

    def receivers(self, session: Session, event: Event) -> Iterable[str]:
        """Return the owner."""
        webhook = webhook_queries.by_public_id(session, event.subject)
        return [str(webhook.user.public_id)] if webhook else []

    def deliver(self, session: Session, parcel: Parcel) -> None:
        """Send the mail, unless the webhook works again or was deleted."""
        webhook = webhook_queries.by_public_id(session, parcel.event.subject)
        user = accounts.user_by_public_id(session, parcel.receiver)
        if webhook is None or user is None or webhook.state is not WebhookState.DISABLED:
            return
        url = self._post.addresses.webhook(webhook.public_id)
        mail = WebhookIsDisabled(
            to=user.email,
            webhook=Link(webhook.name, url),
            reason=cast("WebhookDisabled", parcel.event).reason,
        )
        self._post.send(session, parcel, mail)


def _last_whole_day(moment: datetime) -> date:
    """Return the last day in the Netherlands that ends before this moment."""
    return moment.astimezone(clock.AMSTERDAM).date() - timedelta(days=1)
