"""What the browser keeps of who is signed in, and where they go next."""

from flask import request, session, url_for

from govhub.accounts.models import User
from govhub.web.access import SECRET
from govhub.web.accounts.browser_name import browser_name
from govhub.web.addresses import local_path

BACK = "verder"
"""Name of the parameter with the page that somebody wanted to see."""


def keep(secret: str) -> None:
    """Give the browser a new cookie with nothing in it from before."""
    session.clear()
    session[SECRET] = secret


def name_of_this_browser() -> str:
    """Return what to call the browser of this request."""
    return browser_name(request.user_agent.string)


def first_page(user: User) -> str:
    """Return where somebody starts."""
    return url_for("review.index" if user.role.is_editor else "registration.mine")


def asked_page() -> str | None:
    """Return the page that somebody wanted to see, when it is one of ours."""
    return local_path(request.form.get(BACK) or request.args.get(BACK))
