"""``/componenten/<slug>/publiccode``: take over what a newer file says."""

from http import HTTPStatus

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from govhub.catalogue.interchange.publiccode.finding import NotFound
from govhub.catalogue.models import Component
from govhub.kernel.errors import Conflict, InvalidInput
from govhub.platform.db import transaction
from govhub.platform.language import gettext as _
from govhub.platform.ratelimit import TooMany
from govhub.registration.completeness import Incomplete
from govhub.registration.importing import reading, refreshing
from govhub.registration.importing.reading import Reading, Source
from govhub.registration.permissions import require_change
from govhub.web import limits
from govhub.web.access import Access, access, signed_in_user
from govhub.web.extensions import db
from govhub.web.importing.blueprint import importing
from govhub.web.importing.choosing import CHOSEN
from govhub.web.importing.forms import BringInForm, RefreshForm
from govhub.web.importing.starting import source_of
from govhub.web.registration.fields import number
from govhub.web.registration.page import page_of
from govhub.web.registration.showing import component_or_404

TAKE = "overnemen"
"""Name of the button that writes what was chosen."""
_Answer = str | Response | tuple[str, int]


@importing.route("/componenten/<slug>/publiccode", methods=["GET", "POST"])
@access(Access.SIGNED_IN)
def refresh(slug: str) -> _Answer:
    """Ask for the newer file, show what differs, and take over what was chosen."""
    component = component_or_404(slug)
    require_change(signed_in_user(), component)
    if request.method == "GET":
        return _ask(component, BringInForm(data={"address": _address(component)}))
    return _take(component) if request.form.get(TAKE) else _compare(component)


def _address(component: Component) -> str:
    return component.publiccode_url or component.repository_url or ""


def _compare(component: Component) -> _Answer:
    """Read what was handed in, and show what differs."""
    form = BringInForm()
    is_valid, given = form.validate_on_submit(), form.given()
    if given is None or not is_valid:
        return _ask(component, form), HTTPStatus.BAD_REQUEST
    slug = component.slug
    try:
        limits.hit(limits.IMPORT_BY_USER, str(signed_in_user().public_id))
        read = reading.read(db.session, source_of(given))
    except TooMany as error:
        form.form_errors.append(error.message)
        return _ask(component, form), HTTPStatus.TOO_MANY_REQUESTS
    except (InvalidInput, NotFound) as error:
        form.refuse(getattr(error, "field", "address"), error.message)
        return _ask(component, form), HTTPStatus.BAD_REQUEST
    return _show(component_or_404(slug), read)


def _take(component: Component) -> _Answer:
    """Write what was chosen; the text of the file comes along with the choice."""
    form = RefreshForm()
    text = (form.text.data or "").replace("\r\n", "\n")
    if not form.validate_on_submit() or not text.strip():
        return redirect(url_for("importing.refresh", slug=component.slug))
    source = Source(text=text, url=form.url.data or None, repository=form.repository.data or None)
    read = reading.read(db.session, source)
    names = request.form.getlist(CHOSEN)
    try:
        with transaction(db.session):
            waits = refreshing.refresh(
                db.session,
                signed_in_user(),
                component,
                read,
                names,
                seen_version=number(form.version.data),
            )
    except Conflict as error:
        return _show(component, read, trouble=error.message, names=names), HTTPStatus.CONFLICT
    except Incomplete as error:
        answer = _show(component, read, trouble=error.message, names=names)
        return answer, HTTPStatus.BAD_REQUEST
    if waits:
        flash(_("Opgeslagen. Wat anderen nodig hebben om te kiezen, bekijkt de redactie eerst."))
    else:
        flash(_("Het nieuwe bestand is verwerkt."))
    return redirect(page_of(component))


def _ask(component: Component, form: BringInForm) -> str:
    return render_template("importing/refresh.html", form=form, component=component, back=page_of)


def _show(
    component: Component,
    read: Reading,
    *,
    trouble: str | None = None,
    names: list[str] | None = None,
) -> str:
    found = refreshing.differences(db.session, component, read)
    ticked = names if names is not None else [each.name for each in found if each.is_untouched]
    return render_template(
        "importing/differences.html",
        component=component,
        read=read,
        differences=found,
        ticked=set(ticked),
        trouble=trouble,
        chosen=CHOSEN,
        take=TAKE,
        back=page_of,
    )
