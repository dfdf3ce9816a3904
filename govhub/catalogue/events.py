"""What can happen to a component."""

from dataclasses import dataclass

from govhub.kernel.events import Event


@dataclass(frozen=True, kw_only=True)
class StatusChanged(Event, name="catalogue.status_changed"):
    """A component got another status; the first one has ``old=None``. The line of the ledger."""

    old: str | None
    new: str
    effective_on: str
    """ISO date from which it holds."""
    decided_by: str
    reason: str | None = None
    evidence_url: str | None = None
    is_news: bool = True
    """Followers are told. Not when many facts come in at once, as with the seed."""


@dataclass(frozen=True, kw_only=True)
class ComponentPublished(Event, name="catalogue.component_published"):
    """A component became visible to everybody."""


@dataclass(frozen=True, kw_only=True)
class ComponentChanged(Event, name="catalogue.component_changed"):
    """The description of a visible component changed."""


@dataclass(frozen=True, kw_only=True)
class ComponentWithdrawn(Event, name="catalogue.component_withdrawn"):
    """A component is no longer visible, by a person's decision."""
