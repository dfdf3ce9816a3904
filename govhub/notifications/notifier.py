"""Who sends which mail: the subscribers that the relay tells about events."""

from govhub.config import Settings
from govhub.notifications.addresses import Addresses
from govhub.notifications.channel import Channel
from govhub.notifications.confirmations import ConfirmationMail
from govhub.notifications.contact import ConfirmContactMail, ContactMail
from govhub.notifications.digests import DigestMail
from govhub.notifications.followers import FollowerMail
from govhub.notifications.impact import ImpactMail
from govhub.notifications.leaving import FarewellMail
from govhub.notifications.organisations import ClaimMail, InvitationMail
from govhub.notifications.owners import ConfirmStatusMail, WebhookOwnerMail
from govhub.notifications.post import Post
from govhub.notifications.registrations import EditorMail, SubmitterMail
from govhub.notifications.rendering import Renderer
from govhub.notifications.reuse import ReuseMail
from govhub.notifications.reviewing import CommentMail, EditMail, LateMail, ReceiptMail
from govhub.notifications.signing_in import SignInChangedMail, SignInMail
from govhub.notifications.upkeep import KeeperMail, OutOfViewMail
from govhub.platform.links import Signer
from govhub.platform.outbox import Subscriber
from govhub.search.thesaurus import ThesaurusSource


def notifiers(
    settings: Settings, signer: Signer, channel: Channel, thesaurus: ThesaurusSource
) -> list[Subscriber]:
    """Return everything that mails, over this channel."""
    post = Post(
        channel=channel,
        renderer=Renderer(),
        addresses=Addresses(settings.base_url),
        signer=signer,
    )
    return [
        SignInMail(post),
        SignInChangedMail(post),
        FarewellMail(post),
        ConfirmationMail(post),
        FollowerMail(post, thesaurus),
        DigestMail(post, thesaurus),
        ImpactMail(post),
        EditorMail(post),
        SubmitterMail(post),
        ReceiptMail(post, settings.review_days),
        EditMail(post),
        CommentMail(post),
        LateMail(post, settings.review_days),
        ConfirmStatusMail(post),
        ConfirmContactMail(post),
        ContactMail(post),
        WebhookOwnerMail(post),
        InvitationMail(post),
        ClaimMail(post),
        ReuseMail(post),
        OutOfViewMail(post),
        KeeperMail(post),
    ]
