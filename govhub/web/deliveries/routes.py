"""``/redactie/leveringen``: what did not arrive, and what the redactie does about it."""

from datetime import timedelta
from http import HTTPStatus

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from govhub.kernel import clock
from govhub.platform.db import transaction
from govhub.platform.language import gettext as _
from govhub.platform.language import ngettext
from govhub.platform.outbox import Delivery, DeliveryState, dismiss, queries, try_again
from govhub.web.access import Access, access
from govhub.web.deliveries import page
from govhub.web.deliveries.page import Group
from govhub.web.extensions import db

LATE = timedelta(hours=1)
MOST_SHOWN = 50
"""Of one kind; the others are counted."""

deliveries = Blueprint("deliveries", __name__)


@deliveries.get("/redactie/leveringen")
@access(Access.EDITOR)
def index() -> str:
    """Show what was given up, by kind, what waits for long, and what was put away."""
    late, number_late = queries.late(db.session, clock.now() - LATE, limit=MOST_SHOWN)
    dismissed = queries.in_state(db.session, DeliveryState.DISMISSED, limit=MOST_SHOWN)
    groups = _groups()
    return render_template(
        "deliveries/index.html",
        groups=groups,
        total=sum(group.total for group in groups),
        late=page.lines(db.session, late),
        number_late=number_late,
        dismissed=page.lines(db.session, dismissed),
        number_new=queries.number_not_fanned_out(db.session, clock.now() - LATE),
    )


@deliveries.post("/redactie/leveringen/opnieuw")
@access(Access.EDITOR)
def retry_all() -> Response:
    """Put back everything that was given up, or everything of the kind in ``soort``."""
    with transaction(db.session):
        number = try_again(db.session, subscriber=request.form.get("soort"))
    return _told(number)


@deliveries.post("/redactie/leveringen/<int:key>/opnieuw")
@access(Access.EDITOR)
def retry(key: int) -> Response:
    """Put back one."""
    _delivery(key)
    with transaction(db.session):
        number = try_again(db.session, ids=[key])
    return _told(number)


@deliveries.get("/redactie/leveringen/<int:key>/wegleggen")
@access(Access.EDITOR)
def confirm_dismissal(key: int) -> str | Response:
    """Ask whether it need not arrive any more."""
    delivery = _delivery(key)
    if delivery.state is not DeliveryState.DEAD:
        return redirect(url_for("deliveries.index"))
    (line,) = page.lines(db.session, [delivery])
    return render_template("deliveries/dismiss.html", line=line)


@deliveries.post("/redactie/leveringen/<int:key>/wegleggen")
@access(Access.EDITOR)
def put_away(key: int) -> Response:
    """Decide that it need not arrive any more."""
    _delivery(key)
    with transaction(db.session):
        is_done = dismiss(db.session, key)
    if is_done:
        flash(_("Weggelegd. U vindt het onderaan deze pagina terug."))
    else:
        flash(_("Dit was al weggelegd of teruggezet."))
    return redirect(url_for("deliveries.index"))


def _groups() -> list[Group]:
    return [
        Group(
            name=name,
            label=page.label_of(name),
            total=total,
            lines=page.lines(
                db.session,
                queries.in_state(db.session, DeliveryState.DEAD, subscriber=name, limit=MOST_SHOWN),
            ),
        )
        for name, total in queries.numbers_given_up(db.session).items()
    ]


def _delivery(key: int) -> Delivery:
    delivery = queries.delivery_by_id(db.session, key)
    if delivery is None:
        abort(HTTPStatus.NOT_FOUND)
    return delivery


def _told(number: int) -> Response:
    if number:
        flash(
            ngettext(
                "%(num)s levering wordt opnieuw geprobeerd.",
                "%(num)s leveringen worden opnieuw geprobeerd.",
                number,
            )
            % {"num": number}
        )
    else:
        flash(_("Er was niets om terug te zetten."))
    return redirect(url_for("deliveries.index"))
