"""Following by mail: ask, confirm, stop."""

from flask import Blueprint, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from govhub.catalogue import queries as catalogue
from govhub.catalogue.models import Category, Component
from govhub.following import queries, service
from govhub.following.models import Subscription
from govhub.following.wishes import FollowWish
from govhub.platform.db import transaction
from govhub.web import limits
from govhub.web.access import Access, access, current_user
from govhub.web.email_form import EmailForm
from govhub.web.extensions import csrf, db
from govhub.web.following.page import ASKED, Followed, follow_page, followed
from govhub.web.services import services

EVERYTHING = "alles"
"""Name of the button that stops all mail to an address."""

following = Blueprint("following", __name__)


@following.route("/componenten/<slug>/volgen", methods=["GET", "POST"])
@access(Access.PUBLIC)
def component(slug: str) -> str | Response:
    """Follow one component."""
    found = catalogue.component_by_slug(db.session, slug)
    if found is None or not found.is_public:
        abort(404)
    return _ask(found)


@following.route("/volgen/categorie/<key>", methods=["GET", "POST"])
@access(Access.PUBLIC)
def category(key: str) -> str | Response:
    """Follow one category."""
    return _ask(catalogue.category_by_key(db.session, key) or abort(404))


@following.route("/volgen", methods=["GET", "POST"])
@access(Access.PUBLIC)
def everything() -> str | Response:
    """Follow the whole catalogue."""
    return _ask(None)


@following.get("/volgen/bevestigen/<token>")
@access(Access.PUBLIC)
def confirm(token: str) -> str:
    """Ask once more: mail scanners open the links in a mail, but press no buttons."""
    request_ = service.requested(db.session, services().signer, token)
    return render_template("following/confirm.html", page=_followed(request_.waiting[0]))


@following.post("/volgen/bevestigen/<token>")
@access(Access.PUBLIC)
def confirm_now(token: str) -> Response:
    """Start to mail."""
    signer = services().signer
    with transaction(db.session):
        subscription = service.confirm(db.session, signer, token)[0]
    stop_token = service.stop_token(signer, subscription)
    return redirect(url_for("following.confirmed", token=stop_token))


@following.get("/volgen/bevestigd/<token>")
@access(Access.PUBLIC)
def confirmed(token: str) -> str:
    """Say what somebody follows now, and how to stop."""
    subscription = service.to_stop(db.session, services().signer, token)
    if subscription is None:
        return render_template("following/stopped.html", page=None)
    return render_template("following/confirmed.html", page=_followed(subscription))


@following.get("/volgen/stoppen/<token>")
@access(Access.PUBLIC)
def stop(token: str) -> str:
    """Offer to stop this, or all mail to the address."""
    subscription = service.to_stop(db.session, services().signer, token)
    if subscription is None:
        return render_template("following/stopped.html", page=None)
    return render_template("following/stop.html", page=_followed(subscription))


@following.post("/volgen/stoppen/<token>")
@access(Access.PUBLIC)
@csrf.exempt  # type: ignore[untyped-decorator]  # Flask-WTF has no types
def stop_now(token: str) -> str:
    """Stop. A mail program that sends ``List-Unsubscribe=One-Click`` has no cookie (RFC 8058).

    The token is the proof. The answer is a page and no redirect, as the RFC asks.
    """
    with transaction(db.session):
        subscription = service.to_stop(db.session, services().signer, token)
        if subscription is None:
            return render_template("following/stopped.html", page=None)
        page = _followed(subscription)
        is_everything = EVERYTHING in request.form
        is_forgotten = service.stop(db.session, subscription, everything=is_everything)
    return render_template("following/stopped.html", page=page, is_forgotten=is_forgotten)


def _ask(subject: Component | Category | None) -> str | Response:
    page = follow_page(subject)
    user = current_user()
    form = EmailForm(email=user.email if user else None)
    if form.validate_on_submit():
        limits.hit(limits.FOLLOW_FROM_CLIENT, limits.client())
        limits.hit(limits.FOLLOW_TO_ADDRESS, form.address)
        with transaction(db.session):
            service.follow(db.session, form.address, FollowWish(subject=subject))
        return redirect(page.asked_url)
    if ASKED in request.args:
        return render_template("following/asked.html", page=page)
    return render_template("following/follow.html", page=page, form=form)


def _followed(subscription: Subscription) -> Followed:
    others = queries.other_subscriptions(db.session, subscription)
    return followed(subscription, others, service.stop_token(services().signer, subscription))
