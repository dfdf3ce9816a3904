"""Mail that asks the owner of an address whether it wants to follow something."""

from collections.abc import Iterable
from typing import cast

from sqlalchemy.orm import Session

from govhub.following import queries, service
from govhub.following.events import FollowRequested
from govhub.following.models import Subscriber
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
        """Return the public id of the subscriber that is asked."""
        return [event.subject]

    def deliver(self, session: Session, parcel: Parcel) -> None:
        """Send the mail, unless the request was withdrawn meanwhile."""
        subscriber = queries.subscriber_by_public_id(session, parcel.receiver)
        if subscriber is None:
            return
        link_id = cast("FollowRequested", parcel.event).link_id
        if link_id is None:
            self._send_followed(session, parcel, subscriber)
        else:
            self._send_link(session, parcel, subscriber, link_id)

    def _send_followed(self, session: Session, parcel: Parcel, subscriber: Subscriber) -> None:
        followed = queries.followed_by(session, subscriber)
        if followed:
            mail = AlreadyFollowing(
                to=subscriber.email,
                subject=followed[-1].subject,
                stop_url=self._post.stop_url(followed[-1]),
            )
            self._post.send(session, parcel, mail)

    def _send_link(
        self, session: Session, parcel: Parcel, subscriber: Subscriber, link_id: str
    ) -> None:
        waiting = queries.waiting(session, subscriber)
        if waiting:
            token = self._post.signer.token(service.CONFIRM, link_id)
            confirm = ConfirmFollow(
                to=subscriber.email,
                subject=waiting[-1].subject,
                confirm_url=self._post.addresses.confirm_follow(token),
                days=service.TIME_TO_CONFIRM.days,
            )
            self._post.send(session, parcel, confirm)
