"""Mail at once to those who follow: a status changed, will change, or will not after all."""

from collections.abc import Iterable
from datetime import timedelta
from typing import TypedDict

from sqlalchemy.orm import Session

from govhub.catalogue.ledger.models import LineKind, PlanState
from govhub.following import queries as following
from govhub.following import telling
from govhub.following.models import Subscription
from govhub.kernel import clock
from govhub.kernel.events import Event
from govhub.notifications import phrases, queries, wording
from govhub.notifications.happenings import EVENTS, Happening, happening
from govhub.notifications.mails.base import Link
from govhub.notifications.mails.followers import (
    ChangeIsPlanned,
    ComponentIsNew,
    News,
    PlanIsWithdrawn,
    StatusHasChanged,
)
from govhub.notifications.matching import searches_that_find
from govhub.notifications.post import Post
from govhub.platform.outbox import NotNeeded, Parcel
from govhub.search.thesaurus import ThesaurusSource

NEW_NAME_IS_TOLD = timedelta(days=90)
"""So long after a component got another name, mail says what it was called."""


class _Envelope(TypedDict):
    """What every mail of news has."""

    to: str
    stop_url: str
    manage_url: str
    subject: str
    component: Link
    formerly: str | None


class FollowerMail:
    """Tells followers what happened, one mail to an address however it follows."""

    name = "volgers"
    events: frozenset[type[Event]] = EVENTS

    def __init__(self, post: Post, thesaurus: ThesaurusSource) -> None:
        """Take what sends the mail, and what words mean: for who follows a search."""
        self._post = post
        self._thesaurus = thesaurus

    def receivers(self, session: Session, event: Event) -> Iterable[str]:
        """Give the public ids of the subscriptions to mail, however many."""
        found = happening(session, event)
        if found is None:
            return
        searches = searches_that_find(
            session, found.component, self._thesaurus(), statuses=found.statuses
        )
        yield from telling.mail_at_once(session, found.component, found.news, searches)

    def deliver(self, session: Session, parcel: Parcel) -> None:
        """Send the mail. Raises NotNeeded when the reader stopped or it is no longer true."""
        subscription = following.subscription_by_public_id(session, parcel.receiver)
        found = happening(session, parcel.event) if subscription else None
        if subscription is None or found is None:
            raise NotNeeded("the reader stopped, or it is no longer true")
        mail = self._mail(session, subscription, found)
        self._post.send_news(session, parcel, mail, subscription.subscriber)

    def _mail(self, session: Session, subscription: Subscription, found: Happening) -> News:
        if found.news.is_first:
            return self._is_new(session, subscription, found)
        match found.line.kind:
            case LineKind.PLAN:
                return self._is_planned(session, subscription, found)
            case LineKind.WITHDRAWAL:
                return self._is_withdrawn(session, subscription, found)
            case _:
                return self._has_changed(session, subscription, found)

    def _is_new(self, session: Session, subscription: Subscription, found: Happening) -> News:
        component, status = found.component, found.line.new
        return ComponentIsNew(
            **self._envelope(session, subscription, found),
            summary=component.summary,
            owner=component.owner.name if component.owner else None,
            status=status.label,
            answer=status.answer,
            meaning=status.meaning,
        )

    def _has_changed(self, session: Session, subscription: Subscription, found: Happening) -> News:
        line = found.line
        return StatusHasChanged(
            **self._envelope(session, subscription, found),
            old=line.old.label if line.old else "",
            new=line.new.label,
            effective_on=line.effective_on,
            decision=wording.decision(session, found, self._post.addresses),
        )

    def _is_planned(self, session: Session, subscription: Subscription, found: Happening) -> News:
        line = found.line
        return ChangeIsPlanned(
            **self._envelope(session, subscription, found),
            will_be=phrases.will_be(line.new, line.effective_on),
            now=found.component.status.label,
            effective_on=line.effective_on,
            decision=wording.decision(session, found, self._post.addresses),
        )

    def _is_withdrawn(self, session: Session, subscription: Subscription, found: Happening) -> News:
        line, status = found.line, found.component.status
        return PlanIsWithdrawn(
            **self._envelope(session, subscription, found),
            will_not_be=phrases.will_not_be(line.new, line.effective_on),
            is_failed=found.plan is not None and found.plan.state is PlanState.FAILED,
            now=status.label,
            answer=status.answer,
            meaning=status.meaning,
            decided_by=line.decided_by,
            reason=line.reason or "",
        )

    def _envelope(
        self, session: Session, subscription: Subscription, found: Happening
    ) -> _Envelope:
        since = max(subscription.created_at, clock.now() - NEW_NAME_IS_TOLD)
        return {
            "formerly": queries.former_name(session, found.component, since=since),
            "to": subscription.subscriber.email,
            "stop_url": self._post.stop_url(subscription),
            "manage_url": self._post.manage_url(subscription.subscriber),
            "subject": subscription.subject,
            "component": wording.link_to(found.component, self._post.addresses),
        }
