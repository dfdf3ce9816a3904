"""Codes for who lost the second factor. Each works once; only its hash is kept. Never commits."""

import hashlib
import secrets
from collections.abc import Sequence

from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from govhub.accounts.models import RecoveryCode, User
from govhub.kernel import clock

NUMBER = 10
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without those that look like another."""
_GROUPS, _GROUP = 4, 4
"""16 letters are 79 bits: nobody finds the code that belongs to a hash."""


def renew(session: Session, user: User) -> Sequence[str]:
    """Make new codes in place of all old ones, and return them: they cannot be shown again."""
    forget(session, user)
    codes = [_new_code() for _number in range(NUMBER)]
    session.add_all(RecoveryCode(user_id=user.id, code_hash=_hash(code)) for code in codes)
    session.flush()
    return codes


def use(session: Session, user: User, code: str) -> bool:
    """Use up a code; tell whether it was right. Two at once cannot both succeed."""
    used = session.execute(
        update(RecoveryCode)
        .where(
            RecoveryCode.user_id == user.id,
            RecoveryCode.code_hash == _hash(code),
            RecoveryCode.used_at.is_(None),
        )
        .values(used_at=clock.now())
        .returning(RecoveryCode.id)
        .execution_options(synchronize_session=False)
    ).first()
    return used is not None


def forget(session: Session, user: User) -> None:
    """Forget every code, used or not."""
    session.execute(
        delete(RecoveryCode)
        .where(RecoveryCode.user_id == user.id)
        .execution_options(synchronize_session=False)
    )


def _new_code() -> str:
    groups = (
        "".join(secrets.choice(_LETTERS) for _letter in range(_GROUP)) for _group in range(_GROUPS)
    )
    return "-".join(groups)


def _hash(code: str) -> str:
    """Return the hash of a code, however it was typed over."""
    bare = "".join(letter for letter in code.lower() if letter.isalnum())
    return hashlib.sha256(bare.encode()).hexdigest()
