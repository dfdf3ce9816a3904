"""Changes to the catalogue. Never commits: the caller decides when."""

import uuid
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from govhub.catalogue import gate, queries
from govhub.catalogue.events import (
    ComponentChanged,
    ComponentPublished,
    ComponentWithdrawn,
    StatusChanged,
)
from govhub.catalogue.facts import Facts, describe
from govhub.catalogue.models import Component, Relation, StatusChange
from govhub.catalogue.status import Status, step
from govhub.catalogue.vocabulary import Publication, RelationType
from govhub.kernel import clock
from govhub.kernel.errors import Conflict, InvalidInput
from govhub.kernel.slug import free_slug
from govhub.platform.language import gettext as _
from govhub.platform.outbox import record

EDITORS = "redactie GovHub"
"""How the ledger names the redactie."""
_NEEDS_SUCCESSOR = {Status.PHASING_OUT, Status.ENDED}
"""Only then something stands on the page of another component: that this one is replaced by it."""


def create(
    session: Session,
    facts: Facts,
    *,
    status: Status = Status.CONCEPT,
    submitted_by_id: int | None = None,
    public_id: uuid.UUID | None = None,
) -> Component:
    """Add a component as a draft that only its submitter and the redactie see.

    ``status`` is what it will have when it is published. A ``public_id`` that was chosen before
    makes a repeat recognisable: the database refuses it the second time.
    """
    now = clock.now()
    component = Component(
        public_id=public_id or uuid.uuid4(),
        slug=free_slug(facts.name, lambda slug: queries.is_slug_taken(session, slug)),
        name=facts.name,
        status=status,
        publication=Publication.DRAFT,
        submitted_by_id=submitted_by_id,
        created_at=now,
        changed_at=now,
    )
    with session.no_autoflush:
        describe(session, component, facts)
        session.add(component)
    session.flush()
    return component


def hold(session: Session, component: Component) -> None:
    """Read the component again and let nobody else change it until this transaction ends.

    A decision that depends on what the component is now begins with this.
    """
    session.refresh(component, with_for_update=True)


def choose_first_status(component: Component, status: Status) -> None:
    """Set the status that a component will have when it is published. Checks no rule."""
    component.status = status


def edit(session: Session, component: Component, facts: Facts, *, seen_version: int) -> None:
    """Write the facts. Raises Conflict when somebody changed the component since it was read."""
    if component.version != seen_version:
        raise Conflict(_("Iemand anders heeft dit component intussen gewijzigd."))
    describe(session, component, facts)
    component.changed_at = clock.now()
    session.flush()
    if component.is_public:
        record(session, ComponentChanged(subject=str(component.public_id)))


def publish(
    session: Session,
    component: Component,
    *,
    decided_by: str = EDITORS,
    reason: str | None = None,
) -> None:
    """Make the component visible to everybody; its first status goes into the ledger."""
    component.publication = Publication.PUBLISHED
    component.published_at = component.published_at or clock.now()
    session.flush()
    if component.status_since is None:
        enter_in_ledger(
            session,
            component,
            LedgerLine(new=component.status, decided_by=decided_by, reason=reason),
        )
    record(session, ComponentPublished(subject=str(component.public_id)))


def hide(session: Session, component: Component) -> None:
    """Take a component out of view."""
    component.publication = Publication.HIDDEN
    session.flush()
    record(session, ComponentWithdrawn(subject=str(component.public_id)))


@dataclass(frozen=True, kw_only=True)
class StatusWish:
    """A change of status that somebody asks for."""

    new: Status
    reason: str | None = None
    evidence_url: str | None = None
    end_date: date | None = None
    successor_slug: str | None = None


def check_wish(session: Session, component: Component, wish: StatusWish) -> None:
    """Raise what is wrong with the wish: StepRefused, or InvalidInput that names the field."""
    asked = step(component.status, wish.new)
    if asked.needs_reason and not wish.reason:
        raise InvalidInput("reason", _("Leg uit waarom de status verandert."))
    if asked.needs_end_date and (wish.end_date is None or wish.end_date <= clock.today()):
        raise InvalidInput("end_date", _("Vul de datum in waarop het stopt. Die ligt na vandaag."))
    if wish.successor_slug and wish.new not in _NEEDS_SUCCESSOR:
        raise InvalidInput("successor", _("Een opvolger hoort bij uitfaseren of beëindigen."))
    if wish.successor_slug:
        successor = queries.component_by_slug(session, wish.successor_slug)
        if successor is None or not successor.is_public or successor.id == component.id:
            raise InvalidInput("successor", _("Kies een ander component als opvolger."))
    if asked.passes_gate:
        missing = gate.missing_for_available(session, component)
        if missing:
            raise InvalidInput("new", " ".join(each.message for each in missing))


def change_status(
    session: Session, component: Component, wish: StatusWish, *, decided_by: str
) -> StatusChange:
    """Carry out the wish. Raises StepRefused or InvalidInput; see ``check_wish``."""
    check_wish(session, component, wish)
    component.end_date = wish.end_date if wish.new is Status.PHASING_OUT else component.end_date
    if wish.successor_slug:
        _name_successor(session, component, wish.successor_slug)
    return enter_in_ledger(
        session,
        component,
        LedgerLine(
            new=wish.new,
            decided_by=decided_by,
            reason=wish.reason,
            evidence_url=wish.evidence_url,
        ),
    )


@dataclass(frozen=True, kw_only=True)
class LedgerLine:
    """What is written in the status ledger."""

    new: Status
    decided_by: str
    reason: str | None = None
    evidence_url: str | None = None
    effective_on: date | None = None
    """None means today."""
    is_news: bool = True
    """Followers are told."""


def enter_in_ledger(session: Session, component: Component, line: LedgerLine) -> StatusChange:
    """Give the component this status and write the line, its event first. Checks no rule."""
    latest = session.scalar(
        select(StatusChange)
        .where(StatusChange.component_id == component.id)
        .order_by(StatusChange.event_id.desc())
        .limit(1)
    )
    old = latest.new if latest else None
    effective_on = line.effective_on or clock.today()
    event = record(
        session,
        StatusChanged(
            subject=str(component.public_id),
            old=old.value if old else None,
            new=line.new.value,
            effective_on=effective_on.isoformat(),
            decided_by=line.decided_by,
            reason=line.reason,
            evidence_url=line.evidence_url,
            is_news=line.is_news,
        ),
    )
    change = StatusChange(
        event_id=event.id,
        component=component,
        old=old,
        new=line.new,
        effective_on=effective_on,
        recorded_at=event.occurred_at,
        decided_by=line.decided_by,
        reason=line.reason,
        evidence_url=line.evidence_url,
    )
    session.add(change)
    component.status = line.new
    component.status_since = effective_on
    component.changed_at = event.occurred_at
    session.flush()
    return change


def _name_successor(session: Session, component: Component, slug: str) -> None:
    successor = queries.component_by_slug(session, slug)
    if successor is None or successor in queries.successors(session, component):
        return
    session.add(Relation(source=successor, target=component, type=RelationType.REPLACES))
    session.flush()
