"""``/componenten/<slug>/wijzigingen``: what waits and what was decided, for who it concerns."""

from http import HTTPStatus

from flask import abort, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from govhub.catalogue import queries as catalogue
from govhub.catalogue.models import Component
from govhub.kernel.errors import Conflict
from govhub.platform.db import transaction
from govhub.platform.language import gettext as _
from govhub.registration import comments, edits, queries, waiting_edits
from govhub.registration.history import history
from govhub.registration.permissions import is_keeper
from govhub.web.access import Access, access, signed_in_user
from govhub.web.extensions import db
from govhub.web.review import page
from govhub.web.review.blueprint import review
from govhub.web.review.deciding import decide_about, edit_of
from govhub.web.review.forms import CommentForm, EditForm
from govhub.web.review.page import EditToDecide
from govhub.web.review.state import shown_edit
from govhub.web.services import services


@review.get("/componenten/<slug>/wijzigingen", endpoint="edits")
@access(Access.SIGNED_IN)
def edits_page(slug: str) -> str:
    """Show the edits that wait or were decided, and concern who looks."""
    return _edits_page(public_or_404(slug))


@review.post("/componenten/<slug>/wijzigingen/<int:key>")
@access(Access.SIGNED_IN)
def answer_edit(slug: str, key: int) -> str | Response | tuple[str, int]:
    """Carry out the decision of a keeper about what somebody else proposes."""
    component = public_or_404(slug)
    proposal = edit_of(component, key)
    if not waiting_edits.may_decide(signed_in_user(), proposal):
        abort(HTTPStatus.FORBIDDEN)
    form = EditForm.sent(key)
    if form.validate_on_submit():
        shown = shown_edit(proposal, signed_in_user(), _review_days())
        try:
            decide_about(proposal, form)
        except Conflict as error:
            form.seen.data = waiting_edits.fingerprint(proposal)
            return _edits_page(component, form, key, conflict=error), HTTPStatus.CONFLICT
        if not form.errors:
            flash(page.edit_answered(shown, component, is_approved=form.is_approved))
            return redirect(url_for("review.edits", slug=component.slug))
    return _edits_page(component, form, key)


@review.post("/componenten/<slug>/wijzigingen/<int:key>/intrekken")
@access(Access.SIGNED_IN)
def withdraw_edit(slug: str, key: int) -> Response:
    """Take back an edit that waits."""
    component = public_or_404(slug)
    proposal = edit_of(component, key)
    with transaction(db.session):
        edits.withdraw(db.session, signed_in_user(), proposal)
    flash(_("De wijziging is ingetrokken. Er blijft staan wat er stond."))
    return redirect(url_for("review.edits", slug=component.slug))


def _edits_page(
    component: Component,
    sent: EditForm | None = None,
    key: int | None = None,
    *,
    conflict: Conflict | None = None,
) -> str:
    user = signed_in_user()
    is_of_them = is_keeper(user, component)
    may_see_all = user.is_editor or is_of_them
    shown = [
        shown_edit(each, user, _review_days())
        for each in queries.edits_of(db.session, component)
        if may_see_all or each.proposed_by_id == user.id
    ]
    may_talk = is_of_them and comments.is_open(db.session, component)
    return render_template(
        "review/edits.html",
        component=component,
        waiting=[
            EditToDecide(
                edit=each,
                form=sent
                if sent and each.key == key
                else EditForm.shown(each.key, each.fingerprint),
            )
            for each in shown
            if each.is_waiting
        ],
        decided=[each for each in reversed(shown) if not each.is_waiting],
        typed=sent.given_reason if sent and conflict else None,
        errors=sent if sent and sent.errors else None,
        history=history(db.session, component) if may_talk else (),
        talk_form=CommentForm(formdata=None) if may_talk else None,
        may_suggest=waiting_edits.may_suggest(user, component),
        conflict=conflict,
    )


def public_or_404(slug: str) -> Component:
    """Return the component; 404 when it is not in the catalogue."""
    component = catalogue.component_by_slug(db.session, slug)
    if component is None or not component.is_public:
        abort(HTTPStatus.NOT_FOUND)
    return component


def _review_days() -> int:
    return services().settings.review_days
