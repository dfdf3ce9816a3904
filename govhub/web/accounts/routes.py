"""Every route about signing in and one's own account."""

from govhub.web.accounts import (
    factors,
    leaving,
    mine,
    passkeys,
    provider,
    second_step,
    signing_in,
)
from govhub.web.accounts.blueprint import accounts

__all__ = [
    "accounts",
    "factors",
    "leaving",
    "mine",
    "passkeys",
    "provider",
    "second_step",
    "signing_in",
]
