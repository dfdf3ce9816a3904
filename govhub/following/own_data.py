"""What somebody who signed in follows, for themselves; and forgetting it when they leave."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import delete
from sqlalchemy.orm import Session

from govhub.accounts.models import User
from govhub.following import queries, webhook_queries, webhooks
from govhub.following.models import Subscriber


def export(session: Session, user: User) -> Mapping[str, Any]:
    """Return what the address of this person follows, and their webhooks, fit for JSON."""
    subscriber = queries.subscriber_by_email(session, user.email)
    follows = queries.followed_by(session, subscriber) if subscriber else ()
    return {
        "volgt": [
            {
                "wat": each.subject,
                "bij": each.interest.value,
                "ook_aankondigingen": each.with_plans,
                "ritme": each.rhythm.value,
                "webhook": each.webhook.name if each.webhook else None,
                "sinds": each.created_at.isoformat(),
            }
            for each in follows
        ],
        "webhooks": [
            {"naam": each.name, "adres": each.url, "sinds": each.created_at.isoformat()}
            for each in webhook_queries.of_user(session, user)
        ],
    }


def forget(session: Session, user: User) -> None:
    """Stop everything that this address follows, and forget the address and the webhooks."""
    for webhook in webhook_queries.of_user(session, user):
        webhooks.delete(session, webhook)
    session.execute(
        delete(Subscriber)
        .where(Subscriber.email == user.email)
        .execution_options(synchronize_session=False)
    )
