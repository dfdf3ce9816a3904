"""Who sends which mail: the subscribers that the relay tells about events."""

from govhub.config import Settings
from govhub.notifications.addresses import Addresses
from govhub.notifications.channel import Channel
from govhub.notifications.confirmations import ConfirmationMail
from govhub.notifications.followers import FollowerMail
from govhub.notifications.post import Post
from govhub.notifications.registrations import EditorMail, SubmitterMail
from govhub.notifications.rendering import Renderer
from govhub.notifications.signing_in import SignInMail
from govhub.platform.links import Signer
from govhub.platform.outbox import Subscriber


def notifiers(settings: Settings, signer: Signer, channel: Channel) -> list[Subscriber]:
    """Return everything that mails, over this channel."""
    post = Post(
        channel=channel,
        renderer=Renderer(),
        addresses=Addresses(settings.base_url),
        signer=signer,
    )
    return [
        SignInMail(post),
        ConfirmationMail(post),
        FollowerMail(post),
        EditorMail(post),
        SubmitterMail(post),
    ]
