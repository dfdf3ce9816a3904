"""``/componenten/<slug>/gebruik`` and ``/mijn-gebruik``: who uses what, and saying so."""

from collections.abc import Iterable
from http import HTTPStatus

from flask import flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from govhub.accounts import queries as accounts
from govhub.accounts.models import User
from govhub.catalogue import contact, keepers
from govhub.catalogue.models import Component
from govhub.kernel.errors import InvalidInput
from govhub.platform.db import transaction
from govhub.platform.language import gettext as _
from govhub.platform.ratelimit import TooMany
from govhub.reuse import asking, queries, service, sides
from govhub.reuse.models import Reuse, Side, Standing
from govhub.web import limits, uses
from govhub.web.access import Access, access, current_user, signed_in_user
from govhub.web.extensions import db
from govhub.web.reuse import page
from govhub.web.reuse.blueprint import reuse
from govhub.web.reuse.forms import PHASE_HINTS, KeeperClaimForm, OwnClaimForm
from govhub.web.reuse.showing import component_or_404

ClaimForm = OwnClaimForm | KeeperClaimForm


@reuse.get("/componenten/<slug>/gebruik")
@access(Access.PUBLIC)
def of_component(slug: str) -> str:
    """Show who uses a component; who may say so for an organisation gets the form."""
    component, user = component_or_404(slug), current_user()
    return _page(component, user, _form(component, user) if user else None)


@reuse.post("/componenten/<slug>/gebruik")
@access(Access.SIGNED_IN)
def claim(slug: str) -> str | Response | tuple[str, int]:
    """Say that an organisation uses the component."""
    component, user = component_or_404(slug), signed_in_user()
    form = _form(component, user)
    if form is None or not form.validate_on_submit():
        return _page(component, user, form)
    organisation = accounts.organisation_by_slug(db.session, form.organisation.data)
    if organisation is None:
        return _page(component, user, form)
    known = queries.found(db.session, component, organisation)
    try:
        limits.hit(limits.REUSE_BY_USER, str(user.public_id))
        with transaction(db.session):
            found = service.claim(
                db.session,
                user,
                component,
                organisation,
                form.use,
                email=form.email.data or None if form.email else None,
            )
            said = _said(found, is_new=known is None)
    except InvalidInput as error:
        form.show(error)
        return _page(component, user, form)
    except TooMany as error:
        form.show(error)
        return _page(component, user, form), HTTPStatus.TOO_MANY_REQUESTS
    flash(said)
    return redirect(url_for("reuse.show", key=found.public_id))


@reuse.get("/mijn-gebruik")
@access(Access.SIGNED_IN)
def mine() -> str:
    """Show what waits for who is signed in, and what their organisations use."""
    user = signed_in_user()
    waiting = queries.waiting_for(db.session, user)
    known = {each.id for each in waiting}
    return render_template(
        "reuse/mine.html",
        waiting=[page.record(each, user) for each in waiting],
        others=[
            uses.line(each, user)
            for each in queries.of_user(db.session, user)
            if each.id not in known
        ],
        has_organisation=bool(sides.claimants(user)),
    )


@reuse.get("/redactie/gebruik")
@access(Access.EDITOR)
def disputed() -> str:
    """Show the redactie about what the two sides disagree."""
    user = signed_in_user()
    found = queries.disputed(db.session)
    return render_template(
        "reuse/disputed.html", records=[page.record(each, user) for each in found]
    )


def _page(component: Component, user: User | None, form: ClaimForm | None) -> str:
    reuses = queries.of_component(db.session, component)
    refused = queries.refused_of(db.session, component) if user else []
    return render_template(
        "reuse/of_component.html",
        component=component,
        summary=uses.summary(queries.counts_in(reuses)),
        groups=uses.groups(reuses, user),
        refused=_refused(refused, user),
        present=_present([*reuses, *refused], user),
        form=form,
        phase_hints=PHASE_HINTS,
        is_keeper=isinstance(form, KeeperClaimForm),
    )


def _form(component: Component, user: User) -> ClaimForm | None:
    """Return the form for who may say that an organisation uses it; else None."""
    if keepers.is_keeper(user, component):
        return KeeperClaimForm.blank(accounts.organisation_names(db.session))
    known = {each.organisation_id for each in _all_of(component)}
    choices = [each for each in sides.claimants(user) if each.id not in known]
    if not choices:
        return None
    others = [each for each in keepers.everybody(db.session, component) if each.id != user.id]
    return OwnClaimForm.blank(
        choices, email=contact.shown_address(component), asks_email=not others
    )


def _all_of(component: Component) -> list[Reuse]:
    return [
        *queries.of_component(db.session, component),
        *queries.refused_of(db.session, component),
    ]


def _refused(refused: Iterable[Reuse], user: User | None) -> list[uses.Line]:
    """Return what is disputed, for who may see it."""
    if user is None:
        return []
    return [uses.line(each, user) for each in refused if sides.may_see(user, each)]


def _present(reuses: Iterable[Reuse], user: User | None) -> list[uses.Line]:
    """Return what is said of the organisations that the reader speaks for."""
    if user is None:
        return []
    return [uses.line(each, user) for each in reuses if sides.is_on(user, Side.USER, each)]


def _said(found: Reuse, *, is_new: bool) -> str:
    names = {"name": found.component.name, "organisation": found.organisation.name}
    if found.standing is Standing.CONFIRMED:
        return _("Het staat erbij: %(organisation)s gebruikt %(name)s.") % names
    if not is_new:
        return _("Dit stond er al. Wat u invulde, is opgeslagen.")
    if not asking.is_by_mail(db.session, found):
        return _("We vragen de andere kant of het klopt. U krijgt een mail als er antwoord is.")
    if asking.is_mailed(db.session, found):
        return _("We hebben een mail gestuurd met de vraag of het klopt.")
    return _("Het staat erbij als ‘nog niet bevestigd’: niemand kan het nu bevestigen.")
