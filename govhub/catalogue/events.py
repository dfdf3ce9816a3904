"""What can happen to a component."""

from dataclasses import dataclass
from typing import ClassVar

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
    is_correction: bool = False
    """The change before was a mistake: shown, not mailed."""


@dataclass(frozen=True, kw_only=True)
class ChangePlanned(Event, name="catalogue.change_planned"):
    """The status of a component will become another on a day to come. A line of the ledger."""

    old: str
    """The status on the day of the announcement."""
    new: str
    effective_on: str
    """ISO date on which it will happen."""
    decided_by: str
    reason: str | None = None
    evidence_url: str | None = None
    end_date: str | None = None


@dataclass(frozen=True, kw_only=True)
class PlanWithdrawn(Event, name="catalogue.plan_withdrawn"):
    """A change that was announced will not happen, or could not. A line of the ledger."""

    new: str
    effective_on: str
    """ISO date that was announced."""
    decided_by: str
    reason: str
    is_failed: bool = False
    """On the day itself something was missing."""


@dataclass(frozen=True, kw_only=True)
class StatusConfirmed(Event, name="catalogue.status_confirmed"):
    """The owner says that the status is still true. A line of the ledger."""

    status: str
    decided_by: str


@dataclass(frozen=True, kw_only=True)
class ConfirmationAsked(Event, name="catalogue.confirmation_asked"):
    """It is time for the owner to say whether the status is still true."""

    link_id: str
    """The one-time link that says so."""


@dataclass(frozen=True, kw_only=True)
class ComponentPublished(Event, name="catalogue.component_published"):
    """A component became visible to everybody."""


@dataclass(frozen=True, kw_only=True)
class ComponentChanged(Event, name="catalogue.component_changed"):
    """The description of a visible component changed."""

    old_name: str | None = None
    """What it was called, when it got another name."""
    old_slug: str | None = None
    """Where it stood, when that changed with the name."""


@dataclass(frozen=True, kw_only=True)
class ComponentWithdrawn(Event, name="catalogue.component_withdrawn"):
    """A component is no longer visible, by a person's decision."""

    reason: str | None = None
    """Why; its address says so. None for what was hidden before that was written down."""


@dataclass(frozen=True, kw_only=True)
class ComponentRestored(Event, name="catalogue.component_restored"):
    """A component that was hidden is visible again."""


@dataclass(frozen=True, kw_only=True)
class ComponentMerged(Event, name="catalogue.component_merged"):
    """A component is no longer visible: it was the same as another, which has all of it now."""

    into: str
    """Public id of the other."""
    reason: str


@dataclass(frozen=True, kw_only=True)
class HidingAsked(Event, name="catalogue.hiding_asked"):
    """Who keeps a component asks to take it out of view. For the redactie."""

    reason: str
    asked_by: str
    """Public id of the user."""


@dataclass(frozen=True, kw_only=True)
class HidingRefused(Event, name="catalogue.hiding_refused"):
    """The redactie leaves a component where it is. For who asked to hide it."""

    reason: str
    asked_by: str
    """Public id of the user."""


# --- the address for questions; none of these holds it ---------------------------------------


@dataclass(frozen=True, kw_only=True)
class ContactAsked(Event, name="catalogue.contact_asked"):
    """Who reads the address for questions must say whether it may be shown."""

    link_id: str
    """The one-time link that says so, which knows the address."""


@dataclass(frozen=True, kw_only=True)
class ContactUnanswered(Event, name="catalogue.contact_unanswered"):
    """Nobody who reads that address said so in time. For who answers for the component."""


@dataclass(frozen=True, kw_only=True)
class ContactRemoved(Event, name="catalogue.contact_removed"):
    """The address for questions went. For who answers for the component."""

    REFUSED: ClassVar[str] = "klopt-niet"
    LEFT: ClassVar[str] = "account-verwijderd"

    why: str
    """Who reads it said that it does not belong there, or deleted their account."""
