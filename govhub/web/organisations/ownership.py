"""``/componenten/<slug>/overnemen`` and ``/overdragen``: a component goes to another owner."""

import uuid
from http import HTTPStatus

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from govhub.accounts import memberships, queries
from govhub.catalogue import queries as catalogue
from govhub.catalogue.models import Component
from govhub.kernel.errors import InvalidInput, NotAllowed
from govhub.platform.db import transaction
from govhub.platform.language import gettext as _
from govhub.platform.ratelimit import TooMany
from govhub.registration import claims
from govhub.registration.models import Claim, ProposalState
from govhub.web import limits
from govhub.web.access import Access, access, signed_in_user
from govhub.web.extensions import db
from govhub.web.organisations.forms import DecideForm, HandOverForm, TakeOverForm

ownership = Blueprint("ownership", __name__)


@ownership.route("/componenten/<slug>/overnemen", methods=["GET", "POST"])
@access(Access.SIGNED_IN)
def take_over(slug: str) -> str | Response | tuple[str, int]:
    """Say that a component is of one's own organisation."""
    component, user = _component(slug), signed_in_user()
    choices = claims.claimants(user, component)
    at_once = any(claims.is_at_once(user, component, each) for each in choices)
    form = TakeOverForm.blank(choices, asks_why=not at_once)
    if choices and form.validate_on_submit():
        chosen = next(each for each in choices if each.slug == form.organisation.data)
        try:
            limits.hit(limits.CLAIM_BY_USER, str(user.public_id))
            with transaction(db.session):
                claim = claims.take_over(
                    db.session, user, component, chosen, reason=form.reason.data or None
                )
        except InvalidInput as error:
            form.show(error)
        except TooMany as error:
            form.form_errors.append(error.message)
            return _take_over(component, form), HTTPStatus.TOO_MANY_REQUESTS
        else:
            return _after_asking(claim)
    return _take_over(component, form)


@ownership.route("/componenten/<slug>/overdragen", methods=["GET", "POST"])
@access(Access.MANAGER)
def hand_over(slug: str) -> str | Response | tuple[str, int]:
    """Propose that another organisation gets a component."""
    component, user = _component(slug), signed_in_user()
    if not claims.may_hand_over(user, component):
        raise NotAllowed(_("Alleen een beheerder van de eigenaar kan dit overdragen."))
    form = HandOverForm.blank(queries.organisation_names(db.session))
    if form.validate_on_submit():
        chosen = queries.organisation_by_slug(db.session, form.organisation.data)
        if chosen is None:
            abort(HTTPStatus.NOT_FOUND)
        try:
            limits.hit(limits.CLAIM_BY_USER, str(user.public_id))
            with transaction(db.session):
                claim = claims.hand_over(
                    db.session, user, component, chosen, reason=form.reason.data or None
                )
        except InvalidInput as error:
            form.show(error)
        except TooMany as error:
            form.form_errors.append(error.message)
            return _hand_over(component, form), HTTPStatus.TOO_MANY_REQUESTS
        else:
            return _after_asking(claim)
    return _hand_over(component, form)


@ownership.route("/overnames/<uuid:key>", methods=["GET", "POST"])
@access(Access.SIGNED_IN)
def claim(key: uuid.UUID) -> str | Response:
    """Show who asks for a component and why, and let the other side decide."""
    found, user = _claim(key), signed_in_user()
    form = DecideForm.blank()
    if form.validate_on_submit():
        try:
            with transaction(db.session):
                claims.decide(
                    db.session,
                    user,
                    found,
                    is_approved=form.is_approved,
                    answer=form.answer.data or None,
                )
        except InvalidInput as error:
            form.show(error)
        else:
            flash(_decided(found))
            return redirect(url_for("ownership.claim", key=key))
    owner = found.component.owner
    return render_template(
        "organisations/claim.html",
        claim=found,
        owner=owner,
        form=form,
        waits=found.state is ProposalState.WAITING,
        may_decide=claims.may_decide(user, found),
        is_mine=found.claimed_by_id == user.id,
    )


@ownership.post("/overnames/<uuid:key>/intrekken")
@access(Access.SIGNED_IN)
def withdraw(key: uuid.UUID) -> Response:
    """Ask it no longer."""
    found = _claim(key)
    slug = found.component.slug
    with transaction(db.session):
        claims.withdraw(db.session, signed_in_user(), found)
    flash(_("Uw verzoek is ingetrokken."))
    return redirect(url_for("catalogue.show", slug=slug))


def _component(slug: str) -> Component:
    component = catalogue.component_by_slug(db.session, slug)
    if component is None or not component.is_public:
        abort(HTTPStatus.NOT_FOUND)
    return component


def _claim(key: uuid.UUID) -> Claim:
    """Return the claim; for who is on neither side it does not exist."""
    found = claims.claim_by_public_id(db.session, key)
    if found is None:
        abort(HTTPStatus.NOT_FOUND)
    if not claims.may_see(signed_in_user(), found):
        raise NotAllowed(_("Alleen wie hierover besluit en wie het vroeg, zien dit."))
    return found


def _take_over(component: Component, form: TakeOverForm) -> str:
    user = signed_in_user()
    return render_template(
        "organisations/take_over.html",
        component=component,
        form=form,
        choices=claims.claimants(user, component),
        at_once=component.is_on_behalf
        and component.owner is not None
        and memberships.may_edit_for(user, component.owner),
        waiting=[
            each
            for each in claims.waiting_claims(db.session, component)
            if each.claimed_by_id == user.id
        ],
    )


def _hand_over(component: Component, form: HandOverForm) -> str:
    return render_template("organisations/hand_over.html", component=component, form=form)


def _after_asking(claim: Claim) -> Response:
    if claim.state is ProposalState.APPROVED:
        flash(_decided(claim))
        return redirect(url_for("catalogue.show", slug=claim.component.slug))
    flash(_("Uw verzoek is verstuurd. U krijgt een mail als er een besluit is."))
    return redirect(url_for("ownership.claim", key=claim.public_id))


def _decided(claim: Claim) -> str:
    said = {"name": claim.component.name, "owner": claim.organisation.name}
    if claim.state is ProposalState.APPROVED:
        return _("%(name)s is nu van %(owner)s.") % said
    return _("Uw besluit is verstuurd. %(name)s blijft van de huidige eigenaar.") % said
