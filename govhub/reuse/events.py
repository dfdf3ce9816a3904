"""What can happen to the use of a component by an organisation. None of these holds an address."""

from dataclasses import dataclass

from govhub.kernel.events import Event


@dataclass(frozen=True, kw_only=True)
class ReuseClaimed(Event, name="reuse.claimed"):
    """One side says that an organisation uses a component; the other must confirm it."""

    link_id: str | None = None
    """The one-time link for an address of the other side, which has nobody in GovHub."""


@dataclass(frozen=True, kw_only=True)
class ReuseConfirmed(Event, name="reuse.confirmed"):
    """The other side says so too. For who claimed it."""

    by: str
    """Value of a ``Side``."""


@dataclass(frozen=True, kw_only=True)
class ReuseRefused(Event, name="reuse.refused"):
    """The other side or the redactie says that it is not so. For who claimed it, or for both."""

    by: str
    """Value of a ``Side``."""
    reason: str


@dataclass(frozen=True, kw_only=True)
class ReuseExpires(Event, name="reuse.expires"):
    """It was confirmed almost a year ago, or longer: the organisation must say so again."""

    link_id: str
    """The one-time link that says so."""
    is_over: bool
    """It is not counted any more."""


@dataclass(frozen=True, kw_only=True)
class ReusePhaseChanged(Event, name="reuse.phase_changed"):
    """The organisation is further with it, or stopped. For who answers for the component."""

    old: str
    new: str
