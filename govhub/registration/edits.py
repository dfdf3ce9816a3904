"""How what is said about a public component changes: at once, or after somebody looked at it.

The redactie changes everything at once. Who answers for a component (a keeper) changes most of it
at once; what others rely on waits for the redactie. Whoever else is signed in proposes: all of
that waits, for the redactie or, when nothing sensitive is among it, for a keeper.
Never commits: the caller decides when.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from sqlalchemy.orm import Session

from govhub.accounts.models import User
from govhub.catalogue import service as catalogue
from govhub.catalogue.facts import Facts, facts_of
from govhub.catalogue.models import Component
from govhub.kernel import clock
from govhub.kernel.errors import Conflict, InvalidInput, NotAllowed
from govhub.platform import audit
from govhub.platform.language import gettext as _
from govhub.platform.outbox import record
from govhub.registration import cases, fact_json, service, waiting_edits
from govhub.registration.comparison import differing_fields
from govhub.registration.events import EditDecided, EditProposed
from govhub.registration.models import SENSITIVE, EditProposal, ProposalState
from govhub.registration.permissions import may_change, require_change


def save_or_propose(
    session: Session,
    user: User,
    component: Component,
    facts: Facts,
    *,
    seen_version: int,
    seen_proposal: int | None = None,
) -> Component | EditProposal:
    """Write the facts; of a public component a keeper's edit of what is sensitive waits.

    Returns the edit that waits because of this, or else the component. The form starts from
    ``as_proposed``, so what is published again in it takes back what waits; ``seen_proposal`` is
    the waiting edit that the form showed. What a colleague proposed unseen goes on waiting.

    Raises Conflict when somebody changed the component since ``seen_version``, and Incomplete when
    it would lose something that it must have.
    """
    catalogue.hold(session, component)
    require_change(user, component)
    if not component.is_public:
        service.save(session, user, component, facts, seen_version=seen_version)
        return component
    published = facts_of(component)
    facts = _with_its_owner(facts, published)
    if user.is_editor:
        service.save(session, user, component, facts, seen_version=seen_version)
        _overtake(session, component, differing_fields(published, facts), by=user)
        return component
    _require_version(component, seen_version)
    found = waiting_edits.waiting_of_keepers(session, component)
    asked = _what_waits(facts, published, found, user=user, seen=seen_proposal)
    _require_possible(session, component, fact_json.applied(facts, asked))
    at_once = replace(facts, **{name: getattr(published, name) for name in SENSITIVE})
    if differing_fields(published, at_once):
        service.save(session, user, component, at_once, seen_version=seen_version)
    return _ask_as_keeper(session, user, component, asked, found) or component


def propose(  # what the form asks, and who asks
    session: Session,
    user: User,
    component: Component,
    facts: Facts,
    *,
    seen_version: int,
    reason: str,
) -> EditProposal:
    """Keep what somebody who does not answer for the component would change in it.

    It takes the place of what they proposed before and still waits. Raises NotAllowed for who may
    edit it, InvalidInput without a reason or a difference, Conflict when the component changed
    since ``seen_version``, and Incomplete when it would lose something that it must have.
    """
    catalogue.hold(session, component)
    if not component.is_public:
        raise Conflict(_("Dit component staat niet in de catalogus."))
    if may_change(user, component):
        raise NotAllowed(_("U kunt dit component zelf wijzigen. Een voorstel is niet nodig."))
    _require_version(component, seen_version)
    published = facts_of(component)
    facts = _with_its_owner(facts, published)
    names = differing_fields(published, facts)
    if not names:
        raise InvalidInput("facts", _("U heeft nog niets gewijzigd. Pas aan wat er niet klopt."))
    if not reason:
        raise InvalidInput("reason", _("Leg uit waarom, zodat men uw voorstel kan beoordelen."))
    _require_possible(session, component, facts)
    found = waiting_edits.waiting_of(session, user, component)
    asked = fact_json.written(facts, names)
    return _keep(session, user, component, asked, found=found, reason=reason, is_of_keeper=False)


def decide(  # what the form asks, and who asks
    session: Session,
    editor: User,
    proposal: EditProposal,
    *,
    is_approved: bool,
    answer: str | None = None,
    seen: str | None = None,
) -> None:
    """Carry out the edit on what is published now, or refuse it with an answer.

    ``seen`` is the fingerprint of what was read. Raises NotAllowed, InvalidInput without an answer
    where one is obligatory, Incomplete, and Conflict when it waits no longer or must be read again.
    """
    component = proposal.component
    catalogue.hold(session, component)
    session.refresh(proposal)
    if not waiting_edits.may_decide(editor, proposal):
        raise NotAllowed(_("U kunt hierover niet besluiten."))
    _require_waiting(proposal)
    _require_as_read(proposal, seen)
    if is_approved:
        facts = waiting_edits.proposed_facts(proposal)
        service.save(session, editor, component, facts, seen_version=component.version)
        _close(session, proposal, ProposalState.APPROVED, by=editor, answer=answer)
    elif answer:
        _close(session, proposal, ProposalState.REFUSED, by=editor, answer=answer)
    else:
        raise InvalidInput(
            "reason", _("Leg uit waarom, zodat wie het voorstelde weet wat er anders moet.")
        )
    _tell(session, proposal)
    cases.lapse(session, component)
    _note(session, editor, proposal, "goedgekeurd" if is_approved else "afgewezen")


def withdraw(session: Session, user: User, proposal: EditProposal) -> None:
    """Take it back. Raises NotAllowed for who may not, Conflict when it was decided."""
    catalogue.hold(session, proposal.component)
    session.refresh(proposal)
    if not waiting_edits.may_withdraw(user, proposal):
        raise NotAllowed(_("Alleen wie dit voorstelde, kan het intrekken."))
    _require_waiting(proposal, may_be_hidden=True)
    _take_back(session, user, proposal)
    cases.lapse(session, proposal.component)
    _note(session, user, proposal, "ingetrokken")


# --- how -----------------------------------------------------------------------------------


def _with_its_owner(facts: Facts, published: Facts) -> Facts:
    """Leave the owner as it is: a component goes to another one as ``claims`` says."""
    return replace(facts, owner_slug=published.owner_slug)


def _require_version(component: Component, seen_version: int) -> None:
    if component.version != seen_version:
        raise Conflict(_("Iemand anders heeft dit component intussen gewijzigd."))


def _require_waiting(proposal: EditProposal, *, may_be_hidden: bool = False) -> None:
    if proposal.state is not ProposalState.WAITING:
        raise Conflict(_("Over dit voorstel is intussen besloten."))
    if not proposal.component.is_public and not may_be_hidden:
        raise Conflict(_("Dit component staat nu niet in de catalogus."))


def _require_as_read(proposal: EditProposal, seen: str | None) -> None:
    if seen is not None and seen != waiting_edits.fingerprint(proposal):
        raise Conflict(_("Er is intussen iets gewijzigd. Lees het opnieuw en besluit dan."))
    if seen is None and waiting_edits.changed_meanwhile(proposal):
        raise Conflict(_("Wat dit voorstel wijzigt, is intussen anders. Lees eerst wat er staat."))


def _require_possible(session: Session, component: Component, facts: Facts) -> None:
    """Raise what carrying it out would raise, and carry out nothing."""
    attempt = session.begin_nested()
    try:
        service.write_public(session, component, facts, seen_version=component.version)
    finally:
        attempt.rollback()
    catalogue.hold(session, component)


def _what_waits(
    facts: Facts, published: Facts, found: EditProposal | None, *, user: User, seen: int | None
) -> dict[str, Any]:
    """Return which sensitive facts must wait after this edit, as JSON."""
    differing = differing_fields(published, facts)
    asked = fact_json.written(facts, (name for name in SENSITIVE if name in differing))
    if found is None or found.id == seen or (seen is None and found.proposed_by_id == user.id):
        return asked
    return {**found.facts, **asked}


def _ask_as_keeper(
    session: Session,
    user: User,
    component: Component,
    asked: dict[str, Any],
    found: EditProposal | None,
) -> EditProposal | None:
    """Let this wait, and nothing else of the keepers. Returns what waits because of this person."""
    if not asked:
        if found is not None:
            _take_back(session, user, found)
            cases.lapse(session, component)
        return None
    if found is not None and found.facts == asked:
        return found
    if found is not None and found.proposed_by_id != user.id:
        _close(session, found, ProposalState.OVERTAKEN)
        _tell(session, found)
        found = None
    return _keep(session, user, component, asked, found=found, reason=None, is_of_keeper=True)


def _keep(  # noqa: PLR0913  # the row, and who asks
    session: Session,
    user: User,
    component: Component,
    asked: dict[str, Any],
    *,
    found: EditProposal | None,
    reason: str | None,
    is_of_keeper: bool,
) -> EditProposal:
    """Let it wait, in the place of what this person proposed before."""
    is_again = found is not None
    proposal = found or EditProposal(
        component=component,
        proposed_by=user,
        proposed_at=clock.now(),
        state=ProposalState.WAITING,
        is_of_keeper=is_of_keeper,
    )
    proposal.facts = asked
    proposal.old_facts = fact_json.written(facts_of(component), asked)
    proposal.reason = reason
    proposal.seen_version = component.version
    session.add(proposal)
    session.flush()
    record(
        session,
        EditProposed(subject=str(component.public_id), proposal_id=proposal.id, is_again=is_again),
    )
    return proposal


def _take_back(session: Session, user: User, proposal: EditProposal) -> None:
    _close(session, proposal, ProposalState.WITHDRAWN, by=user)
    if proposal.proposed_by_id != user.id:
        _tell(session, proposal)


def _overtake(session: Session, component: Component, names: Iterable[str], *, by: User) -> None:
    """Close what waits on these facts; what the same edit says of others goes on waiting."""
    written = set(names)
    for each in waiting_edits.waiting(session, component):
        overlap = written.intersection(each.facts)
        if not overlap:
            continue
        left = {name: value for name, value in each.facts.items() if name not in overlap}
        if left:
            session.add(_rest(each, left))
        _close(session, each, ProposalState.OVERTAKEN)
        if each.proposed_by_id != by.id:
            _tell(session, each, others_wait=bool(left))
    cases.lapse(session, component)


def _rest(proposal: EditProposal, left: dict[str, Any]) -> EditProposal:
    return EditProposal(
        component=proposal.component,
        facts=left,
        old_facts={name: proposal.old_facts.get(name) for name in left},
        reason=proposal.reason,
        is_of_keeper=proposal.is_of_keeper,
        seen_version=proposal.seen_version,
        proposed_by=proposal.proposed_by,
        proposed_at=proposal.proposed_at,
        state=ProposalState.WAITING,
    )


def _close(
    session: Session,
    proposal: EditProposal,
    state: ProposalState,
    *,
    by: User | None = None,
    answer: str | None = None,
) -> None:
    proposal.state = state
    proposal.answer = answer
    proposal.decided_by_id = by.id if by else None
    proposal.decided_at = clock.now()
    session.flush()


def _tell(session: Session, proposal: EditProposal, *, others_wait: bool = False) -> None:
    record(
        session,
        EditDecided(
            subject=str(proposal.component.public_id),
            proposal_id=proposal.id,
            state=proposal.state.value,
            reason=proposal.answer,
            others_wait=others_wait,
        ),
    )


def _note(session: Session, user: User, proposal: EditProposal, what: str) -> None:
    audit.note(
        session,
        actor=user.public_id,
        action=f"wijziging-{what}",
        subject=f"component:{proposal.component.public_id}",
        details={"velden": list(proposal.facts)},
    )
