"""``/hiaten``: what is not there yet, and "wij zoeken dit ook"."""

import uuid
from http import HTTPStatus

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from govhub.accounts import memberships
from govhub.accounts import queries as accounts
from govhub.accounts.models import MembershipRole
from govhub.catalogue import queries as catalogue
from govhub.catalogue.models import Component
from govhub.kernel.errors import Conflict, InvalidInput
from govhub.platform.db import transaction
from govhub.platform.language import gettext as _
from govhub.reuse import wishes
from govhub.reuse.wishes import Subject
from govhub.web import limits
from govhub.web.access import Access, access, current_user, signed_in_user
from govhub.web.extensions import db
from govhub.web.gaps.forms import WishForm
from govhub.web.gaps.page import gaps_page
from govhub.web.services import services

gaps = Blueprint("gaps", __name__)


@gaps.get("/hiaten")
@access(Access.PUBLIC)
def index() -> str:
    """Show what is missing, coming and looked for."""
    return render_template(
        "gaps/index.html", page=gaps_page(db.session, services().search, current_user())
    )


@gaps.route("/hiaten/gezocht", methods=["GET", "POST"])
@access(Access.SIGNED_IN)
def say() -> str | Response:
    """Say that one's organisation looks for something too."""
    user, component = signed_in_user(), _component()
    mine = memberships.organisations_of(user, MembershipRole.EDITOR)
    form = WishForm(data={"text": request.args.get("tekst", "")})
    form.offer(mine)
    if mine and form.validate_on_submit():
        limits.hit(limits.SUBMIT_BY_USER, str(user.public_id))
        organisation = accounts.organisation_by_slug(db.session, form.organisation.data)
        try:
            with transaction(db.session):
                wishes.wish(
                    db.session,
                    user,
                    organisation or mine[0],
                    Subject(component=component, text=form.text.data),
                    note=form.note.data,
                )
        except (InvalidInput, Conflict) as error:
            form.show(error)
        else:
            flash(_("Genoteerd. Andere organisaties zien nu dat u dit ook zoekt."))
            return redirect(_back(component))
    return render_template("gaps/say.html", form=form, component=component, organisations=mine)


@gaps.post("/hiaten/gezocht/<uuid:key>/intrekken")
@access(Access.SIGNED_IN)
def withdraw(key: uuid.UUID) -> Response:
    """Say that one's organisation no longer looks for it."""
    found = wishes.by_public_id(db.session, key)
    if found is None:
        abort(HTTPStatus.NOT_FOUND)
    component = found.component
    with transaction(db.session):
        wishes.withdraw(db.session, signed_in_user(), found)
    flash(_("Uw organisatie staat hier niet meer bij."))
    return redirect(_back(component))


def _component() -> Component | None:
    """Return the component that the address names; 404 when everybody may not see it."""
    slug = request.args.get("component")
    if not slug:
        return None
    component = catalogue.component_by_slug(db.session, slug)
    if component is None or not component.is_public:
        abort(HTTPStatus.NOT_FOUND)
    return component


def _back(component: Component | None) -> str:
    if component is None:
        return url_for("gaps.index")
    return url_for("catalogue.show", slug=component.slug)
