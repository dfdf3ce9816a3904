"""Signing in with a passkey, which also is the second step; and the passkeys of one's own."""

import uuid
from http import HTTPStatus

from flask import abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from govhub.accounts import passkeys, queries, second_factor, service, sessions
from govhub.accounts.models import Passkey
from govhub.accounts.passkeys import PasskeyRefused
from govhub.kernel.errors import InvalidInput, NotAllowed
from govhub.platform.db import transaction
from govhub.platform.language import gettext as _
from govhub.web import limits
from govhub.web.access import Access, access, secret_here, signed_in_user
from govhub.web.accounts.blueprint import accounts
from govhub.web.accounts.forms import PasskeyNameForm
from govhub.web.accounts.keeping import asked_page, first_page, keep, name_of_this_browser
from govhub.web.accounts.party import answered, question, required_party
from govhub.web.extensions import db


@accounts.post("/inloggen/passkey/vraag")
@access(Access.PUBLIC)
def passkey_question() -> Response:
    """Tell the script what to ask the browser, to sign in."""
    party = required_party()
    return question(passkeys.SIGN_IN, lambda s: passkeys.ask_to_sign_in(s, party))


@accounts.post("/inloggen/passkey")
@access(Access.PUBLIC)
def sign_in_with_passkey() -> Response | tuple[str, int]:
    """Sign in whose passkey this is, second step and all."""
    try:
        party = required_party()
        challenge, answer = answered(passkeys.SIGN_IN)
        with transaction(db.session):
            passkey = passkeys.accept(db.session, party, challenge=challenge, answer=answer)
            secret = service.start_session(
                db.session,
                passkey.user,
                secret_here(),
                browser=name_of_this_browser(),
                has_second_factor=True,
            )
    except PasskeyRefused as error:
        return _refused(error, url_for("accounts.sign_in", verder=asked_page()))
    keep(secret)
    return redirect(asked_page() or first_page(passkey.user))


@accounts.post("/mijn-account/passkeys/vraag")
@access(Access.SIGNED_IN)
def new_passkey_question() -> Response:
    """Tell the script what to ask the browser, to make a passkey."""
    user, party = signed_in_user(), required_party()
    return question(passkeys.ADD, lambda s: passkeys.ask_to_add(s, user, party))


@accounts.post("/mijn-account/passkeys")
@access(Access.SIGNED_IN)
def add_passkey() -> str | Response | tuple[str, int]:
    """Keep the passkey that the browser made; who made it here has shown it here."""
    user, back = signed_in_user(), asked_page()
    name = request.form.get("name", "").strip() or name_of_this_browser()
    try:
        party = required_party()
        challenge, answer = answered(passkeys.ADD, user)
        with transaction(db.session):
            passkeys.add(db.session, user, party, challenge=challenge, answer=answer, name=name)
            codes = second_factor.codes_for_first(db.session, user)
            second_factor.note(db.session, user, "passkey-toegevoegd")
            secret = sessions.pass_second_step(db.session, secret_here() or "")
    except PasskeyRefused as error:
        return _refused(error, url_for("accounts.mine"))
    except InvalidInput as error:
        return _refused(PasskeyRefused(error.message), url_for("accounts.mine"))
    keep(secret)
    flash(_("De passkey is toegevoegd."))
    if codes:
        return render_template("accounts/recovery_codes.html", codes=codes, back=back)
    return redirect(back or url_for("accounts.mine"))


@accounts.route("/mijn-account/passkeys/<uuid:key>", methods=["GET", "POST"])
@access(Access.SIGNED_IN)
def rename_passkey(key: uuid.UUID) -> str | Response:
    """Call a passkey something else."""
    passkey = _own(key)
    form = PasskeyNameForm(name=passkey.name)
    if form.validate_on_submit():
        try:
            with transaction(db.session):
                passkeys.rename(db.session, _own(key), form.name.data or "")
        except InvalidInput as error:
            form.show(error)
        else:
            flash(_("De naam is gewijzigd."))
            return redirect(url_for("accounts.mine"))
    return render_template("accounts/rename_passkey.html", form=form, passkey=passkey)


@accounts.route("/mijn-account/passkeys/<uuid:key>/verwijderen", methods=["GET", "POST"])
@access(Access.SIGNED_IN)
def remove_passkey(key: uuid.UUID) -> str | Response | tuple[str, int]:
    """Ask whether a passkey must go, and forget it."""
    passkey = _own(key)
    if request.method == "GET":
        return render_template("accounts/remove_passkey.html", passkey=passkey, trouble=None)
    limits.hit(limits.ACCOUNT_BY_USER, str(signed_in_user().public_id))
    try:
        with transaction(db.session):
            second_factor.remove_passkey(db.session, signed_in_user(), _own(key))
    except NotAllowed as error:
        shown = render_template(
            "accounts/remove_passkey.html", passkey=_own(key), trouble=error.message
        )
        return shown, HTTPStatus.CONFLICT
    flash(_("De passkey is verwijderd. Verwijder hem ook op uw apparaat."))
    return redirect(url_for("accounts.mine"))


def _own(key: uuid.UUID) -> Passkey:
    passkey = queries.passkey_by_public_id(db.session, signed_in_user(), key)
    return passkey or abort(HTTPStatus.NOT_FOUND)


def _refused(error: PasskeyRefused, again: str) -> tuple[str, int]:
    page = render_template("accounts/passkey_refused.html", reason=error.message, again=again)
    return page, HTTPStatus.BAD_REQUEST
