"""What holds for every request and answer: hosts, proxies, limits, cookies and headers.

Rules: internet.nl and RELIABILITY, "At the edge".
"""

from collections.abc import Callable
from datetime import timedelta
from urllib.parse import urlsplit

from flask import Flask, Response, request
from werkzeug.exceptions import BadRequest
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.routing import IntegerConverter, Map

from govhub.config import Settings
from govhub.web import travel

MAX_BODY = 256 * 1024
"""Bytes of a form; the longest text is 10,000 characters."""
MAX_PARTS = 500
LARGEST_KEY = 2**31 - 1
"""Of a row; asking a database for a larger one is an error of its own."""
SIGNED_IN_FOR = timedelta(hours=12)
"""How long the cookie lives; the row in the database decides (accounts.service)."""

_CSP_RULES = (
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "manifest-src 'self'",
    "require-trusted-types-for 'script'",
    "trusted-types govhub-html",
)
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
_HSTS = "max-age=31536000; includeSubDomains"


class KeyConverter(IntegerConverter):
    """The number of a row in an address; what no row can have, is an address that is not there."""

    regex = r"\d{1,10}"

    def __init__(self, url_map: Map) -> None:
        """Take no options: every number in an address is a key."""
        super().__init__(url_map, max=LARGEST_KEY)


def register(app: Flask, settings: Settings) -> None:
    """Set the limits and put the checks before and after every view."""
    app.url_map.converters["int"] = KeyConverter
    app.config.update(
        SECRET_KEY=settings.secret_key or None,
        SECRET_KEY_FALLBACKS=list(settings.secret_key_fallbacks),
        TRUSTED_HOSTS=_hosts(settings),
        MAX_CONTENT_LENGTH=MAX_BODY,
        MAX_FORM_MEMORY_SIZE=MAX_BODY,
        MAX_FORM_PARTS=MAX_PARTS,
        WTF_CSRF_SSL_STRICT=False,  # the token is enough; some browsers send no Referer
        WTF_CSRF_TIME_LIMIT=None,  # a form may lie open for a day; the session limits it
        SESSION_COOKIE_NAME="__Host-govhub" if settings.uses_https else "govhub",
        SESSION_COOKIE_SECURE=settings.uses_https,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_REFRESH_EACH_REQUEST=False,
        PERMANENT_SESSION_LIFETIME=SIGNED_IN_FOR,
    )
    if settings.proxy_hops:
        hops = settings.proxy_hops
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]
    app.before_request(_refuse_unreadable_text)
    app.after_request(_protect(settings))


def _hosts(settings: Settings) -> list[str]:
    host = urlsplit(settings.base_url).hostname or "localhost"
    own = [host, "localhost", "127.0.0.1", "[::1]"] if settings.demo else [host]
    return list(settings.trusted_hosts) or own


def _refuse_unreadable_text() -> None:
    """Raise BadRequest for what no page asks and no database can hold: NUL, or no UTF-8."""
    for name, value in [*request.args.items(multi=True), *request.form.items(multi=True)]:
        if "\x00" in name or "\x00" in value:
            raise BadRequest
    if "\x00" in request.path or "\ufffd" in request.path:
        raise BadRequest


def _protect(settings: Settings) -> Callable[[Response], Response]:
    def add_headers(response: Response) -> Response:
        for name, value in _HEADERS.items():
            response.headers.setdefault(name, value)
        response.headers.setdefault("Content-Security-Policy", "; ".join(_CSP_RULES))
        if settings.uses_https:
            response.headers.setdefault("Strict-Transport-Security", _HSTS)
        return travel.light(response) if response.mimetype == "text/html" else response

    return add_headers
