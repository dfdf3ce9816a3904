"""For whom a delivery is and what it is about, in words for the redactie.

An address is somebody's: it is shown in part.
"""

import uuid
from collections.abc import Collection, Mapping

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute, Session

from govhub.accounts.models import User
from govhub.catalogue.models import Component
from govhub.following.models import Subscriber, Subscription, Webhook
from govhub.platform.language import gettext as _
from govhub.platform.links import OneTimeLink


def receivers_in_words(session: Session, receivers: Collection[str]) -> Mapping[str, str]:
    """Return receiver → who that is, for those that are still there."""
    ids = _identifiers(receivers)
    addresses = {
        **_addresses(session, User.public_id, User.email, ids),
        **_addresses(session, Subscriber.public_id, Subscriber.email, ids),
        **_addresses_of_subscriptions(session, ids),
        **_addresses_of_links(session, ids),
    }
    return {
        **{key: in_part(email) for key, email in addresses.items()},
        **_webhooks(session, ids),
    }


def subjects_in_words(session: Session, subjects: Collection[str]) -> Mapping[str, str]:
    """Return subject of an event → the name of the component that it is."""
    ids = _identifiers(subjects)
    rows = session.execute(
        select(Component.public_id, Component.name).where(Component.public_id.in_(ids))
    )
    return {str(public_id): name for public_id, name in rows}


def in_part(email: str) -> str:
    """Return an address of which only the first sign and the domain can be read."""
    name, _at, domain = email.partition("@")
    return f"{name[:1] if len(name) > 1 else ''}…@{domain}"


def _identifiers(texts: Collection[str]) -> list[uuid.UUID]:
    found = set()
    for text in texts:
        try:
            found.add(uuid.UUID(text))
        except ValueError:
            continue
    return sorted(found)


def _addresses(
    session: Session,
    key: InstrumentedAttribute[uuid.UUID],
    email: InstrumentedAttribute[str],
    ids: list[uuid.UUID],
) -> dict[str, str]:
    rows = session.execute(select(key, email).where(key.in_(ids)))
    return {str(public_id): address for public_id, address in rows}


def _addresses_of_subscriptions(session: Session, ids: list[uuid.UUID]) -> dict[str, str]:
    rows = session.execute(
        select(Subscription.public_id, Subscriber.email)
        .join(Subscription.subscriber)
        .where(Subscription.public_id.in_(ids))
    )
    return {str(public_id): email for public_id, email in rows}


def _addresses_of_links(session: Session, ids: list[uuid.UUID]) -> dict[str, str]:
    rows = session.execute(
        select(OneTimeLink.id, OneTimeLink.subject).where(OneTimeLink.id.in_(ids))
    )
    return {str(key): subject["email"] for key, subject in rows if "email" in subject}


def _webhooks(session: Session, ids: list[uuid.UUID]) -> dict[str, str]:
    rows = session.execute(
        select(Webhook.public_id, Webhook.name).where(Webhook.public_id.in_(ids))
    )
    return {str(public_id): _("webhook ‘%(name)s’") % {"name": name} for public_id, name in rows}
