"""All that the parts of GovHub know of one person, together."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from govhub.accounts import own_data as account
from govhub.accounts.models import User
from govhub.following import own_data as following
from govhub.kernel import clock
from govhub.registration import own_data as registration
from govhub.reuse import own_data as reuse

_PARTS = (registration, reuse, following)


def export(session: Session, user: User) -> Mapping[str, Any]:
    """Return what we know of this person, fit for JSON."""
    found = {"gemaakt_op": clock.now().isoformat(), **account.export(session, user)}
    for part in _PARTS:
        found |= part.export(session, user)
    return found


def leave(session: Session, user: User) -> None:
    """Delete the account, and what each part knows of it. Raises NotAllowed."""
    account.require_can_leave(session, user)
    for part in _PARTS:
        part.forget(session, user)
    account.leave(session, user)
