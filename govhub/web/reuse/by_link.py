"""``/gebruik/bevestigen/<token>``: an answer by who has a link from a mail, without an account."""

from http import HTTPStatus

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from govhub.kernel.errors import InvalidInput
from govhub.platform.db import transaction
from govhub.platform.links import LinkRefused, LinkUsed
from govhub.reuse import by_link, queries
from govhub.reuse.by_link import Question
from govhub.web import uses
from govhub.web.access import Access, access
from govhub.web.extensions import db
from govhub.web.reuse.blueprint import reuse
from govhub.web.reuse.forms import AnswerForm
from govhub.web.services import services

CHOICE = "antwoord"
"""Name of both buttons."""
YES, NO = "ja", "nee"


@reuse.get("/gebruik/bevestigen/<token>")
@access(Access.PUBLIC)
def answer(token: str) -> str | tuple[str, int]:
    """Ask whether it is so: mail scanners open links, but press no buttons."""
    try:
        question = by_link.asked(db.session, services().signer, token)
    except LinkUsed as used:
        return _answered(used)
    except LinkRefused as refusal:
        return _refused(refusal)
    return _asked(question, AnswerForm())


@reuse.post("/gebruik/bevestigen/<token>")
@access(Access.PUBLIC)
def answer_now(token: str) -> str | Response | tuple[str, int]:
    """Keep the answer; the second of two clicks changes nothing."""
    signer, form = services().signer, AnswerForm()
    try:
        question = by_link.asked(db.session, signer, token)
        says_no = request.form.get(CHOICE) == NO
        if request.form.get(CHOICE) not in {YES, NO} or not form.validate_on_submit():
            return _asked(question, form)
        with transaction(db.session):
            if says_no:
                by_link.refuse(db.session, signer, token, reason=form.reason.data)
            else:
                by_link.confirm(db.session, signer, token)
    except InvalidInput as error:
        form.show(error)
        return _asked(question, form)
    except LinkUsed:
        pass
    except LinkRefused as refusal:
        return _refused(refusal)
    return redirect(url_for("reuse.answer", token=token))


def _asked(question: Question, form: AnswerForm) -> str:
    return render_template(
        "reuse/asked.html", question=question, line=uses.line(question.reuse), form=form
    )


def _answered(used: LinkUsed) -> str | tuple[str, int]:
    reuse = queries.by_public_id(db.session, used.subject["reuse"])
    if reuse is None or not reuse.component.is_public:
        return _refused(used)
    return render_template(
        "reuse/answered.html",
        line=uses.line(reuse),
        counts=reuse.counts,
        expires_on=reuse.expires_on,
        all_url=url_for("reuse.of_component", slug=reuse.component.slug),
    )


def _refused(refusal: LinkRefused) -> tuple[str, int]:
    return render_template("reuse/refused.html", message=refusal.message), HTTPStatus.GONE
