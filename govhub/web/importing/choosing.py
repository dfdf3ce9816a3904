"""``/aanmelden/<slug>/publiccode``: what was read, and what is better written otherwise."""

from http import HTTPStatus

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from govhub.catalogue.models import Component
from govhub.kernel.errors import Conflict
from govhub.platform.db import transaction
from govhub.registration.importing import choosing
from govhub.registration.permissions import require_change
from govhub.web.access import Access, access, signed_in_user
from govhub.web.extensions import db
from govhub.web.importing.blueprint import importing
from govhub.web.importing.forms import VersionForm
from govhub.web.importing.page import choose_page, next_step
from govhub.web.registration.fields import number
from govhub.web.registration.showing import component_or_404

CHOSEN = "kies"
"""Name of the boxes."""


@importing.route("/aanmelden/<slug>/publiccode", methods=["GET", "POST"])
@access(Access.SIGNED_IN)
def choose(slug: str) -> str | Response | tuple[str, int]:
    """Show what was read of a file beside its text; write what was chosen, and go on."""
    component = component_or_404(slug)
    require_change(signed_in_user(), component)
    if component.is_public:
        return redirect(url_for("importing.refresh", slug=slug))
    if component.publiccode is None and component.publiccode_text is None:
        return redirect(next_step(component))
    form = VersionForm()
    if not form.validate_on_submit():
        return _page(component)
    try:
        with transaction(db.session):
            choosing.choose(
                db.session,
                signed_in_user(),
                component,
                request.form.getlist(CHOSEN),
                seen_version=number(form.version.data),
            )
    except Conflict:
        return _page(component, is_conflict=True), HTTPStatus.CONFLICT
    return redirect(next_step(component))


def _page(component: Component, *, is_conflict: bool = False) -> str:
    return render_template(
        "importing/choose.html",
        page=choose_page(db.session, component),
        is_conflict=is_conflict,
        chosen=CHOSEN,
    )
