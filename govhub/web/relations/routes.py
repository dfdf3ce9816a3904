"""How components stand to each other: ``/componenten/<slug>/relaties``, ``/redactie/relaties``."""

from http import HTTPStatus

from flask import Blueprint, abort, flash, jsonify, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from govhub.catalogue import needing, queries, relations
from govhub.catalogue.models import Component, Relation
from govhub.catalogue.status import Status
from govhub.kernel.errors import InvalidInput
from govhub.platform.db import transaction
from govhub.platform.language import gettext as _
from govhub.registration import relating
from govhub.registration.permissions import may_follow_along, require_change
from govhub.web import limits
from govhub.web.access import Access, access, signed_in_user
from govhub.web.extensions import db
from govhub.web.organisation_picker import LONGEST, suggestions
from govhub.web.relations import page
from govhub.web.relations.forms import HINTS, ReasonForm, RelationForm, RemoveForm
from govhub.web.services import services

relations_pages = Blueprint("relations", __name__)


@relations_pages.route("/componenten/<slug>/relaties", methods=["GET", "POST"])
@access(Access.SIGNED_IN)
def index(slug: str) -> str | Response:
    """Show how a component stands to others, and add to it."""
    component = _own(slug)
    form = RelationForm.about(component, relations.names(db.session, besides=component))
    if form.validate_on_submit():
        try:
            with transaction(db.session):
                relation = relating.say(
                    db.session,
                    signed_in_user(),
                    component,
                    form.said,
                    _chosen(form),
                    reason=form.reason.data,
                )
        except InvalidInput as error:
            form.show(error)
        else:
            flash(
                _("Toegevoegd. %(relation)s")
                % {"relation": page.stated(relation, component).in_words}
            )
            return redirect(url_for("relations.index", slug=slug))
    found = relating.shown_relations(db.session, signed_in_user(), component)
    return render_template(
        "relations/index.html",
        component=component,
        form=form,
        hints=HINTS,
        groups=page.grouped(found, component),
        in_trouble=_in_trouble(component),
    )


@relations_pages.get("/componenten/<slug>/relaties/namen")
@access(Access.SIGNED_IN)
def suggest(slug: str) -> Response:
    """Complete the name of another component that somebody is typing."""
    component = _own(slug)
    limits.take(services().suggestions)
    names = relations.names(db.session, besides=component)
    text = request.args.get("q", "")[:LONGEST]
    return jsonify(suggestions(names, text, lambda _kind: None))


@relations_pages.route("/componenten/<slug>/relaties/<int:key>", methods=["GET", "POST"])
@access(Access.SIGNED_IN)
def explain(slug: str, key: int) -> str | Response:
    """Change why a relation is there."""
    component = _own(slug)
    relation = _relation(component, key)
    form = ReasonForm.of(relation.reason)
    if form.validate_on_submit():
        with transaction(db.session):
            relating.explain(
                db.session, signed_in_user(), relation, component, form.reason.data or None
            )
        flash(_("De toelichting is opgeslagen."))
        return redirect(url_for("relations.index", slug=slug))
    return render_template(
        "relations/explain.html",
        component=component,
        form=form,
        relation=page.stated(relation, component),
    )


@relations_pages.route(
    "/componenten/<slug>/relaties/<int:key>/verwijderen", methods=["GET", "POST"]
)
@access(Access.SIGNED_IN)
def remove(slug: str, key: int) -> str | Response:
    """Ask whether a relation must go, and take it back."""
    component = _own(slug)
    relation = _relation(component, key)
    shown = page.stated(relation, component)
    form = RemoveForm()
    if form.validate_on_submit():
        with transaction(db.session):
            relating.unsay(db.session, signed_in_user(), relation, component)
        flash(_("Verwijderd. %(relation)s") % {"relation": shown.in_words})
        return redirect(url_for("relations.index", slug=slug))
    return render_template("relations/remove.html", component=component, relation=shown, form=form)


@relations_pages.get("/redactie/relaties")
@access(Access.EDITOR)
def shaky() -> str:
    """List what is available and requires something that nobody can count on."""
    found = needing.shaky_components(db.session)
    return render_template("relations/shaky.html", rows=page.shaky_rows(found))


def _own(slug: str) -> Component:
    """Return the component that this person may change; 404 for who must not know of it."""
    component, user = queries.component_by_slug(db.session, slug), signed_in_user()
    if component is None or not (component.is_public or may_follow_along(user, component)):
        abort(HTTPStatus.NOT_FOUND)
    require_change(user, component)
    return component


def _relation(component: Component, key: int) -> Relation:
    """Return this relation of the component; 404 for what is gone or of others."""
    relation = relations.relation_by_id(db.session, key)
    if relation is None or component.id not in {relation.from_id, relation.to_id}:
        abort(HTTPStatus.NOT_FOUND)
    return relation


def _chosen(form: RelationForm) -> Component:
    other = queries.component_by_slug(db.session, form.other.data)
    if other is None:
        raise InvalidInput("other", _("Kies een component dat in de catalogus staat."))
    return other


def _in_trouble(component: Component) -> tuple[page.NeedInTrouble, ...]:
    if component.status is not Status.AVAILABLE:
        return ()
    return page.in_trouble(needing.obstacles(db.session, component))
