"""``/aanmelden``, ``/mijn-aanmeldingen`` and the pages to change a component."""

from collections.abc import Sequence
from http import HTTPStatus

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from govhub.accounts import queries as accounts
from govhub.catalogue import confirming
from govhub.catalogue import queries as catalogue
from govhub.catalogue.models import Component
from govhub.catalogue.status import Status
from govhub.guidance import queries as guidance
from govhub.kernel.errors import Conflict
from govhub.platform.db import transaction
from govhub.platform.language import gettext as _
from govhub.platform.ratelimit import TooMany
from govhub.registration import queries, service
from govhub.registration.completeness import Incomplete, missing_for_submission
from govhub.registration.duplicates import possible_duplicates
from govhub.registration.permissions import (
    may_change,
    may_follow_along,
    require_change,
)
from govhub.registration.service import FIRST_STATUSES
from govhub.web import limits
from govhub.web.access import Access, access, signed_in_user
from govhub.web.extensions import db
from govhub.web.registration.differences import Difference, differences
from govhub.web.registration.forms import Choices, ComponentForm
from govhub.web.registration.page import check_page, page_of

AS_DRAFT = "klad"
"""Value of the button that only saves."""

registration = Blueprint("registration", __name__)


@registration.route("/aanmelden", methods=["GET", "POST"])
@access(Access.SIGNED_IN)
def new() -> str | Response | tuple[str, int]:
    """Register a component; what is filled in becomes a draft."""
    form = ComponentForm.blank(_choices())
    if form.validate_on_submit():
        try:
            return _start(form)
        except TooMany as error:
            form.form_errors.append(error.message)
            return _form_page(form), HTTPStatus.TOO_MANY_REQUESTS
    return _form_page(form)


@registration.route("/componenten/<slug>/wijzigen", methods=["GET", "POST"])
@access(Access.SIGNED_IN)
def edit(slug: str) -> str | Response | tuple[str, int]:
    """Change what is said about a component."""
    component = _component(slug)
    require_change(signed_in_user(), component)
    form = ComponentForm.of(component, _choices())
    if form.validate_on_submit():
        try:
            _save(form, component)
        except Conflict:
            return _conflict(form, component)
        except Incomplete as error:
            form.show(error.missing)
        else:
            return _after_saving(component)
    return _form_page(form, component)


@registration.get("/aanmelden/<slug>")
@access(Access.SIGNED_IN)
def show(slug: str) -> str | Response:
    """Show a registration as it will look, with what it lacks and where it stands."""
    component, user = _component(slug), signed_in_user()
    if component.is_public:
        return redirect(page_of(component))
    page = check_page(
        component,
        user,
        missing=missing_for_submission(db.session, component),
        duplicates=possible_duplicates(db.session, component, user),
        review=queries.latest_review(db.session, component),
    )
    return render_template("registration/show.html", page=page)


@registration.post("/aanmelden/<slug>")
@access(Access.SIGNED_IN)
def submit(slug: str) -> Response:
    """Hand the registration to the redactie; when something is missing, the page says what."""
    component = _component(slug)
    limits.hit(limits.SUBMIT_BY_USER, str(signed_in_user().public_id))
    try:
        with transaction(db.session):
            service.submit(db.session, signed_in_user(), component)
    except Incomplete:
        pass
    return redirect(url_for("registration.show", slug=slug))


@registration.post("/aanmelden/<slug>/intrekken")
@access(Access.SIGNED_IN)
def take_back(slug: str) -> Response:
    """Make a draft of a submission again."""
    component = _component(slug)
    with transaction(db.session):
        service.take_back(db.session, signed_in_user(), component)
    flash(_("Uw aanmelding is ingetrokken. U kunt er nu weer iets aan wijzigen."))
    return redirect(url_for("registration.show", slug=slug))


@registration.route("/aanmelden/<slug>/verwijderen", methods=["GET", "POST"])
@access(Access.SIGNED_IN)
def discard(slug: str) -> str | Response:
    """Ask whether the draft must go, and delete it."""
    component = _component(slug)
    if request.method == "GET":
        service.require_draft(signed_in_user(), component)
        return render_template("registration/discard.html", component=component)
    with transaction(db.session):
        service.discard(db.session, signed_in_user(), component)
    flash(_("Het klad van %(name)s is verwijderd.") % {"name": component.name})
    return redirect(url_for("registration.mine"))


@registration.get("/mijn-aanmeldingen")
@access(Access.SIGNED_IN)
def mine() -> str:
    """List what somebody registered, and where it stands."""
    found = queries.registrations_of(db.session, signed_in_user())
    return render_template(
        "registration/mine.html",
        components=found,
        page_of=page_of,
        is_asked=confirming.is_asked,
    )


def _start(form: ComponentForm) -> Response | tuple[str, int]:
    user = signed_in_user()
    limits.hit(limits.REGISTER_BY_USER, str(user.public_id))
    try:
        with transaction(db.session):
            component = service.start(
                db.session,
                user,
                form.facts,
                status=form.chosen_status or Status.CONCEPT,
                form_id=form.own_id,
            )
    except Conflict:
        present = catalogue.component_by_public_id(db.session, form.own_id)
        if present is None or not may_change(user, present):
            raise
        return _conflict(form, present)
    return _after_saving(component)


def _save(form: ComponentForm, component: Component) -> None:
    with transaction(db.session):
        service.save(
            db.session,
            signed_in_user(),
            component,
            form.facts,
            status=form.chosen_status,
            seen_version=form.seen_version,
        )


def _conflict(form: ComponentForm, component: Component) -> tuple[str, int]:
    """Give the text back, next to what is stored now; saving again is then deliberate."""
    form.version.data = str(component.version)
    found = differences(form, component)
    return _form_page(form, component, conflict=found), HTTPStatus.CONFLICT


def _after_saving(component: Component) -> Response:
    if component.is_public:
        flash(_("Uw wijzigingen zijn opgeslagen."))
        return redirect(page_of(component))
    if request.form.get("verder") == AS_DRAFT:
        flash(_("Uw klad is bewaard. U vindt het terug bij uw aanmeldingen."))
        return redirect(url_for("registration.edit", slug=component.slug))
    return redirect(url_for("registration.show", slug=component.slug))


def _form_page(
    form: ComponentForm,
    component: Component | None = None,
    conflict: Sequence[Difference] = (),
) -> str:
    return render_template(
        "registration/form.html",
        form=form,
        component=component,
        conflict=conflict,
        status_hints={status.value: status.meaning for status in FIRST_STATUSES},
    )


def _component(slug: str) -> Component:
    """Return the component; 404 for whoever must not know that it exists."""
    component = catalogue.component_by_slug(db.session, slug)
    if component is None:
        abort(HTTPStatus.NOT_FOUND)
    if not component.is_public and not may_follow_along(signed_in_user(), component):
        abort(HTTPStatus.NOT_FOUND)
    return component


def _choices() -> Choices:
    return Choices(
        categories=catalogue.categories(db.session),
        organisations=accounts.organisation_names(db.session),
        standards=catalogue.standards(db.session),
        principles=guidance.principles(db.session),
    )
