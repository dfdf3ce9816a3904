"""``/over``, ``/toegankelijkheid``, ``/privacy`` and ``/.well-known/security.txt``."""

from datetime import timedelta

from flask import Blueprint, Response, abort, render_template, url_for

from govhub.kernel import clock
from govhub.web.access import Access, access
from govhub.web.services import services

EXPIRES_IN = timedelta(days=180)
"""RFC 9116 asks for less than a year; the page is made anew for each reader."""

about = Blueprint("about", __name__)


@about.get("/over")
@access(Access.PUBLIC)
def index() -> str:
    """Say what GovHub is and for whom."""
    return render_template("about/about.html")


@about.get("/toegankelijkheid")
@access(Access.PUBLIC)
def accessibility() -> str:
    """Say how accessible the portal is; without an audit nothing is claimed."""
    return render_template("about/accessibility.html", settings=services().settings)


@about.get("/privacy")
@access(Access.PUBLIC)
def privacy() -> str:
    """Say what is kept of people, why and for how long."""
    return render_template("about/privacy.html")


@about.get("/.well-known/security.txt")
@access(Access.PUBLIC)
def security_txt() -> Response:
    """Say where to report a vulnerability (RFC 9116)."""
    settings = services().settings
    if not settings.security_contact:
        abort(404)
    expires = (clock.now() + EXPIRES_IN).strftime("%Y-%m-%dT%H:%M:%SZ")
    base = settings.base_url.rstrip("/")
    lines = (
        f"Contact: {settings.security_contact}",
        f"Expires: {expires}",
        "Preferred-Languages: nl, en",
        f"Canonical: {base}{url_for('about.security_txt')}",
    )
    return Response("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
