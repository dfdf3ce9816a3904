"""What the routes about registering share: finding the component, showing the form, going on."""

from collections.abc import Sequence
from http import HTTPStatus

from flask import abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from govhub.accounts import queries as accounts
from govhub.catalogue import queries as catalogue
from govhub.catalogue.models import Component
from govhub.guidance import queries as guidance
from govhub.platform.language import gettext as _
from govhub.registration.permissions import may_follow_along
from govhub.registration.service import FIRST_STATUSES
from govhub.web.access import signed_in_user
from govhub.web.extensions import db
from govhub.web.registration.differences import Difference, differences
from govhub.web.registration.forms import Choices, ComponentForm
from govhub.web.registration.page import page_of

AS_DRAFT = "klad"
"""Value of the button that only saves."""


def component_or_404(slug: str) -> Component:
    """Return the component; 404 for whoever must not know that it exists."""
    component = catalogue.component_by_slug(db.session, slug)
    if component is None:
        abort(HTTPStatus.NOT_FOUND)
    if not component.is_public and not may_follow_along(signed_in_user(), component):
        abort(HTTPStatus.NOT_FOUND)
    return component


def choices() -> Choices:
    """Return what there is to choose from."""
    return Choices(
        categories=catalogue.categories(db.session),
        organisations=accounts.organisation_names(db.session),
        standards=catalogue.standards(db.session),
        principles=guidance.principles(db.session),
    )


def form_page(
    form: ComponentForm,
    component: Component | None = None,
    conflict: Sequence[Difference] = (),
) -> str:
    """Show the form, with what somebody else wrote meanwhile."""
    return render_template(
        "registration/form.html",
        form=form,
        component=component,
        conflict=conflict,
        status_hints={status.value: status.meaning for status in FIRST_STATUSES},
    )


def conflict_page(form: ComponentForm, component: Component) -> tuple[str, int]:
    """Give the text back, next to what is stored now; saving again is then deliberate."""
    form.version.data = str(component.version)
    found = differences(form, component)
    return form_page(form, component, conflict=found), HTTPStatus.CONFLICT


def after_saving(component: Component) -> Response:
    """Lead on to where the button that was pressed goes."""
    if component.is_public:
        flash(_("Uw wijzigingen zijn opgeslagen."))
        return redirect(page_of(component))
    if request.form.get("verder") == AS_DRAFT:
        flash(_("Uw klad is bewaard. U vindt het terug bij uw aanmeldingen."))
        return redirect(url_for("registration.edit", slug=component.slug))
    return redirect(url_for("registration.show", slug=component.slug))
