"""The role in which somebody reads: asked for in the address, remembered in a cookie.

The cookie holds one word that says nothing of a person, so a GET may keep it.
"""

from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import quote, urlencode

from flask import Flask, request
from werkzeug.wrappers import Response

from govhub.guidance.models import Role
from govhub.platform.language import gettext as _
from govhub.web.services import services

COOKIE = "rol"
PARAMETER = "rol"
EVERYBODY = "iedereen"
"""Asks to forget the role."""
_A_YEAR = 365 * 24 * 3600


def register(app: Flask) -> None:
    """Remember the role that an address asks for."""
    app.after_request(_remember)


def chosen_role() -> Role | None:
    """Return the role in which this page is read; None when nobody chose one."""
    asked = request.args.get(PARAMETER)
    return _role(asked) if asked is not None else _role(request.cookies.get(COOKIE))


@dataclass(frozen=True)
class RoleLink:
    """The same page, read in a role."""

    label: str
    url: str
    is_chosen: bool


def role_links(*, anchor: str | None = None) -> list[RoleLink]:
    """Return this page for everybody and for each role; ``anchor`` is the part that differs."""
    chosen = chosen_role()
    return [
        RoleLink(_("Iedereen"), _here(EVERYBODY, anchor), chosen is None),
        *(RoleLink(each.label, _here(each.value, anchor), chosen is each) for each in Role),
    ]


def _here(role: str, anchor: str | None) -> str:
    """Return this address with another role; whatever else it asks, stays."""
    asked = [(name, value) for name, value in request.args.items(multi=True) if name != PARAMETER]
    address = f"{request.script_root}{quote(request.path)}?{urlencode([*asked, (PARAMETER, role)])}"
    return f"{address}#{anchor}" if anchor else address


def _role(word: str | None) -> Role | None:
    return next((each for each in Role if each.value == word), None)


def _remember(response: Response) -> Response:
    asked = request.args.get(PARAMETER)
    is_everybodys = response.cache_control.public
    if asked is None or is_everybodys or response.status_code >= HTTPStatus.BAD_REQUEST:
        return response
    if _role(asked) is not None:
        secure = services().settings.uses_https
        response.set_cookie(
            COOKIE, asked, max_age=_A_YEAR, samesite="Lax", httponly=True, secure=secure
        )
    elif asked == EVERYBODY:
        response.delete_cookie(COOKIE)
    return response
