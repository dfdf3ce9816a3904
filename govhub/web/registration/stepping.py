"""``/aanmelden/nieuw`` and ``/aanmelden/<slug>/stap/<step>``: fill in a draft, a step at a time.

A step writes only what it asks. So two people, or two windows, that are at different steps of one
draft do not disturb each other; at the same step the later one sees both texts.
"""

import uuid
from http import HTTPStatus

from flask import abort, flash, redirect, request, url_for
from werkzeug.wrappers import Response

from govhub.catalogue import queries as catalogue
from govhub.catalogue.facts import facts_of
from govhub.catalogue.models import Component
from govhub.catalogue.status import Status
from govhub.kernel.errors import Conflict, NotAllowed
from govhub.platform.db import transaction
from govhub.platform.language import gettext as _
from govhub.platform.ratelimit import TooMany
from govhub.registration import service
from govhub.registration.comparison import differing_fields
from govhub.registration.permissions import is_keeper, is_submitter, require_change
from govhub.web import limits
from govhub.web.access import Access, access, signed_in_user
from govhub.web.extensions import db
from govhub.web.registration import own_saves
from govhub.web.registration.blueprint import registration
from govhub.web.registration.differences import differences
from govhub.web.registration.forms import ComponentForm
from govhub.web.registration.page import BACK_TO_CHECK, on_behalf_of, page_of
from govhub.web.registration.showing import choices, component_or_404, step_page, usual_owner
from govhub.web.registration.steps import FIRST, Step, after, step_by_key
from govhub.web.registration.suggested import offer_suggestions

STOP = "klad"
"""Value of the button that keeps the draft for another time."""
CHECK = "controle"
"""Value of the button that leads to the page to check it."""
_STEP = "stap-"
"""Before the key of the step to go to: a script sends it, so that nothing typed is lost."""


@registration.route("/aanmelden/nieuw", methods=["GET", "POST"])
@access(Access.SIGNED_IN)
def new() -> str | Response | tuple[str, int]:
    """Ask the first step of something new; a name makes it a draft.

    The address names the form: whoever goes back to it comes to the draft that it made, and not to
    an empty form that would make a second one.
    """
    if request.method == "GET":
        return _open_new(request.args.get("formulier", ""))
    form = ComponentForm.blank(choices(FIRST.asks), FIRST.asks)
    started = _started_with(form.own_id)
    if started is not None:
        return _fill_in(started, FIRST)
    if form.validate_on_submit():
        try:
            return _start(form)
        except TooMany as error:
            form.form_errors.append(error.message)
            return step_page(FIRST, form), HTTPStatus.TOO_MANY_REQUESTS
    return step_page(FIRST, form)


@registration.route("/aanmelden/<slug>/stap/<step>", methods=["GET", "POST"])
@access(Access.SIGNED_IN)
def step(slug: str, step: str) -> str | Response | tuple[str, int]:
    """Ask a step of a draft."""
    component, wanted = component_or_404(slug), step_by_key(step)
    if wanted is None:
        abort(HTTPStatus.NOT_FOUND)
    user = signed_in_user()
    if request.method == "GET" or not is_keeper(user, component):
        if component.is_public:
            return redirect(page_of(component))
        require_change(user, component)
    return _fill_in(component, wanted)


def _open_new(form_id: str) -> str | Response:
    form = ComponentForm.blank(choices(FIRST.asks), FIRST.asks)
    fresh = form.form_id.data
    form.form_id.data = form_id
    started = _started_with(form.own_id)
    if started is not None:
        return redirect(url_for("registration.step", slug=started.slug, step=FIRST.key))
    if form_id != str(form.own_id) or catalogue.component_by_public_id(db.session, form_id):
        return redirect(url_for("registration.new", formulier=fresh))
    return step_page(FIRST, form)


def _started_with(form_id: uuid.UUID) -> Component | None:
    """Return the draft that this form made already: somebody went back, or sent it twice."""
    found = catalogue.component_by_public_id(db.session, form_id)
    return found if found is not None and is_submitter(signed_in_user(), found) else None


def _start(form: ComponentForm) -> Response:
    user = signed_in_user()
    limits.hit(limits.REGISTER_BY_USER, str(user.public_id))
    form_id = form.own_id
    with transaction(db.session):
        component = service.start(
            db.session, user, form.facts, status=Status.CONCEPT, form_id=form_id
        )
    own_saves.remember(str(form_id), own_saves.seen(component, FIRST))
    return _go_on(component, FIRST)


def _fill_in(component: Component, step: Step) -> str | Response | tuple[str, int]:
    form = ComponentForm.of(component, choices(step.asks), asks=step.asks)
    if not form.is_submitted():
        form.seen.data = own_saves.seen(component, step)
        usual_owner(form)
        offer_suggestions(form, component)
        return step_page(step, form, component)
    form.take_picks()
    if not form.validate():
        offer_suggestions(form, component)
        return step_page(step, form, component)
    try:
        return _save(form, component, step)
    except Conflict:
        return _conflict(form, component, step)
    except NotAllowed as error:  # the redactie looks at it now; what was typed must not be lost
        db.session.refresh(component)
        form.form_errors.append(error.message)
        return step_page(step, form, component), HTTPStatus.CONFLICT


def _save(form: ComponentForm, component: Component, step: Step) -> Response:
    """Write what the step asks. Raises Conflict when it was changed since the form was opened."""
    user, now = signed_in_user(), own_saves.seen(component, step)
    if component.is_public:
        raise NotAllowed(_("Dit staat intussen in de catalogus. Wijzig het op de pagina zelf."))
    require_change(user, component)
    if _says_something_else(form, component):
        if form.seen.data != now and not own_saves.is_by(form.form_id.data or "", now):
            raise Conflict(_("Iemand anders heeft dit component intussen gewijzigd."))
        with transaction(db.session):
            service.save(
                db.session,
                user,
                component,
                form.facts,
                status=form.chosen_status,
                seen_version=component.version,
            )
        now = own_saves.seen(component, step)
    own_saves.remember(form.form_id.data or "", now)
    return _go_on(component, step)


def _says_something_else(form: ComponentForm, component: Component) -> bool:
    chosen = form.chosen_status
    return bool(differing_fields(facts_of(component), form.facts)) or (
        chosen is not None and chosen is not component.status
    )


def _conflict(form: ComponentForm, component: Component, step: Step) -> tuple[str, int]:
    """Give the text back, next to what is stored now; saving again is then deliberate."""
    db.session.refresh(component)
    form.known = facts_of(component)
    form.seen.data = own_saves.seen(component, step)
    offer_suggestions(form, component)
    return step_page(step, form, component, differences(form, component)), HTTPStatus.CONFLICT


def _go_on(component: Component, step: Step) -> Response:
    """Lead on to where the button that was pressed goes."""
    owner, slug = on_behalf_of(component), component.slug
    if owner and "owner_slug" in step.asks:
        flash(
            _("U meldt dit aan namens %(owner)s. Dat staat erbij. %(owner)s kan het overnemen.")
            % {"owner": owner}
        )
    pressed = request.form.get("verder", "")
    if pressed == STOP:
        flash(
            _("Uw klad van %(name)s is bewaard. Ga hier verder wanneer u wilt.")
            % {"name": component.name}
        )
        return redirect(url_for("registration.mine"))
    chosen = step_by_key(pressed.removeprefix(_STEP)) if pressed.startswith(_STEP) else None
    to_check = pressed == CHECK or (not pressed and request.args.get("naar") == BACK_TO_CHECK)
    following = chosen or (None if to_check else after(step))
    if following is None:
        return redirect(url_for("registration.show", slug=slug))
    return redirect(url_for("registration.step", slug=slug, step=following.key))
