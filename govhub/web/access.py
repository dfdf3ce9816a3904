"""Who may use which page. Deny by default: a route without ``@access`` answers nobody.

    @components.get("/componenten")
    @access(Access.PUBLIC)
    def index() -> str: ...

A rule about one component (is this person its submitter?) is not here but in its domain.

Whoever needs a second factor and did not show one (docs/adr/0010) is sent to that step first. Until
it is set up they are ``is_limited``: every rule of the domain sees an aanmelder.
"""

from collections.abc import Callable
from enum import Enum
from typing import TypeVar

from flask import Flask, abort, current_app, g, redirect, request, session, url_for
from werkzeug.wrappers import Response

from govhub.accounts import queries, second_factor
from govhub.accounts.models import User
from govhub.accounts.queries import SignedInBrowser
from govhub.accounts.second_factor import Step
from govhub.web.extensions import db
from govhub.web.services import services

SECRET = "aangemeld"  # noqa: S105  # a name, not the secret
"""Key in the cookie's session under which the secret of a signed-in browser is kept."""

_View = TypeVar("_View", bound=Callable[..., object])


class SignedOut(Exception):
    """Somebody sends what they filled in, and is not signed in any more."""


class SecondStepNeeded(Exception):
    """Somebody sends what they filled in, and must show the second factor first."""


class Access(Enum):
    """Who may use a route."""

    PUBLIC = "everybody"
    FIRST_STEP = "whoever signed in, also before the second step"
    SIGNED_IN = "whoever signed in"
    MANAGER = "whoever manages an organisation, and the redactie, with a second factor"
    EDITOR = "the redactie, with a second factor"
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
    """Check every request before its view, and what a limited user may not see after it."""
    app.before_request(_enforce)
    app.after_request(_lead_to_second_step)


def current_user() -> User | None:
    """Return who is signed in on this browser."""
    if "user" not in g:
        browser = this_browser()
        g.user = browser.user if browser else None
    user: User | None = g.user
    return user


def this_browser() -> SignedInBrowser | None:
    """Return the session of who is signed in; its user is limited until the second step."""
    if "browser" not in g:
        secret = secret_here()
        g.browser = queries.signed_in_browser(db.session, secret) if secret else None
        if g.browser is not None:
            g.browser.user.is_limited = second_factor.step(g.browser) is not Step.DONE
    browser: SignedInBrowser | None = g.browser
    return browser


def step_to_take() -> Step:
    """Return what who is signed in must still do in this browser."""
    browser = this_browser()
    return second_factor.step(browser) if browser else Step.DONE


def signed_in_user() -> User:
    """Return who is signed in; only for views that declare that somebody must be."""
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
        case None:
            raise LookupError(f"{request.endpoint} does not declare who may use it")
        case rule:
            browser = this_browser()
            return _let_through(browser, rule) if browser else _to_sign_in()


def _let_through(browser: SignedInBrowser, rule: Access) -> Response | None:
    """Let somebody through who has the role that the rule asks, and took the second step.

    Where no role is asked, who has no second factor need not set one up.
    """
    if rule is Access.FIRST_STEP:
        return None
    is_editor = browser.user.role.is_editor
    if rule is Access.EDITOR and not is_editor:
        abort(403)
    if rule is Access.MANAGER and not (is_editor or browser.manages):
        abort(403)
    step = second_factor.step(browser)
    is_through = step is Step.DONE or (rule is Access.SIGNED_IN and step is Step.SET_UP)
    return None if is_through else _to_second_step()


def _lead_to_second_step(response: Response) -> Response:
    """Send who may not see a page now, but may after the second step, to that step."""
    may_not = response.status_code in {403, 404} and request.method == "GET"
    if not may_not or request.endpoint is None:
        return response
    is_for_some = declared(current_app, request.endpoint) is Access.SIGNED_IN
    if is_for_some and step_to_take() is Step.SET_UP:
        return _to_second_step()
    return response


def _to_second_step() -> Response:
    """Send the browser to the second step, and back here afterwards when this is a page.

    Raises SecondStepNeeded when that would throw away what somebody filled in.
    """
    if _has_filled_in():
        raise SecondStepNeeded
    return redirect(url_for("accounts.second_step", verder=_here()))


def _to_sign_in() -> Response:
    """Send the browser to sign in, and back here afterwards when this is a page.

    Raises SignedOut when that would throw away what somebody filled in.
    """
    if _has_filled_in():
        raise SignedOut
    return redirect(url_for("accounts.sign_in", verder=_here()))


def _has_filled_in() -> bool:
    return bool(request.form.keys() - {"csrf_token"})


def _here() -> str | None:
    return request.full_path.rstrip("?") if request.method == "GET" else None
