"""Who may use which page. Deny by default: a route without ``@access`` answers nobody.

    @components.get("/componenten")
    @access(Access.PUBLIC)
    def index() -> str: ...

A rule about one component (is this person its submitter?) is not here but in its domain.
"""

from collections.abc import Callable
from enum import Enum
from typing import TypeVar

from flask import Flask, abort, current_app, g, redirect, request, session, url_for
from werkzeug.wrappers import Response

from govhub.accounts import queries
from govhub.accounts.models import User
from govhub.web.extensions import db
from govhub.web.services import services

SECRET = "aangemeld"  # noqa: S105  # a name, not the secret
"""Key in the cookie's session under which the secret of a signed-in browser is kept."""

_View = TypeVar("_View", bound=Callable[..., object])


class SignedOut(Exception):
    """Somebody sends what they filled in, and is not signed in any more."""


class Access(Enum):
    """Who may use a route."""

    PUBLIC = "everybody"
    SIGNED_IN = "whoever signed in"
    EDITOR = "the redactie"
    DEMO = "everybody, and only in the demo"


def access(who: Access) -> Callable[[_View], _View]:
    """Declare who may use a view; stands directly above the function."""

    def declare(view: _View) -> _View:
        view.access = who  # type: ignore[attr-defined]
        return view

    return declare


def declared(app: Flask, endpoint: str) -> Access | None:
    """Return what the view of this endpoint declares; None when it forgot to."""
    return getattr(app.view_functions[endpoint], "access", None)


def register(app: Flask) -> None:
    """Check every request before its view."""
    app.before_request(_enforce)


def current_user() -> User | None:
    """Return who is signed in on this browser."""
    if "user" not in g:
        found = queries.session_by_secret(db.session, secret) if (secret := secret_here()) else None
        g.user = found.user if found else None
    user: User | None = g.user
    return user


def signed_in_user() -> User:
    """Return who is signed in; only for views that declare SIGNED_IN or EDITOR."""
    user = current_user()
    if user is None:
        raise LookupError("nobody is signed in; declare @access(Access.SIGNED_IN)")
    return user


def secret_here() -> str | None:
    """Return the secret that this browser shows."""
    return session.get(SECRET)


def _enforce() -> Response | None:
    if request.endpoint is None or request.endpoint == "static":
        return None
    match declared(current_app, request.endpoint):
        case Access.PUBLIC:
            return None
        case Access.DEMO:
            return None if services().settings.demo else abort(404)
        case Access.SIGNED_IN:
            return None if current_user() else _to_sign_in()
        case Access.EDITOR:
            user = current_user()
            if user is None:
                return _to_sign_in()
            return None if user.is_editor else abort(403)
        case _:
            raise LookupError(f"{request.endpoint} does not declare who may use it")


def _to_sign_in() -> Response:
    """Send the browser to sign in, and back here afterwards when this is a page.

    Raises SignedOut when that would throw away what somebody filled in.
    """
    if request.form.keys() - {"csrf_token"}:
        raise SignedOut
    back = request.full_path.rstrip("?") if request.method == "GET" else None
    return redirect(url_for("accounts.sign_in", verder=back))
