"""``/componenten/<slug>/samenvoegen``: two components that are the same become one."""

from http import HTTPStatus

from flask import abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from govhub.catalogue import merging, queries, relations
from govhub.catalogue.models import Component
from govhub.catalogue.vocabulary import Publication
from govhub.kernel.errors import Conflict, InvalidInput
from govhub.platform.db import transaction
from govhub.platform.language import gettext as _
from govhub.web.access import Access, access, signed_in_user
from govhub.web.alike import like_component
from govhub.web.extensions import db
from govhub.web.upkeep.blueprint import upkeep
from govhub.web.upkeep.forms import MergeForm, OtherForm
from govhub.web.upkeep.movers import MOVERS
from govhub.web.upkeep.page import offers

OTHER = "met"
"""Parameter with the slug of the component that stays."""


@upkeep.route("/componenten/<slug>/samenvoegen", methods=["GET", "POST"])
@access(Access.EDITOR)
def merge(slug: str) -> str | Response | tuple[str, int]:
    """Choose the other, see both side by side, choose what comes along, and make them one."""
    double = _double(slug)
    if OTHER not in request.args:
        return _choose(double)
    into = queries.component_at(db.session, request.args[OTHER])
    if into is None or not into.is_public or into.id == double.id:
        flash(_("Kies een ander component dat in de catalogus staat."))
        return redirect(url_for("upkeep.merge", slug=slug))
    seen = f"{double.version}-{into.version}"
    form = MergeForm.of(merging.choices(double, into), seen)
    if not form.validate_on_submit():
        return _side_by_side(double, into, form)
    if form.seen.data != seen:
        form.seen.data = seen  # shown again as it is now
        return _side_by_side(double, into, form, has_changed=True), HTTPStatus.CONFLICT
    try:
        with transaction(db.session):
            lost = _merge(double, into, form)
    except InvalidInput as error:
        form.show(error)
        return _side_by_side(double, into, form)
    flash(
        _("%(double)s en %(into)s zijn nu één component. Wie ze volgt, krijgt een mail.")
        % {"double": double.name, "into": into.name}
    )
    for sentence in lost:
        flash(sentence)
    return redirect(url_for("catalogue.show", slug=into.slug))


def _merge(double: Component, into: Component, form: MergeForm) -> list[str]:
    if f"{double.version}-{into.version}" != form.seen.data:
        raise Conflict(_("Iemand anders heeft een van beide componenten intussen gewijzigd."))
    return list(
        merging.merge(
            db.session,
            double,
            into,
            reason=form.reason.data,
            decided_by=signed_in_user(),
            movers=MOVERS,
            taken=form.taken.data or (),
        )
    )


def _double(slug: str) -> Component:
    """Return a component that may be a double: public, or hidden and no double yet."""
    component = queries.component_by_slug(db.session, slug)
    if component is None or component.merged_into_id is not None:
        abort(HTTPStatus.NOT_FOUND)
    if component.publication not in {Publication.PUBLISHED, Publication.HIDDEN}:
        abort(HTTPStatus.NOT_FOUND)
    return component


def _choose(double: Component) -> str | Response:
    form = OtherForm.about(relations.names(db.session, besides=double))
    if form.other.name in request.args and form.validate():
        return redirect(url_for("upkeep.merge", slug=double.slug, **{OTHER: form.other.data}))
    found = like_component(double, signed_in_user()).duplicates
    return render_template(
        "upkeep/choose.html",
        component=double,
        form=form,
        alike=[each for each in found if each.component.is_public],
    )


def _side_by_side(
    double: Component, into: Component, form: MergeForm, *, has_changed: bool = False
) -> str:
    return render_template(
        "upkeep/merge.html",
        double=double,
        into=into,
        form=form,
        offers=offers(db.session, double, into),
        moves=merging.preview(db.session, double, into, MOVERS),
        has_changed=has_changed,
    )
