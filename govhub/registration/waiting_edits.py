"""Edits of public components that wait: what each changes, and who may decide about it.

Never changes anything; ``edits`` does.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session, object_session

from govhub.accounts.models import User
from govhub.catalogue.facts import Facts, facts_of
from govhub.catalogue.models import Component
from govhub.registration import fact_json, fact_words, queries
from govhub.registration.comparison import differing_fields
from govhub.registration.models import SENSITIVE, EditProposal, ProposalState
from govhub.registration.permissions import is_keeper, may_change


@dataclass(frozen=True, kw_only=True)
class Change:
    """One fact that an edit changes."""

    field: str
    """Name of the fact, as in ``Facts``."""
    label: str
    published: str
    """What is published now; of an edit that was decided, what was published before."""
    proposed: str
    was: str | None = None
    """What was published when it was proposed, when that is something else."""


def waiting(session: Session, component: Component) -> Sequence[EditProposal]:
    """Return the edits of this component that wait, the longest waiting first."""
    return queries.waiting_edits_of(session, component)


def waiting_of_keepers(session: Session, component: Component) -> EditProposal | None:
    """Return the edit by who answers for the component that waits; never more than one."""
    return next((each for each in waiting(session, component) if each.is_of_keeper), None)


def waiting_of(session: Session, user: User, component: Component) -> EditProposal | None:
    """Return the edit by this person, who does not answer for the component, that waits."""
    found = waiting(session, component)
    return next(
        (each for each in found if each.proposed_by_id == user.id and not each.is_of_keeper), None
    )


def as_proposed(session: Session, user: User, component: Component) -> Facts:
    """Return what the form of this person starts from: what is published, with what waits of it.

    So whoever saves the form again leaves what waits as it is, and takes it back on purpose only.
    """
    found = in_form_of(session, user, component)
    return proposed_facts(found) if found else facts_of(component)


def in_form_of(session: Session, user: User, component: Component) -> EditProposal | None:
    """Return the edit that waits and stands in the form of this person."""
    if user.is_editor:
        return None
    if is_keeper(user, component):
        return waiting_of_keepers(session, component)
    return waiting_of(session, user, component)


def proposed_facts(proposal: EditProposal) -> Facts:
    """Return everything about the component as it is once this edit is carried out."""
    return fact_json.applied(facts_of(proposal.component), proposal.facts)


def changes(proposal: EditProposal) -> Sequence[Change]:
    """Return what it changes, in the order of ``Facts``, in words."""
    session = object_session(proposal)
    if session is None:
        message = "the edit belongs to no session"
        raise RuntimeError(message)
    now = facts_of(proposal.component)
    was = fact_json.applied(now, proposal.old_facts)
    is_waiting = proposal.state is ProposalState.WAITING
    proposed = fact_json.applied(now, proposal.facts)
    moved = set(changed_meanwhile(proposal)) if is_waiting else set()
    return [
        Change(
            field=name,
            label=str(fact_words.LABELS[name]),
            published=fact_words.text(session, now if is_waiting else was, name),
            proposed=fact_words.text(session, proposed, name),
            was=fact_words.text(session, was, name) if name in moved else None,
        )
        for name in fact_words.LABELS
        if name in proposal.facts
    ]


def changed_meanwhile(proposal: EditProposal) -> list[str]:
    """Return which of its facts somebody changed since it was proposed."""
    now = facts_of(proposal.component)
    was = fact_json.applied(now, proposal.old_facts)
    return [name for name in differing_fields(was, now) if name in proposal.facts]


def fingerprint(proposal: EditProposal) -> str:
    """Return a mark of what somebody who decides read; another edit or page has another one."""
    now = facts_of(proposal.component)
    read = [proposal.id, proposal.facts, proposal.reason, fact_json.written(now, proposal.facts)]
    return hashlib.sha256(json.dumps(read, sort_keys=True).encode()).hexdigest()[:32]


def is_sensitive(proposal: EditProposal) -> bool:
    """Tell whether only the redactie may decide about it."""
    return proposal.is_of_keeper or any(name in SENSITIVE for name in proposal.facts)


def may_decide(user: User, proposal: EditProposal) -> bool:
    """Tell whether this person may approve or refuse it."""
    if user.is_editor:
        return True
    return not is_sensitive(proposal) and is_keeper(user, proposal.component)


def may_withdraw(user: User, proposal: EditProposal) -> bool:
    """Tell whether this person may take it back: who proposed it, or a keeper for another."""
    if proposal.proposed_by_id == user.id:
        return True
    return proposal.is_of_keeper and is_keeper(user, proposal.component)


def may_suggest(user: User, component: Component) -> bool:
    """Tell whether this person may propose an edit: whoever cannot edit it themselves."""
    return component.is_public and not may_change(user, component)
