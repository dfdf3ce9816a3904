"""Documents to search, and the shortest way to look for them."""

from itertools import count

from govhub.search.engine import Document, Query

_numbers = count(1)


def make_document(**overrides):
    """Return a document; name only what matters."""
    number = next(_numbers)
    values = {"id": f"id-{number}", "name": f"Onderdeel {number}", "summary": ""}
    return Document(**values | overrides)


def found(engine, text="", **asked):
    """Return the ids that answer, in order."""
    return [hit.id for hit in engine.search(Query(text=text, **asked)).hits]


def counts(engine, facet, **asked):
    """Return value → count of a facet."""
    facets = engine.search(Query(**asked)).facets
    return {each.value: each.count for each in facets[facet]}
