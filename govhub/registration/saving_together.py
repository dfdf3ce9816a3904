"""Saving an edit of what somebody else may have changed meanwhile. Never commits.

What only one of the two touched is merged; about the rest who saves last chooses.
"""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from govhub.accounts.models import User
from govhub.catalogue import service as catalogue
from govhub.catalogue.facts import Facts
from govhub.catalogue.models import Component
from govhub.kernel.errors import Conflict
from govhub.platform.language import gettext as _
from govhub.registration import edits
from govhub.registration.meeting import Meeting, Unit, meet
from govhub.registration.models import EditProposal

NONE_WAITED = 0
"""In the place of a waiting edit: there was none when the form was opened."""


@dataclass(frozen=True, kw_only=True)
class Begun:
    """What a form started from."""

    facts: Facts
    version: int
    proposal: int = NONE_WAITED
    """The edit of the keepers that waited and stood in the form."""


@dataclass(frozen=True, kw_only=True)
class Saved:
    """What came of it."""

    proposal: EditProposal | None
    """What waits because of this edit."""
    taken: tuple[Unit, ...]
    """What somebody else changed meanwhile, and stays."""


class Clash(Conflict):
    """Both changed the same, each in another way; nothing was saved."""

    def __init__(self, meeting: Meeting, now: Begun) -> None:
        """Keep both texts, and what a next attempt starts from."""
        super().__init__(_("Iemand anders heeft dit component intussen gewijzigd."))
        self.meeting = meeting
        self.now = now


def begin(session: Session, user: User, component: Component) -> Begun:
    """Return what the form of this person starts from now."""
    found = None if user.is_editor else edits.waiting_of_keepers(session, component)
    return Begun(
        facts=edits.as_proposed(session, user, component),
        version=component.version,
        proposal=found.id if found else NONE_WAITED,
    )


def save(
    session: Session,
    user: User,
    component: Component,
    mine: Facts,
    *,
    begun: Begun | None,
    seen_version: int,
) -> Saved:
    """Write what was changed since ``begun``, beside what others changed since.

    ``begun`` is None when it is not known; then ``seen_version`` tells whether anybody else came
    first. Raises Clash, and what ``edits.save_or_propose`` raises.
    """
    catalogue.hold(session, component)
    now = begin(session, user, component)
    if begun is None and seen_version == component.version:
        begun = now
    meeting = meet(begun.facts if begun else None, mine, now.facts)
    if meeting.clashing:
        raise Clash(meeting, now)
    outcome = edits.save_or_propose(
        session,
        user,
        component,
        meeting.merged,
        seen_version=component.version,
        seen_proposal=now.proposal,
    )
    waits = outcome if isinstance(outcome, EditProposal) else None
    return Saved(proposal=waits, taken=meeting.taken)
