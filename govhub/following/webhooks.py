"""Webhooks of people: adding, changing and ending them. Never commits, never sends.

A webhook gets messages once its receiver agreed (``activate``). It stops by itself when the
receiver says so or cannot be reached for too long; what waits for it then ends visibly.
"""

import base64
import secrets
import uuid
from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from govhub.accounts.models import User
from govhub.following import stopping, webhook_queries
from govhub.following.events import WebhookDisabled, WebhookTested
from govhub.following.models import Webhook, WebhookState
from govhub.kernel import clock
from govhub.kernel.errors import Conflict, DomainError, InvalidInput
from govhub.platform import fetch
from govhub.platform.fetch import Blocked, Reach
from govhub.platform.language import gettext as _
from govhub.platform.outbox import Delivery, DeliveryState, record

SUBSCRIBER = "webhooks"
"""Name in the outbox of what sends messages to webhooks."""
MOST = 10
"""Webhooks that one person may have."""
OLD_SECRET_LASTS = timedelta(hours=24)
MOST_FAILURES = 3
"""Messages in a row that may be given up …"""
PATIENCE = timedelta(days=1)
"""… and how long nothing may arrive, before a webhook is disabled."""
_SECRET_BYTES = 32


class NoRoom(DomainError):
    """Somebody has as many webhooks as one may have."""


def create(session: Session, user: User, *, name: str, url: str, reach: Reach) -> Webhook:
    """Add a webhook that is not verified yet. Raises InvalidInput and NoRoom."""
    address = checked_url(url, reach)
    session.execute(sa.select(User.id).where(User.id == user.id).with_for_update())
    present = webhook_queries.of_user(session, user)
    if any(each.url == address for each in present):
        raise InvalidInput("url", _("U hebt al een webhook naar dit adres."))
    if len(present) >= MOST:
        message = _("U hebt al %(num)s webhooks. Verwijder er eerst een die u niet meer gebruikt.")
        raise NoRoom(message % {"num": MOST})
    webhook = Webhook(
        public_id=uuid.uuid4(),
        user_id=user.id,
        name=name,
        url=address,
        secret=_new_secret(),
        created_at=clock.now(),
    )
    session.add(webhook)
    session.flush()
    return webhook


def checked_url(url: str, reach: Reach) -> str:
    """Return the address. Raises InvalidInput when no message may be sent there."""
    try:
        address = fetch.address_of(url, reach)
    except Blocked as error:
        raise InvalidInput("url", error.message) from error
    if address.scheme != "https" and not reach.is_this_machine(address):
        raise InvalidInput(
            "url", _("Gebruik een adres dat begint met https://. Dan kan niemand meelezen.")
        )
    return url


def activate(session: Session, webhook: Webhook) -> None:
    """Send messages from now on: the receiver agreed."""
    webhook.state = WebhookState.ACTIVE
    webhook.verified_at = clock.now()
    webhook.failures, webhook.disabled_reason = 0, None
    session.flush()


def rotate(session: Session, webhook: Webhook) -> None:
    """Give the webhook a new secret; the old one signs along for a day."""
    webhook.old_secret, webhook.old_secret_until = webhook.secret, clock.now() + OLD_SECRET_LASTS
    webhook.secret = _new_secret()
    session.flush()


def secrets_of(webhook: Webhook) -> list[str]:
    """Return the secrets that sign now, the newest first."""
    found = [webhook.secret]
    if webhook.old_secret and webhook.old_secret_until and webhook.old_secret_until > clock.now():
        found.append(webhook.old_secret)
    return found


def pause(session: Session, webhook: Webhook) -> None:
    """Send nothing until its owner has it verified again."""
    _turn_off(session, webhook, _("U hebt de webhook gepauzeerd."))


def disable(session: Session, webhook: Webhook, reason: str) -> None:
    """Send nothing any more because of what the receiver does; its owner gets a mail."""
    if webhook.state is WebhookState.ACTIVE:
        _turn_off(session, webhook, reason)
        record(session, WebhookDisabled(subject=str(webhook.public_id), reason=reason))


def delete(session: Session, webhook: Webhook) -> None:
    """Forget the webhook and what it follows."""
    _end_what_waits(session, webhook, _("De webhook is verwijderd."))
    for subscription in webhook_queries.subscriptions_of(session, webhook):
        stopping.stop(session, subscription)
    session.delete(webhook)
    session.flush()


def send_test(session: Session, webhook: Webhook) -> None:
    """Have a message sent that says nothing, to try it. Raises Conflict."""
    _require_active(webhook)
    record(session, WebhookTested(subject=str(webhook.public_id)))


def resend(session: Session, webhook: Webhook, delivery_id: int) -> bool:
    """Have a message sent once more, with the same key; tell whether there was one to send.

    Raises Conflict when the webhook is not active.
    """
    _require_active(webhook)
    again = (
        sa.update(Delivery)
        .where(
            Delivery.id == delivery_id,
            Delivery.subscriber == SUBSCRIBER,
            Delivery.receiver == str(webhook.public_id),
            Delivery.state != DeliveryState.WAITING,
        )
        .values(
            state=DeliveryState.WAITING,
            attempts=0,
            due_at=clock.now(),
            lease=None,
            last_error=None,
            settled_at=None,
        )
        .returning(Delivery.id)
        .execution_options(synchronize_session=False)
    )
    return session.scalar(again) is not None


def note_arrived(session: Session, webhook: Webhook) -> None:
    """Count from zero again: a message arrived."""
    webhook.failures = 0
    session.flush()


def note_given_up(session: Session, webhook: Webhook, reason: str) -> None:
    """Count a message that was given up; too many in a row, or too long nothing, disables."""
    webhook.failures += 1
    session.flush()
    if webhook.failures >= MOST_FAILURES:
        told = _("%(num)s berichten achter elkaar kwamen niet aan. De laatste keer: %(reason)s")
        disable(session, webhook, told % {"num": webhook.failures, "reason": reason})
        return
    since = webhook_queries.failing_since(session, webhook)
    if since is not None and since <= clock.now() - PATIENCE:
        told = _("Een dag lang kwam er geen bericht aan. De laatste keer: %(reason)s")
        disable(session, webhook, told % {"reason": reason})


def _turn_off(session: Session, webhook: Webhook, reason: str) -> None:
    webhook.state, webhook.disabled_reason = WebhookState.DISABLED, reason
    session.flush()
    _end_what_waits(session, webhook, reason)


def _end_what_waits(session: Session, webhook: Webhook, reason: str) -> None:
    """Give up, visibly, what nobody is busy with; who is busy sees the state of the webhook."""
    session.execute(
        sa.update(Delivery)
        .where(
            Delivery.subscriber == SUBSCRIBER,
            Delivery.receiver == str(webhook.public_id),
            Delivery.state == DeliveryState.WAITING,
            Delivery.lease.is_(None),
        )
        .values(
            state=DeliveryState.DEAD,
            last_error=f"Undeliverable: {reason}",
            settled_at=clock.now(),
        )
        .execution_options(synchronize_session=False)
    )


def _require_active(webhook: Webhook) -> None:
    if webhook.state is not WebhookState.ACTIVE:
        raise Conflict(_("Laat de webhook eerst controleren. Daarna kunt u berichten sturen."))


def _new_secret() -> str:
    """Return a secret as Standard Webhooks writes it."""
    return "whsec_" + base64.b64encode(secrets.token_bytes(_SECRET_BYTES)).decode("ascii")
