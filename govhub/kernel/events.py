"""Domain events: facts, in the past tense, that other parts may react to."""

from dataclasses import asdict, dataclass
from typing import Any, ClassVar

_REGISTRY: dict[str, type["Event"]] = {}


@dataclass(frozen=True, kw_only=True)
class Event:
    """A fact. Its fields are plain values (text, numbers), because it is stored as JSON."""

    name: ClassVar[str]

    subject: str
    """Public id (uuid) of the thing it happened to."""

    def __init_subclass__(cls, *, name: str) -> None:
        """Register the class under ``name``, the word by which it is stored."""
        cls.name = name
        _REGISTRY[name] = cls

    def payload(self) -> dict[str, Any]:
        """Return the fields, as they are stored."""
        return asdict(self)

    @staticmethod
    def load(name: str, payload: dict[str, Any]) -> "Event":
        """Return the event that was stored. Raises KeyError for a name that nobody knows."""
        return _REGISTRY[name](**payload)
