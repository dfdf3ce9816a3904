"""Mail that asks the owner of an address whether it wants to follow something."""

from collections.abc import Iterable
from typing import cast

from sqlalchemy.orm import Session

from govhub.following import queries, service
from govhub.following.events import FollowRequested
from govhub.kernel.events import Event
from govhub.notifications.mails import AlreadyFollowing, ConfirmFollow
from govhub.notifications.post import Post
from govhub.platform.outbox import Parcel


class ConfirmationMail:
    """Sends the link that confirms, or says that nothing needs confirming."""

    name = "volgverzoek"
    events: frozenset[type[Event]] = frozenset({FollowRequested})

    def __init__(self, post: Post) -> None:
        """Take what sends the mail."""
        self._post = post

    def receivers(self, _session: Session, event: Event) -> Iterable[str]:
        """Return the public id of the subscription that was asked for."""
        return [event.subject]

    def deliver(self, session: Session, parcel: Parcel) -> None:
        """Send the mail, unless the request was withdrawn meanwhile."""
        subscription = queries.subscription_by_public_id(session, parcel.receiver)
        if subscription is None:
            return
        link_id = cast("FollowRequested", parcel.event).link_id
        to, subject = subscription.subscriber.email, subscription.subject
        stop_url = self._post.stop_url(subscription)
        if link_id is None:
            mail = AlreadyFollowing(to=to, subject=subject, stop_url=stop_url)
            self._post.send(session, parcel, mail)
            return
        token = self._post.signer.token(service.CONFIRM, link_id)
        confirm = ConfirmFollow(
            to=to,
            subject=subject,
            confirm_url=self._post.addresses.confirm_follow(token),
            days=service.TIME_TO_CONFIRM.days,
        )
        self._post.send(session, parcel, confirm)
