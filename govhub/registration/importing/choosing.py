"""What a file writes in a strange way, and what a person chooses to take over instead."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from govhub.accounts.models import User
from govhub.catalogue.facts import Facts, facts_of
from govhub.catalogue.interchange.publiccode.proposals import Proposal
from govhub.catalogue.interchange.taking_over import Taken, taken
from govhub.catalogue.models import Component
from govhub.catalogue.status import Status
from govhub.platform.language import gettext as _
from govhub.registration import fact_words, service
from govhub.registration.comparison import differing_fields
from govhub.registration.importing import reading
from govhub.registration.importing.reading import Reading, with_proposal

STATUS = "status"


@dataclass(frozen=True, kw_only=True)
class Choice:
    """A better way to write something, to take over or to leave."""

    key: str
    """Where it stands in the file, as people write it; also the value of its box."""
    label: str
    """The fact that it is about."""
    found: str
    proposed: str
    """Empty: leave it out."""
    reason: str
    is_taken: bool
    """The component says it already."""


def choices(session: Session, component: Component) -> Sequence[Choice]:
    """Return what is better written otherwise in the file that a component was made from."""
    read = reading.of(session, component)
    return [
        Choice(
            key=_key(each),
            label=_label(each.fact),
            found=each.found,
            proposed=each.proposed,
            reason=" ".join(str(reason.sentence) for reason in each.reasons),
            is_taken=_is_taken(session, component, read, each),
        )
        for each in read.prefill.proposals
    ]


def choose(
    session: Session,
    user: User,
    component: Component,
    keys: Collection[str],
    *,
    seen_version: int,
) -> None:
    """Write what was chosen to a draft. Once more is harmless.

    Raises NotAllowed for who may not change it, and Conflict when somebody changed it since
    ``seen_version``.
    """
    read = reading.of(session, component)
    facts, status = facts_of(component), component.status
    for each in read.prefill.proposals:
        if _key(each) in keys:
            facts, status = _with(session, read, each, facts, status)
    if differing_fields(facts_of(component), facts) or status is not component.status:
        service.save(session, user, component, facts, status=status, seen_version=seen_version)


def with_every_proposal(session: Session, read: Reading) -> Taken:
    """Return what is taken over when everything is written as it should be."""
    said = read.prefill.facts
    for each in read.prefill.proposals:
        said = with_proposal(said, each)
    return taken(session, said)


def _key(proposal: Proposal) -> str:
    return ".".join(map(str, proposal.path))


def _label(fact: str) -> str:
    return _("Status") if fact == STATUS else str(fact_words.LABELS[fact])


def _with(
    session: Session, read: Reading, proposal: Proposal, facts: Facts, status: Status
) -> tuple[Facts, Status]:
    """Return the facts and the status with one thing as it is proposed."""
    better = taken(session, with_proposal(read.prefill.facts, proposal))
    if proposal.fact == STATUS:
        may_be_first = better.status in service.FIRST_STATUSES
        return facts, better.status if better.status and may_be_first else status
    return replace(facts, **{proposal.fact: getattr(better.facts, proposal.fact)}), status


def _is_taken(session: Session, component: Component, read: Reading, proposal: Proposal) -> bool:
    now = facts_of(component), component.status
    return _with(session, read, proposal, *now) == now
