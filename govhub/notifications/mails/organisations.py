"""Mail about members of organisations, and components that go to another one."""

from dataclasses import dataclass

from govhub.notifications.mails.base import Link, Mail


@dataclass(frozen=True, kw_only=True)
class InvitedToOrganisation(Mail):
    """You are asked to join an organisation."""

    template = "organisation-invitation"

    organisation: str
    role: str
    """As in "u bent uitgenodigd als …"."""
    accept_url: str
    days: int
    """How long the link works."""


@dataclass(frozen=True, kw_only=True)
class ClaimWaits(Mail):
    """A component may go to another organisation, and you may decide about that."""

    template = "claim-waits"

    component: Link
    owner: str | None
    """Who owns it now."""
    new_owner: str
    is_transfer: bool
    """The owner hands it over; else the other organisation says that it is theirs."""
    reason: str | None
    decide_url: str


@dataclass(frozen=True, kw_only=True)
class ClaimAnswered(Mail):
    """What became of the component that you wanted to take over or hand over."""

    template = "claim-answered"

    component: Link
    new_owner: str
    state: str
    """Value of a ``ProposalState``."""
    reason: str | None


@dataclass(frozen=True, kw_only=True)
class HandedOver(Mail):
    """A component that you had is of another organisation now."""

    template = "component-handed-over"

    component: Link
    new_owner: str
