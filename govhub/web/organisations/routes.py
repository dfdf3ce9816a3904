"""``/organisaties`` and the page of one organisation."""

from flask import Blueprint, abort, render_template

from govhub.accounts import queries as accounts
from govhub.catalogue import queries
from govhub.web.access import Access, access
from govhub.web.extensions import db
from govhub.web.organisations.page import letters, organisation_page

organisations = Blueprint("organisations", __name__)


@organisations.get("/organisaties")
@access(Access.PUBLIC)
def index() -> str:
    """Show who owns public components, from A to Z."""
    owners = queries.organisations_with_components(db.session)
    return render_template("organisations/index.html", letters=letters(owners), number=len(owners))


@organisations.get("/organisaties/<slug>")
@access(Access.PUBLIC)
def show(slug: str) -> str:
    """Show an organisation and its public components."""
    organisation = accounts.organisation_by_slug(db.session, slug)
    if organisation is None:
        abort(404)
    components = queries.components_of_organisation(db.session, organisation)
    return render_template(
        "organisations/show.html", page=organisation_page(organisation, components)
    )
