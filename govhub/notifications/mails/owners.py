"""Mail to who answers for a component or a webhook."""

from dataclasses import dataclass
from datetime import date

from govhub.notifications.mails.base import Link, Mail
from govhub.notifications.mails.followers import Decision


@dataclass(frozen=True, kw_only=True)
class ConfirmStatus(Mail):
    """Whether the status of your component is still true."""

    template = "confirm-status"

    component: Link
    """Leads to where the status is changed."""
    status: str
    meaning: str
    since: date | None
    confirmed_on: date | None
    confirm_by: date | None
    is_overdue: bool
    confirm_url: str
    works_until: date
    """The last day on which the link works."""


@dataclass(frozen=True, kw_only=True)
class RequirementEnds(Mail):
    """Something that your component needs is phased out, has ended, will, or will not after all."""

    template = "requirement-ends"

    component: Link
    """What ends."""
    what: str
    """As in "Open Zaak wordt per 1 januari 2027 uitgefaseerd"; without the name."""
    is_off: bool
    """It was announced, and will not happen after all."""
    decision: Decision
    yours: tuple[Link, ...]
    """The components of the reader that need it."""


@dataclass(frozen=True, kw_only=True)
class WebhookIsDisabled(Mail):
    """A webhook of yours gets no messages any more."""

    template = "webhook-disabled"

    webhook: Link
    reason: str
