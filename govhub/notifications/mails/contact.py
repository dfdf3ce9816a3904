"""Mail about the address for questions."""

from dataclasses import dataclass

from govhub.notifications.mails.base import Link, Mail


@dataclass(frozen=True, kw_only=True)
class ConfirmContact(Mail):
    """Whether this address may be shown with a component."""

    template = "confirm-contact"

    name: str
    """Of the component."""
    owner: str | None
    page_url: str | None
    """Of the component; None while it is not public."""
    others: int
    """How many other components wait for the same address."""
    answer_url: str
    days: int
    """How long the link works."""


@dataclass(frozen=True, kw_only=True)
class ContactIsMissing(Mail):
    """Readers of your component see no address for questions."""

    template = "contact-missing"

    component: Link
    why: str | None
    """Why it was taken away, as ``ContactRemoved``; None when nobody answered."""
    unanswered: str | None
    """The address from which nobody answered."""
    days: int
    """So long ago it was asked."""
    edit_url: str
