"""Mail about what went out of view, came back, or became one with another component.

Whoever follows the component itself is told, whatever they want to hear of: no news comes any more,
or it comes under another name. Who answers for it gets a mail of their own, and then no second one.
"""

from collections.abc import Iterable

from sqlalchemy.orm import Session

from govhub.accounts import queries as accounts
from govhub.accounts.models import User
from govhub.catalogue import hiding
from govhub.catalogue import queries as catalogue
from govhub.catalogue.events import (
    ComponentMerged,
    ComponentRestored,
    ComponentWithdrawn,
    HidingAsked,
    HidingRefused,
)
from govhub.catalogue.keepers import keepers
from govhub.catalogue.models import Component
from govhub.catalogue.vocabulary import Publication
from govhub.following import queries, telling
from govhub.following.events import FollowersMoved
from govhub.following.models import Subscription
from govhub.kernel.events import Event
from govhub.notifications.mails.base import Mail
from govhub.notifications.mails.followers import News
from govhub.notifications.mails.upkeep import (
    ComponentIsBack,
    ComponentIsHidden,
    ComponentIsMerged,
    HidingIsRefused,
    HidingWaits,
    YoursIsBack,
    YoursIsHidden,
    YoursIsMerged,
)
from govhub.notifications.post import Post
from govhub.notifications.wording import link_to
from govhub.platform.outbox import NotNeeded, Parcel

_NO_LONGER = "it is no longer so"


class OutOfViewMail:
    """Tells who follows a component that it is hidden, is back, or is another one from now on."""

    name = "volgers-van-verborgen"
    events: frozenset[type[Event]] = frozenset(
        {ComponentWithdrawn, ComponentRestored, FollowersMoved}
    )

    def __init__(self, post: Post) -> None:
        """Take what sends the mail."""
        self._post = post

    def receivers(self, session: Session, event: Event) -> Iterable[str]:
        """Give the public ids of the subscriptions to mail."""
        component = catalogue.component_by_public_id(session, event.subject)
        if component is None:
            return
        if not isinstance(event, FollowersMoved):
            mailed = _addresses_of(keepers(session, component))
            yield from telling.of_component(session, component, besides=mailed)
            return
        mailed = _addresses_of(_keepers_of_both(session, component))
        for public_id in event.subscriptions:
            found = queries.subscription_by_public_id(session, public_id)
            if found is not None and found.subscriber.email not in mailed:
                yield public_id

    def deliver(self, session: Session, parcel: Parcel) -> None:
        """Send the mail. Raises NotNeeded when the reader stopped or it is no longer so."""
        subscription = queries.subscription_by_public_id(session, parcel.receiver)
        mail = self._mail(session, subscription, parcel.event) if subscription else None
        if subscription is None or mail is None:
            raise NotNeeded(_NO_LONGER)
        self._post.send_news(session, parcel, mail, subscription.subscriber)

    def _mail(self, session: Session, subscription: Subscription, event: Event) -> News | None:
        component, double = subscription.component, _component(session, event)
        if component is None or double is None:
            return None
        addresses = self._post.addresses
        to = subscription.subscriber.email
        stop_url = self._post.stop_url(subscription)
        manage_url = self._post.manage_url(subscription.subscriber)
        link = link_to(component, addresses)
        match event:
            case ComponentWithdrawn() if _is_hidden(component):
                return ComponentIsHidden(
                    to=to,
                    stop_url=stop_url,
                    manage_url=manage_url,
                    subject=subscription.subject,
                    component=link,
                    reason=event.reason,
                    instead=tuple(
                        link_to(each, addresses)
                        for each in catalogue.successors(session, component)
                    ),
                )
            case ComponentRestored() if component.is_public:
                return ComponentIsBack(
                    to=to,
                    stop_url=stop_url,
                    manage_url=manage_url,
                    subject=subscription.subject,
                    component=link,
                    status=component.status.label,
                    answer=component.status.answer,
                )
            case FollowersMoved() if component.is_public:
                return ComponentIsMerged(
                    to=to,
                    stop_url=stop_url,
                    manage_url=manage_url,
                    subject=subscription.subject,
                    component=link,
                    old_name=double.name,
                    reason=double.hidden_reason,
                )
        return None


class KeeperMail:
    """Tells who answers for a component, and the redactie, what was asked and decided about it."""

    name = "verbergen-en-samenvoegen"
    events: frozenset[type[Event]] = frozenset(
        {ComponentWithdrawn, ComponentRestored, ComponentMerged, HidingAsked, HidingRefused}
    )

    def __init__(self, post: Post) -> None:
        """Take what sends the mail."""
        self._post = post

    def receivers(self, session: Session, event: Event) -> Iterable[str]:
        """Return the public ids of who must know."""
        component = _component(session, event)
        if component is None:
            return []
        match event:
            case HidingAsked():
                people: Iterable[User] = accounts.editors(session)
            case HidingRefused():
                return [event.asked_by]
            case ComponentMerged():
                people = _keepers_of_both(session, component)
            case _:
                people = keepers(session, component)
        return list(dict.fromkeys(str(each.public_id) for each in people))

    def deliver(self, session: Session, parcel: Parcel) -> None:
        """Send the mail. Raises NotNeeded when it is no longer so, or was answered."""
        user = accounts.user_by_public_id(session, parcel.receiver)
        component = _component(session, parcel.event)
        mail = (
            self._mail(session, parcel.event, component, user.email) if user and component else None
        )
        if mail is None:
            raise NotNeeded(_NO_LONGER)
        self._post.send(session, parcel, mail)

    def _mail(self, session: Session, event: Event, component: Component, to: str) -> Mail | None:
        addresses = self._post.addresses
        link = link_to(component, addresses)
        match event:
            case ComponentWithdrawn() if _is_hidden(component):
                return YoursIsHidden(to=to, component=link, reason=event.reason)
            case ComponentRestored() if component.is_public:
                return YoursIsBack(to=to, component=link)
            case ComponentMerged():
                return YoursIsMerged(
                    to=to,
                    old_name=component.name,
                    component=link_to(catalogue.survivor(session, component), addresses),
                    reason=event.reason,
                    history_url=addresses.history(component.slug),
                )
            case HidingAsked() if hiding.waiting_for(session, component):
                decide_url = addresses.hide(component.slug)
                return HidingWaits(
                    to=to, component=link, reason=event.reason, decide_url=decide_url
                )
            case HidingRefused():
                return HidingIsRefused(to=to, component=link, reason=event.reason)
        return None


def _component(session: Session, event: Event) -> Component | None:
    return catalogue.component_by_public_id(session, event.subject)


def _is_hidden(component: Component) -> bool:
    return component.publication is Publication.HIDDEN and component.merged_into_id is None


def _keepers_of_both(session: Session, double: Component) -> list[User]:
    survivor = catalogue.survivor(session, double)
    return [*keepers(session, double), *keepers(session, survivor)]


def _addresses_of(people: Iterable[User]) -> set[str]:
    return {each.email.lower() for each in people}
