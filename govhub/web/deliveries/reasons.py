"""Why something did not arrive, in plain words, from what a program said."""

import re

from govhub.following import webhooks
from govhub.platform.language import gettext as _
from govhub.platform.outbox import NOBODY, Delivery

_ADDRESS = re.compile(r"[^\s<>,;:\"'()]+@[^\s<>,;:\"'()]+")
_CODE = re.compile(r"\b[45]\d\d\b")
_IN_WORDS = re.compile(r"(?:Refused|Undeliverable): ")
"""Before what a webhook's refusal means, which is written in plain words already."""
_FOR_GOOD = ("Undeliverable", "AddressRefused")
_OUT_OF_REACH = ("Connection", "OSError", "gaierror", "Disconnected", "SSL", "NotNow", "SMTP")


def reason(delivery: Delivery) -> str:
    """Return why it is not there, and what that means."""
    if delivery.last_error is None:
        return _("Het is nog niet geprobeerd.")
    if delivery.receiver == NOBODY:
        return _("GovHub kon niet bepalen voor wie dit is. De beheerder moet ernaar kijken.")
    if delivery.subscriber == webhooks.SUBSCRIBER and _IN_WORDS.match(delivery.last_error):
        return _IN_WORDS.sub("", delivery.last_error)
    return _why(delivery.last_error)


def what_was_said(delivery: Delivery) -> str | None:
    """Return what the program said, for who wants to know, without anybody's address."""
    return _ADDRESS.sub("…", delivery.last_error) if delivery.last_error else None


def _why(error: str) -> str:
    kind = error.partition(":")[0]
    code = found.group() if (found := _CODE.search(error)) else None
    if kind in _FOR_GOOD:
        return _with_code(_("De ontvanger weigert het voorgoed"), code)
    if "Timeout" in kind or "timed out" in error:
        return _("Er kwam niet op tijd antwoord.")
    if code is not None:
        return _with_code(_("De ontvanger neemt het nu niet aan"), code)
    if any(part in kind for part in _OUT_OF_REACH):
        return _("De server van de ontvanger was niet te bereiken.")
    return _("Er ging iets mis in GovHub zelf. De beheerder moet ernaar kijken.")


def _with_code(sentence: str, code: str | None) -> str:
    return f"{sentence} ({code})." if code else f"{sentence}."
