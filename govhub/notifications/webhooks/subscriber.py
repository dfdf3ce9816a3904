"""Sends webhooks what they follow."""

import json
import time
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy.orm import Session

from govhub.catalogue import queries as catalogue
from govhub.catalogue.events import (
    ChangePlanned,
    ComponentChanged,
    ComponentMerged,
    ComponentRestored,
    ComponentWithdrawn,
    PlanWithdrawn,
    StatusChanged,
)
from govhub.catalogue.models import Component
from govhub.catalogue.status import Status
from govhub.following import telling, webhook_queries, webhooks
from govhub.following.events import WebhookTested
from govhub.following.models import Webhook, WebhookState
from govhub.following.telling import News
from govhub.kernel import clock
from govhub.kernel.events import Event
from govhub.notifications.matching import searches_that_find
from govhub.notifications.webhooks.answers import Refused, outcome_of
from govhub.notifications.webhooks.cloudevents import CONTENT_TYPE, TYPES, Sender
from govhub.notifications.webhooks.signing import signed_headers
from govhub.platform import fetch
from govhub.platform.db import transaction
from govhub.platform.fetch import FetchError, Limits, Reach, TimedOut
from govhub.platform.language import gettext as _
from govhub.platform.outbox import Parcel, Undeliverable
from govhub.search.thesaurus import ThesaurusSource

LIMITS = Limits(timeout=10, max_bytes=65_536, cut=True, redirects=0)
REST = 60.0
"""Seconds that a receiver is left alone that let us wait in vain, so that others are not kept."""


class WebhookMessages:
    """Tells the receivers of webhooks, each message signed and with a key that stays the same."""

    name = webhooks.SUBSCRIBER
    events: frozenset[type[Event]] = frozenset(TYPES)

    def __init__(self, sender: Sender, thesaurus: ThesaurusSource, reach: Reach) -> None:
        """Take who we are, what words mean to a saved search, and which machines we reach."""
        self._sender = sender
        self._thesaurus = thesaurus
        self._reach = reach
        self._resting: dict[str, float] = {}

    def receivers(self, session: Session, event: Event) -> Iterable[str]:
        """Return the public ids of the webhooks to tell."""
        if isinstance(event, WebhookTested):
            return [event.subject]
        component = _told_component(session, event)
        if component is None or not _is_told(event):
            return []
        told = self._who_follow(session, component, event)
        if isinstance(event, ComponentMerged):  # who followed the double follows the other by now
            told += self._who_follow(session, catalogue.survivor(session, component), event)
        return list(dict.fromkeys(told))

    def _who_follow(self, session: Session, component: Component, event: Event) -> list[str]:
        news = _news(event, component)
        found_by = searches_that_find(
            session, component, self._thesaurus(), statuses=_statuses(event, component)
        )
        return list(telling.webhooks(session, component, news, found_by))

    def deliver(self, session: Session, parcel: Parcel) -> None:
        """Send the message. Raises Undeliverable when no attempt can help, else Refused."""
        webhook = webhook_queries.by_public_id(session, parcel.receiver)
        if webhook is None:
            raise Undeliverable(_("De webhook is verwijderd."))
        if webhook.state is not WebhookState.ACTIVE:
            raise Undeliverable(webhook.disabled_reason or _("De webhook is niet gecontroleerd."))
        message = self._message(session, parcel)
        failures = webhook.failures
        try:
            self._send(session, webhook, str(parcel.key), message)
        except Refused as refused:
            self._after_refusal(session, parcel, refused)
            raise
        if failures:
            self._note(session, parcel, webhooks.note_arrived)

    def _message(self, session: Session, parcel: Parcel) -> dict[str, Any]:
        if isinstance(parcel.event, WebhookTested):
            return self._sender.test(parcel)
        component = _told_component(session, parcel.event)
        if component is None:
            raise Undeliverable(_("Het component is niet meer voor iedereen te zien."))
        into = None
        if isinstance(parcel.event, ComponentMerged):
            into = catalogue.survivor(session, component)
        return self._sender.about_component(parcel, component, into=into)

    def _send(
        self, session: Session, webhook: Webhook, message_id: str, message: dict[str, Any]
    ) -> None:
        body = json.dumps(message, ensure_ascii=False).encode()
        secrets, url, receiver = webhooks.secrets_of(webhook), webhook.url, str(webhook.public_id)
        session.rollback()  # the database does not wait for somebody else's server
        if self._resting.get(receiver, 0.0) > time.monotonic():
            raise Refused(_("De ontvanger reageerde net te traag. We proberen het later weer."))
        headers = {
            "Content-Type": CONTENT_TYPE,
            "Origin": urlsplit(self._sender.base_url).hostname or "",
            **signed_headers(secrets, message_id=message_id, at=clock.now(), body=body),
        }
        try:
            answer = fetch.fetch(
                url, method="POST", body=body, headers=headers, limits=LIMITS, reach=self._reach
            )
        except TimedOut as error:
            self._resting[receiver] = time.monotonic() + REST
            raise Refused(error.message) from error
        except FetchError as error:
            raise Refused(error.message) from error
        self._resting.pop(receiver, None)
        outcome_of(answer)

    def _after_refusal(self, session: Session, parcel: Parcel, refused: Refused) -> None:
        """Write down what a refusal means for the webhook. May raise Undeliverable."""
        reason = str(refused)
        if refused.is_final:
            self._note(session, parcel, lambda here, it: webhooks.disable(here, it, reason))
            raise Undeliverable(reason) from refused
        if isinstance(parcel.event, WebhookTested):
            raise Undeliverable(reason) from refused  # its owner is looking, and tries again
        if parcel.is_last:
            self._note(session, parcel, lambda here, it: webhooks.note_given_up(here, it, reason))

    @staticmethod
    def _note(session: Session, parcel: Parcel, write: Callable[[Session, Webhook], None]) -> None:
        with transaction(session):
            webhook = webhook_queries.by_public_id(session, parcel.receiver, to_change=True)
            if webhook is not None:
                write(session, webhook)


def _told_component(session: Session, event: Event) -> Component | None:
    """Return the component, when what the event says of whether it is there is still so."""
    component = catalogue.component_by_public_id(session, event.subject)
    if component is None:
        return None
    is_about_leaving = isinstance(event, ComponentWithdrawn | ComponentMerged)
    return component if component.is_public is not is_about_leaving else None


def _is_told(event: Event) -> bool:
    """Leave out facts that came in by the hundred, and a first status: the component is news."""
    if not isinstance(event, StatusChanged):
        return True
    return event.old is not None and (event.is_news or event.is_correction)


def _news(event: Event, component: Component) -> News:
    match event:
        case StatusChanged():
            return News(new=Status(event.new))
        case ChangePlanned() | PlanWithdrawn():
            return News(new=Status(event.new), is_plan=True)
        case ComponentChanged():
            return News(new=component.status, is_description=True)
        case ComponentWithdrawn() | ComponentRestored() | ComponentMerged():
            return News(new=component.status, is_listing=True)
        case _:
            return News(new=component.status, is_first=True)


def _statuses(event: Event, component: Component) -> set[Status]:
    """Return under which statuses a saved search may find the component."""
    found = {component.status}
    if isinstance(event, StatusChanged | ChangePlanned):
        found |= {Status(event.new)} | ({Status(event.old)} if event.old else set())
    if isinstance(event, PlanWithdrawn):
        found.add(Status(event.new))
    return found
