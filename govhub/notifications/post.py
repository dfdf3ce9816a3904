"""What everything that sends mail needs, in one hand."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from govhub.following import service as following
from govhub.following.models import Subscription
from govhub.notifications.addresses import Addresses
from govhub.notifications.channel import Channel
from govhub.notifications.mails import Mail
from govhub.notifications.rendering import Renderer
from govhub.platform.links import Signer
from govhub.platform.outbox import Parcel


@dataclass(frozen=True, kw_only=True)
class Post:
    """Renders mail and hands it to the channel; knows the addresses that it mentions."""

    channel: Channel
    renderer: Renderer
    addresses: Addresses
    signer: Signer

    def send(self, session: Session, parcel: Parcel, mail: Mail) -> None:
        """Deliver the mail under the key of the parcel. Raises what the channel raises."""
        message = self.renderer.message(mail, key=str(parcel.key))
        session.rollback()  # hold no transaction open while the mail server takes its time
        self.channel.deliver(message)

    def stop_url(self, subscription: Subscription) -> str:
        """Return where one click stops the subscription."""
        return self.addresses.stop_follow(following.stop_token(self.signer, subscription))
