"""What went wrong, on a page in Dutch that says what to do next."""

from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus

import structlog
from flask import Flask, Response, g, make_response, render_template, request
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DBAPIError
from werkzeug.exceptions import HTTPException, SecurityError

from govhub.kernel.errors import Conflict, DomainError, NotAllowed
from govhub.platform.language import gettext as _
from govhub.platform.language import lazy_gettext as _l
from govhub.platform.links import LinkRefused
from govhub.platform.ratelimit import TooMany
from govhub.web.access import SecondStepNeeded, SignedOut

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
        "Dit ligt aan ons. Wat u invulde, staat hieronder nog. "
        "Probeer het over een paar minuten opnieuw met de knop."
    ),
)
_FORM_TOO_OLD = Trouble(
    _l("Dit formulier is verlopen"),
    _l(
        "U stuurde het te laat in, of u heeft intussen in- of uitgelogd. Er is niets opgeslagen. "
        "Open het formulier opnieuw en stuur het nog een keer in."
    ),
)
_SIGNED_OUT = Trouble(
    _l("U bent niet meer ingelogd"),
    _l("Er is niets opgeslagen. Log opnieuw in en stuur het formulier nog een keer in."),
)
_STEP_NEEDED = Trouble(
    _l("Eerst nog een stap"),
    _l(
        "Er is niets opgeslagen. Neem eerst de tweede stap van het inloggen, en stuur het "
        "formulier dan nog een keer in."
    ),
)


def register(app: Flask) -> None:
    """Answer every error with a page; only what is our own fault is logged as an error."""
    app.register_error_handler(HTTPException, on_http_error)
    app.register_error_handler(SecurityError, _on_foreign_host)
    app.register_error_handler(CSRFError, _on_old_form)
    app.register_error_handler(SignedOut, _on_signed_out)
    app.register_error_handler(SecondStepNeeded, _on_step_needed)
    app.register_error_handler(DomainError, _on_domain_error)
    app.register_error_handler(DBAPIError, _on_database_error)
    app.register_error_handler(Exception, _on_bug)


def on_http_error(error: HTTPException) -> Response:
    """Return the page for an error of HTTP."""
    code = error.code or 500
    response = _page(code, _TROUBLES.get(code, _GENERAL))
    for name, value in error.get_headers():
        if name in {"Allow", "Retry-After"}:
            response.headers[name] = value
    return response


def _on_foreign_host(_error: SecurityError) -> Response:
    """Answer in bare text: for a host that is not ours no address of a page can be made."""
    text = _(
        "Deze naam bedient GovHub niet. Controleer het adres, of stel GOVHUB_TRUSTED_HOSTS in."
    )
    return Response(text + "\n", HTTPStatus.BAD_REQUEST, content_type="text/plain; charset=utf-8")


def _on_old_form(_error: CSRFError) -> Response:
    """Give the text back to copy, without a button: who made this form, is not known."""
    return _page(HTTPStatus.BAD_REQUEST, _FORM_TOO_OLD, sent=what_was_sent())


def _on_signed_out(_error: SignedOut) -> Response:
    return _page(HTTPStatus.FORBIDDEN, _SIGNED_OUT, sent=what_was_sent())


def _on_step_needed(_error: SecondStepNeeded) -> Response:
    return _page(HTTPStatus.FORBIDDEN, _STEP_NEEDED, sent=what_was_sent())


def _on_domain_error(error: DomainError) -> Response:
    match error:
        case LinkRefused():
            return _page(HTTPStatus.GONE, Trouble(_("Deze link werkt niet"), error.message))
        case TooMany():
            response = _page(
                HTTPStatus.TOO_MANY_REQUESTS,
                Trouble(_("Even wachten"), error.message),
                sent=what_was_sent(),
                may_repeat=True,
            )
            response.headers["Retry-After"] = str(error.retry_after)
            return response
        case NotAllowed():
            trouble = Trouble(str(_TROUBLES[403].title), error.message)
            return _page(HTTPStatus.FORBIDDEN, trouble, sent=what_was_sent())
        case Conflict():
            trouble = Trouble(_("Dit is intussen veranderd"), error.message)
            return _page(HTTPStatus.CONFLICT, trouble, sent=what_was_sent())
        case _:
            trouble = Trouble(_("Dit lukt niet"), error.message)
            return _page(HTTPStatus.BAD_REQUEST, trouble, sent=what_was_sent())


def _on_database_error(error: DBAPIError) -> Response:
    _log.error("database_trouble", path=_path(), error=str(error.orig))
    trouble, sent = (_NOT_SAVED, what_was_sent()) if _is_write() else (_GENERAL, ())
    response = _page(HTTPStatus.SERVICE_UNAVAILABLE, trouble, sent=sent, may_repeat=True)
    response.headers["Retry-After"] = "60"
    return response


def _on_bug(error: Exception) -> Response:
    _log.exception("bug", path=_path(), exc_info=error)
    return _page(HTTPStatus.INTERNAL_SERVER_ERROR, _GENERAL)


def _path() -> str:
    """Return where it happened, for the log: the token of a link that may still work is no part."""
    token = (request.view_args or {}).get("token")
    return request.path.replace(token, "…") if token else request.path


def _is_write() -> bool:
    return request.method not in {"GET", "HEAD"}


def what_was_sent() -> Sequence[tuple[str, str]]:
    """Return what was filled in, so that the page can give it back."""
    return [pair for pair in request.form.items(multi=True) if pair[0] != "csrf_token"]


def _page(
    code: int,
    trouble: Trouble,
    sent: Sequence[tuple[str, str]] = (),
    *,
    may_repeat: bool = False,
) -> Response:
    """Return the page; ``may_repeat`` offers to send once more what was sent."""
    if code >= HTTPStatus.INTERNAL_SERVER_ERROR:
        g.user = None  # the page must not ask a database that may be the trouble
    return make_response(
        render_template(
            "errors/error.html", trouble=trouble, code=code, sent=sent, may_repeat=may_repeat
        ),
        code,
    )
