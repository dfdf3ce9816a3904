"""``/gebruik/<key>``: one record, for both sides and the redactie."""

import uuid
from collections.abc import Callable

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from govhub.kernel.errors import Conflict, InvalidInput, NotAllowed
from govhub.platform.db import transaction
from govhub.platform.language import gettext as _
from govhub.platform.ratelimit import TooMany
from govhub.reuse import asking, service, sides
from govhub.reuse.models import Reuse, Side
from govhub.web import limits
from govhub.web.access import Access, access, signed_in_user
from govhub.web.extensions import db
from govhub.web.reuse import page
from govhub.web.reuse.blueprint import reuse
from govhub.web.reuse.forms import PHASE_HINTS, AskForm, ReasonForm, UseForm
from govhub.web.reuse.showing import reuse_or_404


@reuse.get("/gebruik/<uuid:key>")
@access(Access.SIGNED_IN)
def show(key: uuid.UUID) -> str:
    """Show what is said, how sure it is, and what the reader may do."""
    return _show(reuse_or_404(key), AskForm())


@reuse.post("/gebruik/<uuid:key>/bevestigen")
@access(Access.SIGNED_IN)
def confirm(key: uuid.UUID) -> Response:
    """Say that it is so, or still is."""
    found = reuse_or_404(key)
    with transaction(db.session):
        service.confirm(db.session, signed_in_user(), found)
    flash(_("Bevestigd. Dank u wel."))
    return redirect(url_for("reuse.show", key=key))


@reuse.route("/gebruik/<uuid:key>/wijzigen", methods=["GET", "POST"])
@access(Access.SIGNED_IN)
def change(key: uuid.UUID) -> str | Response:
    """Tell something else of the use: another phase, a version, what was experienced."""
    found, user = reuse_or_404(key), signed_in_user()
    if not sides.may_change(user, found):
        raise NotAllowed(_("U kunt dit niet wijzigen."))
    form = UseForm.of(found, may_tell=sides.is_on(user, Side.USER, found))
    if form.validate_on_submit():
        try:
            limits.hit(limits.REUSE_BY_USER, str(user.public_id))
            with transaction(db.session):
                service.change(db.session, user, found, form.use)
        except (InvalidInput, TooMany) as error:
            form.show(error)
        else:
            flash(_("Opgeslagen."))
            return redirect(url_for("reuse.show", key=key))
    return render_template(
        "reuse/change.html", page=page.record(found, user), form=form, phase_hints=PHASE_HINTS
    )


@reuse.route("/gebruik/<uuid:key>/klopt-niet", methods=["GET", "POST"])
@access(Access.SIGNED_IN)
def dispute(key: uuid.UUID) -> str | Response:
    """Say that it is not so, and why."""
    found, user = reuse_or_404(key), signed_in_user()
    if not sides.may_dispute(user, found):
        raise NotAllowed(_("U kunt dit niet betwisten."))

    def carry_out(reason: str) -> None:
        limits.hit(limits.REUSE_BY_USER, str(user.public_id))
        with transaction(db.session):
            service.dispute(db.session, user, found, reason=reason)
        flash(_("Het staat niet meer op de pagina. De andere kant krijgt een mail."))

    return _with_reason(found, carry_out)


@reuse.post("/gebruik/<uuid:key>/vragen")
@access(Access.SIGNED_IN)
def ask(key: uuid.UUID) -> str | Response:
    """Have the other side asked (again): its people, or this address."""
    found, user = reuse_or_404(key), signed_in_user()
    form = AskForm()
    by_mail = asking.is_by_mail(db.session, found)
    if by_mail and not form.validate_on_submit():
        return _show(found, form)
    try:
        limits.hit(limits.REUSE_BY_USER, str(user.public_id))
        with transaction(db.session):
            asking.ask_again(db.session, user, found, email=form.email.data or None)
    except (InvalidInput, TooMany) as error:
        form.show(error)
        return _show(found, form)
    except Conflict as refusal:
        flash(refusal.message)
    else:
        flash(_("We hebben het gevraagd. U krijgt een mail als er antwoord is."))
    return redirect(url_for("reuse.show", key=key))


@reuse.route("/gebruik/<uuid:key>/intrekken", methods=["GET", "POST"])
@access(Access.SIGNED_IN)
def withdraw(key: uuid.UUID) -> str | Response:
    """Take back what should not have been said."""
    found, user = reuse_or_404(key), signed_in_user()
    if not sides.may_withdraw(user, found):
        raise NotAllowed(_("U kunt dit niet intrekken."))
    if request.method == "POST":
        slug = found.component.slug
        with transaction(db.session):
            service.withdraw(db.session, user, found)
        flash(_("Ingetrokken. Het staat er niet meer."))
        return redirect(url_for("reuse.of_component", slug=slug))
    return render_template("reuse/withdraw.html", page=page.record(found, user))


@reuse.route("/gebruik/<uuid:key>/weghalen", methods=["GET", "POST"])
@access(Access.EDITOR)
def remove(key: uuid.UUID) -> str | Response:
    """Take away what is wrong, as the redactie."""
    found, user = reuse_or_404(key), signed_in_user()

    def carry_out(reason: str) -> None:
        with transaction(db.session):
            service.remove(db.session, user, found, reason=reason)
        flash(_("Weggehaald. Beide kanten krijgen een mail met de reden."))

    return _with_reason(found, carry_out, takes_away=True)


@reuse.post("/gebruik/<uuid:key>/terugzetten")
@access(Access.EDITOR)
def restore(key: uuid.UUID) -> Response:
    """Put back what was taken away or disputed, as the redactie."""
    found = reuse_or_404(key)
    with transaction(db.session):
        service.restore(db.session, signed_in_user(), found)
    flash(_("Het staat er weer."))
    return redirect(url_for("reuse.show", key=key))


def _show(found: Reuse, form: AskForm) -> str:
    user = signed_in_user()
    return render_template(
        "reuse/show.html",
        page=page.record(found, user),
        form=form,
        by_mail=asking.is_by_mail(db.session, found),
        is_mailed=asking.is_mailed(db.session, found),
        may_ask_people=asking.may_ask_people(found),
    )


def _with_reason(
    found: Reuse, carry_out: Callable[[str], None], *, takes_away: bool = False
) -> str | Response:
    form = ReasonForm()
    if form.validate_on_submit():
        try:
            carry_out(form.reason.data or "")
        except (InvalidInput, TooMany) as error:
            form.show(error)
        else:
            return redirect(url_for("reuse.show", key=found.public_id))
    return render_template(
        "reuse/reason.html",
        page=page.record(found, signed_in_user()),
        form=form,
        takes_away=takes_away,
    )
