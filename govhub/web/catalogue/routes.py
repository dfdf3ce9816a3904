"""``/componenten``, the page of a component, and the suggestions under the search box."""

from dataclasses import replace

from flask import (
    Blueprint,
    Response,
    abort,
    jsonify,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from werkzeug.wrappers import Response as AnyResponse

from govhub.accounts.models import User
from govhub.catalogue import confirming, facets, queries
from govhub.catalogue.ledger import queries as ledger
from govhub.catalogue.ledger import timeline as ledger_timeline
from govhub.catalogue.ledger.looking_back import LookBack, look_back
from govhub.catalogue.models import Component
from govhub.catalogue.supply import COMING
from govhub.catalogue.vocabulary import Publication, RelationType
from govhub.guidance import queries as guidance
from govhub.kernel import clock
from govhub.platform.language import gettext as _
from govhub.registration import permissions
from govhub.reuse import queries as reuse
from govhub.reuse import wishes
from govhub.search import fallback
from govhub.search.engine import Query
from govhub.search.fallback import Found
from govhub.web import atom, limits
from govhub.web.access import Access, access, current_user
from govhub.web.addresses import absolute
from govhub.web.catalogue import asked, words
from govhub.web.catalogue.day import PARAMETER as DAY
from govhub.web.catalogue.day import AskedDay, read_day
from govhub.web.catalogue.document import as_json, document_of, problem
from govhub.web.catalogue.ending import add_headers
from govhub.web.catalogue.feed import News, feed_of, feed_query
from govhub.web.catalogue.lens.answers import Lens, lens
from govhub.web.catalogue.listing import listing, pages_of, question
from govhub.web.catalogue.nearby import Nearby, nearest
from govhub.web.catalogue.noting import note
from govhub.web.catalogue.page import Known, component_page, ending_of
from govhub.web.contact_note import contact_note
from govhub.web.extensions import db
from govhub.web.ownership_note import ownership_note
from govhub.web.role import chosen_role, role_links
from govhub.web.services import services
from govhub.web.sharing import for_other_sites
from govhub.web.uses import block
from govhub.web.wanted import Wanted, wanted

LENS = "voor-u"
"""Where the page answers for the role that is chosen."""

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
    components = _components(found)
    news = News(
        plans=ledger_timeline.announced_of(db.session, components),
        last=ledger_timeline.last_news(db.session, components),
    )
    return atom.answer(feed_of(query, question(query, labels), components, news, absolute))


@catalogue.get("/componenten/<slug>")
@access(Access.PUBLIC)
def show(slug: str) -> AnyResponse:
    """Show a component; whoever registered it sees it before it is public, elsewhere."""
    component = queries.component_by_slug(db.session, slug)
    if component is None:
        abort(404)
    if not component.is_public:
        return _elsewhere(component)
    asked_day = read_day(request.args.get(DAY, ""))
    known = _known(component)
    page = component_page(component, known, _back(component, known, asked_day))
    user = current_user()
    response = make_response(
        render_template(
            "catalogue/show.html",
            page=page,
            notices=_about(asked_day),
            today=clock.today(),
            canonical=absolute(url_for("catalogue.show", slug=component.slug)),
            may_change=user is not None and permissions.may_change(user, component),
            ownership=ownership_note(db.session, component, user),
            contact=contact_note(db.session, component, user),
            confirm_by=component.confirm_by if confirming.is_asked(component) else None,
            is_overdue=confirming.is_overdue(component),
            uses=None if page.back else block(component, known.uses, user),
            roles=role_links(anchor=LENS),
            lens=_lens(component, known),
            sought=_sought(component, user),
        )
    )
    if page.ending:
        add_headers(response.headers, page.ending, absolute)
    return response


@catalogue.get("/componenten/<slug>.json")
@access(Access.PUBLIC)
def document(slug: str) -> AnyResponse:
    """Give a program what the page says; see docs/gebruik.md."""
    component = queries.component_by_slug(db.session, slug)
    if component is None or not component.is_public:
        abort(404)
    asked_day = read_day(request.args.get(DAY, ""))
    if asked_day.trouble:
        return problem(asked_day.trouble)
    known = _known(component)
    back = _back(component, known, asked_day)
    response = as_json(document_of(component, known, back, absolute))
    stops = None if back else ending_of(component, known)
    if stops:
        add_headers(response.headers, stops, absolute)
    return for_other_sites(response)


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


def _sought(component: Component, user: User | None) -> Wanted | None:
    """Return who waits for it, while somebody can wait for it."""
    if component.status not in COMING:
        return None
    found = wishes.of_components(db.session, [component]).get(component.id, ())
    return wanted(found, user, component=component.slug)


def _lens(component: Component, known: Known) -> Lens | None:
    role = chosen_role()
    return lens(component, known, role) if role else None


def _known(component: Component) -> Known:
    neighbours = queries.neighbours(db.session, component)
    requires = any(each.is_target and each.relation is RelationType.REQUIRES for each in neighbours)
    served = [link.principle.key for link in component.principle_links if link.anchor]
    return Known(
        history=ledger.status_history(db.session, component),
        plans=ledger_timeline.announced_changes(db.session, component),
        neighbours=neighbours,
        needs=ledger_timeline.ending_needs(db.session, component) if requires else (),
        uses=reuse.of_component(db.session, component),
        headings=guidance.headings(db.session, served) if served else {},
    )


def _back(component: Component, known: Known, asked_day: AskedDay) -> LookBack | None:
    if asked_day.day is None:
        return None
    listed_at = component.published_at
    return look_back(
        known.history,
        asked_day.day,
        listed_on=listed_at.astimezone(clock.AMSTERDAM).date() if listed_at else None,
    )


def _about(asked_day: AskedDay) -> tuple[str, ...]:
    if not asked_day.trouble:
        return ()
    return (_("%(trouble)s U ziet de pagina van vandaag.") % {"trouble": asked_day.trouble},)


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
    """Lead who follows along to the registration; at what is hidden everybody reads why."""
    user = current_user()
    if component.publication is Publication.HIDDEN:
        abort(404)
    if user is None or not permissions.may_follow_along(user, component):
        abort(404)
    return redirect(url_for("registration.show", slug=component.slug))
