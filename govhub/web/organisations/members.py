"""``/organisaties/<slug>/leden``: who works for an organisation here, and how they come to it."""

import uuid
from collections.abc import Callable
from http import HTTPStatus

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from govhub.accounts import invitations, memberships, queries
from govhub.accounts import organisations as domain
from govhub.accounts.models import MailDomain, Membership, Organisation
from govhub.kernel.errors import InvalidInput
from govhub.platform.db import transaction
from govhub.platform.language import gettext as _
from govhub.platform.ratelimit import TooMany
from govhub.web import limits
from govhub.web.access import Access, access, current_user, signed_in_user
from govhub.web.extensions import db
from govhub.web.organisations.forms import DomainForm, InviteForm, RoleForm
from govhub.web.organisations.routes import organisation_or_404
from govhub.web.services import services

members = Blueprint("members", __name__)


@members.get("/organisaties/<slug>/leden")
@access(Access.SIGNED_IN)
def index(slug: str) -> str:
    """Show what somebody is to the organisation, and to its managers who else takes part."""
    return _index(organisation_or_404(slug), DomainForm())


@members.post("/organisaties/<slug>/leden/meedoen")
@access(Access.SIGNED_IN)
def join(slug: str) -> Response:
    """Take part as a lezer, with an address that belongs to the organisation."""
    organisation, user = organisation_or_404(slug), signed_in_user()
    if domain.joinable(db.session, user) is organisation:  # else the page says what one can do
        with transaction(db.session):
            domain.join(db.session, user, organisation)
        flash(_("U doet mee met %(name)s, als lezer.") % {"name": organisation.name})
    return _to_members(organisation)


@members.post("/organisaties/<slug>/leden/weggaan")
@access(Access.SIGNED_IN)
def leave(slug: str) -> Response:
    """Take part no longer."""
    organisation, user = organisation_or_404(slug), signed_in_user()
    membership = queries.membership(db.session, organisation, user)
    if membership is not None:
        with transaction(db.session):
            memberships.remove(db.session, user, membership)
        flash(_("U doet niet meer mee met %(name)s.") % {"name": organisation.name})
    return redirect(url_for("organisations.show", slug=slug))


@members.route("/organisaties/<slug>/leden/uitnodigen", methods=["GET", "POST"])
@access(Access.MANAGER)
def invite(slug: str) -> str | Response | tuple[str, int]:
    """Have a link mailed with which somebody can join."""
    organisation, user = organisation_or_404(slug), signed_in_user()
    memberships.require_manager(user, organisation)
    form = InviteForm.blank()
    if form.validate_on_submit():
        try:
            limits.hit(limits.INVITE_BY_USER, str(user.public_id))
            with transaction(db.session):
                invitations.invite(
                    db.session, user, organisation, form.email.data or "", form.chosen
                )
        except InvalidInput as error:
            form.show(error)
        except TooMany as error:
            form.form_errors.append(error.message)
            return _invite(organisation, form), HTTPStatus.TOO_MANY_REQUESTS
        else:
            flash(_("De uitnodiging is onderweg. De link werkt 14 dagen."))
            return _to_members(organisation)
    return _invite(organisation, form)


@members.post("/organisaties/<slug>/leden/uitnodigingen/<uuid:key>")
@access(Access.MANAGER)
def withdraw(slug: str, key: uuid.UUID) -> Response:
    """Let the link in an invitation work no longer."""
    organisation = organisation_or_404(slug)
    invitation = queries.invitation_by_public_id(db.session, key)
    if invitation is not None and invitation.organisation_id == organisation.id:
        with transaction(db.session):
            invitations.withdraw(db.session, signed_in_user(), invitation)
        flash(_("De uitnodiging is ingetrokken."))
    return _to_members(organisation)


@members.route("/organisaties/<slug>/leden/<uuid:key>", methods=["GET", "POST"])
@access(Access.MANAGER)
def member(slug: str, key: uuid.UUID) -> str | Response:
    """Change the role of a member."""
    organisation, user = organisation_or_404(slug), signed_in_user()
    memberships.require_manager(user, organisation)
    membership = _member(organisation, key)
    form = RoleForm.of(membership.role)
    if form.validate_on_submit():
        with transaction(db.session):
            memberships.change_role(db.session, user, membership, form.chosen)
        flash(
            _("%(who)s is nu %(role)s.")
            % {"who": membership.user.email, "role": str(membership.role.label).lower()}
        )
        return _to_members(organisation)
    return render_template(
        "organisations/member.html", organisation=organisation, membership=membership, form=form
    )


@members.post("/organisaties/<slug>/leden/<uuid:key>/verwijderen")
@access(Access.MANAGER)
def remove(slug: str, key: uuid.UUID) -> Response:
    """Let a member take part no longer."""
    organisation, user = organisation_or_404(slug), signed_in_user()
    memberships.require_manager(user, organisation)
    membership = _member(organisation, key)
    with transaction(db.session):
        memberships.remove(db.session, user, membership)
    flash(_("%(who)s doet niet meer mee.") % {"who": membership.user.email})
    return _to_members(organisation)


# --- by which addresses people join --------------------------------------------------------


@members.post("/organisaties/<slug>/maildomeinen")
@access(Access.MANAGER)
def add_domain(slug: str) -> str | Response:
    """Add a domain; the redactie confirms what a manager proposes."""
    organisation, form = organisation_or_404(slug), DomainForm()
    memberships.require_manager(signed_in_user(), organisation)
    if form.validate_on_submit():
        try:
            with transaction(db.session):
                added = domain.propose_domain(
                    db.session, signed_in_user(), organisation, form.domain.data or ""
                )
        except InvalidInput as error:
            form.show(error)
        else:
            flash(
                _("Wie een adres bij %(domain)s heeft, kan nu meedoen.") % {"domain": added.domain}
                if added.confirmed_at
                else _("De redactie kijkt of %(domain)s bij uw organisatie hoort.")
                % {"domain": added.domain}
            )
            return _to_members(organisation)
    return _index(organisation, form)


@members.post("/organisaties/<slug>/maildomeinen/bevestigen")
@access(Access.EDITOR)
def confirm_domain(slug: str) -> Response:
    """Say that a domain belongs to the organisation."""

    def confirm(organisation: Organisation, found: MailDomain) -> None:
        domain.confirm_domain(db.session, signed_in_user(), organisation, found)
        flash(_("%(domain)s hoort nu bij deze organisatie.") % {"domain": found.domain})

    return _with_domain(slug, confirm)


@members.post("/organisaties/<slug>/maildomeinen/verwijderen")
@access(Access.MANAGER)
def remove_domain(slug: str) -> Response:
    """Let nobody join by a domain any more."""

    def remove(organisation: Organisation, found: MailDomain) -> None:
        domain.remove_domain(db.session, signed_in_user(), organisation, found)
        flash(_("%(domain)s is weg. Wie al meedeed, blijft lid.") % {"domain": found.domain})

    return _with_domain(slug, remove)


# --- by invitation -------------------------------------------------------------------------


@members.route("/uitnodiging/<token>", methods=["GET", "POST"])
@access(Access.PUBLIC)
def invitation(token: str) -> str | Response:
    """Ask whether somebody wants to join, and let them; the link proves who reads the address."""
    found = invitations.look_at(db.session, services().signer, token)
    organisation, email = found.organisation, found.email
    if request.method == "GET":
        return render_template("organisations/invitation.html", invitation=found)
    with transaction(db.session):
        membership = invitations.accept(db.session, services().signer, token)
    user = current_user()
    if user is not None and user.id == membership.user_id:
        flash(_("U doet nu mee met %(name)s.") % {"name": organisation.name})
        return _to_members(organisation)
    return render_template(
        "organisations/joined.html", organisation=organisation, role=membership.role, email=email
    )


# --- how -----------------------------------------------------------------------------------


def _index(organisation: Organisation, form: DomainForm) -> str:
    user = signed_in_user()
    manages = user.is_editor or memberships.may_manage(user, organisation)
    return render_template(
        "organisations/members.html",
        organisation=organisation,
        form=form,
        own=queries.membership(db.session, organisation, user),
        role=memberships.role_in(user, organisation),
        manages=manages,
        may_join=domain.joinable(db.session, user) is organisation,
        members=queries.members_of(db.session, organisation) if manages else (),
        invitations=queries.open_invitations(db.session, organisation) if manages else (),
        domains=queries.mail_domains_of(db.session, organisation) if manages else (),
    )


def _invite(organisation: Organisation, form: InviteForm) -> str:
    return render_template("organisations/invite.html", organisation=organisation, form=form)


def _member(organisation: Organisation, key: uuid.UUID) -> Membership:
    membership = queries.membership_by_public_id(db.session, key)
    if membership is None or membership.organisation_id != organisation.id:
        abort(HTTPStatus.NOT_FOUND)
    return membership


def _with_domain(slug: str, do: Callable[[Organisation, MailDomain], None]) -> Response:
    organisation = organisation_or_404(slug)
    found = queries.mail_domain(db.session, request.form.get("domein", ""))
    if found is not None and found.organisation_id == organisation.id:
        with transaction(db.session):
            do(organisation, found)
    return _to_members(organisation)


def _to_members(organisation: Organisation) -> Response:
    return redirect(url_for("members.index", slug=organisation.slug))
