"""A search that is kept: the components that it finds, as a feed for a program."""

import uuid
from collections.abc import Callable, Sequence
from dataclasses import replace

from flask import url_for

from govhub.catalogue.models import Component
from govhub.platform.language import gettext as _
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


def feed_of(
    query: Query, sentence: str, components: Sequence[Component], absolute: Callable[[str], str]
) -> Feed:
    """Return the feed; ``sentence`` says what is asked, ``absolute`` makes a full address."""
    self_url = absolute(feed_address(query))
    return Feed(
        id=uuid.uuid5(uuid.NAMESPACE_URL, self_url).urn,
        title=_("%(question)s - GovHub") % {"question": sentence},
        self_url=self_url,
        page_url=absolute(address(_in_usual_order(query))),
        entries=tuple(_entry(component, absolute) for component in components),
    )


def _entry(component: Component, absolute: Callable[[str], str]) -> Entry:
    status = component.status
    return Entry(
        id=uuid.uuid5(component.public_id, _PAGE).urn,
        title=_("%(name)s (%(status)s)") % {"name": component.name, "status": status.label},
        summary=component.summary,
        updated=component.changed_at,
        author=component.owner.name if component.owner else "GovHub",
        url=absolute(url_for("catalogue.show", slug=component.slug)),
        labels=(Label(status.value, str(status.label)),),
    )


def _in_usual_order(query: Query) -> Query:
    return replace(query, sort=Sort.RELEVANCE if query.text else Sort.NAME)
