"""The pages on which owners and the redactie work with the status of a public component."""

from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import TypeVar
from uuid import UUID

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from govhub.catalogue import correcting, needing, planning
from govhub.catalogue import queries as catalogue
from govhub.catalogue.gate import missing_for_available
from govhub.catalogue.ledger import queries as ledger
from govhub.catalogue.ledger.models import LedgerLine, PlannedChange, PlanState
from govhub.catalogue.models import Component
from govhub.catalogue.status import Status, StepRefused
from govhub.kernel.errors import Conflict, InvalidInput
from govhub.platform.db import transaction
from govhub.platform.language import gettext as _
from govhub.platform.language import long_date
from govhub.platform.ratelimit import TooMany
from govhub.registration import queries
from govhub.registration import status as deciding
from govhub.registration.models import StatusProposal
from govhub.registration.permissions import may_follow_along, require_change
from govhub.registration.proposals import propose_or_change_status
from govhub.web import limits
from govhub.web.access import Access, access, signed_in_user
from govhub.web.extensions import db
from govhub.web.relations.page import in_trouble as needs_in_trouble
from govhub.web.status import page
from govhub.web.status.forms import CorrectionForm, ReadyForm, StatusForm, WithdrawForm

_Form = StatusForm | ReadyForm | WithdrawForm | CorrectionForm
_Done = TypeVar("_Done")

status = Blueprint("status", __name__)


@dataclass(frozen=True)
class _Refused:
    """What was asked did not happen: the form comes back and says why."""

    code: HTTPStatus
    conflict: Conflict | None = None


@status.route("/componenten/<slug>/status", methods=["GET", "POST"])
@access(Access.SIGNED_IN)
def change(slug: str) -> str | Response | tuple[str, int]:
    """Change the status of a public component, announce it, or ask the redactie to."""
    component = _component(slug)
    form = StatusForm.of(component, catalogue.names_of_public_components(db.session))
    if not form.validate_on_submit():
        return _status_page(component, form)
    done = _attempt(
        component,
        form,
        lambda: propose_or_change_status(
            db.session, signed_in_user(), component, form.wish, seen=form.seen_status
        ),
    )
    if isinstance(done, _Refused):
        return _status_page(component, form, conflict=done.conflict), done.code
    return redirect(_after(component, done))


@status.post("/componenten/<slug>/status/bevestigen")
@access(Access.SIGNED_IN)
def confirm(slug: str) -> Response:
    """Say that the status is still true."""
    component = _component(slug)
    with transaction(db.session):
        deciding.confirm_status(db.session, signed_in_user(), component)
    flash(
        _("U bevestigde dat %(name)s de status %(status)s heeft.")
        % {"name": component.name, "status": component.status.label}
    )
    return redirect(url_for("catalogue.show", slug=slug))


@status.route("/componenten/<slug>/status/corrigeren", methods=["GET", "POST"])
@access(Access.SIGNED_IN)
def correct(slug: str) -> str | Response | tuple[str, int]:
    """Say that the last change of status was a mistake."""
    component, user = _component(slug), signed_in_user()
    line = correcting.correctable(db.session, component)
    if line is None:
        raise Conflict(_("Er is geen wijziging die u nu nog kunt corrigeren."))
    choices = _corrections(line, is_editor=user.is_editor)
    form = CorrectionForm.of(line, choices)
    if not form.validate_on_submit():
        return _correction_page(component, line, form)

    def carry_out() -> LedgerLine:
        if form.number != line.number:
            raise Conflict(_("Iemand anders heeft de status intussen gewijzigd."))
        return deciding.correct_status(db.session, user, component, line, **form.correction)

    done = _attempt(component, form, carry_out)
    if isinstance(done, _Refused):
        return _correction_page(component, line, form, conflict=done.conflict), done.code
    flash(
        _("De vergissing is gecorrigeerd. De status van %(name)s is nu %(status)s.")
        % {"name": component.name, "status": component.status.label}
    )
    return redirect(url_for("catalogue.show", slug=slug))


@status.route("/componenten/<slug>/aankondigingen/<uuid:key>", methods=["GET", "POST"])
@access(Access.SIGNED_IN)
def withdraw(slug: str, key: UUID) -> str | Response | tuple[str, int]:
    """Withdraw a change that was announced."""
    component = _component(slug)
    plan = planning.plan_by_public_id(db.session, key)
    if plan is None or plan.component_id != component.id:
        abort(HTTPStatus.NOT_FOUND)
    if plan.state is not PlanState.WAITING:
        raise Conflict(_("Deze wijziging wacht niet meer: die is al uitgevoerd of ingetrokken."))
    form = WithdrawForm()
    if not form.validate_on_submit():
        return _withdraw_page(component, plan, form)
    done = _attempt(
        component,
        form,
        lambda: deciding.withdraw_announcement(
            db.session, signed_in_user(), plan, reason=form.reason.data or ""
        ),
    )
    if isinstance(done, _Refused):
        return _withdraw_page(component, plan, form, conflict=done.conflict), done.code
    flash(
        _("U trok “%(status)s” per %(day)s in. Wie aankondigingen volgt, krijgt een mail.")
        % {"status": plan.new.label, "day": long_date(plan.effective_on)}
    )
    return redirect(url_for("status.change", slug=slug))


@status.route("/componenten/<slug>/klaar-voor-gebruik", methods=["GET", "POST"])
@access(Access.SIGNED_IN)
def ready(slug: str) -> str | Response | tuple[str, int]:
    """Show what ``beschikbaar`` asks, and ask for it when nothing is missing."""
    component = _component(slug)
    form = ReadyForm.of(component)
    if not form.validate_on_submit():
        return _ready_page(component, form)
    done = _attempt(
        component,
        form,
        lambda: propose_or_change_status(
            db.session, signed_in_user(), component, form.wish, seen=form.seen_status
        ),
    )
    if isinstance(done, _Refused):
        return _ready_page(component, form, conflict=done.conflict), done.code
    return redirect(_after(component, done))


def _component(slug: str) -> Component:
    """Return the component that this person may change; a draft has its status in its form.

    404 for whoever must not know that it exists.
    """
    component, user = catalogue.component_by_slug(db.session, slug), signed_in_user()
    if component is None or not (component.is_public or may_follow_along(user, component)):
        abort(HTTPStatus.NOT_FOUND)
    require_change(user, component)
    if not component.is_public:
        abort(redirect(url_for("registration.show", slug=slug)))
    return component


def _attempt(component: Component, form: _Form, carry_out: Callable[[], _Done]) -> _Done | _Refused:
    """Carry it out in one transaction; what is refused stands in the form."""
    try:
        limits.hit(limits.STATUS_OF_COMPONENT, str(component.public_id))
        with transaction(db.session):
            return carry_out()
    except TooMany as error:
        form.form_errors.append(error.message)
        return _Refused(HTTPStatus.TOO_MANY_REQUESTS)
    except (InvalidInput, StepRefused) as error:
        form.show(error)
        return _Refused(HTTPStatus.OK)
    except Conflict as error:
        return _Refused(HTTPStatus.CONFLICT, error)


def _after(component: Component, done: LedgerLine | PlannedChange | StatusProposal) -> str:
    """Say what happened, and return the page that shows it."""
    names = {"name": component.name, "status": done.new.label}
    match done:
        case LedgerLine():
            flash(
                _("De status van %(name)s is nu %(status)s. Wie dit volgt, krijgt een mail.")
                % names
            )
            return url_for("catalogue.show", slug=component.slug)
        case PlannedChange():
            sentence = _(
                "Aangekondigd: %(name)s krijgt per %(day)s de status %(status)s. "
                "Wie aankondigingen volgt, krijgt een mail."
            )
            flash(sentence % {**names, "day": long_date(done.effective_on)})
        case StatusProposal():
            flash(_("Uw voorstel is verstuurd naar de redactie."))
    return url_for("status.change", slug=component.slug)


def _corrections(line: LedgerLine, *, is_editor: bool) -> list[Status]:
    """Return to what this person may correct the line, without the redactie."""
    return [
        new
        for new in Status
        if new is not line.new and (is_editor or not correcting.needs_editor(line, new))
    ]


def _status_page(component: Component, form: StatusForm, conflict: Conflict | None = None) -> str:
    form.renew(component)
    return render_template(
        "status/change.html",
        form=form,
        conflict=conflict,
        in_trouble=needs_in_trouble(needing.obstacles(db.session, component)),
        page=page.status_page(
            component,
            is_editor=signed_in_user().is_editor,
            plans=ledger.waiting_plans(db.session, component),
            neighbours=catalogue.neighbours(db.session, component),
            missing=missing_for_available(db.session, component),
            waiting=queries.waiting_proposal(db.session, component),
            latest=queries.latest_proposal(db.session, component),
            mistake=correcting.correctable(db.session, component),
        ),
    )


def _ready_page(component: Component, form: ReadyForm, conflict: Conflict | None = None) -> str:
    form.renew(component)
    return render_template(
        "status/ready.html",
        form=form,
        conflict=conflict,
        in_trouble=needs_in_trouble(needing.obstacles(db.session, component)),
        page=page.gate_page(
            component,
            missing=missing_for_available(db.session, component),
            neighbours=catalogue.neighbours(db.session, component),
            plans=ledger.waiting_plans(db.session, component),
            waiting=queries.waiting_proposal(db.session, component),
        ),
        is_editor=signed_in_user().is_editor,
    )


def _correction_page(
    component: Component,
    line: LedgerLine,
    form: CorrectionForm,
    conflict: Conflict | None = None,
) -> str:
    form.line.data = str(line.number)
    return render_template(
        "status/correct.html",
        form=form,
        conflict=conflict,
        line=line,
        now=page.status_now(component),
        hints=page.correction_hints(line),
        announced=page.announced(component, ledger.waiting_plans(db.session, component)),
    )


def _withdraw_page(
    component: Component,
    plan: PlannedChange,
    form: WithdrawForm,
    conflict: Conflict | None = None,
) -> str:
    [announced] = page.announced(component, [plan])
    return render_template(
        "status/withdraw.html",
        form=form,
        conflict=conflict,
        now=page.status_now(component),
        plan=announced,
        following=page.announced(component, ledger.plans_that_follow(db.session, plan.line_number)),
    )
