"""What an organisation tells of its use of a component, and what of that is acceptable."""

from dataclasses import dataclass, replace
from datetime import date

from govhub.kernel import clock
from govhub.kernel.errors import InvalidInput
from govhub.platform.language import gettext as _
from govhub.reuse.models import Phase

LONGEST_VERSION = 40
LONGEST_EXPERIENCE = 1000
LONGEST_REASON = 1000
_FIRST_YEAR = 1970


@dataclass(frozen=True, kw_only=True)
class Use:
    """How an organisation uses a component."""

    phase: Phase
    software_version: str | None = None
    since: date | None = None
    """The day is of no account: people know the month."""
    experience: str | None = None
    """Plain text, in the words of the organisation."""


def checked(use: Use) -> Use:
    """Return it as it is kept. Raises InvalidInput for what is too long or cannot be."""
    version = " ".join((use.software_version or "").split()) or None
    experience = (use.experience or "").strip() or None
    if version and len(version) > LONGEST_VERSION:
        raise _too_long("software_version", LONGEST_VERSION)
    if experience and len(experience) > LONGEST_EXPERIENCE:
        raise _too_long("experience", LONGEST_EXPERIENCE)
    since = use.since.replace(day=1) if use.since else None
    if since and since > clock.today():
        raise InvalidInput("since", _("Vul een maand in die al begonnen is."))
    if since and since.year < _FIRST_YEAR:
        raise InvalidInput("since", _("Controleer het jaar."))
    return replace(use, software_version=version, since=since, experience=experience)


def checked_reason(reason: str | None) -> str:
    """Return why something is not so. Raises InvalidInput without a reason."""
    text = (reason or "").strip()
    if not text:
        raise InvalidInput("reason", _("Leg uit waarom, zodat de ander weet waar het aan ligt."))
    if len(text) > LONGEST_REASON:
        raise _too_long("reason", LONGEST_REASON)
    return text


def _too_long(field: str, longest: int) -> InvalidInput:
    return InvalidInput(field, _("Gebruik hoogstens %(longest)s tekens.") % {"longest": longest})
