"""What can happen to people who sign in. Events are kept for ever, so none holds an address."""

from dataclasses import dataclass

from govhub.kernel.events import Event


@dataclass(frozen=True, kw_only=True)
class SignInRequested(Event, name="accounts.sign_in_requested"):
    """Somebody wants to sign in; ``subject`` is the one-time link, which knows their address."""


@dataclass(frozen=True, kw_only=True)
class AccountDeleted(Event, name="accounts.account_deleted"):
    """Somebody left; ``subject`` is the one-time link, which knows the address once more."""


@dataclass(frozen=True, kw_only=True)
class PersonInvited(Event, name="accounts.person_invited"):
    """Somebody is asked to join an organisation; ``subject`` is the invitation, which knows whom.

    The same one may be sent again.
    """


@dataclass(frozen=True, kw_only=True)
class SignInChanged(Event, name="accounts.sign_in_changed"):
    """How somebody signs in changed; ``subject`` is the user."""

    action: str
    """As the audit log calls it."""
