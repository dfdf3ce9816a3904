"""``/principes`` and the page of one principle."""

from http import HTTPStatus

from flask import Blueprint, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from govhub.catalogue import queries
from govhub.guidance import queries as guidance
from govhub.web.access import Access, access
from govhub.web.extensions import db
from govhub.web.gaps.lines import principle_lines
from govhub.web.principles.page import MOST_SHOWN, principle_links, principle_page
from govhub.web.principles.text import own_words, shown_texts
from govhub.web.role import chosen_role, role_links

principles = Blueprint("principles", __name__)

OWN_WORDS = "doen"
"""Anchor of what to do, on a page without a text."""


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
    texts = shown_texts(db.session, principle, chosen_role())
    return render_template(
        "principles/show.html",
        page=principle_page(
            principle,
            guidance.principles(db.session),
            queries.first_of_principle(db.session, principle, limit=MOST_SHOWN),
            queries.components_per_principle(db.session).get(principle.id, 0),
        ),
        texts=texts,
        own_words=() if texts else own_words(db.session, principle, chosen_role()),
        addresses=guidance.addresses(db.session, principle),
        roles=role_links(anchor=next((each.id for each in texts if each.has_roles), OWN_WORDS)),
        supply=next(iter(principle_lines(db.session, [principle])), None),
    )


@principles.get("/richtlijnen", strict_slashes=False)
@access(Access.PUBLIC)
def index_by_new_word() -> Response:
    """Lead to all principles: the guidance calls them richtlijnen now, and so do people."""
    return _moved(url_for("principles.index"))


@principles.get("/richtlijnen/<key>", strict_slashes=False)
@access(Access.PUBLIC)
def show_by_new_word(key: str) -> Response:
    """Lead to the principle, with the role that was asked for."""
    if guidance.principle_by_key(db.session, key) is None:
        abort(HTTPStatus.NOT_FOUND)
    return _moved(url_for("principles.show", key=key))


def _moved(address: str) -> Response:
    asked = request.query_string.decode("ascii", "ignore")
    return redirect(f"{address}?{asked}" if asked else address, HTTPStatus.MOVED_PERMANENTLY)
