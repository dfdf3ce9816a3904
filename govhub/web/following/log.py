"""What was sent because of a subscription, and what was not and why, in words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from govhub.catalogue.events import ChangePlanned, PlanWithdrawn, StatusChanged
from govhub.catalogue.status import Status
from govhub.following.events import DigestDue
from govhub.following.models import Rhythm
from govhub.platform.language import gettext as _
from govhub.platform.language import lazy_gettext as _l
from govhub.platform.language import long_date
from govhub.platform.outbox import Delivery, DeliveryState

_STATES = {
    DeliveryState.WAITING: _l("Wacht"),
    DeliveryState.DONE: _l("Verstuurd"),
    DeliveryState.DEAD: _l("Mislukt"),
    DeliveryState.DISMISSED: _l("Mislukt"),
}
_NOT_NEEDED = _l("Niet verstuurd")
_REFUSED = {"Undeliverable", "AddressRefused"}
_OUT_OF_REACH = ("NotNow", "Timeout", "Connection", "OSError", "gaierror", "SMTP", "Disconnected")
"""Parts of the names of errors that tell that the other side did not answer well."""


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One message."""

    about: str
    state: str
    kind: str
    """How the state looks: ``ok``, ``wacht`` or ``fout``."""
    at: datetime
    """When it was sent or given up, or is tried next."""
    reason: str | None
    """Why it is not there yet, or never will be."""


def entries(deliveries: Sequence[Delivery], names: Mapping[str, str]) -> tuple[Entry, ...]:
    """Return the messages in words; ``names`` are those of components by public id."""
    return tuple(_entry(each, names) for each in deliveries)


def components_in(deliveries: Iterable[Delivery]) -> set[str]:
    """Return the public ids of the components that the messages are about."""
    return {each.event.subject for each in deliveries if each.event.name != DigestDue.name}


def _entry(delivery: Delivery, names: Mapping[str, str]) -> Entry:
    state = delivery.state
    waits = state is DeliveryState.WAITING
    kind = {DeliveryState.DONE: "ok", DeliveryState.WAITING: "wacht"}.get(state, "fout")
    is_needed = state is not DeliveryState.DONE or delivery.last_error is None
    error = None if state is DeliveryState.DONE else delivery.last_error
    return Entry(
        about=_about(delivery, names),
        state=str(_STATES[state] if is_needed else _NOT_NEEDED),
        kind=kind,
        at=delivery.due_at if waits else delivery.settled_at or delivery.event.occurred_at,
        reason=(_reason(error) if error else None) if is_needed else _why_not(delivery),
    )


def _about(delivery: Delivery, names: Mapping[str, str]) -> str:
    event = delivery.event
    name = names.get(event.subject, _("een component dat nu niet zichtbaar is"))
    match event.name:
        case StatusChanged.name:
            return _status(name, event.payload)
        case ChangePlanned.name:
            return _("Aankondiging: %(name)s wordt ‘%(status)s’ op %(day)s") % {
                "name": name,
                "status": Status(event.payload["new"]).label,
                "day": long_date(date.fromisoformat(event.payload["effective_on"])),
            }
        case PlanWithdrawn.name:
            return _("Ingetrokken: %(name)s wordt niet ‘%(status)s’") % {
                "name": name,
                "status": Status(event.payload["new"]).label,
            }
        case DigestDue.name:
            is_weekly = event.payload["rhythm"] == Rhythm.WEEKLY
            return _("De mail van de week") if is_weekly else _("De mail van de dag")
        case _:
            return name


def _status(name: str, payload: Mapping[str, Any]) -> str:
    words = {"name": name, "status": Status(payload["new"]).label}
    if payload["old"] is None:
        return _("Nieuw: %(name)s, met de status ‘%(status)s’") % words
    return _("%(name)s heeft nu de status ‘%(status)s’") % words


def _why_not(delivery: Delivery) -> str:
    """Return why there was nothing to send: that is no failure."""
    if delivery.event.name == DigestDue.name:
        return _("Er was niets nieuws in wat u volgt.")
    return _("Het klopte niet meer op het moment dat wij u wilden mailen.")


def _reason(error: str) -> str:
    """Return why, in words for people: never what a program said."""
    kind = error.partition(":")[0]
    if kind in _REFUSED:
        return _("De mailserver van uw adres weigerde de mail.")
    if any(part in kind for part in _OUT_OF_REACH):
        return _("De mailserver was niet bereikbaar of nam de mail nog niet aan.")
    return _("Er ging bij ons iets mis.")
