"""What a registration says that the same component in the catalogue does not: a proposal.

Never commits: the caller decides when.
"""

from collections.abc import Iterable
from dataclasses import fields, replace
from typing import Any

from sqlalchemy.orm import Session

from govhub.accounts.models import User
from govhub.catalogue.facts import Facts, facts_of
from govhub.catalogue.models import Component
from govhub.catalogue.repository import repository_key
from govhub.platform.language import gettext as _
from govhub.registration import edits, waiting_edits
from govhub.registration.comparison import differing_fields
from govhub.registration.duplicates import folded
from govhub.registration.models import EditProposal

_LEFT = {"name", "kind", "owner_slug", "contact_email", "repository_url", "aliases"}
"""Not taken as they are: who owns it is claimed, and another name is another name."""
_MOST = {"purposes": 6, "keywords": 20}
"""As many as a form takes."""


def may_carry_over(session: Session, user: User, component: Component, other: Component) -> bool:
    """Tell whether this person can propose what the registration says of the other component."""
    theirs = waiting_edits.as_proposed(session, user, other)
    return waiting_edits.may_suggest(user, other) and bool(
        differing_fields(theirs, carried_over(facts_of(component), theirs))
    )


def propose(session: Session, user: User, component: Component, other: Component) -> EditProposal:
    """Propose what the registration says as a change of the same component in the catalogue.

    What this person proposed before and still waits stays, with the reason. Raises what
    ``edits.propose`` raises.
    """
    before = waiting_edits.waiting_of(session, user, other)
    why = _("Dit stond in een nieuwe aanmelding van hetzelfde component.")
    return edits.propose(
        session,
        user,
        other,
        carried_over(facts_of(component), waiting_edits.as_proposed(session, user, other)),
        seen_version=other.version,
        reason=f"{before.reason}\n\n{why}" if before and before.reason else why,
    )


def carried_over(mine: Facts, theirs: Facts) -> Facts:
    """Return what is in the catalogue, with what the registration adds or says otherwise.

    What the registration leaves empty stays, and nothing goes from a list.
    """
    taken = {
        each.name: _together(each.name, getattr(mine, each.name), getattr(theirs, each.name))
        for each in fields(Facts)
        if each.name not in _LEFT
    }
    return replace(
        theirs,
        **taken,
        aliases=_aliases(mine, theirs),
        repository_url=_repository(mine.repository_url, theirs.repository_url),
    )


def _together(name: str, mine: Any, theirs: Any) -> Any:
    if isinstance(theirs, tuple):
        return _unique((*theirs, *mine))[
            : max(_MOST.get(name, len(theirs) + len(mine)), len(theirs))
        ]
    if isinstance(theirs, dict):
        return {**mine, **theirs}
    return mine or theirs


def _aliases(mine: Facts, theirs: Facts) -> tuple[str, ...]:
    known = {folded(name) for name in (theirs.name, *theirs.aliases)}
    new = {folded(name): name for name in (mine.name, *mine.aliases) if folded(name) not in known}
    return (*theirs.aliases, *new.values())


def _repository(mine: str | None, theirs: str | None) -> str | None:
    """Return the address; the same repository in another spelling is no change."""
    is_same = theirs is not None and repository_key(mine) == repository_key(theirs)
    return theirs if is_same else mine or theirs


def _unique(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))
