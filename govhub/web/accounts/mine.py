"""``/mijn-account``: how somebody signs in, where they are signed in, and what we know of them."""

import json
import uuid

from flask import flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from govhub.accounts import queries, second_factor, sessions
from govhub.kernel import clock
from govhub.platform.db import transaction
from govhub.platform.language import gettext as _
from govhub.platform.language import ngettext
from govhub.web import limits
from govhub.web.access import Access, access, secret_here, signed_in_user, this_browser
from govhub.web.accounts import own_data
from govhub.web.accounts.blueprint import accounts
from govhub.web.accounts.party import relying_party
from govhub.web.extensions import db


@accounts.get("/mijn-account")
@access(Access.SIGNED_IN)
def mine() -> str:
    """Show the account of who is signed in."""
    user, here = signed_in_user(), this_browser()
    return render_template(
        "accounts/mine.html",
        user=user,
        sessions=queries.sessions_of(db.session, user),
        here=here.session.public_id if here else None,
        passkeys=queries.passkeys_of(db.session, user),
        codes_left=queries.number_of_recovery_codes(db.session, user),
        identities=queries.identities_of(db.session, user),
        has_passkeys=relying_party() is not None,
        must_have_second_factor=second_factor.needs_second_factor(user),
    )


@accounts.post("/mijn-account/sessies/<uuid:key>/beeindigen")
@access(Access.SIGNED_IN)
def end_session(key: uuid.UUID) -> Response:
    """Sign out of another browser."""
    with transaction(db.session):
        has_ended = sessions.end(db.session, signed_in_user(), key)
    flash(_("Die sessie is beëindigd.") if has_ended else _("Die sessie was al beëindigd."))
    return redirect(url_for("accounts.mine"))


@accounts.post("/mijn-account/sessies/beeindigen")
@access(Access.SIGNED_IN)
def end_other_sessions() -> Response:
    """Sign out everywhere but here."""
    with transaction(db.session):
        number = sessions.end_others(db.session, signed_in_user(), secret_here() or "")
    flash(
        ngettext(
            "%(num)s andere sessie is beëindigd.", "%(num)s andere sessies zijn beëindigd.", number
        )
        % {"num": number}
    )
    return redirect(url_for("accounts.mine"))


@accounts.post("/mijn-account/gegevens")
@access(Access.SIGNED_IN)
def download() -> Response:
    """Give somebody all that we know of them, as a file."""
    user = signed_in_user()
    limits.hit(limits.ACCOUNT_BY_USER, str(user.public_id))
    with transaction(db.session):
        found = own_data.export(db.session, user)
        second_factor.note(db.session, user, "gegevens-gedownload")
    text = json.dumps(found, ensure_ascii=False, indent=2) + "\n"
    response = Response(text, mimetype="application/json")
    name = f"govhub-gegevens-{clock.today().isoformat()}.json"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "no-store"
    return response
