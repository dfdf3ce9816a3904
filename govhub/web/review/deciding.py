"""``/redactie/<slug>``: what waits of one component, and the decisions about it."""

from dataclasses import dataclass
from http import HTTPStatus

from flask import abort, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from govhub.catalogue import queries as catalogue
from govhub.catalogue.models import Component
from govhub.catalogue.status import StepRefused
from govhub.catalogue.vocabulary import Publication
from govhub.kernel.errors import Conflict, InvalidInput
from govhub.platform.db import transaction
from govhub.platform.language import gettext as _
from govhub.registration import cases, comments, edits, lookalikes, queries, waiting_edits
from govhub.registration.completeness import Incomplete, missing_for_submission
from govhub.registration.history import history
from govhub.registration.models import EditProposal, StatusProposal, Verdict
from govhub.registration.proposals import decide_proposal as carry_out_proposal
from govhub.registration.review import decide as carry_out
from govhub.web import limits
from govhub.web.access import Access, access, signed_in_user
from govhub.web.extensions import db
from govhub.web.registration.page import check_page
from govhub.web.review import page
from govhub.web.review.blueprint import review
from govhub.web.review.forms import CommentForm, EditForm, ProposalForm, VerdictForm
from govhub.web.review.page import Case, EditToDecide, ReviewPage
from govhub.web.review.state import Promise, shown_edit
from govhub.web.services import services


@dataclass(frozen=True, kw_only=True)
class Sent:
    """The forms that came back: what is filled in stays."""

    verdict: VerdictForm | None = None
    proposal: ProposalForm | None = None
    edit: tuple[int, EditForm] | None = None
    comment: CommentForm | None = None


NOTHING = Sent()


@review.get("/redactie/<slug>")
@access(Access.EDITOR)
def show(slug: str) -> str:
    """Show what waits of a component, with the forms to decide."""
    return _page(_component(slug))


@review.post("/redactie/<slug>")
@access(Access.EDITOR)
def decide(slug: str) -> str | Response | tuple[str, int]:
    """Carry out the verdict about a submission."""
    component = _component(slug)
    form = VerdictForm()
    if form.validate_on_submit():
        try:
            with transaction(db.session):
                carry_out(
                    db.session,
                    signed_in_user(),
                    component,
                    Verdict(form.verdict.data),
                    reason=form.given_reason,
                    seen_version=form.seen_version,
                )
        except InvalidInput as error:
            form.reason.errors = [error.message]
        except Incomplete as error:
            form.form_errors.append(error.message)
        except Conflict as error:
            form.version.data = str(component.version)
            return _conflict(component, Sent(verdict=form), error, form.given_reason)
        else:
            flash(page.decided(component))
            if component.is_public:
                _tell_what_was_left_out(component)
            return redirect(url_for("review.index"))
    return _page(component, Sent(verdict=form))


def _tell_what_was_left_out(component: Component) -> None:
    """Tell which relations, that the registrant spoke of, could not be."""
    for each in lookalikes.left_out(db.session, component):
        flash(
            _(
                "Let op: de relatie ‘%(relation)s’ is niet gelegd: die past niet bij wat er al "
                "staat. Bekijk de relaties van %(name)s."
            )
            % {"relation": each, "name": component.name}
        )


@review.post("/redactie/<slug>/voorstel")
@access(Access.EDITOR)
def decide_proposal(slug: str) -> str | Response | tuple[str, int]:
    """Carry out the decision about a wish for a status."""
    component = _component(slug)
    form = ProposalForm()
    proposal = _proposal(component, form)
    if form.validate_on_submit():
        try:
            with transaction(db.session):
                carry_out_proposal(
                    db.session,
                    signed_in_user(),
                    proposal,
                    is_approved=form.is_approved,
                    answer=form.given_reason,
                )
        except InvalidInput as error:
            if error.field == "reason" and not form.is_approved:
                form.reason.errors = [error.message]
            else:
                form.form_errors.append(error.message)
        except StepRefused as error:
            form.form_errors.append(error.message)
        except Conflict as error:
            return _conflict(component, NOTHING, error, form.given_reason)
        else:
            flash(page.answered(proposal))
            return redirect(url_for("review.index"))
    return _page(component, Sent(proposal=form))


@review.post("/redactie/<slug>/wijziging/<int:key>")
@access(Access.EDITOR)
def decide_edit(slug: str, key: int) -> str | Response | tuple[str, int]:
    """Carry out the decision about an edit."""
    component = _component(slug)
    proposal = edit_of(component, key)
    form = EditForm.sent(key)
    if form.validate_on_submit():
        shown = shown_edit(proposal, signed_in_user(), _review_days())
        try:
            decide_about(proposal, form)
        except Conflict as error:
            form.seen.data = waiting_edits.fingerprint(proposal)
            return _conflict(component, Sent(edit=(key, form)), error, form.given_reason)
        if not form.errors:
            flash(page.edit_answered(shown, component, is_approved=form.is_approved))
            return redirect(url_for("review.index"))
    return _page(component, Sent(edit=(key, form)))


@review.post("/redactie/<slug>/oppakken")
@access(Access.EDITOR)
def take(slug: str) -> Response:
    """Say that this redacteur looks at it."""
    component = _component(slug)
    with transaction(db.session):
        cases.take(db.session, signed_in_user(), component)
    flash(_("U heeft %(name)s opgepakt.") % {"name": component.name})
    return redirect(url_for("review.show", slug=component.slug))


@review.post("/redactie/<slug>/loslaten")
@access(Access.EDITOR)
def release(slug: str) -> Response:
    """Say that this redacteur looks at it no longer."""
    component = _component(slug)
    with transaction(db.session):
        cases.release(db.session, signed_in_user(), component)
    flash(_("U heeft %(name)s losgelaten. Iemand anders kan het oppakken.") % _named(component))
    return redirect(url_for("review.index"))


@review.post("/redactie/<slug>/opmerking")
@access(Access.EDITOR)
def comment(slug: str) -> str | Response | tuple[str, int]:
    """Say something to who registered it."""
    component = _component(slug)
    form = CommentForm()
    if form.validate_on_submit():
        limits.hit(limits.COMMENT_BY_USER, str(signed_in_user().public_id))
        try:
            with transaction(db.session):
                comments.say(db.session, signed_in_user(), component, form.said, as_editor=True)
        except Conflict as error:
            return _conflict(component, NOTHING, error, form.said)
        flash(_("Uw opmerking is verstuurd. De aanmelder krijgt een mail."))
        return redirect(url_for("review.show", slug=component.slug, _anchor="verloop"))
    return _page(component, Sent(comment=form))


def decide_about(proposal: EditProposal, form: EditForm) -> None:
    """Carry out the decision; what is wrong stands in the form. Raises Conflict."""
    try:
        with transaction(db.session):
            edits.decide(
                db.session,
                signed_in_user(),
                proposal,
                is_approved=form.is_approved,
                answer=form.given_reason,
                seen=form.seen.data or "",
            )
    except InvalidInput as error:
        form.reason.errors = [error.message]
    except Incomplete as error:
        form.form_errors.append(error.message)


def edit_of(component: Component, key: int) -> EditProposal:
    """Return the edit; 404 when this component never had it."""
    proposal = queries.edit_by_id(db.session, key)
    if proposal is None or proposal.component_id != component.id:
        abort(HTTPStatus.NOT_FOUND)
    return proposal


def _component(slug: str) -> Component:
    component = catalogue.component_by_slug(db.session, slug)
    if component is None:
        abort(HTTPStatus.NOT_FOUND)
    return component


def _named(component: Component) -> dict[str, str]:
    return {"name": component.name}


def _review_days() -> int:
    return services().settings.review_days


def _proposal(component: Component, form: ProposalForm) -> StatusProposal:
    """Return the wish that the form is about; 404 when this component never had it."""
    proposal = queries.proposal_by_id(db.session, form.proposal_id)
    if proposal is None or proposal.component_id != component.id:
        abort(HTTPStatus.NOT_FOUND)
    return proposal


def _conflict(
    component: Component, sent: Sent, conflict: Conflict, typed: str | None
) -> tuple[str, int]:
    return _page(component, sent, conflict=conflict, typed=typed), HTTPStatus.CONFLICT


def _page(
    component: Component,
    sent: Sent = NOTHING,
    *,
    conflict: Conflict | None = None,
    typed: str | None = None,
) -> str:
    """Show everything; what was typed and found no form any more is given back as text."""
    user, days = signed_in_user(), _review_days()
    is_submitted = component.publication is Publication.SUBMITTED
    proposal = queries.waiting_proposal(db.session, component)
    waiting = waiting_edits.waiting(db.session, component) if component.is_public else ()
    shown = ReviewPage(
        check=check_page(
            component,
            user,
            missing=missing_for_submission(db.session, component),
            review=queries.latest_review(db.session, component),
        ),
        submitter=component.submitted_by.email if component.submitted_by else None,
        submitted_at=component.submitted_at,
        promise=(
            Promise.of(component.submitted_at, days)
            if is_submitted and component.submitted_at
            else None
        ),
        case=_case(component) if is_submitted or proposal or waiting else None,
        history=history(db.session, component),
        proposal=proposal,
        proposal_promise=Promise.of(proposal.proposed_at, days) if proposal else None,
        edits=[_to_decide(each, sent) for each in waiting],
        verdict_form=(sent.verdict or VerdictForm.of(component)) if is_submitted else None,
        proposal_form=(sent.proposal or ProposalForm.of(proposal)) if proposal else None,
        comment_form=_comment_form(component, sent),
    )
    return render_template("review/show.html", page=shown, conflict=conflict, typed=typed)


def _to_decide(proposal: EditProposal, sent: Sent) -> EditToDecide:
    shown = shown_edit(proposal, signed_in_user(), _review_days())
    form = sent.edit[1] if sent.edit and sent.edit[0] == proposal.id else None
    return EditToDecide(edit=shown, form=form or EditForm.shown(shown.key, shown.fingerprint))


def _comment_form(component: Component, sent: Sent) -> CommentForm | None:
    if not comments.is_open(db.session, component):
        return None
    return sent.comment or CommentForm(formdata=None)


def _case(component: Component) -> Case:
    found = queries.case_of(db.session, component)
    return Case(
        taken_by=found.editor.email if found else None,
        taken_at=found.taken_at if found else None,
        is_mine=found is not None and found.editor_id == signed_in_user().id,
    )
