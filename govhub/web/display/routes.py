"""``/weergave``: keeps a choice in a cookie of its own. Nothing personal, so a GET will do."""

from flask import Blueprint, redirect, request, url_for
from werkzeug.wrappers import Response

from govhub.web.access import Access, access
from govhub.web.addresses import local_path
from govhub.web.services import services

COOKIE = "schema"
SCHEMES = ("light", "dark")
_A_YEAR = 365 * 24 * 3600

display = Blueprint("display", __name__)


@display.get("/weergave")
@access(Access.PUBLIC)
def choose() -> Response:
    """Keep the choice, or forget it, and return to the page where it was made."""
    response = redirect(local_path(request.args.get("terug")) or url_for("home.index"), 303)
    scheme = request.args.get("schema")
    if scheme in SCHEMES:
        secure = services().settings.uses_https
        response.set_cookie(
            COOKIE, scheme, max_age=_A_YEAR, samesite="Lax", httponly=True, secure=secure
        )
    else:
        response.delete_cookie(COOKIE)
    return response
