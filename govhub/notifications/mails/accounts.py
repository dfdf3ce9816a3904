"""Mail about signing in and one's own account."""

from dataclasses import dataclass

from govhub.notifications.mails.base import Mail


@dataclass(frozen=True, kw_only=True)
class SignIn(Mail):
    """The link that you asked for to sign in."""

    template = "sign-in"

    sign_in_url: str
    minutes: int
    """How long the link works."""


@dataclass(frozen=True, kw_only=True)
class SignInHasChanged(Mail):
    """Something changed about how you sign in."""

    template = "sign-in-changed"

    action: str
    """As the audit log calls it."""
    account_url: str


@dataclass(frozen=True, kw_only=True)
class AccountIsDeleted(Mail):
    """You left; this is the last mail."""

    template = "account-deleted"
