"""Every mail that GovHub sends: what ``templates/mail/<template>.jinja`` may say."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar


@dataclass(frozen=True)
class Link:
    """A name and where it leads."""

    name: str
    url: str


@dataclass(frozen=True, kw_only=True)
class Mail:
    """A mail before it is rendered."""

    template: ClassVar[str]

    to: str
    stop_url: str | None = None
    """Where one click ends this kind of mail; only for mail to followers."""


@dataclass(frozen=True, kw_only=True)
class SignIn(Mail):
    """The link that you asked for to sign in."""

    template = "sign-in"

    sign_in_url: str
    minutes: int
    """How long the link works."""


@dataclass(frozen=True, kw_only=True)
class SignInHasChanged(Mail):
    """Something changed about how you sign in."""

    template = "sign-in-changed"

    action: str
    """As the audit log calls it."""
    account_url: str


@dataclass(frozen=True, kw_only=True)
class AccountIsDeleted(Mail):
    """You left; this is the last mail."""

    template = "account-deleted"


# --- to followers --------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class ConfirmFollow(Mail):
    """Whether you really want this mail."""

    template = "confirm-follow"

    subjects: tuple[str, ...]
    """What waits for an answer, as in "u volgt …"."""
    others: int
    """How much more waits."""
    confirm_url: str
    days: int
    """How long the link works."""


@dataclass(frozen=True, kw_only=True)
class AlreadyFollowing(Mail):
    """You asked to follow what you follow already."""

    template = "already-following"

    subjects: tuple[str, ...]
    """What the address follows, as in "u volgt …"."""
    others: int
    """How much more it follows."""
    manage_url: str


@dataclass(frozen=True, kw_only=True)
class News(Mail):
    """Something that a follower wants to know about a component."""

    subject: str
    """What the reader follows: the reason for this mail."""
    manage_url: str
    component: Link
    formerly: str | None = None
    """What it was called until not long ago, when the reader knows it by that name."""


@dataclass(frozen=True, kw_only=True)
class ComponentIsNew(News):
    """A component was added to the catalogue."""

    template = "component-new"

    summary: str
    owner: str | None
    status: str
    answer: str
    """To "mag ik dit gebruiken?"."""
    meaning: str


@dataclass(frozen=True, kw_only=True)
class Decision:
    """What was decided about the status of a component."""

    answer: str
    """To "mag ik dit gebruiken?", with the status that it is about."""
    meaning: str
    decided_by: str
    reason: str | None
    evidence_url: str | None
    end_date: date | None
    """Until when it works, when it is being phased out."""
    successors: tuple[Link, ...]


@dataclass(frozen=True, kw_only=True)
class StatusHasChanged(News):
    """A component got another status."""

    template = "status-changed"

    old: str
    new: str
    effective_on: date
    decision: Decision


@dataclass(frozen=True, kw_only=True)
class ChangeIsPlanned(News):
    """A component will get another status on a day to come."""

    template = "change-planned"

    will_be: str
    """As in "Open Zaak wordt per 1 januari 2027 uitgefaseerd"; without the name."""
    now: str
    """The status of today."""
    effective_on: date
    decision: Decision


@dataclass(frozen=True, kw_only=True)
class PlanIsWithdrawn(News):
    """What was announced will not happen, or could not."""

    template = "plan-withdrawn"

    will_not_be: str
    """As in "Open Zaak wordt per 1 januari 2027 toch niet uitgefaseerd"; without the name."""
    is_failed: bool
    """On the day itself something was missing."""
    now: str
    """The status of today."""
    answer: str
    meaning: str
    decided_by: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class Told:
    """One thing that happened, in a digest."""

    sentence: str
    decided_by: str
    reason: str | None


@dataclass(frozen=True, kw_only=True)
class Story:
    """All that happened to one component, in a digest."""

    component: Link
    told: tuple[Told, ...]
    """In the order in which it happened."""
    now: str
    """The status of today."""
    answer: str


@dataclass(frozen=True, kw_only=True)
class Digest(Mail):
    """What happened in a day or a week to all that somebody follows."""

    template = "digest"

    number: int
    """Of changes."""
    stories: tuple[Story, ...]
    others: int
    """Components that are not told of here."""
    changes_url: str
    """Where all changes are."""
    rhythm: str
    """Value of a ``Rhythm``."""
    subjects: tuple[str, ...]
    """What is followed in this rhythm, as in "u volgt …"."""
    other_subjects: int
    """How much more is followed."""
    manage_url: str


# --- to who answers for a component or a webhook -------------------------------------------


@dataclass(frozen=True, kw_only=True)
class ConfirmStatus(Mail):
    """Whether the status of your component is still true."""

    template = "confirm-status"

    component: Link
    """Leads to where the status is changed."""
    status: str
    meaning: str
    since: date | None
    confirmed_on: date | None
    confirm_by: date | None
    is_overdue: bool
    confirm_url: str
    works_until: date
    """The last day on which the link works."""


@dataclass(frozen=True, kw_only=True)
class RequirementEnds(Mail):
    """Something that your component needs is phased out, has ended, will, or will not after all."""

    template = "requirement-ends"

    component: Link
    """What ends."""
    what: str
    """As in "Open Zaak wordt per 1 januari 2027 uitgefaseerd"; without the name."""
    is_off: bool
    """It was announced, and will not happen after all."""
    decision: Decision
    yours: tuple[Link, ...]
    """The components of the reader that need it."""


@dataclass(frozen=True, kw_only=True)
class WebhookIsDisabled(Mail):
    """A webhook of yours gets no messages any more."""

    template = "webhook-disabled"

    webhook: Link
    reason: str


# --- about registrations -------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class SubmissionWaits(Mail):
    """A registration waits for a redacteur."""

    template = "submission-waits"

    component: Link
    """Leads to where it is decided about."""
    summary: str
    owner: str | None
    status: str
    is_again: bool
    """It was submitted before, and a change was asked."""


@dataclass(frozen=True, kw_only=True)
class ProposalWaits(Mail):
    """A wish for another status waits for a redacteur."""

    template = "proposal-waits"

    component: Link
    """Leads to where it is decided about."""
    old: str
    new: str
    effective_on: date | None
    """The day to come on which it must happen."""
    reason: str | None


@dataclass(frozen=True, kw_only=True)
class SubmissionDecided(Mail):
    """What the redactie decided about your registration."""

    template = "submission-decided"

    component: Link
    """Leads to the public page, or to the registration."""
    verdict: str
    """Value of a ``Verdict``."""
    reason: str | None


@dataclass(frozen=True, kw_only=True)
class ProposalAnswered(Mail):
    """What became of the status that you asked for."""

    template = "proposal-answered"

    component: Link
    """Leads to where the status is changed."""
    new: str
    """The status that was asked for."""
    state: str
    """Value of a ``ProposalState``."""
    effective_on: date | None
    """The day to come for which it was announced."""
    reason: str | None


@dataclass(frozen=True, kw_only=True)
class SubmissionIsReceived(Mail):
    """We have your registration, and say by when you hear of it."""

    template = "submission-received"

    component: Link
    """Leads to the registration."""
    answer_by: date
    is_again: bool


@dataclass(frozen=True, kw_only=True)
class CommentIsWritten(Mail):
    """The other side said something about a registration or an edit."""

    template = "comment"

    component: Link
    """Leads to where it is answered."""
    is_to_editors: bool
    comments: tuple[str, ...]
    """What was said since the reader's side last spoke."""


@dataclass(frozen=True, kw_only=True)
class EditWaits(Mail):
    """An edit of a public component waits, and you may decide about it."""

    template = "edit-waits"

    component: Link
    """Leads to where it is decided about."""
    is_to_editors: bool
    is_of_keeper: bool
    changed: tuple[str, ...]
    """What it changes, as in "Licentie"."""
    reason: str | None


@dataclass(frozen=True, kw_only=True)
class EditIsReceived(Mail):
    """We have your edit, and say by when you hear of it."""

    template = "edit-received"

    component: Link
    """Leads to the edits of the component."""
    changed: tuple[str, ...]
    answer_by: date


@dataclass(frozen=True, kw_only=True)
class EditAnswered(Mail):
    """What became of your edit."""

    template = "edit-answered"

    component: Link
    """Leads to the component or its edits."""
    changed: tuple[str, ...]
    state: str
    """Value of a ``ProposalState``."""
    reason: str | None
    others_wait: bool
    """What it said about other facts still waits."""


@dataclass(frozen=True)
class Late:
    """Something that the redactie should have answered by now."""

    component: Link
    kind: str
    """As in "Aanmelding"."""
    answer_by: date


@dataclass(frozen=True, kw_only=True)
class WorkForEditorsIsLate(Mail):
    """What the redactie promised and did not do yet."""

    template = "work-late"

    number: int
    late: tuple[Late, ...]
    others: int
    """What is late and not named here."""
    queue_url: str


# --- about organisations -------------------------------------------------------------------


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


# --- about the address for questions -------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class ConfirmContact(Mail):
    """Whether this address may be shown with a component."""

    template = "confirm-contact"

    name: str
    """Of the component."""
    owner: str | None
    page_url: str | None
    """Of the component; None while it is not public."""
    others: int
    """How many other components wait for the same address."""
    answer_url: str
    days: int
    """How long the link works."""


@dataclass(frozen=True, kw_only=True)
class ContactIsMissing(Mail):
    """Readers of your component see no address for questions."""

    template = "contact-missing"

    component: Link
    why: str | None
    """Why it was taken away, as ``ContactRemoved``; None when nobody answered."""
    unanswered: str | None
    """The address from which nobody answered."""
    days: int
    """So long ago it was asked."""
    edit_url: str


# --- about who uses what -------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class ReuseWaits(Mail):
    """Whether it is true that an organisation uses a component."""

    template = "reuse-waits"

    component: Link
    organisation: str
    is_of_organisation: bool
    """The organisation said it; else who answers for the component did."""
    phase: str
    version: str | None
    since: str | None
    """A month."""
    experience: str | None
    answer_url: str
    days: int | None
    """How long the link works; None for who signs in."""


@dataclass(frozen=True, kw_only=True)
class ReuseIsConfirmed(Mail):
    """The other side says so too."""

    template = "reuse-confirmed"

    component: Link
    organisation: str
    until: date | None
    """Until when it counts."""
    page_url: str


@dataclass(frozen=True, kw_only=True)
class ReuseIsRefused(Mail):
    """Somebody says that an organisation does not use a component."""

    template = "reuse-refused"

    component: Link
    organisation: str
    by: str
    """Value of a ``Side``."""
    reason: str
    page_url: str


@dataclass(frozen=True, kw_only=True)
class ReuseEnds(Mail):
    """Whether your organisation still uses a component."""

    template = "reuse-expires"

    component: Link
    organisation: str
    phase: str
    confirmed_on: date
    until: date
    """The first day on which it does not count any more."""
    is_over: bool
    answer_url: str
    works_until: date
    """The last day on which the link works."""
    change_url: str | None
    """Where something else is told; None for who has no account."""


@dataclass(frozen=True, kw_only=True)
class ReusePhaseHasChanged(Mail):
    """An organisation is further with your component, or stopped."""

    template = "reuse-phase"

    component: Link
    organisation: str
    old: str
    new: str
    is_over: bool
    """It stopped."""
    page_url: str


# --- out of view, back, and two that became one ----------------------------------------------


@dataclass(frozen=True, kw_only=True)
class ComponentIsHidden(News):
    """What you follow is not in the catalogue any more."""

    template = "component-hidden"

    reason: str | None
    instead: tuple[Link, ...]
    """What may be used instead."""


@dataclass(frozen=True, kw_only=True)
class ComponentIsBack(News):
    """What you follow is in the catalogue again."""

    template = "component-back"

    status: str
    answer: str


@dataclass(frozen=True, kw_only=True)
class ComponentIsMerged(News):
    """What you follow is the same as another component, which you follow from now on."""

    template = "component-merged"

    old_name: str
    reason: str | None


@dataclass(frozen=True, kw_only=True)
class YoursIsHidden(Mail):
    """The redactie took out of the catalogue what you answer for."""

    template = "own-hidden"

    component: Link
    reason: str | None


@dataclass(frozen=True, kw_only=True)
class YoursIsBack(Mail):
    """What you answer for is in the catalogue again."""

    template = "own-back"

    component: Link


@dataclass(frozen=True, kw_only=True)
class YoursIsMerged(Mail):
    """Of two components that were the same, of which you answer for one, there is one now."""

    template = "own-merged"

    old_name: str
    component: Link
    """The one that stays."""
    reason: str | None
    history_url: str
    """Where the ledger of the double can be read."""


@dataclass(frozen=True, kw_only=True)
class HidingWaits(Mail):
    """Who keeps a component asks to hide it; the redactie decides."""

    template = "hiding-waits"

    component: Link
    reason: str
    decide_url: str


@dataclass(frozen=True, kw_only=True)
class HidingIsRefused(Mail):
    """The redactie leaves the component where it is."""

    template = "hiding-refused"

    component: Link
    reason: str
