"""What somebody follows, as the pages show it to the owner of the address."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import url_for

from govhub.following import tokens
from govhub.following.models import Scope, Subscriber, Subscription
from govhub.following.saved_search import SavedSearch
from govhub.following.wishes import is_change
from govhub.platform.language import gettext as _
from govhub.platform.links import Signer
from govhub.web.following.forms import interest_words, rhythm_words


@dataclass(frozen=True, kw_only=True)
class Followed:
    """One subscription."""

    public_id: str
    name: str
    """As in "u volgt …"."""
    title: str
    """The same at the beginning of a line."""
    email: str
    url: str | None
    """Where it is shown; None for a component that is not public now."""
    interest: str
    plans: str
    rhythm: str | None
    """None for what a webhook is told."""
    webhook: str | None
    """Name of the webhook that is told, instead of mail."""
    is_confirmed: bool
    is_change: bool
    """It waits to take the place of what this address follows already."""
    stop_url: str
    change_url: str
    log_url: str


@dataclass(frozen=True, kw_only=True)
class Overview:
    """All that an address follows."""

    email: str
    followed: tuple[Followed, ...]
    waiting: tuple[Followed, ...]
    stopped_at: datetime | None
    """Since when no mail goes to the address, because it refused our mail."""
    stop_all_url: str
    restart_url: str
    manage_url: str
    """The same overview, for who has only the link."""


def followed(signer: Signer, subscription: Subscription) -> Followed:
    """Return the subscription in words."""
    token = tokens.stop_token(signer, subscription)
    webhook, name = subscription.webhook, subscription.subject
    return Followed(
        public_id=str(subscription.public_id),
        name=name,
        title=name if subscription.scope is Scope.COMPONENT else name[:1].upper() + name[1:],
        email=subscription.subscriber.email,
        url=_where(subscription),
        interest=interest_words(subscription.interest),
        plans=_("Ook aankondigingen") if subscription.with_plans else _("Geen aankondigingen"),
        rhythm=None if webhook else rhythm_words(subscription.rhythm),
        webhook=webhook.name if webhook else None,
        is_confirmed=subscription.confirmed_at is not None,
        is_change=is_change(subscription),
        stop_url=url_for("following.stop", token=token),
        change_url=url_for("following.change", token=token),
        log_url=url_for("webhooks.show", key=webhook.public_id, _anchor="berichten")
        if webhook
        else url_for("following.log", token=token),
    )


def overview(
    signer: Signer,
    subscriber: Subscriber,
    followed_by: Sequence[Subscription],
    waiting: Sequence[Subscription],
) -> Overview:
    """Return all that the address follows, in words."""
    token = tokens.manage_token(signer, subscriber)
    return Overview(
        email=subscriber.email,
        followed=tuple(followed(signer, each) for each in followed_by),
        waiting=tuple(followed(signer, each) for each in waiting),
        stopped_at=subscriber.stopped_at,
        stop_all_url=url_for("following.stop", token=token),
        restart_url=url_for("following.restart", token=token),
        manage_url=url_for("following.manage", token=token),
    )


def _where(subscription: Subscription) -> str | None:
    if subscription.component is not None:
        component = subscription.component
        return url_for("catalogue.show", slug=component.slug) if component.is_public else None
    if subscription.category is not None:
        return url_for("catalogue.index", categorie=subscription.category.key)
    if subscription.organisation is not None:
        return url_for("organisations.show", slug=subscription.organisation.slug)
    if subscription.principle is not None:
        return url_for("principles.show", key=subscription.principle.key)
    if subscription.search is not None:
        return _list(SavedSearch.load(subscription.search))
    return url_for("changes.index")


def _list(search: SavedSearch) -> str:
    asked: dict[str, Any] = dict(search.parameters)
    return url_for("catalogue.index", **asked)
