"""Mail with the link that signs somebody in, and about a change in how somebody does."""

from collections.abc import Iterable
from datetime import timedelta
from typing import cast

from sqlalchemy.orm import Session

from govhub.accounts import queries, service
from govhub.accounts.events import SignInChanged, SignInRequested
from govhub.kernel.events import Event
from govhub.notifications.mails.accounts import SignIn, SignInHasChanged
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


class SignInChangedMail:
    """Tells somebody what changed about how they sign in."""

    name = "inloggen-gewijzigd"
    events: frozenset[type[Event]] = frozenset({SignInChanged})

    def __init__(self, post: Post) -> None:
        """Take what sends the mail."""
        self._post = post

    def receivers(self, _session: Session, event: Event) -> Iterable[str]:
        """Return whose account it is."""
        return [event.subject]

    def deliver(self, session: Session, parcel: Parcel) -> None:
        """Send the mail, unless they left."""
        user = queries.user_by_public_id(session, parcel.receiver)
        if user is None:
            return
        mail = SignInHasChanged(
            to=user.email,
            action=cast("SignInChanged", parcel.event).action,
            account_url=self._post.addresses.account(),
        )
        self._post.send(session, parcel, mail)
