"""Mail to those who follow: a status changed, or something new is in the catalogue."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import cast

from sqlalchemy.orm import Session

from govhub.catalogue import queries as catalogue
from govhub.catalogue.events import StatusChanged
from govhub.catalogue.models import Component
from govhub.catalogue.status import Status
from govhub.following import queries
from govhub.following.models import Subscription
from govhub.kernel import clock
from govhub.kernel.events import Event
from govhub.notifications.mails import ComponentIsNew, Link, Mail, StatusHasChanged
from govhub.notifications.post import Post
from govhub.platform.outbox import Parcel

NEWS = timedelta(days=14)
"""A change that took effect longer ago is history that was entered afterwards: nobody is mailed."""


class FollowerMail:
    """Tells followers about a change, one mail to an address however it follows."""

    name = "volgers"
    events: frozenset[type[Event]] = frozenset({StatusChanged})

    def __init__(self, post: Post) -> None:
        """Take what sends the mail."""
        self._post = post

    def receivers(self, session: Session, event: Event) -> Iterable[str]:
        """Return the public ids of the subscriptions to mail."""
        change = cast("StatusChanged", event)
        component = _public_component(session, change)
        if component is None or not _is_news(change):
            return ()
        found = queries.followers(session, component, also_itself=change.old is not None)
        return [str(subscription.public_id) for subscription in found]

    def deliver(self, session: Session, parcel: Parcel) -> None:
        """Send the mail, unless the reader stopped or the component was hidden meanwhile."""
        event = cast("StatusChanged", parcel.event)
        subscription = queries.subscription_by_public_id(session, parcel.receiver)
        component = _public_component(session, event)
        if subscription is None or component is None:
            return
        if event.old is None:
            mail = self._component_is_new(subscription, component, event)
        else:
            successors = self._successors(session, component, Status(event.new))
            mail = self._status_has_changed(subscription, component, event, successors)
        self._post.send(session, parcel, mail)

    def _component_is_new(
        self, subscription: Subscription, component: Component, event: StatusChanged
    ) -> Mail:
        status = Status(event.new)
        return ComponentIsNew(
            to=subscription.subscriber.email,
            stop_url=self._post.stop_url(subscription),
            subject=subscription.subject,
            component=self._link(component),
            summary=component.summary,
            owner=component.owner.name if component.owner else None,
            status=status.label,
            answer=status.answer,
            meaning=status.meaning,
        )

    def _status_has_changed(
        self,
        subscription: Subscription,
        component: Component,
        event: StatusChanged,
        successors: tuple[Link, ...],
    ) -> Mail:
        old, new = Status(cast("str", event.old)), Status(event.new)
        return StatusHasChanged(
            to=subscription.subscriber.email,
            stop_url=self._post.stop_url(subscription),
            subject=subscription.subject,
            component=self._link(component),
            old=old.label,
            new=new.label,
            answer=new.answer,
            meaning=new.meaning,
            effective_on=date.fromisoformat(event.effective_on),
            decided_by=event.decided_by,
            reason=event.reason,
            evidence_url=event.evidence_url,
            end_date=component.end_date if new is Status.PHASING_OUT else None,
            successors=successors,
        )

    def _successors(
        self, session: Session, component: Component, status: Status
    ) -> tuple[Link, ...]:
        if status not in {Status.PHASING_OUT, Status.ENDED}:
            return ()
        return tuple(map(self._link, catalogue.successors(session, component)))

    def _link(self, component: Component) -> Link:
        return Link(component.name, self._post.addresses.component(component.slug))


def _public_component(session: Session, event: StatusChanged) -> Component | None:
    component = catalogue.component_by_public_id(session, event.subject)
    return component if component is not None and component.is_public else None


def _is_news(event: StatusChanged) -> bool:
    return event.is_news and date.fromisoformat(event.effective_on) >= clock.today() - NEWS
