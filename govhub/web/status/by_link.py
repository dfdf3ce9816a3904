"""``/status-bevestigen``: one click from a mail says that the status is still true."""

from http import HTTPStatus

from flask import Blueprint, redirect, render_template, url_for
from werkzeug.wrappers import Response

from govhub.catalogue import confirming
from govhub.catalogue import queries as catalogue
from govhub.platform.db import transaction
from govhub.platform.links import LinkRefused, LinkUsed
from govhub.web.access import Access, access
from govhub.web.extensions import db
from govhub.web.services import services
from govhub.web.status.page import status_now

confirmation = Blueprint("confirmation", __name__)


@confirmation.get("/status-bevestigen/<token>")
@access(Access.PUBLIC)
def show(token: str) -> str | tuple[str, int]:
    """Ask whether the status is still true: mail scanners open links, but press no buttons."""
    try:
        component = confirming.asked(db.session, services().signer, token)
    except LinkUsed as used:
        return _done(used)
    except LinkRefused as refusal:
        return _refused(refusal)
    return render_template("status/still_true.html", now=status_now(component))


@confirmation.post("/status-bevestigen/<token>")
@access(Access.PUBLIC)
def confirm(token: str) -> Response | tuple[str, int]:
    """Say that it is; the second of two clicks finds that it was said."""
    try:
        with transaction(db.session):
            confirming.confirm_by_link(db.session, services().signer, token)
    except LinkUsed:
        pass
    except LinkRefused as refusal:
        return _refused(refusal)
    return redirect(url_for("confirmation.show", token=token))


def _done(used: LinkUsed) -> str | tuple[str, int]:
    component = catalogue.component_by_public_id(db.session, used.subject["component"])
    if component is None or not component.is_public:
        return _refused(used)
    return render_template("status/confirmed.html", now=status_now(component))


def _refused(refusal: LinkRefused) -> tuple[str, int]:
    return render_template("status/link_refused.html", message=refusal.message), HTTPStatus.GONE
