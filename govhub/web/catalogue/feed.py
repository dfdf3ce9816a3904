"""A search that is kept: the components that it finds, as a feed for a program."""

import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from flask import url_for

from govhub.catalogue.ledger.models import PlannedChange
from govhub.catalogue.models import Component
from govhub.platform.language import gettext as _
from govhub.platform.language import long_date
from govhub.search.engine import Query, Sort
from govhub.web.atom import Entry, Feed, Label
from govhub.web.catalogue.asked import address

PER_FEED = 50
_PAGE = "catalogue.feed"


def feed_query(query: Query) -> Query:
    """Return the query of the feed: what is asked, newest change first, without counts."""
    return replace(query, sort=Sort.CHANGED, page=1, per_page=PER_FEED, facets=())


def feed_address(query: Query) -> str:
    """Return the address of the feed; the order of the list is no part of it."""
    return address(_in_usual_order(query), endpoint=_PAGE)


@dataclass(frozen=True, kw_only=True)
class News:
    """What the ledger says of the components that were found, by their ids."""

    plans: Mapping[int, Sequence[PlannedChange]]
    """What waits for its day, the earliest first."""
    last: Mapping[int, datetime]
    """When something new was last written."""


def feed_of(
    query: Query,
    sentence: str,
    components: Sequence[Component],
    news: News,
    absolute: Callable[[str], str],
) -> Feed:
    """Return the feed; ``sentence`` says what is asked, ``absolute`` makes a full address."""
    self_url = absolute(feed_address(query))
    return Feed(
        id=uuid.uuid5(uuid.NAMESPACE_URL, self_url).urn,
        title=_("%(question)s - GovHub") % {"question": sentence},
        self_url=self_url,
        page_url=absolute(address(_in_usual_order(query))),
        entries=tuple(_entry(component, news, absolute) for component in components),
    )


def _entry(component: Component, news: News, absolute: Callable[[str], str]) -> Entry:
    status = component.status
    coming = [
        _("%(status)s per %(day)s")
        % {"status": plan.new.label, "day": long_date(plan.effective_on)}
        for plan in news.plans.get(component.id, ())
    ]
    return Entry(
        id=uuid.uuid5(component.public_id, _PAGE).urn,
        title=_("%(name)s (%(status)s)")
        % {"name": component.name, "status": ", ".join([str(status.label), *coming])},
        summary=component.summary,
        updated=max(component.changed_at, news.last.get(component.id, component.changed_at)),
        author=component.owner.name if component.owner else "GovHub",
        url=absolute(url_for("catalogue.show", slug=component.slug)),
        labels=(Label(status.value, str(status.label)),),
    )


def _in_usual_order(query: Query) -> Query:
    return replace(query, sort=Sort.RELEVANCE if query.text else Sort.NAME)
