"""How the status of a component changes: today, by the rules of ``status`` and ``gate``.

Never commits: the caller decides when.
"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from govhub.catalogue import confirming, gate, queries, relations
from govhub.catalogue.events import StatusChanged
from govhub.catalogue.ledger import plans
from govhub.catalogue.ledger import queries as ledger
from govhub.catalogue.ledger.models import EDITORS as EDITORS  # noqa: PLC0414  # found here too
from govhub.catalogue.ledger.models import LedgerLine, LineKind
from govhub.catalogue.ledger.writing import Entry, write
from govhub.catalogue.models import Component
from govhub.catalogue.status import Status, step
from govhub.catalogue.vocabulary import RelationType
from govhub.kernel import clock
from govhub.kernel.errors import InvalidInput
from govhub.platform.language import gettext as _

ENDINGS = {Status.PHASING_OUT, Status.ENDED}
"""Statuses that have an end date, and that may name a successor."""


@dataclass(frozen=True, kw_only=True)
class StatusWish:
    """A change of status that somebody asks for."""

    new: Status
    reason: str | None = None
    evidence_url: str | None = None
    end_date: date | None = None
    successor_slug: str | None = None
    effective_on: date | None = None
    """A day to come on which it must happen; None means now."""


def check_wish(
    session: Session, component: Component, wish: StatusWish, *, about: int | None = None
) -> None:
    """Raise what is wrong with a wish for today: StepRefused, or InvalidInput with its field.

    ``about`` is the number of the line that announced it: then the day may have passed, because
    the worker comes to it later.
    """
    today = clock.today()
    on = wish.effective_on or today
    if on > today or (on < today and about is None):
        raise InvalidInput("effective_on", _("Een wijziging van nu heeft de datum van vandaag."))
    check_facts(session, component, wish, old=component.status, on=on)
    if step(component.status, wish.new).passes_gate:
        check_gate(session, component)


def check_gate(session: Session, component: Component) -> None:
    """Raise InvalidInput that says all that is missing for ``beschikbaar``."""
    missing = gate.missing_for_available(session, component)
    if missing:
        raise InvalidInput("new", " ".join(each.message for each in missing))


def check_facts(
    session: Session, component: Component, wish: StatusWish, *, old: Status, on: date
) -> None:
    """Check all but the gate: the step from ``old`` on the day ``on``, and what it asks.

    Raises StepRefused, or InvalidInput that names the field.
    """
    asked = step(old, wish.new)
    if asked.needs_reason and not wish.reason:
        raise InvalidInput("reason", _("Leg uit waarom de status verandert."))
    if asked.needs_end_date and (wish.end_date is None or wish.end_date <= on):
        raise InvalidInput(
            "end_date",
            _("Vul de datum in waarop het stopt. Die ligt na de dag waarop de status verandert."),
        )
    if wish.successor_slug and wish.new not in ENDINGS:
        raise InvalidInput("successor", _("Een opvolger hoort bij uitfaseren of beëindigen."))
    if wish.successor_slug:
        successor = queries.component_by_slug(session, wish.successor_slug)
        if successor is None or not successor.is_public or successor.id == component.id:
            raise InvalidInput("successor", _("Kies een ander component als opvolger."))
        try:
            relations.check(session, successor, component, RelationType.REPLACES)
        except InvalidInput as refusal:
            raise InvalidInput("successor", refusal.message) from refusal


def change_status(
    session: Session,
    component: Component,
    wish: StatusWish,
    *,
    decided_by: str,
    about: int | None = None,
) -> LedgerLine:
    """Carry out the wish today. Raises StepRefused or InvalidInput; see ``check_wish``.

    Announced changes that make no sense any more lapse, unless this one was announced itself
    (``about``): who announced the next ones knew of it. Phasing out announces the end.
    """
    check_wish(session, component, wish, about=about)
    old = component.status
    if wish.successor_slug:
        _name_successor(session, component, wish.successor_slug)
    line = enter(
        session,
        component,
        Change(
            new=wish.new,
            decided_by=decided_by,
            reason=wish.reason,
            evidence_url=wish.evidence_url,
            effective_on=wish.effective_on,
            end_date=wish.end_date,
            about=about,
        ),
    )
    if about is None:
        plans.let_plans_lapse(session, component, old=old)
    if line.new is Status.PHASING_OUT:
        plans.announce_end(session, component, line)
    return line


@dataclass(frozen=True, kw_only=True)
class Change:
    """Another status, as it is written in the ledger."""

    kind: LineKind = LineKind.CHANGE
    new: Status
    decided_by: str
    reason: str | None = None
    evidence_url: str | None = None
    effective_on: date | None = None
    """None means today."""
    since: date | None = None
    """From when the status holds, if not from ``effective_on``: a correction may bring it back."""
    end_date: date | None = None
    about: int | None = None
    """Number of the line that announced it, or that it corrects."""
    is_news: bool = True
    """Followers are told."""


def enter(session: Session, component: Component, change: Change) -> LedgerLine:
    """Give the component this status and write the line, its event first. Checks no rule."""
    latest = ledger.latest_move(session, component)
    old = latest.new if latest else None
    effective_on = change.effective_on or clock.today()
    end_date = _end_date(component, change)
    line = write(
        session,
        component,
        Entry(
            kind=change.kind,
            old=old,
            new=change.new,
            effective_on=effective_on,
            decided_by=change.decided_by,
            reason=change.reason,
            evidence_url=change.evidence_url,
            end_date=end_date,
            about=change.about,
        ),
        StatusChanged(
            subject=str(component.public_id),
            old=old.value if old else None,
            new=change.new.value,
            effective_on=effective_on.isoformat(),
            decided_by=change.decided_by,
            reason=change.reason,
            evidence_url=change.evidence_url,
            is_news=change.is_news,
            is_correction=change.kind is LineKind.CORRECTION,
        ),
    )
    component.status = change.new
    component.status_since = change.since or effective_on
    component.end_date = end_date
    component.changed_at = line.recorded_at
    confirming.note_confirmed(component)
    session.flush()
    return line


def _end_date(component: Component, change: Change) -> date | None:
    """Return until when it works: a date that is known stays until the end is taken back."""
    return (change.end_date or component.end_date) if change.new in ENDINGS else None


def _name_successor(session: Session, component: Component, slug: str) -> None:
    successor = queries.component_by_slug(session, slug)
    if successor is None or successor in queries.successors(session, component):
        return
    try:
        relations.relate(session, successor, component, RelationType.REPLACES)
    except InvalidInput as refusal:
        raise InvalidInput("successor", refusal.message) from refusal
