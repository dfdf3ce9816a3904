"""What who registered something sees of the redactie: where it stands, and the talk about it."""

from collections.abc import Sequence
from http import HTTPStatus

from flask import flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from govhub.catalogue import queries as catalogue
from govhub.catalogue.models import Component
from govhub.kernel.errors import Conflict
from govhub.platform.db import transaction
from govhub.platform.language import gettext as _
from govhub.registration import comments, waiting_edits
from govhub.registration.history import history
from govhub.registration.permissions import is_keeper, may_follow_along, require_submitter
from govhub.web import limits
from govhub.web.access import Access, access, current_user, signed_in_user
from govhub.web.extensions import db
from govhub.web.registration.showing import component_or_404
from govhub.web.review.blueprint import review
from govhub.web.review.forms import CommentForm
from govhub.web.review.own import OwnWork, own_work
from govhub.web.review.state import ShownEdit, State, shown_edit, state_of
from govhub.web.services import services


@review.route("/aanmelden/<slug>/opmerkingen", methods=["GET", "POST"])
@access(Access.SIGNED_IN)
def talk(slug: str) -> str | Response | tuple[str, int]:
    """Show what was said and decided, with a form to say something to the redactie."""
    component, user = component_or_404(slug), signed_in_user()
    require_submitter(user, component)
    form = CommentForm()
    if form.validate_on_submit():
        limits.hit(limits.COMMENT_BY_USER, str(user.public_id))
        try:
            with transaction(db.session):
                comments.say(db.session, user, component, form.said, as_editor=False)
        except Conflict as error:
            return _talk_page(component, form, conflict=error), HTTPStatus.CONFLICT
        flash(_("Uw opmerking is verstuurd. De redactie krijgt een mail."))
        return redirect(_back_to(component))
    return _talk_page(component, form)


@review.app_template_global("registration_state")
def registration_state(slug: str) -> State | None:
    """Return where a registration stands, for a part of another page."""
    component, user = catalogue.component_by_slug(db.session, slug), current_user()
    if component is None or user is None or not may_follow_along(user, component):
        return None
    return state_of(db.session, component, user, _review_days())


@review.app_template_global("edits_of")
def edits_of(slug: str) -> Sequence[ShownEdit]:
    """Return the edits of a component that wait and concern who looks, for its page."""
    user = current_user()
    component = catalogue.component_by_slug(db.session, slug) if user else None
    if component is None or user is None:
        return ()
    may_see_all = user.is_editor or is_keeper(user, component)
    return [
        shown_edit(each, user, _review_days())
        for each in waiting_edits.waiting(db.session, component)
        if may_see_all or each.proposed_by_id == user.id
    ]


@review.app_template_global("may_suggest_edit")
def may_suggest_edit(slug: str) -> bool:
    """Tell whether who looks at the page of a component may propose an edit of it."""
    user = current_user()
    if user is None:
        return True
    component = catalogue.component_by_slug(db.session, slug)
    return component is not None and waiting_edits.may_suggest(user, component)


@review.app_template_global("own_registrations")
def own_registrations() -> OwnWork:
    """Return what who looks registered and proposed, what is asked of them first."""
    return own_work(db.session, signed_in_user(), _review_days())


def _talk_page(component: Component, form: CommentForm, *, conflict: Conflict | None = None) -> str:
    return render_template(
        "review/talk.html",
        component=component,
        history=history(db.session, component),
        form=form if comments.is_open(db.session, component) else None,
        back_url=_back_to(component),
        conflict=conflict,
        typed=form.said,
    )


def _back_to(component: Component) -> str:
    endpoint = "review.edits" if component.is_public else "registration.show"
    return url_for(endpoint, slug=component.slug, _anchor="verloop")


def _review_days() -> int:
    return services().settings.review_days
