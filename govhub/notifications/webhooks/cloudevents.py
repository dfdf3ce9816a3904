"""What a message says: a CloudEvent by the NL GOV profile, with nothing about persons.

https://gitdocumentatie.logius.nl/publicatie/notificatieservices/CloudEvents-NL/
"""

from dataclasses import dataclass
from datetime import UTC
from typing import Any

from govhub.catalogue.events import (
    ChangePlanned,
    ComponentChanged,
    ComponentPublished,
    PlanWithdrawn,
    StatusChanged,
)
from govhub.catalogue.models import Component
from govhub.following.events import WebhookTested
from govhub.kernel.events import Event
from govhub.notifications.addresses import Addresses
from govhub.platform.outbox import Parcel

CONTENT_TYPE = "application/cloudevents+json; charset=utf-8"
TYPES: dict[type[Event], str] = {
    StatusChanged: "component-status-gewijzigd",
    ComponentPublished: "component-toegevoegd",
    ComponentChanged: "component-gewijzigd",
    ChangePlanned: "component-wijziging-aangekondigd",
    PlanWithdrawn: "component-aankondiging-ingetrokken",
    WebhookTested: "webhook-test",
}
_TYPE = "nl.softwarecomponenten.{}.v1"
_DIGITS = 12
"""Of a sequence: with leading zeroes it is in order as text, which the profile asks for."""


@dataclass(frozen=True)
class Sender:
    """Who speaks: this portal."""

    base_url: str
    oin: str | None = None

    @property
    def source(self) -> str:
        """Return the attribute ``source``."""
        return f"urn:nld:oin:{self.oin}:systeem:govhub" if self.oin else self.base_url

    def about_component(self, parcel: Parcel, component: Component) -> dict[str, Any]:
        """Return the message about something that happened to the component."""
        address = Addresses(self.base_url).component(component.slug)
        data = {
            "component": {
                "id": str(component.public_id),
                "naam": component.name,
                "adres": address,
                "status": component.status.value,
            },
            **_data(parcel.event),
        }
        return self._message(parcel) | {"dataref": address, "data": data}

    def test(self, parcel: Parcel) -> dict[str, Any]:
        """Return a message that only says that messages arrive."""
        told = "Dit is een testbericht van GovHub. Er is niets gewijzigd."
        return self._message(parcel) | {"data": {"bericht": told}}

    def _message(self, parcel: Parcel) -> dict[str, Any]:
        moment = parcel.occurred_at.astimezone(UTC).isoformat(timespec="milliseconds")
        return {
            "specversion": "1.0",
            "id": str(parcel.event_key),
            "source": self.source,
            "type": _TYPE.format(TYPES[type(parcel.event)]),
            "subject": parcel.event.subject,
            "time": moment.replace("+00:00", "Z"),
            "sequence": f"{parcel.number:0{_DIGITS}}",
            "datacontenttype": "application/json",
        }


def _data(event: Event) -> dict[str, Any]:
    """Return what the event says; the words are those of the portal."""
    match event:
        case StatusChanged():
            return {
                "statusOud": event.old,
                "statusNieuw": event.new,
                "ingangsdatum": event.effective_on,
                "besluitVan": event.decided_by,
                "reden": event.reason,
                "bron": event.evidence_url,
                "isCorrectie": event.is_correction,
            }
        case ChangePlanned():
            return {
                "statusOud": event.old,
                "statusNieuw": event.new,
                "ingangsdatum": event.effective_on,
                "besluitVan": event.decided_by,
                "reden": event.reason,
                "bron": event.evidence_url,
                "einddatum": event.end_date,
            }
        case PlanWithdrawn():
            return {
                "statusNieuw": event.new,
                "ingangsdatum": event.effective_on,
                "besluitVan": event.decided_by,
                "reden": event.reason,
                "isMislukt": event.is_failed,
            }
        case _:
            return {}
