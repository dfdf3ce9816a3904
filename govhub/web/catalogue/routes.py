"""``/componenten``, the page of a component, and the suggestions under the search box."""

from dataclasses import replace

from flask import Blueprint, Response, abort, jsonify, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from govhub.catalogue import confirming, facets, queries
from govhub.catalogue.ledger import queries as ledger
from govhub.catalogue.models import Component
from govhub.registration import permissions
from govhub.search import fallback
from govhub.search.engine import Query
from govhub.search.fallback import Found
from govhub.web import atom, limits
from govhub.web.access import Access, access, current_user
from govhub.web.catalogue import asked, words
from govhub.web.catalogue.feed import feed_of, feed_query
from govhub.web.catalogue.listing import listing, pages_of, question
from govhub.web.catalogue.nearby import Nearby, nearest
from govhub.web.catalogue.noting import note
from govhub.web.catalogue.page import component_page
from govhub.web.extensions import db
from govhub.web.services import services

catalogue = Blueprint("catalogue", __name__)


@catalogue.get("/componenten")
@access(Access.PUBLIC)
def index() -> str:
    """Show the components that answer the question."""
    if request.args.get("q"):
        limits.take(services().searches)
    labels = facets.facet_labels(db.session)
    what = asked.read(request.args, labels)
    found = _search(what.query)
    note(what, found)
    return render_template(
        "catalogue/index.html",
        page=listing(what, found, _components(found), labels),
        nearest=() if found.results.total else _nearest(what.query.text),
    )


@catalogue.get("/componenten.atom")
@access(Access.PUBLIC)
def feed() -> AnyResponse:
    """Give what answers the question to a feed reader, the newest change first."""
    limits.take(services().searches)
    labels = facets.facet_labels(db.session)
    query = asked.read(request.args, labels).query
    found = fallback.search(db.session, services().search, feed_query(query))
    base_url = services().settings.base_url.rstrip("/")
    return atom.answer(
        feed_of(query, question(query, labels), _components(found), lambda path: base_url + path)
    )


@catalogue.get("/componenten/<slug>")
@access(Access.PUBLIC)
def show(slug: str) -> str | AnyResponse:
    """Show a component; whoever registered it sees it before it is public, elsewhere."""
    component = queries.component_by_slug(db.session, slug)
    if component is None:
        abort(404)
    if not component.is_public:
        return _elsewhere(component)
    user = current_user()
    return render_template(
        "catalogue/show.html",
        page=component_page(
            component,
            history=ledger.status_history(db.session, component),
            neighbours=queries.neighbours(db.session, component),
        ),
        canonical=services().settings.base_url.rstrip("/")
        + url_for("catalogue.show", slug=component.slug),
        may_change=user is not None and permissions.may_change(user, component),
        confirm_by=component.confirm_by if confirming.is_asked(component) else None,
        is_overdue=confirming.is_overdue(component),
    )


@catalogue.get("/suggesties")
@access(Access.PUBLIC)
def suggest() -> Response:
    """Complete what somebody is typing."""
    limits.take(services().suggestions)
    found = fallback.suggest(db.session, services().search, request.args.get("q", ""))
    response = jsonify(
        [
            {"text": each.text, "kind": each.kind, "label": words.suggested(each.kind)}
            for each in found
        ]
    )
    response.cache_control.max_age = 60
    return response


def _search(query: Query) -> Found:
    """Search; a page that does not exist becomes the nearest one that does."""
    found = fallback.search(db.session, services().search, query)
    pages = pages_of(query, found.results)
    if not pages.is_moved:
        return found
    return fallback.search(db.session, services().search, replace(query, page=pages.number))


def _components(found: Found) -> list[Component]:
    """Return the components of the hits, in order; not what was hidden a moment ago."""
    return queries.components_by_public_id(db.session, [hit.id for hit in found.results.hits])


def _nearest(text: str) -> tuple[Nearby, ...]:
    return nearest(
        text,
        queries.categories(db.session),
        queries.components_per_category(db.session),
        services().thesaurus(),
    )


def _elsewhere(component: Component) -> AnyResponse:
    user = current_user()
    if user is None or not permissions.may_follow_along(user, component):
        abort(404)
    return redirect(url_for("registration.show", slug=component.slug))
