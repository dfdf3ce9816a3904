"""Finds the publiccode.yml of a repository on the web, or reads one from its own address.

Every request goes through ``platform.fetch``, so nobody is led to a network inside; there is a
limit to the number of requests, to the time and to the bytes of all of them together.
"""

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from http import HTTPStatus
from urllib.parse import urlsplit

from govhub.catalogue.interchange.publiccode.places import Forge, Place, place_of
from govhub.catalogue.interchange.publiccode.reading import MOST_BYTES
from govhub.kernel.errors import DomainError, InvalidInput
from govhub.platform import fetch as web
from govhub.platform.fetch import FetchError, Limits, Reach, Response
from govhub.platform.language import gettext as _

MOST_REQUESTS = 28
MOST_SECONDS = 15.0
"""For everything together; nobody waits longer for a page."""
MOST_SECONDS_EACH = 6.0
MOST_BYTES_TOGETHER = 1024 * 1024
_START_OF_PAGE = 24 * 1024
"""Bytes of the front page of a repository, in which it says what program shows it."""
_ABSENT = frozenset({HTTPStatus.NOT_FOUND, HTTPStatus.GONE})
_CLOSED = frozenset({HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN})
_SIGN_IN = ("/sign_in", "/login", "/signin", "/user/login", "/users/sign_in")


class NotFound(DomainError):
    """No publiccode.yml could be read there; the message says why, and what to do."""

    def __init__(self, message: str, *, repository: str | None = None) -> None:
        """Keep the repository, when there is one that can be seen."""
        super().__init__(message)
        self.repository = repository


class NoFile(NotFound):
    """There is a repository, and no publiccode.yml in it."""


@dataclass(frozen=True, kw_only=True)
class Found:
    """A file, and where it lies."""

    data: bytes
    url: str
    """Of the file as it is."""
    repository: str | None
    """Of the repository, as people open it."""


def find(written: str, *, reach: Reach) -> Found:
    """Return the publiccode.yml at an address, or of the repository there.

    Raises InvalidInput for what is no such address, and NotFound when there is none, or nobody may
    read it, or it takes too long.
    """
    place = place_of(written)
    search = _Search(reach)
    if place.is_file:
        return _read(search, place)
    place = _looked_at(search, place)
    for url in place.candidates():
        response = search.ask(url)
        if _is_file(response):
            return Found(data=response.content, url=response.url, repository=place.repository)
        if _is_busy(response):
            raise _busy(response, place.repository)
        if search.is_spent:
            break
    raise _no_file(place)


@dataclass
class _Search:
    """Requests with one limit for all of them."""

    reach: Reach
    deadline: float = field(default_factory=lambda: time.monotonic() + MOST_SECONDS)
    requests: int = 0
    bytes_read: int = 0

    @property
    def is_spent(self) -> bool:
        return self.requests >= MOST_REQUESTS or self.bytes_read >= MOST_BYTES_TOGETHER

    def ask(self, url: str, *, most: int = MOST_BYTES, cut: bool = False) -> Response:
        """Return the answer. Raises NotFound when none comes."""
        left = self.deadline - time.monotonic()
        with _explained():
            if left <= 0:
                raise web.TimedOut(_("De server deed er te lang over."))
            self.requests += 1
            limits = Limits(timeout=min(left, MOST_SECONDS_EACH), max_bytes=most, cut=cut)
            response = web.fetch(url, limits=limits, reach=self.reach)
        self.bytes_read += len(response.content)
        return response


@contextmanager
def _explained() -> Iterator[None]:
    """Say what to do about what can go wrong on the way."""
    try:
        yield
    except web.TooBig as error:
        raise NotFound(
            _(
                "Wat op dit adres staat, is groter dan %(most)s kB: dat is geen publiccode.yml. "
                "Controleer het adres, of plak de tekst."
            )
            % {"most": MOST_BYTES // 1024}
        ) from error
    except web.Blocked as error:
        raise InvalidInput("address", error.message) from error
    except FetchError as error:
        raise NotFound(
            _("%(trouble)s Probeer het later nog eens, of plak de tekst van publiccode.yml.")
            % {"trouble": error.message}
        ) from error


def _read(search: _Search, place: Place) -> Found:
    """Read a file of which the address is known."""
    response = search.ask(place.address)
    if response.status in _ABSENT:
        raise NotFound(
            _("Op dit adres staat geen bestand. Controleer het adres, of plak de tekst."),
            repository=place.repository,
        )
    _require_open(response, None)
    if not _is_file(response):
        raise NotFound(
            _(
                "Op dit adres staat een webpagina en geen publiccode.yml. Geef het adres van de "
                "repository, of plak de tekst."
            )
        )
    return Found(data=response.content, url=response.url, repository=place.repository)


def _looked_at(search: _Search, place: Place) -> Place:
    """Look at the front page: whether there is one, whether it moved, what program shows it."""
    response = search.ask(str(place.repository), most=_START_OF_PAGE, cut=True)
    if response.status in _ABSENT:
        raise NotFound(
            _(
                "Deze repository bestaat niet, of is niet openbaar. Controleer het adres, of plak "
                "de tekst van publiccode.yml."
            )
        )
    if _asks_to_sign_in(response):
        raise _closed()
    if response.is_success:
        place = _moved(place, response.url)
        forge = _forge_of(response.headers, response.content)
        if forge is not None and len(place.forges) > 1:
            place = place.running(forge)
    return place


def _moved(place: Place, url: str) -> Place:
    """Return the place at its new address, when the repository has another name now."""
    try:
        there = place_of(url)
    except InvalidInput:
        return place
    is_other = there.repository is not None and there.repository != place.repository
    if not is_other or there.is_file:
        return place
    return replace(place, address=there.address, repository=there.repository)


def _forge_of(headers: Mapping[str, str], content: bytes) -> Forge | None:
    """Return what program shows a page; None when it does not tell."""
    cookies, page = headers.get("set-cookie", ""), content.lower()
    if "x-gitlab-meta" in headers or b'content="gitlab"' in page:
        return Forge.GITLAB
    if "i_like_gitea" in cookies or "i_like_forgejo" in cookies or b"self-hosted,gitea" in page:
        return Forge.GITEA
    if b'content="git,forge,forgejo' in page or b"powered by forgejo" in page:
        return Forge.GITEA
    if "x-github-request-id" in headers:
        return Forge.GITHUB
    return None


def _is_file(response: Response) -> bool:
    """Tell whether this is a file as it is, and no page that says that there is none."""
    kind = response.headers.get("content-type", "").lower()
    start = response.content[:200].lstrip().lower()
    is_page = "text/html" in kind or start.startswith((b"<!doctype", b"<html"))
    return response.is_success and bool(response.content.strip()) and not is_page


def _asks_to_sign_in(response: Response) -> bool:
    return urlsplit(response.url).path.rstrip("/").endswith(_SIGN_IN)


def _is_busy(response: Response) -> bool:
    return response.status == HTTPStatus.TOO_MANY_REQUESTS or response.status >= (
        HTTPStatus.INTERNAL_SERVER_ERROR
    )


def _require_open(response: Response, repository: str | None) -> None:
    if response.status in _CLOSED or _asks_to_sign_in(response):
        raise _closed()
    if not response.is_success:
        raise _busy(response, repository)


def _closed() -> NotFound:
    return NotFound(
        _(
            "Wie niet is ingelogd, mag dit niet zien. Maak de repository openbaar, of plak de "
            "tekst van publiccode.yml."
        )
    )


def _busy(response: Response, repository: str | None) -> NotFound:
    return NotFound(
        _(
            "De server geeft nu geen goed antwoord (code %(code)s). Probeer het later nog eens, "
            "of plak de tekst van publiccode.yml."
        )
        % {"code": response.status},
        repository=repository,
    )


def _no_file(place: Place) -> NoFile:
    return NoFile(
        _("In deze repository vonden we geen publiccode.yml of publiccode.yaml."),
        repository=place.repository,
    )
