"""``/componenten/<slug>/wijzigingen`` and ``/voorstellen``: edits of a public component."""

from http import HTTPStatus
from typing import Any, Self

from flask import abort, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from govhub.accounts.models import User
from govhub.catalogue import contact
from govhub.catalogue import queries as catalogue
from govhub.catalogue.facts import Facts
from govhub.catalogue.models import Component
from govhub.kernel.errors import Conflict, InvalidInput
from govhub.platform.db import transaction
from govhub.platform.language import gettext as _
from govhub.platform.language import lazy_gettext as _l
from govhub.registration import comments, edits, queries
from govhub.registration.completeness import Incomplete
from govhub.registration.history import history
from govhub.registration.permissions import is_keeper
from govhub.web import limits
from govhub.web.access import Access, access, signed_in_user
from govhub.web.extensions import db
from govhub.web.registration import fields
from govhub.web.registration.differences import differences
from govhub.web.registration.forms import Choices, ComponentForm
from govhub.web.registration.showing import choices
from govhub.web.review import page
from govhub.web.review.blueprint import review
from govhub.web.review.deciding import decide_about, edit_of
from govhub.web.review.forms import CommentForm, EditForm
from govhub.web.review.page import EditToDecide
from govhub.web.review.state import shown_edit
from govhub.web.services import services

_NOT_ASKED = ("owner_slug", "status", "form_id", "seen", "principle_details")
_CONTACT = "contact_email"


class SuggestForm(ComponentForm):
    """Everything about a component that somebody who does not answer for it may correct."""

    why = fields.text(
        _l("Waarom klopt het nu niet?"),
        fields.filled_in(_l("Leg uit waarom, zodat men uw voorstel kan beoordelen.")),
        longest=2000,
        hint=_l("Zet erbij waar iemand dat kan nakijken, bijvoorbeeld een adres op het web."),
    )

    @classmethod
    def about(cls, component: Component, choices: Choices, facts: Facts, why: str) -> Self:
        """Return the form with what is published, and what this person proposed before."""
        form = cls.of(component, choices, facts)
        if not form.is_submitted():
            form.why.data = why
        hidden = () if contact.is_shown(component) else (_CONTACT,)
        for name in (*_NOT_ASKED, *hidden):
            if name in form:
                del form[name]
        return form

    @property
    def data(self) -> dict[str, Any]:
        """Return what was filled in; the owner and an address that is not asked stay."""
        asked: dict[str, Any] = super().data
        kept = {"owner_slug": self.known.owner_slug, _CONTACT: self.known.contact_email}
        return {**kept, **asked}


@review.get("/componenten/<slug>/wijzigingen", endpoint="edits")
@access(Access.SIGNED_IN)
def edits_page(slug: str) -> str:
    """Show the edits that wait or were decided, and concern who looks."""
    return _edits_page(_public(slug))


@review.post("/componenten/<slug>/wijzigingen/<int:key>")
@access(Access.SIGNED_IN)
def answer_edit(slug: str, key: int) -> str | Response | tuple[str, int]:
    """Carry out the decision of a keeper about what somebody else proposes."""
    component = _public(slug)
    proposal = edit_of(component, key)
    if not edits.may_decide(signed_in_user(), proposal):
        abort(HTTPStatus.FORBIDDEN)
    form = EditForm.sent(key)
    if form.validate_on_submit():
        shown = shown_edit(proposal, signed_in_user(), _review_days())
        try:
            decide_about(proposal, form)
        except Conflict as error:
            form.seen.data = edits.fingerprint(proposal)
            return _edits_page(component, form, key, conflict=error), HTTPStatus.CONFLICT
        if not form.errors:
            flash(page.edit_answered(shown, component, is_approved=form.is_approved))
            return redirect(url_for("review.edits", slug=component.slug))
    return _edits_page(component, form, key)


@review.post("/componenten/<slug>/wijzigingen/<int:key>/intrekken")
@access(Access.SIGNED_IN)
def withdraw_edit(slug: str, key: int) -> Response:
    """Take back an edit that waits."""
    component = _public(slug)
    proposal = edit_of(component, key)
    with transaction(db.session):
        edits.withdraw(db.session, signed_in_user(), proposal)
    flash(_("De wijziging is ingetrokken. Er blijft staan wat er stond."))
    return redirect(url_for("review.edits", slug=component.slug))


@review.route("/componenten/<slug>/voorstellen", methods=["GET", "POST"])
@access(Access.SIGNED_IN)
def suggest(slug: str) -> str | Response | tuple[str, int]:
    """Propose an edit of what somebody else answers for."""
    component, user = _public(slug), signed_in_user()
    if not edits.may_suggest(user, component):
        return redirect(url_for("registration.edit", slug=component.slug))
    found = edits.waiting_of(db.session, user, component)
    form = SuggestForm.about(
        component,
        choices(),
        edits.as_proposed(db.session, user, component),
        (found.reason if found else "") or "",
    )
    if form.validate_on_submit():
        limits.hit(limits.SUGGEST_BY_USER, str(user.public_id))
        try:
            _propose(component, user, form)
        except Conflict as error:
            form.version.data = str(component.version)
            return _suggest_page(component, form, conflict=error), HTTPStatus.CONFLICT
        except InvalidInput as error:
            form.form_errors.append(error.message)
        except Incomplete as error:
            form.show(error.missing)
        else:
            flash(_("Dank u wel. Uw voorstel is verstuurd. U krijgt een mail als er besloten is."))
            return redirect(url_for("review.edits", slug=component.slug))
    return _suggest_page(component, form)


def _propose(component: Component, user: User, form: SuggestForm) -> None:
    with transaction(db.session):
        edits.propose(
            db.session,
            user,
            component,
            form.facts,
            seen_version=form.seen_version,
            reason=form.why.data or "",
        )


def _suggest_page(
    component: Component, form: SuggestForm, *, conflict: Conflict | None = None
) -> str:
    return render_template(
        "review/suggest.html",
        component=component,
        form=form,
        conflict=conflict,
        differences=differences(form, component) if conflict else (),
    )


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
        errors=sent if sent and sent.errors else None,
        history=history(db.session, component) if may_talk else (),
        talk_form=CommentForm(formdata=None) if may_talk else None,
        may_suggest=edits.may_suggest(user, component),
        conflict=conflict,
    )


def _public(slug: str) -> Component:
    component = catalogue.component_by_slug(db.session, slug)
    if component is None or not component.is_public:
        abort(HTTPStatus.NOT_FOUND)
    return component


def _review_days() -> int:
    return services().settings.review_days
