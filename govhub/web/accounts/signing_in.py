"""``/inloggen`` and ``/uitloggen``."""

from datetime import timedelta
from http import HTTPStatus

from flask import abort, redirect, render_template, request, session, url_for
from werkzeug.wrappers import Response

from govhub.accounts import service
from govhub.accounts.models import UserRole
from govhub.accounts.passkeys import RelyingParty
from govhub.platform.db import transaction
from govhub.platform.links import LinkRefused
from govhub.web import limits
from govhub.web.access import Access, access, current_user, secret_here
from govhub.web.accounts.blueprint import accounts
from govhub.web.accounts.forms import SignInForm
from govhub.web.accounts.keeping import first_page, keep, name_of_this_browser
from govhub.web.addresses import local_path
from govhub.web.extensions import db
from govhub.web.services import services

DEMO_ROLES = (UserRole.SUBMITTER, UserRole.EDITOR)
DEMO_DOMAIN = "govhub.example"
"""Reserved by RFC 2606: should these users ever reach a real portal, nobody gets their mail."""


@accounts.route("/inloggen", methods=["GET", "POST"])
@access(Access.PUBLIC)
def sign_in() -> str | Response:
    """Ask for an address and have a link mailed; every address gets the same answer."""
    form = SignInForm(verder=request.args.get("verder"))
    back = local_path(form.verder.data)
    if form.validate_on_submit():
        limits.hit(limits.SIGN_IN_FROM_CLIENT, limits.client())
        limits.hit(limits.SIGN_IN_TO_ADDRESS, form.address)
        with transaction(db.session):
            service.request_sign_in(db.session, form.address, back)
        return redirect(url_for("accounts.asked"))
    if (user := current_user()) is not None:
        return redirect(back or first_page(user))
    settings = services().settings
    return render_template(
        "accounts/sign_in.html",
        form=form,
        back=back,
        demo_roles=DEMO_ROLES,
        has_passkeys=RelyingParty.at(settings.base_url) is not None,
        provider=settings.oidc_name if settings.has_oidc else None,
    )


@accounts.get("/inloggen/kijk-in-uw-mail")
@access(Access.PUBLIC)
def asked() -> str:
    """Say that a mail is on its way."""
    return render_template(
        "accounts/asked.html", minutes=service.TIME_TO_SIGN_IN // timedelta(minutes=1)
    )


@accounts.get("/inloggen/<token>")
@access(Access.PUBLIC)
def invited(token: str) -> str | tuple[str, int]:
    """Show a button: mail scanners open links too, and must not use this one."""
    try:
        invitation = service.invitation(db.session, services().signer, token)
    except LinkRefused as error:
        return _refused(error)
    return render_template("accounts/redeem.html", invitation=invitation)


@accounts.post("/inloggen/<token>")
@access(Access.PUBLIC)
def redeem(token: str) -> Response | tuple[str, int]:
    """Sign in."""
    try:
        with transaction(db.session):
            signed_in = service.sign_in(
                db.session,
                services().signer,
                token,
                secret_here(),
                browser=name_of_this_browser(),
            )
    except LinkRefused as error:
        return _refused(error)
    keep(signed_in.secret)
    return redirect(local_path(signed_in.back) or first_page(signed_in.user))


@accounts.post("/inloggen/demo")
@access(Access.DEMO)
def demo() -> Response:
    """Sign in as one of the people of the demo, without a mail and a second step."""
    role = next((role for role in DEMO_ROLES if role == request.form.get("rol")), None)
    if role is None:
        abort(HTTPStatus.BAD_REQUEST)
    with transaction(db.session):
        user = service.create_user(db.session, f"demo-{role}@{DEMO_DOMAIN}", role)
        secret = service.start_session(
            db.session,
            user,
            secret_here(),
            browser=name_of_this_browser(),
            has_second_factor=True,
        )
    keep(secret)
    return redirect(local_path(request.form.get("verder")) or first_page(user))


@accounts.post("/uitloggen")
@access(Access.PUBLIC)
def sign_out() -> Response:
    """Sign out; whoever was not signed in any more is done too."""
    if secret := secret_here():
        with transaction(db.session):
            service.sign_out(db.session, secret)
    session.clear()
    return redirect(url_for("home.index"))


def _refused(error: LinkRefused) -> tuple[str, int]:
    return render_template("accounts/refused.html", reason=error.message), HTTPStatus.GONE
