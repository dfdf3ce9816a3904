"""Whom to tell about a component. Never changes anything.

``covers`` says it of one subscription in memory; the others ask the database the same, for as many
followers as there are.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from govhub.accounts.memberships import lineage
from govhub.catalogue.models import Component
from govhub.catalogue.status import Status
from govhub.following.models import (
    Interest,
    Rhythm,
    Scope,
    Subscriber,
    Subscription,
    Webhook,
    WebhookState,
)

NARROW_FIRST = (
    Scope.COMPONENT,
    Scope.SEARCH,
    Scope.CATEGORY,
    Scope.ORGANISATION,
    Scope.PRINCIPLE,
    Scope.EVERYTHING,
)
"""Which way of following counts for an address that follows a component in several ways."""
_AT_A_TIME = 1000
"""Addresses that are asked for in one question: memory stays the same however many follow."""


@dataclass(frozen=True, kw_only=True)
class News:
    """Something about a component that followers may want to hear."""

    new: Status
    """What it became, or will become."""
    is_plan: bool = False
    """It was announced, or taken back: only for who wants to hear of plans."""
    is_first: bool = False
    """The component is new in the catalogue: nothing for who follows the component itself."""
    is_description: bool = False
    """What is said of it changed, not its status: only for who wants to hear of any change."""

    is_listing: bool = False
    """It left the catalogue or came back: for whoever follows it, whatever they want to hear."""

    @property
    def interests(self) -> Sequence[Interest]:
        """Return the interests that it meets."""
        if self.is_listing:
            return list(Interest)
        if self.is_description:
            return [Interest.ANY]
        return [each for each in Interest if each.covers(self.new)]


def covers(
    subscription: Subscription, component: Component, news: News, found_by: Collection[int]
) -> bool:
    """Tell whether the news is for this subscription, whatever its rhythm.

    ``found_by`` are the ids of the saved searches that find the component.
    """
    if subscription.confirmed_at is None or subscription.interest not in news.interests:
        return False
    if news.is_plan and not subscription.with_plans:
        return False
    if subscription.scope is Scope.COMPONENT:
        return subscription.component_id == component.id and not news.is_first
    return _finds(subscription, component, found_by)


def _finds(subscription: Subscription, component: Component, found_by: Collection[int]) -> bool:
    """Tell whether the component is among those that the subscription is about."""
    match subscription.scope:
        case Scope.CATEGORY:
            return subscription.category_id in _categories(component)
        case Scope.ORGANISATION:
            return subscription.organisation_id in _organisations(component)
        case Scope.PRINCIPLE:
            return subscription.principle_id in _principles(component)
        case Scope.SEARCH:
            return subscription.id in found_by
        case _:
            return subscription.scope is Scope.EVERYTHING


def mail_at_once(
    session: Session, component: Component, news: News, found_by: Collection[int]
) -> Iterator[str]:
    """Give the public id of one subscription for each address that is mailed at once.

    Of an address that follows the component in several ways it is the narrowest.
    """
    last = 0
    while page := _page_of_mail(session, component, news, found_by, last):
        yield from (str(public_id) for _address, public_id in page)
        last = page[-1][0]


def of_component(
    session: Session, component: Component, *, besides: Collection[str] = ()
) -> Iterator[str]:
    """Give the public id of each subscription to the component itself that is told by mail.

    Whatever the reader wants to hear of, and in which rhythm; not of the addresses ``besides``.
    """
    last = 0
    while True:
        rows = session.execute(
            select(Subscription.id, Subscription.public_id)
            .join(Subscription.subscriber)
            .where(
                Subscription.id > last,
                Subscription.component_id == component.id,
                Subscription.confirmed_at.is_not(None),
                Subscription.webhook_id.is_(None),
                Subscriber.stopped_at.is_(None),
                Subscriber.email.not_in(besides),
            )
            .order_by(Subscription.id)
            .limit(_AT_A_TIME)
        ).all()
        if not rows:
            return
        yield from (str(public_id) for _key, public_id in rows)
        last = rows[-1][0]


def webhooks(
    session: Session, component: Component, news: News, found_by: Collection[int]
) -> Sequence[str]:
    """Return the public ids of the active webhooks that are told, each once."""
    rows = session.scalars(
        select(Webhook.public_id)
        .join(Subscription, Subscription.webhook_id == Webhook.id)
        .where(Webhook.state == WebhookState.ACTIVE, *_wanted(component, news, found_by))
        .group_by(Webhook.id, Webhook.public_id)
        .order_by(Webhook.id)
    )
    return [str(public_id) for public_id in rows]


def saved_searches(session: Session) -> Sequence[tuple[int, dict[str, Any]]]:
    """Return the id of every confirmed subscription to a saved search, and what it asks."""
    rows = session.execute(
        select(Subscription.id, Subscription.search)
        .where(Subscription.scope == Scope.SEARCH, Subscription.confirmed_at.is_not(None))
        .order_by(Subscription.id)
    )
    return [(number, search) for number, search in rows if search]


def of_rhythm(session: Session, subscriber: Subscriber, rhythm: Rhythm) -> Sequence[Subscription]:
    """Return what an address follows by mail in this rhythm, the oldest first."""
    return session.scalars(
        select(Subscription)
        .where(
            Subscription.subscriber_id == subscriber.id,
            Subscription.rhythm == rhythm,
            Subscription.webhook_id.is_(None),
            Subscription.confirmed_at.is_not(None),
        )
        .order_by(Subscription.id)
    ).all()


def _page_of_mail(
    session: Session, component: Component, news: News, found_by: Collection[int], after: int
) -> Sequence[tuple[int, Any]]:
    """Return addresses with an id above ``after``, in order, and the subscription of each.

    A page is a question of its own, so that whoever asks may commit between two of them.
    """
    place = sa.case(
        {scope.value: place for place, scope in enumerate(NARROW_FIRST)},
        value=sa.cast(Subscription.scope, sa.String),
    )
    ranked = (
        select(
            Subscription.subscriber_id,
            Subscription.public_id,
            sa.func.row_number()
            .over(partition_by=Subscription.subscriber_id, order_by=(place, Subscription.id))
            .label("place"),
        )
        .join(Subscriber, Subscriber.id == Subscription.subscriber_id)
        .where(
            Subscription.subscriber_id > after,
            Subscription.webhook_id.is_(None),
            Subscription.rhythm == Rhythm.AT_ONCE,
            Subscriber.stopped_at.is_(None),
            *_wanted(component, news, found_by),
        )
        .subquery()
    )
    rows = session.execute(
        select(ranked.c.subscriber_id, ranked.c.public_id)
        .where(ranked.c.place == 1)
        .order_by(ranked.c.subscriber_id)
        .limit(_AT_A_TIME)
    )
    return [(address, public_id) for address, public_id in rows]


def _wanted(
    component: Component, news: News, found_by: Collection[int]
) -> Iterator[ColumnElement[bool]]:
    yield Subscription.confirmed_at.is_not(None)
    yield Subscription.interest.in_(news.interests)
    if news.is_plan:
        yield Subscription.with_plans.is_(True)
    yield sa.or_(*_ways(component, news, found_by))


def _ways(
    component: Component, news: News, found_by: Collection[int]
) -> Iterator[ColumnElement[bool]]:
    yield Subscription.scope == Scope.EVERYTHING
    if not news.is_first:
        yield Subscription.component_id == component.id
    for column, ids in (
        (Subscription.category_id, _categories(component)),
        (Subscription.organisation_id, _organisations(component)),
        (Subscription.principle_id, _principles(component)),
    ):
        if ids:
            yield column.in_(_numbers(ids))
    if found_by:
        is_search = Subscription.scope == Scope.SEARCH
        yield sa.and_(is_search, Subscription.id.in_(_numbers(found_by)))


def _numbers(ids: Collection[int]) -> sa.BindParameter[Any]:
    """Return the ids written out: a database takes only so many parameters."""
    return sa.bindparam(None, sorted(ids), expanding=True, literal_execute=True)


def _categories(component: Component) -> set[int]:
    return {category.id for category in component.categories}


def _organisations(component: Component) -> set[int]:
    """Return the organisations, whatever each is to the component: as their pages show it.

    And what each was merged into: that shows what the other had, and answers for it now.
    """
    return {each.id for role in component.roles for each in lineage(role.organisation)}


def _principles(component: Component) -> set[int]:
    return {link.principle_id for link in component.principle_links}
