"""``/principes`` and the page of one principle."""

from flask import Blueprint, abort, render_template

from govhub.catalogue import queries
from govhub.guidance import queries as guidance
from govhub.web.access import Access, access
from govhub.web.extensions import db
from govhub.web.gaps.page import principle_lines
from govhub.web.principles.page import principle_links, principle_page
from govhub.web.principles.text import shown_texts
from govhub.web.role import chosen_role, role_links

principles = Blueprint("principles", __name__)


@principles.get("/principes")
@access(Access.PUBLIC)
def index() -> str:
    """Show all principles."""
    return render_template(
        "principles/index.html",
        principles=principle_links(
            guidance.principles(db.session), queries.components_per_principle(db.session)
        ),
    )


@principles.get("/principes/<key>")
@access(Access.PUBLIC)
def show(key: str) -> str:
    """Show a principle and the public components that serve it."""
    principle = guidance.principle_by_key(db.session, key)
    if principle is None:
        abort(404)
    return render_template(
        "principles/show.html",
        page=principle_page(
            principle,
            guidance.principles(db.session),
            queries.components_of_principle(db.session, principle),
        ),
        texts=shown_texts(db.session, principle, chosen_role()),
        addresses=guidance.addresses(db.session, principle),
        roles=role_links(),
        supply=next(iter(principle_lines(db.session, [principle])), None),
    )
