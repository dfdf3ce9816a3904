"""A test client that looks at every page as a strict reviewer would."""

import re
import secrets
from itertools import chain

import html5lib
import lxml.html
from flask import Flask, request_finished
from flask.testing import FlaskClient
from itsdangerous import URLSafeTimedSerializer
from lxml.etree import _Element
from sqlalchemy.orm import Session
from werkzeug.exceptions import HTTPException, MethodNotAllowed, NotFound
from werkzeug.routing import RequestRedirect
from werkzeug.test import TestResponse

from govhub.web.extensions import db

CSP_FORBIDS = ("unsafe-inline", "unsafe-eval")
UNLABELLED = ("hidden", "submit", "button", "image", "reset")
A_PIECE_OF_A_PAGE = "/kaarten"
"""An answer that another site takes up in a page of its own."""
UNKNOWN_TO_HTML5LIB = {"unexpected-end-tag-treated-as"}
"""html5lib froze in 2020; what it calls an error and the standard does not."""


class Inspector(FlaskClient):
    """Sends requests as a browser does, and inspects each HTML page that comes back.

    A POST carries the CSRF token. ``session`` is the test's own: it sees what the request wrote.
    """

    def __init__(self, application: Flask, *args, session: Session, **kwargs) -> None:
        super().__init__(application, *args, **kwargs)
        self._session = session

    def open(self, *args, **kwargs) -> TestResponse:
        self._session.rollback()
        with request_finished.connected_to(_nothing_is_left_unwritten, self.application):
            response = super().open(*args, **kwargs)
        self._session.rollback()
        self._session.expire_all()
        is_page = response.mimetype == "text/html" and response.location is None
        if is_page and not response.request.path.endswith(A_PIECE_OF_A_PAGE):
            inspect(response, self.application)
        return response

    def post(self, *args, **kwargs) -> TestResponse:
        headers = {"X-CSRFToken": self._csrf_token(), **kwargs.pop("headers", {})}
        return super().post(*args, headers=headers, **kwargs)

    def submit(self, path: str, form: str = "//main//form", /, **values) -> TestResponse:
        """Open the page, fill in its form as a person would, and send it.

        A field that the form does not have is a mistake. Give the button that was pressed as a
        value too, by its name.
        """
        opened = self.get(path, follow_redirects=True)
        found = page(opened).xpath(form)
        assert len(found) == 1, f"{len(found)} forms at {path}: choose one with `form`"
        names = set(found[0].xpath(".//@name"))
        assert values.keys() <= names, f"{path} has no field {values.keys() - names}"
        filled = {**_filled_in(found[0]), **values}
        return self.open(
            found[0].get("action") or path, method=found[0].get("method", "get"), data=filled
        )

    def _csrf_token(self) -> str:
        with self.session_transaction() as cookie:
            secret = cookie.setdefault("csrf_token", secrets.token_hex())
        signer = URLSafeTimedSerializer(self.application.secret_key, salt="wtf-csrf-token")
        return signer.dumps(secret)


def page(response: TestResponse) -> lxml.html.HtmlElement:
    """Return the page, to ask questions with XPath or CSS."""
    return lxml.html.document_fromstring(response.text)


def words(element: _Element) -> str:
    """Return the text as it is read."""
    return " ".join(chain.from_iterable(text.split() for text in element.itertext()))


def inspect(response: TestResponse, app: Flask) -> None:
    """Fail with every fault of the page."""
    faults = [
        *_not_html5(response.text),
        *_faults_of(page(response)),
        *_dead_links(page(response), app),
        *_not_in_headers(response),
    ]
    assert not faults, f"{response.request.path}: {'; '.join(faults)}"


def _not_html5(text: str):
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    parser.parse(text)
    for (line, _column), code, details in parser.errors:
        if code not in UNKNOWN_TO_HTML5LIB:
            yield f"not HTML5: {code} {details} in {text.splitlines()[line - 1].strip()}"


def _faults_of(document: lxml.html.HtmlElement):
    if not document.get("lang"):
        yield "no language"
    yield from _faults_of_heading(document)
    ids = document.xpath("//@id")
    yield from (f"id {name!r} occurs twice" for name in {i for i in ids if ids.count(i) > 1})
    yield from _faults_of_forms(document, set(ids))
    if document.xpath("//@style | //style | //script[not(@src)] | //@*[starts-with(name(), 'on')]"):
        yield "style or script inline"


def _faults_of_heading(document: lxml.html.HtmlElement):
    headings = [words(heading) for heading in document.xpath("//h1")]
    title = words(document.find(".//title"))
    if len(headings) != 1:
        yield f"h1: {headings}"
    elif not title.removeprefix("Fout: ").startswith(headings[0]):
        yield f"title {title!r} does not start with {headings[0]!r}"


def _faults_of_forms(document: lxml.html.HtmlElement, ids: set[str]):
    labelled = set(document.xpath("//label/@for"))
    yield from (f"label for {name!r}, which is not there" for name in labelled - ids)
    for field in document.xpath("//input | //select | //textarea"):
        has_label = (
            field.get("type") in UNLABELLED
            or field.get("id") in labelled
            or field.get("aria-label")
            or field.xpath("ancestor::label")
        )
        if not has_label:
            yield f"no label for {field.get('name')!r}"
    for form in document.xpath("//form[translate(@method, 'POST', 'post') = 'post']"):
        if not form.xpath(".//input[@name='csrf_token']/@value"):
            yield f"no CSRF token in the form to {form.get('action')!r}"


def _dead_links(document: lxml.html.HtmlElement, app: Flask):
    addresses = app.url_map.bind("localhost")
    for target in set(document.xpath("//a/@href | //form/@action")):
        path = re.split("[?#]", target)[0]
        if not path.startswith("/") or path.startswith("/static/"):
            continue
        try:
            addresses.match(path)
        except (MethodNotAllowed, RequestRedirect):
            continue
        except (NotFound, HTTPException):
            yield f"link to {target!r}, which is not there"


def _not_in_headers(response: TestResponse):
    policy = response.headers.get("Content-Security-Policy", "")
    if "default-src" not in policy or any(word in policy for word in CSP_FORBIDS):
        yield f"Content-Security-Policy: {policy!r}"


def _filled_in(form: lxml.html.HtmlElement) -> dict[str, list[str]]:
    values: dict[str, list[str]] = {}
    for name, value in form.form_values():
        values.setdefault(name, []).append(value)
    return values


def _nothing_is_left_unwritten(_app: Flask, **_extra: object) -> None:
    left = [*db.session.new, *db.session.dirty, *db.session.deleted]
    assert not left, f"the request left behind: {left}"
