"""What the pages of the redactie show."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from flask import url_for
from flask_wtf import FlaskForm

from govhub.accounts.models import User
from govhub.catalogue.ledger.models import PlannedChange
from govhub.catalogue.models import Component
from govhub.catalogue.status import Status
from govhub.catalogue.vocabulary import Publication
from govhub.kernel import clock
from govhub.kernel.clock import AMSTERDAM
from govhub.kernel.pagination import Pages
from govhub.platform.language import gettext as _
from govhub.platform.language import long_date, ngettext
from govhub.registration.fact_words import labels
from govhub.registration.history import Moment
from govhub.registration.models import EditProposal, ProposalState, StatusProposal
from govhub.registration.work import Loaded, Whose, Work, WorkKind, chosen
from govhub.web.parts import Part
from govhub.web.registration.page import CheckPage
from govhub.web.review.forms import CommentForm, EditForm, ProposalForm, VerdictForm
from govhub.web.review.state import Promise, ShownEdit


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """Something that waits for a redacteur."""

    kind: WorkKind
    name: str
    url: str
    summary: str
    owner: str | None
    status: Status
    proposed: Status | None
    """The status that an owner asks for; None for all else."""
    effective_on: date | None
    """A day to come on which it must happen; None means once it is approved."""
    changed: tuple[str, ...]
    """What an edit changes, as in "licentie"."""
    since: datetime
    age: str
    answer_by: date
    is_late: bool
    taken_by: str | None
    """Address of the redacteur who took it."""
    is_mine: bool


@dataclass(frozen=True, kw_only=True)
class Queue:
    """What waits, or the part that was asked for."""

    whose: Whose
    total: int
    """Of all that waits."""
    found: Sequence[Waiting]
    pages: Pages
    choices: Sequence[Part]
    notices: tuple[str, ...]

    def page_url(self, number: int) -> str:
        """Return the address of a page of the list."""
        return queue_url(self.whose, number)


@dataclass(frozen=True, kw_only=True)
class Case:
    """Who took what waits of a component."""

    taken_by: str | None
    """Address of the redacteur; only the redactie sees it."""
    taken_at: datetime | None
    is_mine: bool


@dataclass(frozen=True, kw_only=True)
class EditToDecide:
    """An edit that waits, and the form to decide about it."""

    edit: ShownEdit
    form: EditForm


@dataclass(frozen=True, kw_only=True)
class ReviewPage:
    """What waits of a component, and what a redacteur must know to decide."""

    check: CheckPage
    submitter: str | None
    submitted_at: datetime | None
    promise: Promise | None
    """About a submission."""
    case: Case | None
    """When something waits."""
    history: Sequence[Moment]
    proposal: StatusProposal | None
    """The wish for a status that waits."""
    proposal_promise: Promise | None
    edits: Sequence[EditToDecide]
    verdict_form: VerdictForm | None
    proposal_form: ProposalForm | None
    comment_form: CommentForm | None

    @property
    def is_submission(self) -> bool:
        """Tell whether this is about the whole component, not only a part of it."""
        return self.check.publication is Publication.SUBMITTED

    @property
    def has_work(self) -> bool:
        """Tell whether there is anything to decide."""
        return bool(self.is_submission or self.proposal or self.edits)

    @property
    def forms_with_errors(self) -> Sequence[FlaskForm]:
        """Return the forms in which something is wrong."""
        forms = [
            self.verdict_form,
            self.proposal_form,
            self.comment_form,
            *(each.form for each in self.edits),
        ]
        return [form for form in forms if form is not None and form.errors]


def waiting(found: Iterable[Loaded], user: User) -> list[Waiting]:
    """Return what waits, as the queue shows it."""
    return [_waiting(each, user) for each in found]


def choices(work: Sequence[Work], user: User, whose: Whose) -> list[Part]:
    """Return which parts of the queue can be shown, with how much is in them."""
    return [
        Part(
            label=str(each.label),
            number=len(chosen(work, each, user)),
            url=queue_url(each),
            is_chosen=each is whose,
        )
        for each in Whose
    ]


def queue_url(whose: Whose, number: int = 1) -> str:
    """Return the address of a part of the queue."""
    return url_for(
        "review.index",
        wie=whose.value if whose is not Whose.ALL else None,
        pagina=number if number > 1 else None,
    )


@dataclass(frozen=True, kw_only=True)
class Overdue:
    """A component whose status nobody confirmed in time."""

    name: str
    url: str
    status_url: str
    status: Status
    owner: str | None
    confirm_by: date
    late: str
    has_submitter: bool
    """Somebody is asked by mail."""
    asked_at: datetime | None


def overdue(components: Iterable[Component]) -> list[Overdue]:
    """Return what must be confirmed."""
    return [
        Overdue(
            name=each.name,
            url=url_for("catalogue.show", slug=each.slug),
            status_url=url_for("status.change", slug=each.slug),
            status=each.status,
            owner=each.owner.name if each.owner else None,
            confirm_by=each.confirm_by,
            late=days_late(each.confirm_by),
            has_submitter=each.submitted_by_id is not None,
            asked_at=each.asked_to_confirm_at,
        )
        for each in components
        if each.confirm_by is not None
    ]


@dataclass(frozen=True, kw_only=True)
class Announced:
    """A change for a day to come."""

    name: str
    url: str
    status: Status
    new: Status
    on: date
    decided_by: str
    reason: str | None
    withdraw_url: str


def announced(plans: Iterable[PlannedChange]) -> list[Announced]:
    """Return what was announced."""
    return [
        Announced(
            name=each.component.name,
            url=url_for("catalogue.show", slug=each.component.slug),
            status=each.component.status,
            new=each.new,
            on=each.effective_on,
            decided_by=each.decided_by,
            reason=each.reason,
            withdraw_url=url_for("status.withdraw", slug=each.component.slug, key=each.public_id),
        )
        for each in plans
    ]


@dataclass(frozen=True)
class Beginning:
    """The first of a longer list, and how long it is."""

    shown: Sequence[Overdue] | Sequence[Announced]
    total: int

    @property
    def has_more(self) -> bool:
        """Tell whether the list goes on, on a page of its own."""
        return self.total > len(self.shown)


def decided(component: Component) -> str:
    """Say what a redacteur just did with a submission."""
    sentence = {
        Publication.PUBLISHED: _("%(name)s staat nu in de catalogus."),
        Publication.CHANGES_ASKED: _("U vroeg om een wijziging van %(name)s."),
        Publication.REFUSED: _("U wees %(name)s af."),
    }[component.publication]
    return f"{sentence % {'name': component.name}} {_('De aanmelder krijgt een mail.')}"


def answered(proposal: StatusProposal) -> str:
    """Say what a redacteur just did with a wish for a status."""
    names = {"name": proposal.component.name, "status": proposal.new.label}
    if proposal.state is not ProposalState.APPROVED:
        sentence = _("U wees de status %(status)s voor %(name)s af.")
    elif proposal.effective_on and proposal.effective_on > clock.today():
        sentence = _("Aangekondigd: %(name)s krijgt per %(day)s de status %(status)s.")
        names["day"] = long_date(proposal.effective_on)
    else:
        sentence = _("De status van %(name)s is nu %(status)s.")
    return f"{sentence % names} {_('Wie het voorstelde, krijgt een mail.')}"


def age(since: datetime) -> str:
    """Return how long ago that was, in days as people count them."""
    days = (clock.today() - since.astimezone(AMSTERDAM).date()).days
    if days < 1:
        return _("vandaag")
    return ngettext("%(num)s dag geleden", "%(num)s dagen geleden", days) % {"num": days}


def days_late(day: date) -> str:
    """Return how many days after ``day`` it is."""
    days = (clock.today() - day).days
    return ngettext("%(num)s dag te laat", "%(num)s dagen te laat", days) % {"num": days}


def edit_answered(edit: ShownEdit, component: Component, *, is_approved: bool) -> str:
    """Say what was just done with an edit."""
    sentence = (
        _("De wijziging van %(name)s is nu voor iedereen te zien (%(what)s).")
        if is_approved
        else _("De wijziging van %(name)s is afgewezen (%(what)s).")
    )
    said = sentence % {"name": component.name, "what": edit.names}
    return f"{said} {_('Wie het voorstelde, krijgt een mail.')}"


def _waiting(found: Loaded, user: User) -> Waiting:
    component, work, proposal = found.component, found.work, found.proposal
    wish = proposal if isinstance(proposal, StatusProposal) else None
    return Waiting(
        kind=work.kind,
        name=component.name,
        url=url_for("review.show", slug=component.slug),
        summary=component.summary,
        owner=component.owner.name if component.owner else None,
        status=component.status,
        proposed=wish.new if wish else None,
        effective_on=wish.effective_on if wish else None,
        changed=labels(proposal.facts) if isinstance(proposal, EditProposal) else (),
        since=work.since,
        age=age(work.since),
        answer_by=work.answer_by,
        is_late=work.is_late,
        taken_by=found.taken_by.email if found.taken_by else None,
        is_mine=work.editor_id == user.id,
    )
