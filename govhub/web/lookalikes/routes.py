"""``/aanmelden/lijkt-op`` while somebody types, and ``/aanmelden/<slug>/lijkt-op`` to answer."""

from http import HTTPStatus

from flask import (
    Blueprint,
    Response,
    abort,
    flash,
    jsonify,
    redirect,
    render_template,
    request,
    url_for,
)
from werkzeug.wrappers import Response as AnyResponse

from govhub.catalogue import queries as catalogue
from govhub.catalogue.models import Component
from govhub.kernel.errors import InvalidInput
from govhub.platform.db import transaction
from govhub.platform.language import gettext as _
from govhub.registration import lookalikes as domain
from govhub.registration import service
from govhub.registration.completeness import Incomplete
from govhub.registration.duplicates import Wanted
from govhub.registration.lookalikes import Answers as Said
from govhub.registration.models import Sameness
from govhub.registration.permissions import may_change, may_follow_along
from govhub.registration.validation import one_line
from govhub.web import alike, limits
from govhub.web.access import Access, access, current_user, signed_in_user
from govhub.web.extensions import db
from govhub.web.lookalikes import following_up
from govhub.web.lookalikes.forms import AnswerForm, Answers, NextForm
from govhub.web.lookalikes.page import MOST_WHILE_TYPING, Lookalikes, Question, Side
from govhub.web.lookalikes.page import lookalikes as shown
from govhub.web.registration.page import page_of
from govhub.web.registration.showing import component_or_404
from govhub.web.services import services

_LONGEST = 500
"""Signs of what is typed that are looked at."""

lookalikes = Blueprint("lookalikes", __name__)


@lookalikes.get("/aanmelden/lijkt-op")
@access(Access.SIGNED_IN)
def near() -> Response:
    """Give what looks like what somebody is typing: how many in words, and as a piece of page."""
    user = signed_in_user()
    services().searches.take(str(user.public_id))
    found = shown(alike.like(_typed(), user), {}, most=MOST_WHILE_TYPING)
    response = jsonify(
        number=len(found.all),
        said=found.summary if found.all else "",
        html=render_template("lookalikes/_found.html", found=found, in_new_tab=True),
    )
    response.cache_control.private = True
    response.cache_control.no_store = True
    return response


@lookalikes.route("/aanmelden/<slug>/lijkt-op", methods=["GET", "POST"])
@access(Access.SIGNED_IN)
def answer(slug: str) -> str | AnyResponse:
    """Ask of everything that looks the same whether it is."""
    component, user = component_or_404(slug), signed_in_user()
    if component.is_public or not may_change(user, component):
        return redirect(page_of(component))
    if "hem" in request.values:
        return _same(component, _named(component, request.values["hem"]))
    found = alike.like_component(component, user)
    said = domain.answers(db.session, component)
    listed = shown(found, said)
    questions = [
        Question(
            each,
            AnswerForm.about(
                duplicate.component,
                said.get(duplicate.component.id),
                may_replace=may_change(user, duplicate.component),
            ),
        )
        for each, duplicate in zip(listed.all, found.duplicates, strict=True)
    ]
    forms = Answers([each.form for each in questions])
    if questions and forms.validate_on_submit():
        others = [each.component for each in found.duplicates]
        _keep(component, questions, others)
        return _after_answering(component, questions)
    return render_template(
        "lookalikes/answer.html",
        component=component,
        mine=Side.of(component),
        found=listed,
        questions=questions,
        form=forms,
    )


@lookalikes.app_template_global("lookalikes_of")
def lookalikes_of(slug: str, most: int | None = None) -> Lookalikes | None:
    """Return what looks like a component that is registered, for a part of another page."""
    component, user = catalogue.component_by_slug(db.session, slug), current_user()
    if component is None or user is None or not may_follow_along(user, component):
        return None
    found = alike.like_component(component, user)
    return shown(found, domain.answers(db.session, component), most=most)


def _typed() -> Wanted:
    """Return what is typed so far, apart from the draft in which it is."""
    typed = {name: one_line(request.args.get(name, "")[:_LONGEST]) for name in _TYPED}
    own = catalogue.component_by_slug(db.session, request.args.get("klad", ""))
    return Wanted(
        name=typed["naam"],
        summary=typed["samenvatting"],
        repository_url=typed["broncode"] or None,
        component_id=own.id if own else None,
    )


_TYPED = ("naam", "broncode", "samenvatting")


def _keep(component: Component, questions: list[Question], others: list[Component]) -> None:
    with transaction(db.session):
        for question, other in zip(questions, others, strict=True):
            domain.answer(db.session, signed_in_user(), component, other, **question.form.said)


def _after_answering(component: Component, questions: list[Question]) -> AnyResponse:
    same = [
        each.lookalike.slug for each in questions if each.form.said["sameness"] is Sameness.SAME
    ]
    if same:
        return redirect(url_for("lookalikes.answer", slug=component.slug, hem=same[0]))
    flash(_("Uw antwoorden zijn bewaard. Klopt alles? Dien uw aanmelding dan in."))
    return redirect(url_for("registration.show", slug=component.slug))


def _named(component: Component, slug: str) -> Component:
    """Return the component that is the same, as was said; 404 for any other, or out of view."""
    other = catalogue.component_by_slug(db.session, slug)
    if other is None or not (other.is_public or may_follow_along(signed_in_user(), other)):
        abort(HTTPStatus.NOT_FOUND)
    said: Said = domain.answers(db.session, component)
    if other.id not in said or said[other.id].sameness is not Sameness.SAME:
        abort(HTTPStatus.NOT_FOUND)
    return other


def _same(component: Component, other: Component) -> str | AnyResponse:
    """Ask what to do, now that the component is there already, and do it."""
    user, name = signed_in_user(), component.name
    steps = following_up.steps(db.session, user, component, other)
    form = NextForm.offering({key: step.label for key, step in steps.items()})
    if form.validate_on_submit():
        step = steps[form.step.data]
        if step.mails:
            limits.hit(limits.SUGGEST_BY_USER, str(user.public_id))
        try:
            with transaction(db.session):
                step.carry_out()
                if form.discards.data:
                    service.discard(db.session, user, component)
        except (InvalidInput, Incomplete) as error:
            form.form_errors.append(error.message)
        else:
            if step.said:
                flash(step.said)
            if form.discards.data:
                flash(_("Het klad van %(name)s is verwijderd.") % {"name": name})
            return redirect(step.url)
    return render_template(
        "lookalikes/same.html",
        component=component,
        mine=Side.of(component),
        theirs=Side.of(other),
        other=other,
        form=form,
        hints={key: step.hint for key, step in steps.items()},
    )
