"""The link in the mail that asks the owner of an address to confirm."""

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from govhub.following import queries, service, tokens
from govhub.platform.db import transaction
from govhub.web.access import Access, access
from govhub.web.extensions import db
from govhub.web.following.blueprint import following
from govhub.web.following.followed import followed, overview
from govhub.web.services import services

WANTED, SHOWN = "volgen", "getoond"
"""Fields of the form: what is ticked, and all that could be."""


@following.get("/volgen/bevestigen/<token>")
@access(Access.PUBLIC)
def confirm(token: str) -> str:
    """Ask once more: mail scanners open the links in a mail, but press no buttons."""
    return _confirm_page(token, is_wrong=False)


@following.post("/volgen/bevestigen/<token>")
@access(Access.PUBLIC)
def confirm_now(token: str) -> str | Response:
    """Start to tell about what is ticked."""
    wanted, shown = request.form.getlist(WANTED), request.form.getlist(SHOWN)
    if shown and not wanted:
        return _confirm_page(token, is_wrong=True)
    signer = services().signer
    with transaction(db.session):
        started = service.confirm(db.session, signer, token, wanted=wanted, shown=shown)
        stop_token = tokens.stop_token(signer, started[0])
    return redirect(url_for("following.confirmed", token=stop_token))


@following.get("/volgen/bevestigd/<token>")
@access(Access.PUBLIC)
def confirmed(token: str) -> str:
    """Say what somebody follows now, and how to stop."""
    signer = services().signer
    subscription = tokens.to_stop(db.session, signer, token)
    if subscription is None:
        return render_template("following/stopped.html", done=None)
    mine = queries.followed_by(db.session, subscription.subscriber)
    return render_template(
        "following/confirmed.html",
        page=followed(signer, subscription),
        others=[followed(signer, each) for each in mine if each.id != subscription.id],
        overview=overview(signer, subscription.subscriber, mine, ()),
    )


def _confirm_page(token: str, *, is_wrong: bool) -> str:
    signer = services().signer
    found = service.requested(db.session, signer, token)
    return render_template(
        "following/confirm.html",
        email=found.subscriber.email,
        waiting=[followed(signer, each) for each in found.waiting],
        is_wrong=is_wrong,
    )
