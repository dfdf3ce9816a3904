"""Asking a receiver whether it wants our messages, before it gets any.

The web hook specification of CloudEvents, "abuse protection": an OPTIONS request that names us, and
an answer that allows us. Without it one person could have messages sent to the server of another.
"""

from http import HTTPStatus

from govhub.kernel.errors import DomainError
from govhub.platform import fetch
from govhub.platform.fetch import FetchError, Limits, Reach, Response
from govhub.platform.language import gettext as _

ASKING = "WebHook-Request-Origin"
ALLOWING = "WebHook-Allowed-Origin"
_LIMITS = Limits(timeout=10, max_bytes=65_536, cut=True, redirects=0)


class NotAgreed(DomainError):
    """The receiver did not say that it wants our messages."""


def agree(url: str, *, origin: str, reach: Reach) -> None:
    """Ask it, in the name of ``origin``: the host of this portal. Raises NotAgreed."""
    try:
        answer = fetch.fetch(
            url, method="OPTIONS", headers={ASKING: origin}, limits=_LIMITS, reach=reach
        )
    except FetchError as error:
        raise NotAgreed(error.message) from error
    allowed = answer.headers.get(ALLOWING.lower())
    if allowed is None:
        raise NotAgreed(_without_answer(answer))
    if not {"*", origin.lower()} & {each.strip().lower() for each in allowed.split(",")}:
        raise NotAgreed(
            _("De ontvanger laat %(allowed)s toe. Hij moet %(origin)s of * toelaten.")
            % {"allowed": allowed[:200], "origin": origin}
        )


def _without_answer(answer: Response) -> str:
    if answer.status in {HTTPStatus.METHOD_NOT_ALLOWED, HTTPStatus.NOT_IMPLEMENTED}:
        told = _("De ontvanger antwoordde met HTTP %(status)s: hij kent de methode OPTIONS niet.")
    elif answer.is_success:
        told = _(
            "De ontvanger antwoordde met HTTP %(status)s, "
            "maar in het antwoord ontbreekt de regel %(header)s."
        )
    elif "location" in answer.headers:
        told = _(
            "De ontvanger antwoordde met HTTP %(status)s en verwijst door naar een ander adres. "
            "Voeg een webhook toe met dat adres."
        )
    else:
        told = _("De ontvanger antwoordde met HTTP %(status)s.")
    return told % {"status": answer.status, "header": ALLOWING}
