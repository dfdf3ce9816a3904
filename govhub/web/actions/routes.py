"""``/redactie/acties``: where the action registry and the catalogue differ; and the file itself."""

import uuid
from collections.abc import Callable
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

from govhub.catalogue import queries, relations
from govhub.catalogue.actions import differences, export, registry
from govhub.catalogue.actions.differences import Difference
from govhub.catalogue.models import RegistryAction
from govhub.kernel.errors import Conflict
from govhub.platform import audit
from govhub.platform.db import transaction
from govhub.platform.language import gettext as _
from govhub.web import limits
from govhub.web.access import Access, access, signed_in_user
from govhub.web.actions.forms import ChoiceForm, LinkForm
from govhub.web.actions.listing import Show, actions_page, back
from govhub.web.extensions import db
from govhub.web.organisation_picker import LONGEST, suggestions
from govhub.web.services import services
from govhub.web.sharing import kept_a_while

actions = Blueprint("actions", __name__)


@actions.get("/principes/actions.yaml")
@access(Access.PUBLIC)
def file() -> AnyResponse:
    """Give the action registry with the status of today, for the site of the guidance."""
    text = registry.write(export.rows(db.session))
    response = Response(text, content_type="application/yaml; charset=utf-8")
    return kept_a_while(response)


@actions.get("/redactie/acties")
@access(Access.EDITOR)
def index() -> str:
    """Show what differs, and what is no component of the catalogue."""
    return render_template(
        "actions/index.html", page=actions_page(db.session), form=ChoiceForm(formdata=None)
    )


@actions.get("/redactie/acties/namen")
@access(Access.EDITOR)
def suggest() -> Response:
    """Complete the name of a component that somebody is typing."""
    limits.take(services().suggestions)
    text = request.args.get("q", "")[:LONGEST]
    return jsonify(suggestions(relations.names(db.session), text, lambda _kind: None))


@actions.route("/redactie/acties/<uuid:key>", methods=["GET", "POST"])
@access(Access.EDITOR)
def link(key: uuid.UUID) -> str | AnyResponse:
    """Say which component an action is about."""
    action = _action(key)
    form = LinkForm.of(action.component, relations.names(db.session))
    if form.validate_on_submit():
        component = queries.component_by_slug(db.session, form.component.data) or abort(404)
        with transaction(db.session):
            differences.link(db.session, action, component)
            _note(action, "actie-gekoppeld")
        flash(_("%(name)s hoort nu bij deze actie.") % {"name": component.name})
        return redirect(back(Show.UNLINKED))
    return render_template("actions/link.html", action=action, form=form)


@actions.post("/redactie/acties/<uuid:key>/geen-component")
@access(Access.EDITOR)
def leave_out(key: uuid.UUID) -> AnyResponse:
    """Say that an action is no component."""
    action = _action(key)
    with transaction(db.session):
        differences.leave_out(db.session, action)
        _note(action, "actie-geen-component")
    flash(_("%(name)s blijft alleen in het register staan.") % {"name": action.facts.get("name")})
    return redirect(back(Show.UNLINKED))


@actions.post("/redactie/acties/<uuid:key>/<subject>/overnemen")
@access(Access.EDITOR)
def take(key: uuid.UUID, subject: str) -> AnyResponse:
    """Let the component say what the registry says."""
    return _decide(
        key,
        subject,
        lambda found: differences.take(db.session, found),
        "actie-overgenomen",
        _("Overgenomen bij %(name)s."),
    )


@actions.post("/redactie/acties/<uuid:key>/<subject>/laten")
@access(Access.EDITOR)
def leave(key: uuid.UUID, subject: str) -> AnyResponse:
    """Leave the component as it is."""
    return _decide(
        key,
        subject,
        lambda found: differences.leave(db.session, found.action, found.subject),
        "actie-gelaten",
        _("%(name)s blijft zoals het is."),
    )


def _decide(
    key: uuid.UUID, subject: str, carry_out: Callable[[Difference], None], what: str, said: str
) -> AnyResponse:
    """Carry out a decision about one difference, if it still is one."""
    action = _action(key)
    with transaction(db.session):
        found = differences.of_action(db.session, action, subject)
        if found is None:
            raise Conflict(_("Dit verschil is er niet meer."))
        carry_out(found)
        _note(action, what, onderwerp=subject)
    flash(said % {"name": found.component.name})
    return redirect(url_for("actions.index"))


def _action(key: uuid.UUID) -> RegistryAction:
    action = differences.action_by_public_id(db.session, key)
    if action is None:
        abort(HTTPStatus.NOT_FOUND)
    return action


def _note(action: RegistryAction, what: str, **details: str) -> None:
    audit.note(
        db.session,
        actor=signed_in_user().public_id,
        action=what,
        subject=f"actie:{action.public_id}",
        details={"id": action.key[:60], **details},
    )
