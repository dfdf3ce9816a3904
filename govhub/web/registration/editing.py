"""``/componenten/<slug>/wijzigen``: change what is said about a component."""

from collections.abc import Iterable

from flask import flash, redirect, request, url_for
from werkzeug.wrappers import Response

from govhub.catalogue.models import Component
from govhub.platform.db import transaction
from govhub.platform.language import day_and_date
from govhub.platform.language import gettext as _
from govhub.registration import saving_together
from govhub.registration.completeness import Incomplete
from govhub.registration.duplicates import Wanted
from govhub.registration.fact_words import labels
from govhub.registration.permissions import require_change
from govhub.registration.promise import answer_by
from govhub.registration.saving_together import Begun, Clash, Saved
from govhub.web.access import Access, access, signed_in_user
from govhub.web.alike import warn_of_new_lookalikes
from govhub.web.extensions import db
from govhub.web.registration import begun as starts
from govhub.web.registration.begun import Start
from govhub.web.registration.blueprint import registration
from govhub.web.registration.forms import ComponentForm
from govhub.web.registration.page import page_of
from govhub.web.registration.sending import Frame, Sent, crumbs
from govhub.web.registration.showing import after_saving, choices, component_or_404, form_page
from govhub.web.registration.steps import FIRST
from govhub.web.services import services

_Answer = str | Response | tuple[str, int]


@registration.route("/componenten/<slug>/wijzigen", methods=["GET", "POST"])
@access(Access.SIGNED_IN)
def edit(slug: str) -> _Answer:
    """Change what is said about a component."""
    component, user = component_or_404(slug), signed_in_user()
    require_change(user, component)
    if not component.is_public:
        return redirect(url_for("registration.step", slug=slug, step=FIRST.key))
    now = saving_together.begin(db.session, user, component)
    form = ComponentForm.of(component, choices(), now.facts)
    if not form.is_submitted():
        return _form_page(form, component, Start(begun=now))
    return _Edit(form, component, now).save()


class _Edit:
    """A form that was sent."""

    def __init__(self, form: ComponentForm, component: Component, now: Begun) -> None:
        """Find out what it started from."""
        self.form, self.component, self.now = form, component, now
        self.start = _start_of(form, component)
        self.sent = Sent(form=form, component=component, start=self.start, frame=_frame(component))

    def save(self) -> _Answer:
        """Carry it out, or show what is in the way."""
        form, component = self.form, self.component
        if not self.sent.take():
            return self.sent.ask_again()
        if not form.validate():
            return self._form_page()
        before = Wanted.of(component)
        try:
            saved = self._save()
        except Clash as clash:
            return self.sent.met(clash)
        except Incomplete as error:
            form.show(error.missing)
            return self._form_page()
        answer = _said(component, saved, is_changed=component.version != self.now.version)
        warn_of_new_lookalikes(before, form.facts, signed_in_user())
        return answer

    def _save(self) -> Saved:
        with transaction(db.session):
            return saving_together.save(
                db.session,
                signed_in_user(),
                self.component,
                self.sent.mine,
                begun=self.start.begun if self.start else None,
                seen_version=self.form.seen_version,
            )

    def _form_page(self) -> str:
        """Show the form as it was filled in; what it started from stays what it was."""
        start = Start(begun=self.start.begun) if self.start else None
        return _form_page(self.form, self.component, start)


def _frame(component: Component) -> Frame:
    return Frame(
        title=_("%(name)s wijzigen") % {"name": component.name},
        crumbs=crumbs(component),
        action=url_for("registration.edit", slug=component.slug),
        stop=url_for("catalogue.show", slug=component.slug),
        button=_("Opslaan"),
    )


def _start_of(form: ComponentForm, component: Component) -> Start | None:
    sent = request.form.get(starts.FIELD, "")
    return starts.read(component, sent, version=form.seen_version)


def _form_page(form: ComponentForm, component: Component, start: Start | None) -> str:
    return form_page(form, component, begun=starts.token(component, start) if start else "")


def _said(component: Component, saved: Saved, *, is_changed: bool) -> Response:
    """Say what everybody sees now and what waits, and lead to the page that shows it."""
    waiting = saved.proposal
    if is_changed or waiting is None:
        answer = after_saving(component)
    else:
        answer = redirect(page_of(component))
    if saved.taken:
        said = _("Intussen wijzigde iemand anders ook iets: %(names)s. Dat blijft staan.")
        flash(said % {"names": _in_a_line(starts.names_of(saved.taken))})
    if waiting is not None:
        day = answer_by(waiting.proposed_at, services().settings.review_days)
        said = _("Dit wacht op de redactie: %(names)s. U hoort uiterlijk %(day)s van ons.")
        flash(said % {"names": _in_a_line(waiting.facts), "day": day_and_date(day)})
    return answer


def _in_a_line(names: Iterable[str]) -> str:
    return ", ".join(each.lower() for each in labels(names))
