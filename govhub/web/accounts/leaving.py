"""``/mijn-account/verwijderen``: leaving."""

from dataclasses import dataclass
from http import HTTPStatus

from flask import redirect, render_template, session, url_for
from werkzeug.wrappers import Response

from govhub.accounts import own_data as account
from govhub.accounts.models import User
from govhub.catalogue.contact import components_with
from govhub.catalogue.models import Component
from govhub.kernel.errors import NotAllowed
from govhub.platform.db import transaction
from govhub.platform.language import gettext as _
from govhub.registration.permissions import may_change
from govhub.web import limits
from govhub.web.access import Access, access, signed_in_user
from govhub.web.accounts import own_data
from govhub.web.accounts.blueprint import accounts
from govhub.web.accounts.forms import LeaveForm
from govhub.web.extensions import db
from govhub.web.registration.page import page_of


@accounts.route("/mijn-account/verwijderen", methods=["GET", "POST"])
@access(Access.SIGNED_IN)
def leave() -> str | Response | tuple[str, int]:
    """Ask whether somebody really wants to leave, and delete the account."""
    user, form = signed_in_user(), LeaveForm()
    try:
        account.require_can_leave(db.session, user)
    except NotAllowed as error:
        page = render_template("accounts/leave.html", form=form, trouble=error.message)
        return page, HTTPStatus.OK if not form.is_submitted() else HTTPStatus.CONFLICT
    if form.validate_on_submit():
        if (form.email.data or "").strip().lower() == user.email:
            limits.hit(limits.ACCOUNT_BY_USER, str(user.public_id))
            with transaction(db.session):
                own_data.leave(db.session, user)
            session.clear()
            return redirect(url_for("accounts.left"))
        form.email.errors = [_("Dit is niet het adres van dit account. Vul uw eigen adres in.")]
    return render_template(
        "accounts/leave.html",
        form=form,
        trouble=None,
        shows_address=[_shown_at(each, user) for each in components_with(db.session, user.email)],
    )


@dataclass(frozen=True)
class ShownAt:
    """A component with one's own address for questions."""

    name: str
    url: str
    edit_url: str | None
    """Where another address is filled in; None for who may not."""


def _shown_at(component: Component, user: User) -> ShownAt:
    may = may_change(user, component)
    return ShownAt(
        component.name,
        page_of(component),
        url_for("registration.edit", slug=component.slug) if may else None,
    )


@accounts.get("/mijn-account/verwijderd")
@access(Access.PUBLIC)
def left() -> str:
    """Say that the account is gone."""
    return render_template("accounts/left.html")
