"""``/inloggen/tweede-stap``: showing the second factor, or setting one up."""

from http import HTTPStatus

from flask import flash, redirect, render_template, request
from werkzeug.wrappers import Response

from govhub.accounts import queries, second_factor, sessions
from govhub.accounts.models import User
from govhub.accounts.second_factor import Factor, Step
from govhub.platform.db import transaction
from govhub.platform.language import gettext as _
from govhub.platform.language import ngettext
from govhub.platform.ratelimit import TooMany
from govhub.web import limits
from govhub.web.access import Access, access, secret_here, signed_in_user, step_to_take
from govhub.web.accounts.blueprint import accounts
from govhub.web.accounts.forms import CodeForm
from govhub.web.accounts.keeping import asked_page, first_page, keep
from govhub.web.accounts.party import relying_party
from govhub.web.extensions import db


@accounts.route("/inloggen/tweede-stap", methods=["GET", "POST"])
@access(Access.FIRST_STEP)
def second_step() -> str | Response | tuple[str, int]:
    """Take a code; who has no second factor yet sees how to set one up."""
    user, back = signed_in_user(), asked_page()
    form = CodeForm(verder=back)
    match step_to_take():
        case Step.DONE:
            return redirect(back or first_page(user))
        case Step.SET_UP:
            return render_template(
                "accounts/set_up.html", user=user, back=back, has_passkeys=bool(relying_party())
            )
        case Step.SHOW:
            pass
    if request.method == "POST" and form.validate():
        try:
            limits.hit(limits.SECOND_STEP, str(user.public_id))
        except TooMany as error:
            form.refuse(error.message)
            return _page(user, form, back), HTTPStatus.TOO_MANY_REQUESTS
        if _take(user, form.code.data or ""):
            return redirect(back or first_page(user))
        form.refuse(_("Deze code klopt niet, of is al gebruikt. Vul een andere code in."))
    return _page(user, form, back)


def _take(user: User, code: str) -> bool:
    """Take the second step with this code, under a new secret; tell whether it was right."""
    with transaction(db.session):
        factor = second_factor.take_code(db.session, user, code)
        if factor is None:
            return False
        secret = sessions.pass_second_step(db.session, secret_here() or "")
        left = queries.number_of_recovery_codes(db.session, user)
    keep(secret)
    if factor is Factor.RECOVERY_CODE:
        flash(
            ngettext(
                "U gebruikte een herstelcode. U hebt er nog %(num)s.",
                "U gebruikte een herstelcode. U hebt er nog %(num)s.",
                left,
            )
            % {"num": left}
        )
    return True


def _page(user: User, form: CodeForm, back: str | None) -> str:
    if user.totp_confirmed_at is None:
        form.code.label.text = _("Herstelcode")
    return render_template(
        "accounts/second_step.html",
        form=form,
        back=back,
        has_app=user.totp_confirmed_at is not None,
        has_passkey=queries.has_passkey(db.session, user) and relying_party() is not None,
    )
