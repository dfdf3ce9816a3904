"""The authenticator app and the recovery codes of one's own account."""

from http import HTTPStatus

import segno
from flask import flash, redirect, render_template, request, url_for
from markupsafe import Markup
from werkzeug.wrappers import Response

from govhub.accounts import recovery, second_factor, sessions, totp
from govhub.kernel.errors import NotAllowed
from govhub.platform.db import transaction
from govhub.platform.language import gettext as _
from govhub.platform.ratelimit import TooMany
from govhub.web import limits
from govhub.web.access import Access, access, secret_here, signed_in_user
from govhub.web.accounts.blueprint import accounts
from govhub.web.accounts.forms import CodeForm
from govhub.web.accounts.keeping import asked_page, keep
from govhub.web.extensions import db


@accounts.post("/mijn-account/app")
@access(Access.SIGNED_IN)
def begin_app() -> Response:
    """Make a secret for an app."""
    user = signed_in_user()
    limits.hit(limits.ACCOUNT_BY_USER, str(user.public_id))
    with transaction(db.session):
        totp.begin(db.session, user)
    return redirect(url_for("accounts.confirm_app", verder=asked_page()))


@accounts.route("/mijn-account/app/bevestigen", methods=["GET", "POST"])
@access(Access.SIGNED_IN)
def confirm_app() -> str | Response | tuple[str, int]:
    """Show the secret, and take the first code of the app."""
    user, back = signed_in_user(), asked_page()
    form = CodeForm(verder=back)
    waiting = totp.waiting_secret(user)
    if waiting is None:
        return redirect(back or url_for("accounts.mine"))
    status = HTTPStatus.OK
    if form.validate_on_submit():
        try:
            limits.hit(limits.SECOND_STEP, str(user.public_id))
        except TooMany as error:
            form.refuse(error.message)
            status = HTTPStatus.TOO_MANY_REQUESTS
        else:
            if (done := _confirm(form.code.data or "", back)) is not None:
                return done
            form.refuse(_("Deze code klopt niet. Vul de code in die u nu in de app ziet."))
    page = render_template(
        "accounts/confirm_app.html",
        form=form,
        back=back,
        secret=_in_groups(waiting.secret),
        qr_code=_qr_code(waiting.address),
    )
    return page, status


@accounts.route("/mijn-account/app/verwijderen", methods=["GET", "POST"])
@access(Access.SIGNED_IN)
def remove_app() -> str | Response | tuple[str, int]:
    """Ask whether the app must go, and forget it."""
    user = signed_in_user()
    if user.totp_confirmed_at is None:
        return redirect(url_for("accounts.mine"))
    if request.method == "GET":
        return render_template("accounts/remove_app.html", trouble=None)
    limits.hit(limits.ACCOUNT_BY_USER, str(user.public_id))
    try:
        with transaction(db.session):
            second_factor.remove_app(db.session, user)
    except NotAllowed as error:
        page = render_template("accounts/remove_app.html", trouble=error.message)
        return page, HTTPStatus.CONFLICT
    flash(_("De authenticator-app is losgekoppeld. Verwijder GovHub ook uit de app."))
    return redirect(url_for("accounts.mine"))


@accounts.post("/mijn-account/herstelcodes")
@access(Access.SIGNED_IN)
def renew_codes() -> str | Response:
    """Make new recovery codes and show them, once."""
    user = signed_in_user()
    limits.hit(limits.ACCOUNT_BY_USER, str(user.public_id))
    with transaction(db.session):
        if not second_factor.has_second_factor(db.session, user):
            return redirect(url_for("accounts.mine"))
        codes = recovery.renew(db.session, user)
        second_factor.note(db.session, user, "herstelcodes-gemaakt")
    return render_template("accounts/recovery_codes.html", codes=codes, back=None)


def _confirm(code: str, back: str | None) -> str | Response | None:
    """Let the app count when the code is right; show the recovery codes of who had none."""
    user = signed_in_user()
    with transaction(db.session):
        if not totp.confirm(db.session, user, code):
            return None
        codes = second_factor.codes_for_first(db.session, user)
        second_factor.note(db.session, user, "app-toegevoegd")
        secret = sessions.pass_second_step(db.session, secret_here() or "")
    keep(secret)
    flash(_("De authenticator-app is gekoppeld."))
    if codes:
        return render_template("accounts/recovery_codes.html", codes=codes, back=back)
    return redirect(back or url_for("accounts.mine"))


def _in_groups(secret: str) -> str:
    """Return the secret in groups of four, four on a line, to type over."""
    groups = [secret[at : at + 4] for at in range(0, len(secret), 4)]
    return "\n".join(" ".join(groups[at : at + 4]) for at in range(0, len(groups), 4))


def _qr_code(address: str) -> Markup:
    """Return the picture as SVG without styles: dark on light, whatever the page is."""
    drawn = segno.make(address, error="m", micro=False)
    svg = drawn.svg_inline(scale=5, border=4, dark="#000", light="#fff", svgclass="gh-qr")
    return Markup(svg)  # noqa: S704  # made of squares alone
