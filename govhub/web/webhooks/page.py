"""What the page of a webhook shows."""

import re
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from govhub.catalogue.events import (
    ChangePlanned,
    ComponentChanged,
    ComponentMerged,
    ComponentPublished,
    ComponentRestored,
    ComponentWithdrawn,
    PlanWithdrawn,
    StatusChanged,
)
from govhub.catalogue.status import Status
from govhub.following.events import WebhookTested
from govhub.platform.language import gettext as _
from govhub.platform.language import lazy_gettext as _l
from govhub.platform.outbox import Delivery, DeliveryState, key_of

_ERROR = re.compile(r"(?P<kind>\w+): (?:HTTP (?P<status>\d{3})\. )?(?P<reason>.*)", re.DOTALL)
_OURS = {"Refused", "Undeliverable"}
"""Errors whose text is written for the owner of a webhook."""
_KINDS = {DeliveryState.DONE: "ok", DeliveryState.WAITING: "wacht"}
_CORRECTION = "correction"
_PHRASES = {
    StatusChanged.name: _l("%(name)s heeft nu de status ‘%(status)s’"),
    _CORRECTION: _l("Correctie: %(name)s heeft de status ‘%(status)s’"),
    ChangePlanned.name: _l("Aankondiging: %(name)s krijgt de status ‘%(status)s’"),
    PlanWithdrawn.name: _l("Ingetrokken: %(name)s krijgt niet de status ‘%(status)s’"),
    ComponentPublished.name: _l("Nieuw: %(name)s"),
    ComponentChanged.name: _l("Beschrijving gewijzigd: %(name)s"),
    ComponentWithdrawn.name: _l("Verborgen: %(name)s"),
    ComponentRestored.name: _l("Teruggezet: %(name)s"),
    ComponentMerged.name: _l("Samengevoegd met een ander: %(name)s"),
    WebhookTested.name: _l("Testbericht"),
}
"""Name of an event → what it tells."""


@dataclass(frozen=True, kw_only=True)
class Message:
    """One message in the log."""

    number: int
    about: str
    key: uuid.UUID
    """The webhook-id under which the receiver gets it."""
    recorded_at: datetime
    kind: str
    """How the state looks: ``ok``, ``wacht`` or ``fout``."""
    state: str
    at: datetime
    """When it arrived or was given up, or is tried next."""
    attempts: int
    http_status: str | None
    reason: str | None
    """Why it is not there yet, or never will be."""

    @property
    def waits(self) -> bool:
        """Tell whether it is still on its way."""
        return self.kind == _KINDS[DeliveryState.WAITING]


def messages(deliveries: Sequence[Delivery], names: Mapping[str, str]) -> tuple[Message, ...]:
    """Return the messages in words; ``names`` are those of components by public id."""
    return tuple(_message(each, names) for each in deliveries)


def _message(delivery: Delivery, names: Mapping[str, str]) -> Message:
    event, state = delivery.event, delivery.state
    status, reason = _trouble(delivery.last_error)
    waits = state is DeliveryState.WAITING
    return Message(
        number=delivery.id,
        about=_about(delivery, names),
        key=key_of(delivery),
        recorded_at=event.occurred_at,
        kind=_KINDS.get(state, "fout"),
        state=_("Niet aangekomen") if state is DeliveryState.DEAD else state.label,
        at=delivery.due_at if waits else delivery.settled_at or event.occurred_at,
        attempts=delivery.attempts,
        http_status=status,
        reason=reason,
    )


def _about(delivery: Delivery, names: Mapping[str, str]) -> str:
    event = delivery.event
    kind = _CORRECTION if event.payload.get("is_correction") else event.name
    new = event.payload.get("new")
    return _PHRASES.get(kind, "%(name)s") % {
        "name": names.get(event.subject, _("een component dat nu niet zichtbaar is")),
        "status": Status(new).label if new else "",
    }


def _trouble(error: str | None) -> tuple[str | None, str | None]:
    """Return the HTTP status and the reason of the last attempt; never what a program said."""
    found = _ERROR.fullmatch(error) if error else None
    if found is None:
        return None, None
    if found["kind"] not in _OURS:
        return None, _("Er ging bij ons iets mis.")
    return found["status"], found["reason"]
