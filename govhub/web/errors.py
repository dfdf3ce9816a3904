"""What went wrong, on a page in Dutch that says what to do next."""

from dataclasses import dataclass
from http import HTTPStatus

import structlog
from flask import Flask, Response, g, make_response, render_template, request
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DBAPIError
from werkzeug.exceptions import HTTPException

from govhub.kernel.errors import Conflict, DomainError, NotAllowed
from govhub.platform.language import gettext as _
from govhub.platform.language import lazy_gettext as _l
from govhub.platform.links import LinkRefused
from govhub.platform.ratelimit import TooMany

_log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Trouble:
    """What the page says."""

    title: str
    message: str


_GENERAL = Trouble(
    _l("Er ging iets mis"),
    _l("Dit ligt aan ons. Probeer het over een paar minuten opnieuw."),
)
_TROUBLES = {
    400: Trouble(
        _l("Deze vraag begrijpen we niet"),
        _l("Het adres of wat u instuurde klopt niet. Ga terug en probeer het opnieuw."),
    ),
    403: Trouble(
        _l("U mag deze pagina niet zien"),
        _l("Deze pagina is voor iemand anders. Bent u met het goede e-mailadres ingelogd?"),
    ),
    404: Trouble(
        _l("Deze pagina bestaat niet"),
        _l("Controleer het adres, of zoek wat u nodig heeft."),
    ),
    405: Trouble(
        _l("Dit kan hier niet"),
        _l("Ga terug naar de vorige pagina en probeer het opnieuw."),
    ),
    413: Trouble(
        _l("Dit is te veel tekst"),
        _l("Wat u instuurde is te groot. Ga terug en maak de tekst korter."),
    ),
}
_NOT_SAVED = Trouble(
    _l("Er kan nu niets worden opgeslagen"),
    _l(
        "Dit ligt aan ons. Ga terug: wat u invulde staat nog in uw scherm. "
        "Probeer het over een paar minuten opnieuw."
    ),
)
_FORM_TOO_OLD = Trouble(
    _l("Dit formulier is verlopen"),
    _l("Ga terug, laad de pagina opnieuw en stuur het formulier nog een keer in."),
)


def register(app: Flask) -> None:
    """Answer every error with a page; only what is our own fault is logged as an error."""
    app.register_error_handler(HTTPException, _on_http_error)
    app.register_error_handler(CSRFError, _on_old_form)
    app.register_error_handler(DomainError, _on_domain_error)
    app.register_error_handler(DBAPIError, _on_database_error)
    app.register_error_handler(Exception, _on_bug)


def _on_http_error(error: HTTPException) -> Response:
    code = error.code or 500
    response = _page(code, _TROUBLES.get(code, _GENERAL))
    for name, value in error.get_headers():
        if name in {"Allow", "Retry-After"}:
            response.headers[name] = value
    return response


def _on_old_form(_error: CSRFError) -> Response:
    return _page(400, _FORM_TOO_OLD)


def _on_domain_error(error: DomainError) -> Response:
    match error:
        case LinkRefused():
            return _page(HTTPStatus.GONE, Trouble(_("Deze link werkt niet"), error.message))
        case TooMany():
            response = _page(
                HTTPStatus.TOO_MANY_REQUESTS, Trouble(_("Even wachten"), error.message)
            )
            response.headers["Retry-After"] = str(error.retry_after)
            return response
        case NotAllowed():
            return _page(HTTPStatus.FORBIDDEN, Trouble(str(_TROUBLES[403].title), error.message))
        case Conflict():
            return _page(
                HTTPStatus.CONFLICT, Trouble(_("Dit is intussen veranderd"), error.message)
            )
        case _:
            return _page(HTTPStatus.BAD_REQUEST, Trouble(_("Dit lukt niet"), error.message))


def _on_database_error(error: DBAPIError) -> Response:
    _log.error("database_trouble", path=request.path, error=str(error.orig))
    response = _page(HTTPStatus.SERVICE_UNAVAILABLE, _NOT_SAVED if _is_write() else _GENERAL)
    response.headers["Retry-After"] = "60"
    return response


def _on_bug(error: Exception) -> Response:
    _log.exception("bug", path=request.path, exc_info=error)
    return _page(HTTPStatus.INTERNAL_SERVER_ERROR, _GENERAL)


def _is_write() -> bool:
    return request.method not in {"GET", "HEAD"}


def _page(code: int, trouble: Trouble) -> Response:
    if code >= HTTPStatus.INTERNAL_SERVER_ERROR:
        g.user = None  # the page must not ask a database that may be the trouble
    return make_response(render_template("errors/error.html", trouble=trouble, code=code), code)
