"""``/componenten/<slug>/voorstellen``: propose an edit of what somebody else answers for."""

from collections.abc import Sequence
from http import HTTPStatus

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from govhub.accounts.models import User
from govhub.catalogue.facts import facts_of
from govhub.catalogue.models import Component
from govhub.kernel.errors import Conflict, InvalidInput
from govhub.platform.db import transaction
from govhub.platform.language import gettext as _
from govhub.platform.ratelimit import TooMany
from govhub.registration import fact_words, saving_together, waiting_edits
from govhub.registration.comparison import differing_fields
from govhub.registration.completeness import Incomplete
from govhub.registration.saving_together import Begun, Clash, Decided, Saved
from govhub.registration.waiting_edits import Change
from govhub.web import limits
from govhub.web.access import Access, access, signed_in_user
from govhub.web.extensions import db
from govhub.web.registration import begun as starts
from govhub.web.registration import clashing
from govhub.web.registration.begun import Start
from govhub.web.registration.sending import Frame, Sent, asked, crumbs
from govhub.web.registration.showing import choices, sections_of
from govhub.web.review.blueprint import review
from govhub.web.review.editing import public_or_404
from govhub.web.review.state import ShownChange, ShownEdit, shown_edit
from govhub.web.review.suggest_form import SuggestForm
from govhub.web.services import services

LOOK = "bekijk"
"""Value of the button that shows what would be proposed, and sends nothing."""
_STATUS = {Conflict: HTTPStatus.CONFLICT, TooMany: HTTPStatus.TOO_MANY_REQUESTS}
_Answer = str | Response | tuple[str, int]


@review.route("/componenten/<slug>/voorstellen", methods=["GET", "POST"])
@access(Access.SIGNED_IN)
def suggest(slug: str) -> _Answer:
    """Propose an edit of what somebody else answers for."""
    component, user = public_or_404(slug), signed_in_user()
    if not waiting_edits.may_suggest(user, component):
        return redirect(url_for("registration.edit", slug=component.slug))
    now = saving_together.begin(db.session, user, component)
    found = waiting_edits.waiting_of(db.session, user, component)
    why = (found.reason if found else "") or ""
    form = SuggestForm.about(component, choices(), now.facts, why)
    if not form.is_submitted():
        return _page(form, component, Start(begun=now))
    return _Suggestion(form, component, user, now).send()


class _Suggestion:
    """A proposal that was sent."""

    def __init__(self, form: SuggestForm, component: Component, user: User, now: Begun) -> None:
        """Find out what it started from."""
        self.form, self.component, self.user = form, component, user
        self.start = starts.read(
            component,
            request.form.get(starts.FIELD, ""),
            version=form.seen_version,
            now=now.facts,
        )
        frame = _frame(component)
        self.sent = Sent(form=form, component=component, start=self.start, frame=frame)

    def send(self) -> _Answer:
        """Let it wait, or show what is in the way."""
        if not self.sent.take():
            return self.sent.ask_again()
        is_look = request.form.get("verder") == LOOK
        if not self._is_right(without_why=is_look):
            return self._again()
        if is_look:
            return self._again(preview=self._changes())
        return self._let_wait()

    def _let_wait(self) -> _Answer:
        try:
            limits.hit(limits.SUGGEST_BY_USER, str(self.user.public_id))
            saved = self._save()
        except Clash as clash:
            return self.sent.met(clash)
        except Decided as decided:
            return self._decided(decided)
        except Incomplete as error:
            self.form.show(error.missing)
            return self._again()
        except (InvalidInput, Conflict, TooMany) as error:
            return self._again(error.message), _STATUS.get(type(error), HTTPStatus.OK)
        return _thanks(self.component, saved)

    def _is_right(self, *, without_why: bool) -> bool:
        """Tell whether it can be sent; to look at it, nobody has to say why yet."""
        is_right: bool = self.form.validate()
        if without_why:
            self.form.why.errors = []
            return not self.form.errors
        return is_right

    def _save(self) -> Saved:
        with transaction(db.session):
            return saving_together.suggest(
                db.session,
                self.user,
                self.component,
                self.sent.mine,
                begun=self.start.begun if self.start else None,
                reason=self.form.why.data or "",
            )

    def _changes(self) -> list[ShownChange]:
        """Return what it would change in what is published now."""
        now, mine = facts_of(self.component), self.sent.mine
        return [
            ShownChange.of(
                Change(
                    field=name,
                    label=fact_words.label(name),
                    published=fact_words.text(db.session, now, name),
                    proposed=fact_words.text(db.session, mine, name),
                )
            )
            for name in differing_fields(now, mine)
            if name in asked(self.form)
        ]

    def _decided(self, decided: Decided) -> tuple[str, int]:
        """Give the text back, with what became of the proposal that it would have replaced."""
        meeting, found = decided.meeting, decided.proposal
        clashing.fill_in(self.form, meeting.merged, meeting.taken)
        days = services().settings.review_days
        was = shown_edit(found, self.user, days) if found else None
        start = Start(begun=decided.now)
        self.form.version.data = str(start.begun.version)
        return _page(
            self.form, self.component, start, was=was, is_decided=True
        ), HTTPStatus.CONFLICT

    def _again(self, error: str = "", *, preview: Sequence[ShownChange] | None = None) -> str:
        """Show the form as it was filled in; what it started from stays what it was."""
        if error:
            self.form.form_errors.append(error)
        start = Start(begun=self.start.begun) if self.start else None
        return _page(self.form, self.component, start, preview=preview)


def _page(
    form: SuggestForm,
    component: Component,
    start: Start | None,
    *,
    preview: Sequence[ShownChange] | None = None,
    was: ShownEdit | None = None,
    is_decided: bool = False,
) -> str:
    return render_template(
        "review/suggest.html",
        component=component,
        form=form,
        begun=starts.token(component, start, asked(form)) if start else "",
        preview=preview,
        was=was,
        is_decided=is_decided,
        **sections_of(form, component),
    )


def _frame(component: Component) -> Frame:
    return Frame(
        title=_("Wijziging voorstellen voor %(name)s") % {"name": component.name},
        crumbs=crumbs(component),
        action=url_for("review.suggest", slug=component.slug),
        stop=url_for("catalogue.show", slug=component.slug),
        button=_("Verstuur voorstel"),
        is_proposal=True,
    )


def _thanks(component: Component, saved: Saved) -> Response:
    flash(_("Dank u wel. Uw voorstel is verstuurd. U krijgt een mail als er besloten is."))
    if saved.taken:
        names = ", ".join(each.lower() for each in fact_words.labels(starts.names_of(saved.taken)))
        said = _("Intussen is ook dit gewijzigd: %(names)s. Uw voorstel laat dat staan.")
        flash(said % {"names": names})
    return redirect(url_for("review.edits", slug=component.slug))
