"""All that an address follows: see it, change it, stop it. For who signed in or has a mail of ours.

A token in the address of a page is the proof that somebody reads the mail of the address.
"""

from flask import abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from govhub.following import queries, service, stopping, tokens
from govhub.following.models import Rhythm, Subscriber
from govhub.following.tokens import Held
from govhub.platform.db import transaction
from govhub.platform.language import gettext as _
from govhub.web.access import Access, access, current_user, signed_in_user
from govhub.web.extensions import csrf, db
from govhub.web.following.blueprint import following
from govhub.web.following.followed import Overview, followed, overview
from govhub.web.following.forms import ChoicesForm
from govhub.web.following.log import components_in, entries
from govhub.web.services import services

EVERYTHING = "alles"
"""Name of the button that stops all that an address follows."""
SAID = "gedaan"
"""Parameter of the overview: what was just done, for who is not signed in."""


@following.get("/mijn-volgen")
@access(Access.SIGNED_IN)
def mine() -> str:
    """Show what the person who is signed in follows."""
    email = signed_in_user().email
    subscriber = queries.subscriber_by_email(db.session, email)
    return render_template(
        "following/manage.html",
        overview=_overview(subscriber) if subscriber else None,
        email=email,
        said=None,
    )


@following.get("/volgen/beheren/<token>")
@access(Access.PUBLIC)
def manage(token: str) -> str:
    """Show what an address follows, to who has a mail that went there."""
    found = tokens.held(db.session, services().signer, token)
    if found is None:
        return render_template("following/stopped.html", done=None)
    return render_template(
        "following/manage.html",
        overview=_overview(found.subscriber),
        email=found.subscriber.email,
        said=request.args.get(SAID),
    )


@following.post("/volgen/beheren/<token>/opnieuw")
@access(Access.PUBLIC)
def restart(token: str) -> Response:
    """Mail again to an address that refused our mail."""
    signer = services().signer
    with transaction(db.session):
        found = tokens.held(db.session, signer, token) or abort(404)
        service.restart(db.session, found.subscriber)
    return _back(found.subscriber, "opnieuw", _("We sturen weer mail naar uw adres."))


@following.route("/volgen/wijzigen/<token>", methods=["GET", "POST"])
@access(Access.PUBLIC)
def change(token: str) -> str | Response:
    """Follow the same in another way."""
    signer = services().signer
    subscription = tokens.to_stop(db.session, signer, token)
    if subscription is None:
        return render_template("following/stopped.html", done=None)
    form = ChoicesForm.of(subscription)
    if subscription.webhook_id is not None:
        del form.hoe_vaak
    if form.validate_on_submit():
        with transaction(db.session):
            service.change(db.session, subscription, **form.choices)
        return _back(subscription.subscriber, "gewijzigd", _("Uw keuze is bewaard."))
    return render_template(
        "following/change.html",
        page=followed(signer, subscription),
        form=form,
        back=_overview_url(subscription.subscriber),
    )


@following.get("/volgen/verloop/<token>")
@access(Access.PUBLIC)
def log(token: str) -> str | Response:
    """Show what was sent because of one subscription, and what was not and why."""
    signer = services().signer
    subscription = tokens.to_stop(db.session, signer, token)
    if subscription is None:
        return render_template("following/stopped.html", done=None)
    if subscription.webhook is not None:
        return redirect(followed(signer, subscription).log_url)
    deliveries = queries.deliveries_about(db.session, subscription)
    names = queries.names_of_components(db.session, components_in(deliveries))
    return render_template(
        "following/log.html",
        page=followed(signer, subscription),
        entries=entries(deliveries, names),
        days=queries.LOG_IS_KEPT.days,
        back=_overview_url(subscription.subscriber),
    )


@following.get("/volgen/stoppen/<token>")
@access(Access.PUBLIC)
def stop(token: str) -> str:
    """Offer to stop what a mail was about, or something else that the address follows."""
    found = tokens.held(db.session, services().signer, token)
    if found is None:
        return render_template("following/stopped.html", done=None)
    return render_template(
        "following/stop.html",
        title=_title(found),
        overview=_overview(found.subscriber),
        stops=_what_stops(found),
    )


@following.post("/volgen/stoppen/<token>")
@access(Access.PUBLIC)
@csrf.exempt  # type: ignore[untyped-decorator]  # Flask-WTF has no types
def stop_now(token: str) -> str:
    """Stop. A mail program that sends ``List-Unsubscribe=One-Click`` has no cookie (RFC 8058).

    The token is the proof. The answer is a page and no redirect, as the RFC asks.
    """
    with transaction(db.session):
        found = tokens.held(db.session, services().signer, token)
        if found is None:
            return render_template("following/stopped.html", done=None)
        email, done = found.subscriber.email, _done(found)
        is_forgotten = _stop(found)
    left = None if is_forgotten else queries.subscriber_by_email(db.session, email)
    return render_template(
        "following/stopped.html",
        done=done,
        email=email,
        is_forgotten=is_forgotten,
        overview=_overview(left) if left else None,
    )


def _stop(found: Held) -> bool:
    if EVERYTHING not in request.form:
        if found.subscription is not None:
            return stopping.stop(db.session, found.subscription)
        if found.rhythm is not None:
            return stopping.stop_rhythm(db.session, found.subscriber, found.rhythm)
    return stopping.stop_all(db.session, found.subscriber)


def _what_stops(found: Held) -> set[str]:
    """Return the public ids of what the button stops."""
    if found.subscription is not None:
        return {str(found.subscription.public_id)}
    mine = queries.followed_by(db.session, found.subscriber)
    return {
        str(each.public_id)
        for each in mine
        if found.rhythm is None or (each.rhythm is found.rhythm and each.webhook_id is None)
    }


def _title(found: Held) -> str:
    """Return what the button stops."""
    if found.subscription is not None:
        return _("Stoppen met %(name)s volgen") % {"name": found.subscription.subject}
    if found.rhythm is Rhythm.DAILY:
        return _("Stoppen met de mail van elke dag")
    if found.rhythm is Rhythm.WEEKLY:
        return _("Stoppen met de mail van elke week")
    return _("Stoppen met alles wat u volgt")


def _done(found: Held) -> str:
    """Return what was stopped, when something is left."""
    if found.subscription is not None:
        return _("U volgt %(name)s niet meer.") % {"name": found.subscription.subject}
    return _("Deze mail krijgt u niet meer.")


def _overview(subscriber: Subscriber) -> Overview:
    return overview(
        services().signer,
        subscriber,
        queries.followed_by(db.session, subscriber),
        queries.waiting(db.session, subscriber),
    )


def _overview_url(subscriber: Subscriber) -> str:
    """Return the overview for whoever looks: their own, or that of who has a mail."""
    user = current_user()
    if user is not None and user.email == subscriber.email:
        return url_for("following.mine")
    token = tokens.manage_token(services().signer, subscriber)
    return url_for("following.manage", token=token)


def _back(subscriber: Subscriber, done: str, sentence: str) -> Response:
    url = _overview_url(subscriber)
    if url == url_for("following.mine"):
        flash(sentence)
        return redirect(url)
    return redirect(f"{url}?{SAID}={done}")
