"""What a receiver's answer means, in words for the owner of the webhook."""

from http import HTTPStatus

from govhub.platform.fetch import Response
from govhub.platform.language import lazy_gettext as _l

_SPECIAL: dict[int, str] = {
    HTTPStatus.UNAUTHORIZED: _l("De ontvanger weigert ons. Controleert hij de handtekening goed?"),
    HTTPStatus.FORBIDDEN: _l("De ontvanger weigert ons. Controleert hij de handtekening goed?"),
    HTTPStatus.NOT_FOUND: _l("Dit adres bestaat niet bij de ontvanger."),
    HTTPStatus.GONE: _l("De ontvanger wil geen berichten meer."),
    HTTPStatus.TOO_MANY_REQUESTS: _l("De ontvanger vindt dat er te veel berichten komen."),
}
_RANGES: list[tuple[int, str]] = [
    (HTTPStatus.INTERNAL_SERVER_ERROR, _l("Bij de ontvanger ging iets mis.")),
    (HTTPStatus.BAD_REQUEST, _l("De ontvanger begrijpt het bericht niet.")),
    (
        HTTPStatus.MULTIPLE_CHOICES,
        _l("De ontvanger verwijst door. Voeg een webhook toe met het adres waar hij naar wijst."),
    ),
]
_UNKNOWN = _l("De ontvanger gaf een antwoord dat we niet begrijpen.")


class Refused(Exception):
    """The message did not arrive; trying again may help unless it ``is_final``."""

    def __init__(self, reason: str, *, is_final: bool = False) -> None:
        """Keep the Dutch sentence."""
        super().__init__(reason)
        self.is_final = is_final


def outcome_of(answer: Response) -> None:
    """Do nothing when the message arrived. Raises Refused for everything but a 2xx."""
    if answer.is_success:
        return
    status = answer.status
    told = f"HTTP {status}. {_meaning(status)}"
    raise Refused(told, is_final=status == HTTPStatus.GONE)


def _meaning(status: int) -> str:
    special = _SPECIAL.get(status)
    if special is not None:
        return special
    return next((words for least, words in _RANGES if status >= least), _UNKNOWN)
