"""``/componenten/<slug>/wijzigen``: change what is said about a component."""

from werkzeug.wrappers import Response

from govhub.catalogue.models import Component
from govhub.kernel.errors import Conflict
from govhub.platform.db import transaction
from govhub.registration import service
from govhub.registration.completeness import Incomplete
from govhub.registration.duplicates import Wanted
from govhub.registration.permissions import require_change
from govhub.web.access import Access, access, signed_in_user
from govhub.web.alike import warn_of_new_lookalikes
from govhub.web.extensions import db
from govhub.web.registration.blueprint import registration
from govhub.web.registration.forms import ComponentForm
from govhub.web.registration.showing import (
    after_saving,
    choices,
    component_or_404,
    conflict_page,
    form_page,
)


@registration.route("/componenten/<slug>/wijzigen", methods=["GET", "POST"])
@access(Access.SIGNED_IN)
def edit(slug: str) -> str | Response | tuple[str, int]:
    """Change what is said about a component."""
    component = component_or_404(slug)
    require_change(signed_in_user(), component)
    before = Wanted.of(component)
    form = ComponentForm.of(component, choices())
    if form.validate_on_submit():
        try:
            _save(form, component)
        except Conflict:
            return conflict_page(form, component)
        except Incomplete as error:
            form.show(error.missing)
        else:
            saved = after_saving(component)
            if component.is_public:
                warn_of_new_lookalikes(before, form.facts, signed_in_user())
            return saved
    return form_page(form, component)


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
