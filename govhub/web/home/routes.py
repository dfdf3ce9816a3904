"""``/``: the front page."""

from flask import Blueprint, render_template

from govhub.catalogue import queries
from govhub.catalogue.ledger import queries as ledger
from govhub.catalogue.ledger.queries import ChangeFilter
from govhub.guidance import queries as guidance
from govhub.web.access import Access, access
from govhub.web.extensions import db
from govhub.web.home.page import home as make_home

LATEST = 5
"""How many status changes the page shows."""

home = Blueprint("home", __name__)


@home.get("/")
@access(Access.PUBLIC)
def index() -> str:
    """Show where to begin."""
    return render_template(
        "home/index.html",
        page=make_home(
            numbers=queries.numbers(db.session),
            categories=queries.categories(db.session),
            counts=queries.components_per_category(db.session),
            changes=ledger.status_changes(db.session, ChangeFilter(), limit=LATEST),
            principle=guidance.principle_by_key(db.session, guidance.SHARING),
        ),
    )
