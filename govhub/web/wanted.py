"""Who looks for something that is not there yet, and what the reader can do about it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import url_for

from govhub.accounts import memberships
from govhub.accounts.models import User
from govhub.accounts.organisations import full_name
from govhub.reuse.models import Wish


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """Who looks for something, and what the reader can do about it."""

    names: tuple[str, ...]
    notes: tuple[tuple[str, str], ...]
    """Organisations that say more about what they look for, each with what it says."""
    say_url: str
    mine: tuple[tuple[str, str], ...]
    """Organisations of the reader that look for it, with where to say that they no longer do."""


def wanted(found: Sequence[Wish], user: User | None, **subject: Any) -> Wanted:
    """Return who looks for something; ``subject`` is how the form is told what it is about."""
    return Wanted(
        names=tuple(dict.fromkeys(full_name(each.organisation) for each in found)),
        notes=tuple((full_name(each.organisation), each.note) for each in found if each.note),
        say_url=url_for("gaps.say", **subject),
        mine=tuple(
            (each.organisation.name, url_for("gaps.withdraw", key=each.public_id))
            for each in found
            if user is not None and memberships.may_edit_for(user, each.organisation)
        ),
    )
