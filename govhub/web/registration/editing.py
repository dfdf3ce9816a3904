"""``/componenten/<slug>/wijzigen``: change what is said about a component."""

from collections.abc import Iterable
from dataclasses import dataclass
from http import HTTPStatus

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from govhub.catalogue.facts import Facts
from govhub.catalogue.models import Component
from govhub.platform.db import transaction
from govhub.platform.language import day_and_date
from govhub.platform.language import gettext as _
from govhub.registration import saving_together
from govhub.registration.completeness import Incomplete
from govhub.registration.duplicates import Wanted
from govhub.registration.fact_words import labels
from govhub.registration.meeting import Unit
from govhub.registration.permissions import require_change
from govhub.registration.promise import answer_by
from govhub.registration.saving_together import Begun, Clash, Saved
from govhub.web.access import Access, access, signed_in_user
from govhub.web.alike import warn_of_new_lookalikes
from govhub.web.extensions import db
from govhub.web.registration import begun as starts
from govhub.web.registration import clashing
from govhub.web.registration.begun import Open, Start
from govhub.web.registration.blueprint import registration
from govhub.web.registration.forms import ComponentForm
from govhub.web.registration.page import page_of
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
    return _Edit(form, component, _start_of(form, component), now).save()


@dataclass(frozen=True)
class _Edit:
    """A form that was sent, and what it started from."""

    form: ComponentForm
    component: Component
    start: Start | None
    """None when the form does not say."""
    now: Begun

    def save(self) -> _Answer:
        """Carry it out, or show what is in the way."""
        form, component = self.form, self.component
        if self.start is not None:
            form.known = self.start.begun.facts
        if self.start is not None and self.start.open is not None:
            clashing.choose(form, self.start.open, self.start.begun.facts, request.form)
            if clashing.unchosen(self.start.open, request.form):
                return self._clash_page(self.start, self.start.open, is_again=True)
        if not form.validate():
            return self._form_page()
        before = Wanted.of(component)
        try:
            saved = self._save()
        except Clash as clash:
            return self._met(clash)
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
                self._mine,
                begun=self.start.begun if self.start else None,
                seen_version=self.form.seen_version,
            )

    @property
    def _mine(self) -> Facts:
        if self.start is None:
            return self.form.facts
        return starts.changed(self.form.facts, self.start.begun.facts)

    def _met(self, clash: Clash) -> _Answer:
        """Show both texts; everything that needs no choice is merged already."""
        meeting = clash.meeting
        clashing.fill_in(self.form, meeting.merged, meeting.taken)
        start = starts.after(clash)
        if start.open is None:
            return self._form_page()
        return self._clash_page(start, start.open, taken=meeting.taken)

    def _clash_page(
        self, start: Start, clash: Open, *, taken: tuple[Unit, ...] = (), is_again: bool = False
    ) -> tuple[str, int]:
        page = clashing.clash_page(
            db.session,
            self.form,
            clash,
            stored=start.begun.facts,
            taken=taken,
            sent=request.form,
            is_again=is_again,
        )
        return (
            render_template(
                "registration/conflict.html",
                component=self.component,
                form=self.form,
                page=page,
                begun=starts.token(self.component, start),
                version=start.begun.version,
            ),
            HTTPStatus.CONFLICT,
        )

    def _form_page(self) -> str:
        """Show the form as it was filled in; what it started from stays what it was."""
        start = Start(begun=self.start.begun) if self.start else None
        return _form_page(self.form, self.component, start)


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
