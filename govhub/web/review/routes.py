"""``/redactie``: the queue, and the decision about what is in it."""

from http import HTTPStatus

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response

from govhub.catalogue import confirming
from govhub.catalogue import queries as catalogue
from govhub.catalogue.ledger import queries as ledger
from govhub.catalogue.ledger.queries import ChangeFilter
from govhub.catalogue.models import Component
from govhub.catalogue.status import StepRefused
from govhub.catalogue.vocabulary import Publication
from govhub.kernel.errors import Conflict, InvalidInput
from govhub.kernel.pagination import Pages
from govhub.platform.db import transaction
from govhub.platform.outbox import queries as outbox
from govhub.registration import queries
from govhub.registration.completeness import Incomplete, missing_for_submission
from govhub.registration.models import StatusProposal, Verdict
from govhub.registration.proposals import decide_proposal as carry_out_proposal
from govhub.registration.review import decide as carry_out
from govhub.search.queries import number_of_misses
from govhub.web.access import Access, access, signed_in_user
from govhub.web.extensions import db
from govhub.web.registration.fields import number
from govhub.web.registration.page import check_page
from govhub.web.review import page
from govhub.web.review.forms import ProposalForm, VerdictForm
from govhub.web.review.page import Beginning, ReviewPage

AT_FIRST = 5
"""Of a list that has a page of its own, so many stand on the first page."""
PAGE_SIZE = 50
EVERYTHING = ChangeFilter()

review = Blueprint("review", __name__)


@review.get("/redactie")
@access(Access.EDITOR)
def index() -> str:
    """Show what waits, the longest waiting first."""
    return render_template(
        "review/index.html",
        submissions=page.submissions(queries.queue(db.session)),
        proposals=page.proposals(queries.waiting_proposals(db.session)),
        overdue=Beginning(
            page.overdue(confirming.overdue(db.session, limit=AT_FIRST)),
            confirming.number_overdue(db.session),
        ),
        announced=Beginning(
            page.announced(ledger.planned_changes(db.session, EVERYTHING, limit=AT_FIRST)),
            ledger.number_of_planned_changes(db.session, EVERYTHING),
        ),
        missed_searches=number_of_misses(db.session),
        not_arrived=outbox.number_given_up(db.session),
    )


@review.get("/redactie/status/niet-bevestigd")
@access(Access.EDITOR)
def overdue() -> str:
    """Show every component whose status nobody confirmed in time, the oldest first."""
    pages = _pages(confirming.number_overdue(db.session))
    found = confirming.overdue(db.session, limit=pages.size, offset=pages.offset)
    return render_template("review/overdue.html", found=page.overdue(found), pages=pages)


@review.get("/redactie/status/aangekondigd")
@access(Access.EDITOR)
def announced() -> str:
    """Show every change for a day to come, the earliest first."""
    pages = _pages(ledger.number_of_planned_changes(db.session, EVERYTHING))
    found = ledger.planned_changes(db.session, EVERYTHING, limit=pages.size, offset=pages.offset)
    return render_template("review/announced.html", found=page.announced(found), pages=pages)


@review.get("/redactie/<slug>")
@access(Access.EDITOR)
def show(slug: str) -> str:
    """Show a submission or a wish for a status, with the form to decide."""
    component = _component(slug)
    return _page(component, _form(component))


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
            return _page(component, _form(component), conflict=error), HTTPStatus.CONFLICT
        else:
            flash(page.decided(component))
            return redirect(url_for("review.index"))
    return _page(component, form)


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
            return _page(component, _form(component), conflict=error), HTTPStatus.CONFLICT
        else:
            flash(page.answered(proposal))
            return redirect(url_for("review.index"))
    return _page(component, form)


def _pages(total: int) -> Pages:
    asked = number(request.args.get("pagina")) or 1
    return Pages(total=total, size=PAGE_SIZE, asked=asked)


def _component(slug: str) -> Component:
    component = catalogue.component_by_slug(db.session, slug)
    if component is None:
        abort(HTTPStatus.NOT_FOUND)
    return component


def _proposal(component: Component, form: ProposalForm) -> StatusProposal:
    """Return the wish that the form is about; 404 when this component never had it."""
    proposal = queries.proposal_by_id(db.session, form.proposal_id)
    if proposal is None or proposal.component_id != component.id:
        abort(HTTPStatus.NOT_FOUND)
    return proposal


def _form(component: Component) -> FlaskForm | None:
    """Return the form for what waits; None when nothing does."""
    if component.publication is Publication.SUBMITTED:
        return VerdictForm.of(component)
    proposal = queries.waiting_proposal(db.session, component)
    return ProposalForm.of(proposal) if proposal else None


def _page(component: Component, form: FlaskForm | None, *, conflict: Conflict | None = None) -> str:
    user = signed_in_user()
    check = check_page(
        component,
        user,
        missing=missing_for_submission(db.session, component),
        review=queries.latest_review(db.session, component),
    )
    return render_template(
        "review/show.html",
        page=ReviewPage(
            check=check,
            submitter=component.submitted_by.email if component.submitted_by else None,
            submitted_at=component.submitted_at,
            decisions=page.decisions(queries.reviews(db.session, component)),
            proposal=queries.waiting_proposal(db.session, component),
        ),
        form=form,
        conflict=conflict,
    )
