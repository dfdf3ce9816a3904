"""Mail that asks the owner of an address whether it wants to follow something."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import cast

from sqlalchemy.orm import Session

from govhub.following import queries, service
from govhub.following.events import FollowRequested
from govhub.following.models import Subscriber, Subscription
from govhub.following.saved_search import SavedSearch
from govhub.kernel.events import Event
from govhub.notifications.mails.followers import AlreadyFollowing, ConfirmFollow
from govhub.notifications.post import Post
from govhub.platform import links
from govhub.platform.links import LinkRefused
from govhub.platform.outbox import Parcel

MOST_NAMED = 20
"""Things followed that a mail names; the others are counted."""
_LONGEST_WORDS = 40


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
        """Send the mail, unless the request was withdrawn, confirmed or forgotten meanwhile."""
        subscriber = queries.subscriber_by_public_id(session, parcel.receiver)
        if subscriber is None:
            return
        link_id = cast("FollowRequested", parcel.event).link_id
        if link_id is None:
            self._send_followed(session, parcel, subscriber)
        else:
            token = self._post.signer.token(service.CONFIRM, link_id)
            self._send_link(session, parcel, subscriber, token)

    def _send_followed(self, session: Session, parcel: Parcel, subscriber: Subscriber) -> None:
        followed = queries.followed_by(session, subscriber)
        if followed:
            mail = AlreadyFollowing(
                to=subscriber.email,
                subjects=tuple(each.subject for each in followed[:MOST_NAMED]),
                others=len(followed[MOST_NAMED:]),
                manage_url=self._post.manage_url(subscriber),
            )
            self._post.send(session, parcel, mail)

    def _send_link(
        self, session: Session, parcel: Parcel, subscriber: Subscriber, token: str
    ) -> None:
        waiting = queries.waiting(session, subscriber)
        if waiting and self._works(session, token):
            confirm = ConfirmFollow(
                to=subscriber.email,
                subjects=_subjects(waiting[:MOST_NAMED]),
                others=len(waiting[MOST_NAMED:]),
                confirm_url=self._post.addresses.confirm_follow(token),
                days=service.TIME_TO_CONFIRM.days,
            )
            self._post.send(session, parcel, confirm)

    def _works(self, session: Session, token: str) -> bool:
        try:
            links.look_at(session, self._post.signer, purpose=service.CONFIRM, token=token)
        except LinkRefused:
            return False
        return True


def _subjects(waiting: Sequence[Subscription]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(map(_harmless, waiting)))


def _harmless(subscription: Subscription) -> str:
    """Return what waits. The words of a search are somebody's own, and may be meant for spam.

    So the mail, which anybody can have sent to anybody, has the first of them without the signs
    of which an address is made. The page that confirms has all.
    """
    if subscription.search is None:
        return subscription.subject
    search = SavedSearch.load(subscription.search)
    words = " ".join(re.findall(r"[^\W_]+", search.text))
    return replace(search, text=words[:_LONGEST_WORDS].strip()).sentence
