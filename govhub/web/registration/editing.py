"""``/componenten/<slug>/wijzigen``: change what is said about a component."""

from flask import flash, redirect, url_for
from werkzeug.wrappers import Response

from govhub.catalogue.models import Component
from govhub.kernel.errors import Conflict
from govhub.platform.db import transaction
from govhub.platform.language import day_and_date
from govhub.platform.language import gettext as _
from govhub.registration import edits
from govhub.registration.completeness import Incomplete
from govhub.registration.duplicates import Wanted
from govhub.registration.fact_words import labels
from govhub.registration.models import EditProposal
from govhub.registration.permissions import require_change
from govhub.registration.promise import answer_by
from govhub.web.access import Access, access, signed_in_user
from govhub.web.alike import warn_of_new_lookalikes
from govhub.web.extensions import db
from govhub.web.registration.blueprint import registration
from govhub.web.registration.forms import ComponentForm
from govhub.web.registration.page import page_of
from govhub.web.registration.showing import (
    after_saving,
    choices,
    component_or_404,
    conflict_page,
    form_page,
)
from govhub.web.registration.steps import FIRST
from govhub.web.services import services


@registration.route("/componenten/<slug>/wijzigen", methods=["GET", "POST"])
@access(Access.SIGNED_IN)
def edit(slug: str) -> str | Response | tuple[str, int]:
    """Change what is said about a component."""
    component = component_or_404(slug)
    require_change(signed_in_user(), component)
    if not component.is_public:
        return redirect(url_for("registration.step", slug=slug, step=FIRST.key))
    before = Wanted.of(component)
    user = signed_in_user()
    form = ComponentForm.of(component, choices(), edits.as_proposed(db.session, user, component))
    if form.validate_on_submit():
        try:
            waiting = _save(form, component)
        except Conflict:
            return conflict_page(form, component)
        except Incomplete as error:
            form.show(error.missing)
        else:
            saved = _said(component, waiting, is_changed=component.version != form.seen_version)
            warn_of_new_lookalikes(before, form.facts, user)
            return saved
    return form_page(form, component)


def _save(form: ComponentForm, component: Component) -> EditProposal | None:
    """Write it; return the edit that waits for the redactie because of it."""
    with transaction(db.session):
        saved = edits.save_or_propose(
            db.session,
            signed_in_user(),
            component,
            form.facts,
            seen_version=form.seen_version,
        )
    return saved if isinstance(saved, EditProposal) else None


def _said(component: Component, waiting: EditProposal | None, *, is_changed: bool) -> Response:
    """Say what everybody sees now and what waits, and lead to the page that shows it."""
    if is_changed or waiting is None:
        saved = after_saving(component)
    else:
        saved = redirect(page_of(component))
    if waiting is not None:
        day = answer_by(waiting.proposed_at, services().settings.review_days)
        names = ", ".join(each.lower() for each in labels(waiting.facts))
        said = _("Dit wacht op de redactie: %(names)s. U hoort uiterlijk %(day)s van ons.")
        flash(said % {"names": names, "day": day_and_date(day)})
    return saved
