"""``/componenten/<slug>/verbergen`` and ``/redactie/verborgen``: out of view, and back."""

from http import HTTPStatus

from flask import abort, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from govhub.catalogue import hiding, queries
from govhub.catalogue.models import Component
from govhub.kernel.errors import InvalidInput, NotAllowed
from govhub.platform.db import transaction
from govhub.platform.language import gettext as _
from govhub.registration.permissions import is_keeper
from govhub.web import limits
from govhub.web.access import Access, access, signed_in_user
from govhub.web.extensions import db
from govhub.web.upkeep.blueprint import upkeep
from govhub.web.upkeep.finding import public_or_404
from govhub.web.upkeep.forms import HideForm, KeepForm


@upkeep.route("/componenten/<slug>/verbergen", methods=["GET", "POST"])
@access(Access.SIGNED_IN)
def hide(slug: str) -> str | Response:
    """Hide a component, or ask the redactie to."""
    component, user = public_or_404(slug), signed_in_user()
    if not (user.is_editor or is_keeper(user, component)):
        raise NotAllowed(_("Dat kan alleen de redactie, of wie dit component bijhoudt."))
    asked = hiding.waiting_for(db.session, component)
    form = HideForm.of(asked.reason if asked and user.is_editor else None)
    if not form.validate_on_submit():
        return _page(component, form)
    if user.is_editor:
        with transaction(db.session):
            hiding.hide(db.session, component, reason=form.reason.data, decided_by=user)
        flash(_("%(name)s is verborgen. Het adres legt uit waarom.") % {"name": component.name})
        return redirect(url_for("upkeep.hidden"))
    limits.hit(limits.CLAIM_BY_USER, str(user.public_id))
    with transaction(db.session):
        hiding.ask_to_hide(db.session, component, reason=form.reason.data, asked_by=user)
    flash(_("Uw vraag is naar de redactie. U krijgt een mail als er een besluit is."))
    return redirect(url_for("catalogue.show", slug=slug))


@upkeep.post("/componenten/<slug>/verbergen/weigeren")
@access(Access.EDITOR)
def keep(slug: str) -> str | Response:
    """Answer who asks to hide a component that it stays."""
    component = public_or_404(slug)
    form = KeepForm()
    if form.validate_on_submit():
        try:
            with transaction(db.session):
                hiding.refuse_to_hide(
                    db.session, component, reason=form.answer.data, decided_by=signed_in_user()
                )
        except InvalidInput as error:
            form.show(error)
        else:
            flash(_("%(name)s blijft staan. De vrager krijgt een mail.") % {"name": component.name})
            return redirect(url_for("upkeep.hidden"))
    return _page(component, HideForm.of(), keep=form)


@upkeep.get("/redactie/verborgen")
@access(Access.EDITOR)
def hidden() -> str:
    """List what is out of view and why, and what somebody asks to hide."""
    return render_template(
        "upkeep/hidden.html",
        hidden=hiding.hidden(db.session),
        merged=hiding.merged(db.session),
        waiting=hiding.waiting(db.session),
    )


@upkeep.route("/redactie/verborgen/<slug>", methods=["GET", "POST"])
@access(Access.EDITOR)
def restore(slug: str) -> str | Response:
    """Ask whether a component must come back, and bring it back."""
    component = queries.component_by_slug(db.session, slug)
    if component is None:
        abort(HTTPStatus.NOT_FOUND)  # which leads on when it got another name
    form = KeepForm()  # only for its token
    if form.is_submitted():
        with transaction(db.session):
            hiding.restore(db.session, component, decided_by=signed_in_user())
        flash(_("%(name)s staat weer in de catalogus.") % {"name": component.name})
        return redirect(url_for("catalogue.show", slug=slug))
    return render_template("upkeep/restore.html", component=component)


def _page(component: Component, form: HideForm, keep: KeepForm | None = None) -> str:
    user = signed_in_user()
    return render_template(
        "upkeep/hide.html",
        component=component,
        form=form,
        keep=keep or KeepForm(formdata=None),
        asked=hiding.waiting_for(db.session, component),
        decides=user.is_editor,
    )
