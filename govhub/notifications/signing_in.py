"""Mail with the link that signs somebody in."""

from collections.abc import Iterable
from datetime import timedelta

from sqlalchemy.orm import Session

from govhub.accounts import queries, service
from govhub.accounts.events import SignInRequested
from govhub.kernel.events import Event
from govhub.notifications.mails import SignIn
from govhub.notifications.post import Post
from govhub.platform.outbox import Parcel


class SignInMail:
    """Sends the link, as long as it works."""

    name = "inloglink"
    events: frozenset[type[Event]] = frozenset({SignInRequested})

    def __init__(self, post: Post) -> None:
        """Take what sends the mail."""
        self._post = post

    def receivers(self, _session: Session, event: Event) -> Iterable[str]:
        """Return the id of the link: whose it is, only the link knows."""
        return [event.subject]

    def deliver(self, session: Session, parcel: Parcel) -> None:
        """Send the mail, unless the link lapsed while the mail server was away."""
        link = queries.sign_in_link_by_id(session, parcel.receiver)
        if link is None:
            return
        token = self._post.signer.token(service.SIGN_IN, str(link.id))
        mail = SignIn(
            to=link.subject["email"],
            sign_in_url=self._post.addresses.sign_in(token),
            minutes=service.TIME_TO_SIGN_IN // timedelta(minutes=1),
        )
        self._post.send(session, parcel, mail)
