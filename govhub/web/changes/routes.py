"""``/wijzigingen`` and the feeds."""

from collections.abc import Sequence

from flask import Blueprint, abort, render_template, request
from werkzeug.wrappers import Response

from govhub.catalogue import queries
from govhub.catalogue.ledger import queries as ledger
from govhub.catalogue.ledger.models import LedgerLine
from govhub.catalogue.ledger.queries import ChangeFilter
from govhub.following.queries import event_keys
from govhub.kernel.pagination import Pages
from govhub.web import atom
from govhub.web.access import Access, access
from govhub.web.changes.asked import Asked
from govhub.web.changes.page import ChangesPage, FeedMaker
from govhub.web.extensions import db
from govhub.web.services import services

PER_PAGE = 25
PER_FEED = 50

changes = Blueprint("changes", __name__)


@changes.get("/wijzigingen")
@access(Access.PUBLIC)
def index() -> str:
    """Show status changes, the newest first."""
    categories = queries.categories(db.session)
    asked = Asked.read(request.args, categories)
    total = ledger.number_of_status_changes(db.session, asked.filter)
    pages = Pages(total=total, size=PER_PAGE, asked=asked.page)
    found = ledger.status_changes(db.session, asked.filter, limit=PER_PAGE, offset=pages.offset)
    return render_template(
        "changes/index.html", page=ChangesPage.of(found, pages, asked, categories)
    )


@changes.get("/wijzigingen.atom")
@access(Access.PUBLIC)
def feed() -> Response:
    """Give the latest changes to a feed reader."""
    asked = Asked.read(request.args, queries.categories(db.session))
    found = ledger.status_changes(db.session, asked.filter, limit=PER_FEED)
    return atom.answer(_feeds(found).of_catalogue(asked, found))


@changes.get("/componenten/<slug>.atom")
@access(Access.PUBLIC)
def component_feed(slug: str) -> Response:
    """Give the latest changes of one component to a feed reader."""
    component = queries.component_by_slug(db.session, slug)
    if component is None or not component.is_public:
        abort(404)
    wanted = ChangeFilter(component_id=component.id)
    found = ledger.status_changes(db.session, wanted, limit=PER_FEED)
    return atom.answer(_feeds(found).of_component(component, found))


def _feeds(found: Sequence[LedgerLine]) -> FeedMaker:
    base_url = services().settings.base_url.rstrip("/")
    return FeedMaker(
        absolute=lambda path: base_url + path,
        keys=event_keys(db.session, [change.event_id for change in found]),
    )
