"""A form that was sent while somebody else may have changed the same.

What it says beside what it started from, and the page on which its writer chooses when both
changed the same. Who sends what where, the routes know.
"""

from dataclasses import dataclass, fields
from http import HTTPStatus

from flask import render_template, request, url_for

from govhub.catalogue.facts import Facts
from govhub.catalogue.models import Component
from govhub.platform.language import gettext as _
from govhub.registration.draft_facts import DraftFacts
from govhub.registration.meeting import Unit
from govhub.registration.saving_together import Clash
from govhub.web.extensions import db
from govhub.web.registration import begun as starts
from govhub.web.registration import clashing
from govhub.web.registration.begun import Open, Start
from govhub.web.registration.forms import ComponentForm


@dataclass(frozen=True, kw_only=True)
class Frame:
    """What stands around the choices: the same as around the form that was sent."""

    title: str
    crumbs: tuple[tuple[str, str], ...]
    """Above the title: words and address."""
    action: str
    """Where the form goes."""
    stop: str
    """Where somebody goes who saves nothing."""
    button: str
    pressed: str | None = None
    """Value of the button that was pressed, to be sent again."""
    is_proposal: bool = False
    """What is sent waits for somebody else to decide."""


def crumbs(component: Component) -> tuple[tuple[str, str], ...]:
    """Return what stands above the title of a page about a public component."""
    return (
        (_("Home"), url_for("home.index")),
        (_("Componenten"), url_for("catalogue.index")),
        (component.name, url_for("catalogue.show", slug=component.slug)),
    )


@dataclass(frozen=True, kw_only=True)
class Sent:
    """A form that was sent, what it started from, and where it belongs."""

    form: ComponentForm
    component: Component
    start: Start | None
    """None when the form does not say."""
    frame: Frame

    def take(self) -> bool:
        """Fill in what was chosen; tell whether everything was."""
        if self.start is None:
            return True
        self.form.known = self.start.begun.facts
        if self.start.open is None:
            return True
        clashing.choose(self.form, self.start.open, self.start.begun.facts, request.form)
        return not clashing.unchosen(self.start.open, request.form)

    @property
    def mine(self) -> Facts:
        """Return what was filled in, once it was checked."""
        if self.start is None:
            return self.form.draft_facts
        return starts.changed(self.form.draft_facts, self.start.begun.facts)

    def ask_again(self) -> tuple[str, int]:
        """Show the choices of which one was not made."""
        if self.start is None or self.start.open is None:
            message = "there is nothing to choose"
            raise RuntimeError(message)
        return self._page(self.start, self.start.open, is_again=True)

    def met(self, clash: Clash) -> tuple[str, int]:
        """Show both texts; everything that needs no choice is merged already."""
        meeting = clash.meeting
        clashing.fill_in(self.form, meeting.merged, meeting.taken)
        start, shown = starts.after(clash)
        return self._page(start, shown, taken=meeting.taken)

    def _page(
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
                form=self.form,
                frame=self.frame,
                page=page,
                begun=starts.token(self.component, start, asked(self.form)),
                version=start.begun.version,
            ),
            HTTPStatus.CONFLICT,
        )


def asked(form: ComponentForm) -> tuple[str, ...]:
    """Return the names of the facts that the form asks."""
    return tuple(each.name for each in fields(DraftFacts) if clashing.field_of(each.name) in form)
