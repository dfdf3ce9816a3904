"""The last mail to who left."""

from collections.abc import Iterable

from sqlalchemy.orm import Session

from govhub.accounts import own_data
from govhub.accounts.events import AccountDeleted
from govhub.kernel.events import Event
from govhub.notifications.mails.accounts import AccountIsDeleted
from govhub.notifications.post import Post
from govhub.platform.db import transaction
from govhub.platform.outbox import Parcel


class FarewellMail:
    """Says that the account is gone, and forgets the address."""

    name = "afscheid"
    events: frozenset[type[Event]] = frozenset({AccountDeleted})

    def __init__(self, post: Post) -> None:
        """Take what sends the mail."""
        self._post = post

    def receivers(self, _session: Session, event: Event) -> Iterable[str]:
        """Return the id of the link: whose it was, only the link knows."""
        return [event.subject]

    def deliver(self, session: Session, parcel: Parcel) -> None:
        """Send the mail once."""
        link = own_data.farewell_link(session, parcel.receiver)
        if link is None:
            return
        self._post.send(session, parcel, AccountIsDeleted(to=link.subject["email"]))
        with transaction(session):
            own_data.forget_farewell(session, parcel.receiver)
