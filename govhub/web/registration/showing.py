"""What the routes about registering share: finding the component, showing the form, going on."""

from collections.abc import Collection
from http import HTTPStatus
from typing import Any

from flask import abort, flash, redirect, render_template
from werkzeug.wrappers import Response

from govhub.accounts import memberships
from govhub.accounts import queries as accounts
from govhub.accounts.models import MembershipRole
from govhub.accounts.organisations import has_ended
from govhub.catalogue import queries as catalogue
from govhub.catalogue.gate import is_without_code
from govhub.catalogue.models import Component
from govhub.catalogue.vocabulary import Kind
from govhub.guidance import queries as guidance
from govhub.platform.language import gettext as _
from govhub.registration.completeness import missing_for_submission
from govhub.registration.permissions import may_follow_along
from govhub.registration.service import FIRST_STATUSES
from govhub.web.access import signed_in_user
from govhub.web.extensions import db
from govhub.web.registration.forms import Choices, ComponentForm
from govhub.web.registration.page import on_behalf_of, page_of
from govhub.web.registration.steps import STEPS, Step, before, step_links


def component_or_404(slug: str) -> Component:
    """Return the component; 404 for whoever must not know that it exists."""
    component = catalogue.component_by_slug(db.session, slug)
    if component is None:
        abort(HTTPStatus.NOT_FOUND)
    if not component.is_public and not may_follow_along(signed_in_user(), component):
        abort(HTTPStatus.NOT_FOUND)
    return component


def choices(asks: Collection[str] | None = None) -> Choices:
    """Return what there is to choose from, in all fields or in these."""

    def asked(field: str) -> bool:
        return asks is None or field in asks

    principles = guidance.principles(db.session) if asked("principle_keys") else ()
    return Choices(
        categories=catalogue.categories(db.session) if asked("category") else (),
        organisations=accounts.organisation_names(db.session) if asked("owner_slug") else (),
        standards=catalogue.standards(db.session) if asked("standard_keys") else (),
        principles=principles,
        headings=guidance.headings(db.session, [each.key for each in principles]),
    )


def usual_owner(form: ComponentForm) -> None:
    """Fill in the owner when nobody did and this person works for one organisation."""
    if "owner_slug" not in form or form.owner_slug.data:
        return
    mine = memberships.organisations_of(signed_in_user(), MembershipRole.EDITOR)
    alive = [each for each in mine if not has_ended(each)]
    if len(alive) == 1:
        form.owner_slug.data = alive[0].slug


def step_page(
    step: Step,
    form: ComponentForm,
    component: Component | None = None,
    *,
    begun: str = "",
) -> str:
    """Show a step; ``begun`` says what it started from."""
    missing = missing_for_submission(db.session, component) if component else []
    return render_template(
        "registration/step.html",
        step=step,
        number=STEPS.index(step) + 1,
        steps=step_links(component, missing, step),
        previous=before(step),
        form=form,
        component=component,
        begun=begun,
        on_behalf_of=on_behalf_of(component) if component else None,
        is_without_code=component is not None
        and is_without_code(component.kind, component.repository_url),
        **_hints(),
    )


def form_page(form: ComponentForm, component: Component, *, begun: str) -> str:
    """Show the form with everything; ``begun`` says what it started from."""
    return render_template(
        "registration/form.html",
        form=form,
        component=component,
        begun=begun,
        **sections_of(form, component),
    )


def sections_of(form: ComponentForm, component: Component) -> dict[str, Any]:
    """Return what ``registration/_sections.html`` needs besides the form."""
    return {
        "steps": [step for step in STEPS if any(name in form for name in step.asks)],
        "is_without_code": is_without_code(component.kind, component.repository_url),
        **_hints(),
    }


def _hints() -> dict[str, Any]:
    return {
        "status_hints": {status.value: status.meaning for status in FIRST_STATUSES},
        "kinds_with_code": " ".join(kind for kind in Kind if not is_without_code(kind, None)),
    }


def after_saving(component: Component) -> Response:
    """Lead to the page that shows what was saved."""
    flash(_("Uw wijzigingen zijn opgeslagen."))
    return redirect(page_of(component))
