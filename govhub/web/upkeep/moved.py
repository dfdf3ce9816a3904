"""What to answer at an address of a component that is not there any more.

It was renamed or merged: the same page of what it is now. It is hidden: why. Every page of a
component that finds nothing ends up here, also the feeds and what programs read.
"""

from http import HTTPStatus

from flask import Flask, redirect, request, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from govhub.catalogue import queries
from govhub.catalogue.models import Component
from govhub.catalogue.vocabulary import Publication
from govhub.web import errors
from govhub.web.catalogue.day import PARAMETER as DAY
from govhub.web.extensions import db
from govhub.web.upkeep.gone import gone

_OF_COMPONENTS = "/componenten/<slug>"
_OF_RECORDS = ("/aanmelden/<slug>", "/redactie/<slug>", "/redactie/verborgen/<slug>")
"""Pages of a component for who works on it: they move with its name."""
_MOVES_ALONG = {"following.component"}
"""Of a double: what may be sent to the other just as well. An edit of the one is none of the other.
"""
_PAGE, _HISTORY = "catalogue.show", "upkeep.history"
CAME_FROM = "van"
"""Parameter that says from which double the reader came."""


def register(app: Flask) -> None:
    """Answer so to everything that is not there."""
    app.register_error_handler(NotFound, _on_not_found)
    app.jinja_env.globals["came_from"] = came_from


def came_from(slug: str) -> Component | None:
    """Return the double from which the reader was led to the component at this address."""
    old = request.args.get(CAME_FROM)
    double = queries.component_by_slug(db.session, old) if old else None
    into = double.merged_into if double is not None else None
    return double if into is not None and into.slug == slug else None


def _on_not_found(error: NotFound) -> Response:
    rule = request.url_rule.rule if request.url_rule else ""
    slug = (request.view_args or {}).get("slug")
    if not slug or not rule.startswith((_OF_COMPONENTS, *_OF_RECORDS)):
        return errors.on_http_error(error)
    component = queries.component_by_slug(db.session, slug)
    if component is None:
        renamed = queries.component_by_old_slug(db.session, slug)
        return _to(renamed) if renamed is not None else errors.on_http_error(error)
    if component.publication is Publication.HIDDEN and rule.startswith(_OF_COMPONENTS):
        return _of_hidden(component)
    return errors.on_http_error(error)


def _of_hidden(component: Component) -> Response:
    survivor = queries.survivor(db.session, component)
    if survivor is component:
        return gone(component, survivor=None)
    if request.endpoint == _PAGE and request.args.get(DAY):
        return redirect(_same_address(component, _HISTORY))
    if _only_reads() or request.endpoint in _MOVES_ALONG:
        return _to(survivor, was=component)
    return gone(component, survivor=survivor)


def _to(component: Component, *, was: Component | None = None) -> Response:
    """Send the reader to the same page of this component; what a form holds goes along."""
    address = _same_address(component, str(request.endpoint))
    if was is not None and request.endpoint == _PAGE:
        address += ("&" if "?" in address else "?") + f"{CAME_FROM}={was.slug}"
    code = HTTPStatus.MOVED_PERMANENTLY if _only_reads() else HTTPStatus.PERMANENT_REDIRECT
    return redirect(address, code)


def _same_address(component: Component, endpoint: str) -> str:
    """Return the address of this page of the component, with the question that was asked."""
    address = url_for(endpoint, **{**(request.view_args or {}), "slug": component.slug})
    asked = request.query_string.decode("ascii", "ignore")
    return f"{address}?{asked}" if asked else address


def _only_reads() -> bool:
    return request.method in {"GET", "HEAD"}
