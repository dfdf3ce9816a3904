"""What a message says: a CloudEvent by the NL GOV profile, with nothing about persons.

https://gitdocumentatie.logius.nl/publicatie/notificatieservices/CloudEvents-NL/
"""

from dataclasses import dataclass
from datetime import UTC
from typing import Any

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
    ComponentWithdrawn: "component-verborgen",
    ComponentRestored: "component-teruggezet",
    ComponentMerged: "component-samengevoegd",
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

    def about_component(
        self, parcel: Parcel, component: Component, *, into: Component | None = None
    ) -> dict[str, Any]:
        """Return the message about something that happened to the component.

        ``into`` is what it became, when it was a double.
        """
        data = {"component": self._component(component), **self._data(parcel.event)}
        if into is not None:
            data["samengevoegdMet"] = self._component(into)
        return self._message(parcel) | {"dataref": self._address(component.slug), "data": data}

    def _component(self, component: Component) -> dict[str, Any]:
        return {
            "id": str(component.public_id),
            "naam": component.name,
            "adres": self._address(component.slug),
            "status": component.status.value,
        }

    def _address(self, slug: str) -> str:
        return Addresses(self.base_url).component(slug)

    def _data(self, event: Event) -> dict[str, Any]:
        """Return what the event says, with the address that the component left."""
        said = _data(event)
        if isinstance(event, ComponentChanged) and event.old_slug:
            said["adresEerder"] = self._address(event.old_slug)
        return said

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
        case ComponentChanged() if event.old_name:
            return {"naamEerder": event.old_name}
        case ComponentWithdrawn() | ComponentMerged():
            return {"reden": event.reason}
        case _:
            return {}
