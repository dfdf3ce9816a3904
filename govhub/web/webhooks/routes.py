"""``/webhooks``: what somebody's webhooks follow, and what was sent to them."""

import uuid
from collections.abc import Callable
from http import HTTPStatus
from urllib.parse import urlsplit

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from govhub.following import queries, stopping, webhook_queries, webhooks
from govhub.following.models import Webhook
from govhub.kernel.errors import InvalidInput
from govhub.kernel.pagination import Pages
from govhub.notifications.webhooks.handshake import NotAgreed, agree
from govhub.platform.db import transaction
from govhub.platform.language import gettext as _
from govhub.platform.ratelimit import Limit, TooMany
from govhub.web import limits
from govhub.web.access import Access, access, signed_in_user
from govhub.web.extensions import db
from govhub.web.registration.fields import number
from govhub.web.services import services
from govhub.web.webhooks.forms import WebhookForm
from govhub.web.webhooks.page import messages

MESSAGES_ON_A_PAGE = 25

webhooks_pages = Blueprint("webhooks", __name__)


@webhooks_pages.route("/webhooks", methods=["GET", "POST"])
@access(Access.SIGNED_IN)
def index() -> str | Response | tuple[str, int]:
    """List somebody's webhooks, and add one."""
    form = WebhookForm()
    if form.validate_on_submit():
        try:
            return redirect(_page_of(_create(form)))
        except InvalidInput as error:
            form.show(error)
        except webhooks.NoRoom as error:
            form.form_errors.append(error.message)
        except TooMany as error:
            form.form_errors.append(error.message)
            return _index_page(form), HTTPStatus.TOO_MANY_REQUESTS
    return _index_page(form)


@webhooks_pages.get("/webhooks/<uuid:key>")
@access(Access.SIGNED_IN)
def show(key: uuid.UUID) -> str:
    """Show one webhook: its state, what it follows and what was sent."""
    return _show_page(_own(key))


@webhooks_pages.post("/webhooks/<uuid:key>/geheim")
@access(Access.SIGNED_IN)
def secret(key: uuid.UUID) -> str:
    """Show the secret that signs messages."""
    return _show_page(_own(key), shows_secret=True)


@webhooks_pages.post("/webhooks/<uuid:key>/nieuw-geheim")
@access(Access.SIGNED_IN)
def rotate(key: uuid.UUID) -> Response:
    """Make a new secret; the old one signs along for a day."""
    _hit(limits.WEBHOOK_CHANGE)
    found = _change(key, lambda webhook: webhooks.rotate(db.session, webhook))
    flash(_("Er is een nieuw geheim. Zet het binnen 24 uur bij de ontvanger."))
    return redirect(_page_of(found, part="geheim"))


@webhooks_pages.post("/webhooks/<uuid:key>/controleren")
@access(Access.SIGNED_IN)
def verify(key: uuid.UUID) -> str | Response:
    """Ask the receiver whether it wants our messages; when it does, they begin."""
    found = _own(key)
    _hit(limits.WEBHOOK_VERIFY)
    url, origin = found.url, urlsplit(services().settings.base_url).hostname or ""
    db.session.rollback()  # the database does not wait for somebody else's server
    try:
        agree(url, origin=origin, reach=services().reach)
    except NotAgreed as error:
        return _show_page(_own(key), trouble=error.message)
    _change(key, lambda webhook: webhooks.activate(db.session, webhook))
    flash(_("De ontvanger doet mee. De webhook is actief."))
    return redirect(_page_of(found))


@webhooks_pages.post("/webhooks/<uuid:key>/test")
@access(Access.SIGNED_IN)
def send_test(key: uuid.UUID) -> Response:
    """Have a message sent that says nothing."""
    _hit(limits.WEBHOOK_TEST)
    found = _change(key, lambda webhook: webhooks.send_test(db.session, webhook))
    flash(_("Het testbericht is onderweg. Bij Berichten ziet u of het aankomt."))
    return redirect(_page_of(found, part="berichten"))


@webhooks_pages.post("/webhooks/<uuid:key>/pauzeren")
@access(Access.SIGNED_IN)
def pause(key: uuid.UUID) -> Response:
    """Send nothing until it is verified again."""
    found = _change(key, lambda webhook: webhooks.pause(db.session, webhook))
    flash(_("De webhook staat uit. Er gaan geen berichten meer naartoe."))
    return redirect(_page_of(found))


@webhooks_pages.post("/webhooks/<uuid:key>/opnieuw")
@access(Access.SIGNED_IN)
def resend(key: uuid.UUID) -> Response:
    """Send one message once more."""
    _hit(limits.WEBHOOK_RESEND)
    wanted = number(request.form.get("bericht"))
    sent: list[bool] = []
    found = _change(key, lambda webhook: sent.append(webhooks.resend(db.session, webhook, wanted)))
    if sent == [True]:
        flash(_("Het bericht gaat opnieuw op weg, met hetzelfde webhook-id."))
    else:
        flash(_("Dit bericht is al onderweg of bestaat niet meer."))
    return redirect(_page_of(found, page=request.form.get("pagina"), part="berichten"))


@webhooks_pages.post("/webhooks/<uuid:key>/stoppen")
@access(Access.SIGNED_IN)
def stop(key: uuid.UUID) -> Response:
    """Let the webhook not follow something any more."""
    wanted = request.form.get("abonnement")
    stopped: list[str] = []

    def stop_it(webhook: Webhook) -> None:
        for subscription in webhook_queries.subscriptions_of(db.session, webhook):
            if str(subscription.public_id) == wanted:
                stopped.append(subscription.subject)
                stopping.stop(db.session, subscription)

    found = _change(key, stop_it)
    for subject in stopped:
        flash(_("De webhook volgt dit niet meer: %(subject)s.") % {"subject": subject})
    return redirect(_page_of(found))


@webhooks_pages.route("/webhooks/<uuid:key>/verwijderen", methods=["GET", "POST"])
@access(Access.SIGNED_IN)
def delete(key: uuid.UUID) -> str | Response:
    """Ask whether the webhook must go, and delete it."""
    found = _own(key)
    if request.method == "GET":
        follows = webhook_queries.subscriptions_of(db.session, found)
        return render_template("webhooks/delete.html", webhook=found, follows=follows)
    name = found.name
    _change(key, lambda webhook: webhooks.delete(db.session, webhook))
    flash(_("De webhook %(name)s is verwijderd.") % {"name": name})
    return redirect(url_for("webhooks.index"))


def _create(form: WebhookForm) -> Webhook:
    user = signed_in_user()
    _hit(limits.WEBHOOK_CHANGE)
    with transaction(db.session):
        webhook = webhooks.create(
            db.session,
            user,
            name=form.name.data or "",
            url=form.url.data or "",
            reach=services().reach,
        )
    flash(_("De webhook is toegevoegd. Stel nu de ontvanger in en laat hem controleren."))
    return webhook


def _own(key: uuid.UUID, *, to_change: bool = False) -> Webhook:
    """Return the webhook; 404 for whoever must not know that it exists."""
    found = webhook_queries.by_public_id(db.session, key, to_change=to_change)
    if found is None or found.user_id != signed_in_user().id:
        abort(HTTPStatus.NOT_FOUND)
    return found


def _change(key: uuid.UUID, change: Callable[[Webhook], object]) -> Webhook:
    with transaction(db.session):
        found = _own(key, to_change=True)
        change(found)
    return found


def _hit(limit: Limit) -> None:
    limits.hit(limit, str(signed_in_user().public_id))


def _page_of(webhook: Webhook, *, part: str | None = None, page: str | None = None) -> str:
    return url_for("webhooks.show", key=webhook.public_id, pagina=page, _anchor=part)


def _index_page(form: WebhookForm) -> str:
    found = webhook_queries.of_user(db.session, signed_in_user())
    return render_template("webhooks/index.html", form=form, webhooks=found, most=webhooks.MOST)


def _show_page(webhook: Webhook, *, trouble: str | None = None, shows_secret: bool = False) -> str:
    pages = Pages(
        total=webhook_queries.number_of_deliveries(db.session, webhook),
        size=MESSAGES_ON_A_PAGE,
        asked=max(1, number(request.args.get("pagina"))),
    )
    deliveries = webhook_queries.deliveries_of(
        db.session, webhook, limit=pages.size, offset=pages.offset
    )
    names = queries.names_of_components(db.session, {each.event.subject for each in deliveries})
    return render_template(
        "webhooks/show.html",
        webhook=webhook,
        trouble=trouble,
        secret=webhook.secret if shows_secret else None,
        follows=webhook_queries.subscriptions_of(db.session, webhook),
        has_old_secret=len(webhooks.secrets_of(webhook)) > 1,
        messages=messages(deliveries, names),
        pages=pages,
        page_url=lambda page: _page_of(
            webhook, page=str(page) if page > 1 else None, part="berichten"
        ),
        origin=urlsplit(services().settings.base_url).hostname,
    )
