"""``/contactadres``: one click from a mail says whether an address may be shown."""

from http import HTTPStatus

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from govhub.catalogue import contact as domain
from govhub.catalogue import queries as catalogue
from govhub.catalogue.contact import Answer
from govhub.kernel.errors import Conflict
from govhub.platform.db import transaction
from govhub.platform.language import gettext as _
from govhub.platform.links import LinkRefused, LinkUsed
from govhub.registration.permissions import require_submitter
from govhub.web import limits
from govhub.web.access import Access, access, signed_in_user
from govhub.web.contact.forms import AnswerForm
from govhub.web.extensions import db
from govhub.web.registration.page import page_of
from govhub.web.registration.showing import component_or_404
from govhub.web.services import services

contact = Blueprint("contact", __name__)

CHOICE = "antwoord"
"""Name of both buttons."""


@contact.get("/contactadres/<token>")
@access(Access.PUBLIC)
def show(token: str) -> str | tuple[str, int]:
    """Ask whether the address may be shown: mail scanners open links, but press no buttons."""
    try:
        question = domain.asked(db.session, services().signer, token)
    except LinkUsed as used:
        return _answered(used)
    except LinkRefused as refusal:
        return _refused(refusal)
    form = AnswerForm.of(question.also)
    return render_template("contact/asked.html", question=question, form=form)


@contact.post("/contactadres/<token>")
@access(Access.PUBLIC)
def answer(token: str) -> Response | tuple[str, int]:
    """Show the address from now on, or take it away; the second of two clicks changes nothing."""
    signer = services().signer
    try:
        with transaction(db.session):
            said = request.form.get(CHOICE)
            if said == Answer.NO:
                domain.refuse(db.session, signer, token)
            elif said == Answer.YES:
                domain.confirm(db.session, signer, token, also=request.form.getlist("also"))
    except LinkUsed:
        pass
    except LinkRefused as refusal:
        return _refused(refusal)
    return redirect(url_for("contact.show", token=token))


@contact.post("/componenten/<slug>/contactadres")
@access(Access.SIGNED_IN)
def ask(slug: str) -> Response:
    """Mail the address (again) with the question whether it may be shown."""
    component, user = component_or_404(slug), signed_in_user()
    if not user.is_editor:
        require_submitter(user, component)
    limits.hit(limits.CONTACT_BY_USER, str(user.public_id))
    try:
        with transaction(db.session):
            domain.ask_again(db.session, component)
    except Conflict as refusal:
        flash(refusal.message)
    else:
        flash(
            _("We hebben %(email)s gemaild. Wie dat leest, kan het bevestigen.")
            % {"email": component.contact_email}
        )
    return redirect(page_of(component))


def _answered(used: LinkUsed) -> str | tuple[str, int]:
    component = catalogue.component_by_public_id(db.session, used.subject["component"])
    if component is None:
        return _refused(used)
    return render_template(
        "contact/answered.html",
        component=component,
        email=used.subject["email"],
        is_shown=component.contact_email == used.subject["email"] and domain.is_shown(component),
    )


def _refused(refusal: LinkRefused) -> tuple[str, int]:
    return render_template("contact/refused.html", message=refusal.message), HTTPStatus.GONE
