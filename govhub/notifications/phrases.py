"""What becomes of a component, as the end of a sentence that begins with its name."""

from datetime import date

from govhub.catalogue.status import Status
from govhub.platform.language import gettext as _
from govhub.platform.language import long_date


def is_now(new: Status) -> str:
    """Return what it became, as in "Open Zaak is beëindigd"."""
    match new:
        case Status.PHASING_OUT:
            return _("wordt uitgefaseerd")
        case Status.ENDED:
            return _("is beëindigd")
        case _:
            return _("heeft nu de status ‘%(status)s’") % {"status": new.label}


def will_be(new: Status, on: date) -> str:
    """Return what was announced, as in "Open Zaak wordt per 1 januari 2027 uitgefaseerd"."""
    day = {"day": long_date(on)}
    match new:
        case Status.PHASING_OUT:
            return _("wordt per %(day)s uitgefaseerd") % day
        case Status.ENDED:
            return _("wordt per %(day)s beëindigd") % day
        case Status.AVAILABLE:
            return _("is vanaf %(day)s beschikbaar") % day
        case _:
            said = _("krijgt per %(day)s de status ‘%(status)s’")
            return said % {**day, "status": new.label}


def will_not_be(new: Status, on: date) -> str:
    """Return what does not go on, as in "… wordt per 1 januari 2027 toch niet uitgefaseerd"."""
    day = {"day": long_date(on)}
    match new:
        case Status.PHASING_OUT:
            return _("wordt per %(day)s toch niet uitgefaseerd") % day
        case Status.ENDED:
            return _("wordt per %(day)s toch niet beëindigd") % day
        case Status.AVAILABLE:
            return _("is vanaf %(day)s toch niet beschikbaar") % day
        case _:
            said = _("krijgt per %(day)s toch niet de status ‘%(status)s’")
            return said % {**day, "status": new.label}
