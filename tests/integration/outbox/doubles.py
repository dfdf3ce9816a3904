"""An event and a subscriber that only tests know."""

from dataclasses import dataclass, field

from govhub.kernel.events import Event


@dataclass(frozen=True, kw_only=True)
class Happened(Event, name="test.happened"):
    receivers: list[str] = field(default_factory=list)


class Collector:
    """Keeps the parcels it got; ``trouble`` says what goes wrong for a receiver."""

    events = frozenset({Happened})

    def __init__(self, name):
        self.name = name
        self.parcels = []
        self.tried = []
        self.trouble = {}

    def receivers(self, session, event):
        return event.receivers

    def deliver(self, session, parcel):
        self.tried.append(parcel)
        if parcel.receiver in self.trouble:
            raise self.trouble[parcel.receiver]
        self.parcels.append(parcel)
