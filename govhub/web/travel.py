"""How a page travels: who may keep it, and whether it is compressed.

A page that was made for one reader may hold a secret (a token of a form). Such a page is never
compressed, because its length would give the secret away (BREACH), and only its reader may keep it.
"""

import gzip
from http import HTTPStatus
from typing import cast

from flask import Response, current_app, request, session

SHARED_FOR = 30
"""Seconds that a proxy may hand the same page to others; a browser asks each time."""
_LEVEL = 6
_SHORTEST = 1000
"""Bytes under which compression gains nothing."""


def light(response: Response) -> Response:
    """Return the page with its caching headers, compressed where that is safe."""
    response.vary.update(("Cookie", "Accept-Encoding"))
    if _is_for_one_reader():
        return _for_one_reader(response)
    if request.cookies or request.method not in {"GET", "HEAD"}:
        return _compressed(_for_one_reader(response))
    if response.status_code != HTTPStatus.OK:
        return _compressed(response)
    response.cache_control.public = True
    response.cache_control.max_age = 0
    response.cache_control.s_maxage = SHARED_FOR
    response.add_etag(weak=True)
    return _compressed(cast("Response", response.make_conditional(request)))


def _is_for_one_reader() -> bool:
    has_token = "token" in (request.view_args or {})  # the page of a link in somebody's mail
    has_session = current_app.config["SESSION_COOKIE_NAME"] in request.cookies
    return has_token or has_session or session.modified


def _for_one_reader(response: Response) -> Response:
    """Let the browser keep it but ask each time: who goes back finds the form as it was."""
    response.cache_control.private = True
    response.cache_control.no_cache = True
    return response


def _compressed(response: Response) -> Response:
    accepts = request.accept_encodings.quality("gzip") > 0
    if not accepts or response.is_streamed or "Content-Encoding" in response.headers:
        return response
    body = response.get_data()
    if len(body) >= _SHORTEST:
        response.set_data(gzip.compress(body, _LEVEL, mtime=0))
        response.headers["Content-Encoding"] = "gzip"
    return response
