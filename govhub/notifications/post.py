"""What everything that sends mail needs, in one hand."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from govhub.accounts.own_data import NOWHERE
from govhub.following import bounces, queries, tokens
from govhub.following.models import Rhythm, Subscriber, Subscription
from govhub.notifications.addresses import Addresses
from govhub.notifications.channel import AddressRefused, Channel
from govhub.notifications.mails.base import Mail
from govhub.notifications.rendering import Renderer
from govhub.platform.db import transaction
from govhub.platform.links import Signer
from govhub.platform.outbox import Parcel, Undeliverable


@dataclass(frozen=True, kw_only=True)
class Post:
    """Renders mail and hands it to the channel; knows the addresses that it mentions."""

    channel: Channel
    renderer: Renderer
    addresses: Addresses
    signer: Signer

    def send(self, session: Session, parcel: Parcel, mail: Mail) -> None:
        """Deliver the mail under the key of the parcel. Raises what the channel raises.

        Who left has no address any more: then nothing happens.
        """
        if mail.to.endswith(f"@{NOWHERE}"):
            return
        try:
            self._deliver(session, parcel, mail)
        except AddressRefused as refusal:
            raise Undeliverable(str(refusal)) from refusal

    def send_news(
        self, session: Session, parcel: Parcel, mail: Mail, subscriber: Subscriber
    ) -> None:
        """Deliver mail to who follows something, and remember whether the address takes mail.

        Raises Undeliverable when mail to the address was stopped.
        """
        if subscriber.stopped_at is not None:
            raise Undeliverable("mail to this address was stopped after refusals")
        public_id, was_refused = subscriber.public_id, subscriber.bounces > 0
        try:
            self._deliver(session, parcel, mail)
        except AddressRefused as refusal:
            _remember(session, public_id, bounces.refused)
            raise Undeliverable(str(refusal)) from refusal
        if was_refused:
            _remember(session, public_id, bounces.arrived)

    def stop_url(self, subscription: Subscription) -> str:
        """Return where one click stops the subscription."""
        return self.addresses.stop_follow(tokens.stop_token(self.signer, subscription))

    def stop_digest_url(self, subscriber: Subscriber, rhythm: Rhythm) -> str:
        """Return where one click stops all that is told in this rhythm."""
        token = tokens.manage_token(self.signer, subscriber, rhythm)
        return self.addresses.stop_follow(token)

    def manage_url(self, subscriber: Subscriber) -> str:
        """Return where somebody sees and changes what they follow."""
        return self.addresses.manage_follows(tokens.manage_token(self.signer, subscriber))

    def _deliver(self, session: Session, parcel: Parcel, mail: Mail) -> None:
        message = self.renderer.message(mail, key=str(parcel.key))
        session.rollback()  # hold no transaction open while the mail server takes its time
        self.channel.deliver(message)


def _remember(
    session: Session, public_id: UUID, what: Callable[[Session, Subscriber], None]
) -> None:
    with transaction(session):
        subscriber = queries.subscriber_by_public_id(session, public_id)
        if subscriber is not None:  # else it stopped while the mail was on its way
            what(session, subscriber)
