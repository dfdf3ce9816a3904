"""``/publiccode`` and ``/componenten/<slug>/publiccode.yml``."""

from http import HTTPStatus

from flask import Blueprint, Response, abort, render_template, request

from govhub.catalogue import queries
from govhub.catalogue.interchange import publishing
from govhub.reuse import queries as reuse
from govhub.web import limits
from govhub.web.access import Access, access
from govhub.web.extensions import db
from govhub.web.publiccode.forms import CheckForm
from govhub.web.publiccode.page import checked_page
from govhub.web.services import services

publiccode = Blueprint("publiccode", __name__)


@publiccode.get("/publiccode")
@access(Access.PUBLIC)
def index() -> str:
    """Ask for a file."""
    return render_template("publiccode/index.html", form=CheckForm(), page=None)


@publiccode.post("/publiccode")
@access(Access.PUBLIC)
def check() -> str | tuple[str, int]:
    """Say what is wrong in a file. Nothing of it is kept."""
    form = CheckForm()
    if not form.validate_on_submit():
        return render_template("publiccode/index.html", form=form, page=None)
    limits.take(services().searches)
    given = form.given()
    if given is None:
        answer = render_template("publiccode/index.html", form=form, page=None)
        return answer, HTTPStatus.BAD_REQUEST
    return render_template("publiccode/index.html", form=form, page=checked_page(given))


@publiccode.get("/componenten/<slug>/publiccode.yml")
@access(Access.PUBLIC)
def export(slug: str) -> Response:
    """Give what the catalogue says of a component as a publiccode.yml."""
    component = queries.component_by_slug(db.session, slug)
    if component is None or not component.is_public:
        abort(HTTPStatus.NOT_FOUND)
    text = publishing.publiccode_of(
        db.session,
        component,
        used_by=[each.name for each in reuse.users_of(db.session, component)],
    )
    response = Response(text, content_type="application/yaml; charset=utf-8")
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.cache_control.max_age = 300
    response.add_etag()
    response.make_conditional(request)
    return response
