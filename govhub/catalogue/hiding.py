"""Taking a component out of view, with a reason that everybody reads, and bringing it back.

The redactie decides; who keeps a component may ask for it. What waits for an answer is what was
asked after the last answer. Never commits: the caller decides when.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from govhub.accounts.models import User
from govhub.catalogue import queries, service
from govhub.catalogue.events import (
    ComponentMerged,
    ComponentRestored,
    ComponentWithdrawn,
    HidingAsked,
    HidingRefused,
)
from govhub.catalogue.models import Component
from govhub.catalogue.vocabulary import Publication
from govhub.kernel.errors import Conflict, InvalidInput, NotAllowed
from govhub.platform import audit
from govhub.platform.language import gettext as _
from govhub.platform.outbox import RecordedEvent, record

_GOES = (ComponentWithdrawn.name, ComponentMerged.name)
_ANSWERS = (*_GOES, HidingRefused.name)


@dataclass(frozen=True, kw_only=True)
class Hidden:
    """A component that is out of view."""

    component: Component
    since: datetime | None
    """None for what was hidden before that was written down."""


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A question to hide a component that nobody answered yet."""

    component: Component
    reason: str
    at: datetime
    by: str
    """Public id of who asks."""


# --- questions -----------------------------------------------------------------------------


def hidden(session: Session) -> Sequence[Hidden]:
    """Return what is out of view, by name; not what was merged into another component."""
    found = session.scalars(
        select(Component)
        .where(Component.publication == Publication.HIDDEN, Component.merged_into_id.is_(None))
        .order_by(func.lower(Component.name), Component.id)
    ).all()
    since = _withdrawn(session, found)
    return [Hidden(component=each, since=since.get(str(each.public_id))) for each in found]


def merged(session: Session) -> Sequence[Hidden]:
    """Return what was merged into another component, by name."""
    found = session.scalars(
        select(Component)
        .where(Component.merged_into_id.is_not(None))
        .options(joinedload(Component.merged_into))
        .order_by(func.lower(Component.name), Component.id)
    ).all()
    since = _withdrawn(session, found)
    return [Hidden(component=each, since=since.get(str(each.public_id))) for each in found]


def waiting(session: Session) -> Sequence[Asked]:
    """Return the questions that wait for the redactie, the longest waiting first."""
    rows = session.execute(
        select(RecordedEvent.subject, RecordedEvent.name)
        .where(RecordedEvent.name.in_((HidingAsked.name, *_ANSWERS)))
        .order_by(RecordedEvent.id)
    )
    latest = {row.subject: row.name for row in rows}
    subjects = [subject for subject, name in latest.items() if name == HidingAsked.name]
    components = queries.components_by_public_id(session, subjects)
    found = [asked for each in components if (asked := waiting_for(session, each))]
    return sorted(found, key=lambda asked: asked.at)


def waiting_for(session: Session, component: Component) -> Asked | None:
    """Return the question about this component that waits; a later one replaces it."""
    event = session.scalars(
        select(RecordedEvent)
        .where(
            RecordedEvent.subject == str(component.public_id),
            RecordedEvent.name.in_((HidingAsked.name, *_ANSWERS)),
        )
        .order_by(RecordedEvent.id.desc())
        .limit(1)
    ).first()
    if event is None or event.name != HidingAsked.name:
        return None
    return Asked(
        component=component,
        reason=event.payload["reason"],
        at=event.occurred_at,
        by=event.payload["asked_by"],
    )


def withdrawn_at(session: Session, component: Component) -> datetime | None:
    """Return when the component was last taken out of view, as far as that was written down."""
    return _withdrawn(session, [component]).get(str(component.public_id))


# --- changes -------------------------------------------------------------------------------


def hide(session: Session, component: Component, *, reason: str, decided_by: User) -> None:
    """Take a public component out of view. Its address says why from now on.

    Raises NotAllowed for who is not of the redactie, InvalidInput without a reason, and Conflict
    when it is not public (any more).
    """
    _require_editor(decided_by)
    service.hold(session, component)
    _require_public(component)
    withdraw(session, component, reason=_given(reason))
    _note(session, decided_by, component, "component-verborgen")


def restore(session: Session, component: Component, *, decided_by: User) -> None:
    """Bring a hidden component back, as it was.

    Raises NotAllowed for who is not of the redactie, and Conflict when it is not hidden or was
    merged: what moved to another component cannot be told apart any more.
    """
    _require_editor(decided_by)
    service.hold(session, component)
    if component.publication is not Publication.HIDDEN:
        raise Conflict(_("Dit component is niet verborgen."))
    if component.merged_into_id is not None:
        raise Conflict(
            _("Dit component is samengevoegd met een ander. Dat is niet terug te draaien.")
        )
    component.publication = Publication.PUBLISHED
    component.hidden_reason = None
    session.flush()
    record(session, ComponentRestored(subject=str(component.public_id)))
    _note(session, decided_by, component, "component-teruggezet")


def ask_to_hide(session: Session, component: Component, *, reason: str, asked_by: User) -> None:
    """Ask the redactie to hide a component; who may ask, the caller knows.

    The same question twice is one. Raises InvalidInput without a reason, Conflict when it is not
    public.
    """
    service.hold(session, component)
    _require_public(component)
    reason, by = _given(reason), str(asked_by.public_id)
    present = waiting_for(session, component)
    if present and (present.reason, present.by) == (reason, by):
        return
    record(session, HidingAsked(subject=str(component.public_id), reason=reason, asked_by=by))
    _note(session, asked_by, component, "verbergen-gevraagd")


def refuse_to_hide(
    session: Session, component: Component, *, reason: str, decided_by: User
) -> None:
    """Answer that it stays. Raises as ``hide`` does, and Conflict when nobody asks (any more)."""
    _require_editor(decided_by)
    service.hold(session, component)
    asked = waiting_for(session, component)
    if asked is None:
        raise Conflict(_("Er is geen vraag meer om dit te verbergen."))
    if not reason.strip():
        raise InvalidInput("answer", _("Leg uit waarom het blijft staan. De vrager leest dit."))
    record(
        session,
        HidingRefused(subject=str(component.public_id), reason=reason.strip(), asked_by=asked.by),
    )
    _note(session, decided_by, component, "verbergen-geweigerd")


def withdraw(session: Session, component: Component, *, reason: str) -> None:
    """Let the component be out of view and tell it. Checks no rule."""
    component.publication = Publication.HIDDEN
    component.hidden_reason = reason
    session.flush()
    record(session, ComponentWithdrawn(subject=str(component.public_id), reason=reason))


def _withdrawn(session: Session, components: Sequence[Component]) -> Mapping[str, datetime]:
    """Return public id → when it was last taken out of view."""
    latest = func.max(RecordedEvent.occurred_at, type_=RecordedEvent.occurred_at.type)
    rows = session.execute(
        select(RecordedEvent.subject, latest)
        .where(
            RecordedEvent.subject.in_([str(each.public_id) for each in components]),
            RecordedEvent.name.in_(_GOES),
        )
        .group_by(RecordedEvent.subject)
    )
    return {subject: moment for subject, moment in rows}  # noqa: C416  # rows, not tuples


def _given(reason: str) -> str:
    if not reason.strip():
        raise InvalidInput("reason", _("Leg uit waarom dit verborgen moet worden."))
    return reason.strip()


def _require_editor(user: User) -> None:
    if not user.is_editor:
        raise NotAllowed(_("Alleen de redactie kan hierover besluiten."))


def _require_public(component: Component) -> None:
    if not component.is_public:
        raise Conflict(_("Dit component staat niet (meer) in de catalogus."))


def _note(session: Session, by: User, component: Component, action: str) -> None:
    audit.note(
        session,
        actor=by.public_id,
        action=action,
        subject=f"component:{component.public_id}",
    )
