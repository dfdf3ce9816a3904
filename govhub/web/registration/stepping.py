"""``/aanmelden/nieuw`` and ``/aanmelden/<slug>/stap/<step>``: fill in a draft, a step at a time.

A step writes only what it asks. So two people, or two windows, that are at different steps of one
draft do not disturb each other. At the same step what only one of them changed is merged, and about
the rest the later one chooses.
"""

import uuid
from http import HTTPStatus

from flask import abort, flash, redirect, request, url_for
from werkzeug.wrappers import Response

from govhub.catalogue import queries as catalogue
from govhub.catalogue.models import Component
from govhub.catalogue.status import Status
from govhub.kernel.errors import NotAllowed
from govhub.platform.db import transaction
from govhub.platform.language import gettext as _
from govhub.platform.ratelimit import TooMany
from govhub.registration import saving_together, service
from govhub.registration.fact_words import labels
from govhub.registration.permissions import is_keeper, is_submitter, require_change
from govhub.registration.saving_together import Begun, Clash, Saved
from govhub.web import limits
from govhub.web.access import Access, access, signed_in_user
from govhub.web.extensions import db
from govhub.web.registration import begun as starts
from govhub.web.registration import own_saves
from govhub.web.registration.begun import Start
from govhub.web.registration.blueprint import registration
from govhub.web.registration.forms import ComponentForm
from govhub.web.registration.page import BACK_TO_CHECK, on_behalf_of, page_of
from govhub.web.registration.sending import Frame, Sent, asked
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
    now = saving_together.begin_draft(component)
    form = ComponentForm.of(component, choices(step.asks), now.facts, asks=step.asks)
    if not form.is_submitted():
        usual_owner(form)
        return _step_page(step, form, component, Start(begun=now))
    return _SentStep(form, component, step, now).save()


class _SentStep:
    """A step that was sent, of a draft."""

    def __init__(self, form: ComponentForm, component: Component, step: Step, now: Begun) -> None:
        """Find out what it started from."""
        self.form, self.component, self.step = form, component, step
        self.start = self._start(now)
        frame = _frame(component, step)
        self.sent = Sent(form=form, component=component, start=self.start, frame=frame)

    def save(self) -> str | Response | tuple[str, int]:
        """Write it and lead on, or show what is in the way."""
        self.form.take_picks()
        if not self.sent.take():
            return self.sent.ask_again()
        if not self.form.validate():
            return self._page()
        try:
            saved = self._save()
        except Clash as clash:
            return self.sent.met(clash)
        except NotAllowed as error:  # the redactie looks at it now; what was typed must not be lost
            db.session.refresh(self.component)
            self.form.form_errors.append(error.message)
            return self._page(), HTTPStatus.CONFLICT
        own_saves.remember(self.form.form_id.data or "", own_saves.seen(self.component, self.step))
        if saved.taken:
            names = ", ".join(each.lower() for each in labels(starts.names_of(saved.taken)))
            flash(
                _("Intussen is ook dit gewijzigd: %(names)s. Dat blijft staan.") % {"names": names}
            )
        return _go_on(self.component, self.step)

    def _start(self, now: Begun) -> Start | None:
        """Return what it started from; of a form that somebody went back to, what it led to."""
        form = self.form
        said = starts.read(
            self.component,
            request.form.get(starts.FIELD, ""),
            version=form.seen_version,
            now=now.facts,
        )
        is_own = own_saves.is_by(form.form_id.data or "", own_saves.seen(self.component, self.step))
        if is_own and (said is None or said.open is None):
            return Start(begun=now)
        return said

    def _save(self) -> Saved:
        with transaction(db.session):
            return saving_together.save_draft(
                db.session,
                signed_in_user(),
                self.component,
                self.sent.mine,
                begun=self.start.begun if self.start else None,
            )

    def _page(self) -> str:
        """Show the step as it was filled in; what it started from stays what it was."""
        start = Start(begun=self.start.begun) if self.start else None
        return _step_page(self.step, self.form, self.component, start)


def _step_page(step: Step, form: ComponentForm, component: Component, start: Start | None) -> str:
    offer_suggestions(form, component)
    begun = starts.token(component, start, asked(form)) if start else ""
    return step_page(step, form, component, begun=begun)


def _frame(component: Component, step: Step) -> Frame:
    """Return what stands around the choices of who changed the same at the same time."""
    check = url_for("registration.show", slug=component.slug)
    to_check = request.args.get("naar") == BACK_TO_CHECK
    return Frame(
        title=str(step.title),
        crumbs=(
            (_("Home"), url_for("home.index")),
            (_("Mijn aanmeldingen"), url_for("registration.mine")),
            (component.name, check),
        ),
        action=url_for(
            "registration.step",
            slug=component.slug,
            step=step.key,
            naar=BACK_TO_CHECK if to_check else None,
        ),
        stop=check,
        button=_("Opslaan"),
        pressed=request.form.get("verder"),
    )


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
