"""Saving an edit of what somebody else may have changed meanwhile. Never commits.

What only one of the two touched is merged; about the rest who saves last chooses.
"""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from govhub.accounts.models import User
from govhub.catalogue import service as catalogue
from govhub.catalogue.facts import Facts, facts_of
from govhub.catalogue.models import Component
from govhub.kernel.errors import Conflict, NotAllowed
from govhub.platform.language import gettext as _
from govhub.registration import edits, service, waiting_edits
from govhub.registration.draft_facts import DraftFacts, draft_facts
from govhub.registration.meeting import Meeting, Unit, is_same, meet, units_of
from govhub.registration.models import EditProposal
from govhub.registration.permissions import require_change

NONE_WAITED = 0
"""In the place of a waiting edit: there was none when the form was opened."""


@dataclass(frozen=True, kw_only=True)
class Begun:
    """What a form started from."""

    facts: Facts
    version: int
    proposal: int = NONE_WAITED
    """The edit that waited and stood in the form."""


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


class Decided(Conflict):
    """What stood in the form waits no longer; nothing was saved."""

    def __init__(self, meeting: Meeting, now: Begun, proposal: EditProposal | None) -> None:
        """Keep both texts, what became of it, and what a next attempt starts from."""
        super().__init__(_("Uw eerdere voorstel wacht niet meer."))
        self.meeting = meeting
        self.now = now
        self.proposal = proposal


def begin(session: Session, user: User, component: Component) -> Begun:
    """Return what the form of this person starts from now."""
    found = waiting_edits.in_form_of(session, user, component)
    return Begun(
        facts=waiting_edits.proposed_facts(found) if found else facts_of(component),
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


def begin_draft(component: Component) -> Begun:
    """Return what the form of a draft starts from now."""
    return Begun(facts=draft_facts(component), version=component.version)


def save_draft(
    session: Session,
    user: User,
    component: Component,
    mine: Facts,
    *,
    begun: Begun | None,
) -> Saved:
    """Write what was changed in a draft since ``begun``, beside what others changed since.

    Raises Clash, and NotAllowed when it is no draft of this person any more.
    """
    catalogue.hold(session, component)
    if component.is_public:
        raise NotAllowed(_("Dit staat intussen in de catalogus. Wijzig het op de pagina zelf."))
    require_change(user, component)
    now = begin_draft(component)
    meeting = meet(begun.facts if begun else None, mine, now.facts)
    if meeting.clashing:
        raise Clash(meeting, now)
    _write_draft(session, user, component, meeting.merged)
    return Saved(proposal=None, taken=meeting.taken)


def _write_draft(session: Session, user: User, component: Component, facts: Facts) -> None:
    """Write it when it says something else than what is stored."""
    stored = draft_facts(component)
    if all(is_same(stored, facts, unit) for unit in units_of(stored)):
        return
    chosen = facts.status if isinstance(facts, DraftFacts) else stored.status
    service.save(
        session,
        user,
        component,
        facts,
        status=chosen if chosen is not stored.status else None,
        seen_version=component.version,
    )


def suggest(  # what the form asks, and who asks
    session: Session,
    user: User,
    component: Component,
    mine: Facts,
    *,
    begun: Begun | None,
    reason: str,
) -> Saved:
    """Let wait what was changed since ``begun``, beside what others changed since.

    Raises Decided when what this person proposed before waits no longer, Clash, and what
    ``edits.propose`` raises.
    """
    catalogue.hold(session, component)
    now = begin(session, user, component)
    meeting = meet(begun.facts if begun else None, mine, now.facts)
    if begun is not None and begun.proposal not in {NONE_WAITED, now.proposal}:
        raise Decided(meeting, now, _own(session, user, begun.proposal))
    if meeting.clashing:
        raise Clash(meeting, now)
    proposal = edits.propose(
        session,
        user,
        component,
        meeting.merged,
        seen_version=component.version,
        reason=reason,
    )
    return Saved(proposal=proposal, taken=meeting.taken)


def _own(session: Session, user: User, key: int) -> EditProposal | None:
    """Return an edit that this person proposed; what became of another is not theirs to read."""
    found = session.get(EditProposal, key)
    return found if found is not None and found.proposed_by_id == user.id else None
