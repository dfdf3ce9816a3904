"""``/organisaties``: who shares what, every organisation there is, and the page of one."""

from collections.abc import Sequence
from dataclasses import replace

from flask import Blueprint, Response, abort, jsonify, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from govhub.accounts import memberships
from govhub.accounts import organisations as domain
from govhub.accounts import queries as accounts
from govhub.accounts.models import Organisation
from govhub.accounts.names import Name
from govhub.catalogue import queries
from govhub.kernel.pagination import Pages
from govhub.reuse import queries as reuse
from govhub.web import limits
from govhub.web.access import Access, access, current_user
from govhub.web.extensions import db
from govhub.web.organisation_picker import LONGEST, suggestions
from govhub.web.organisations import page as pages
from govhub.web.organisations.page import ALL, Asked
from govhub.web.registration.fields import number
from govhub.web.services import services
from govhub.web.uses import line

ON_A_PAGE = 50

organisations = Blueprint("organisations", __name__)


@organisations.get("/organisaties")
@access(Access.PUBLIC)
def index() -> str:
    """Show who owns public components, from A to Z, or what was looked for among all."""
    asked = _asked()
    if not asked.is_search:
        owners = queries.organisations_with_components(db.session)
        return render_template(
            "organisations/index.html", letters=pages.letters(owners), number=len(owners)
        )
    limits.take(services().suggestions)
    names = names_with_numbers()
    found = pages.search(names, asked)
    place = Pages(total=len(found), size=ON_A_PAGE, asked=asked.page)
    here = found[place.offset : place.offset + ON_A_PAGE]
    shown = accounts.organisations_by_slug(db.session, [each.slug for each in here])
    answer = pages.answer(
        asked, here, {each.slug: each for each in shown}, place, pages.kinds(names)
    )
    return render_template("organisations/found.html", answer=answer)


@organisations.get("/organisaties/suggesties")
@access(Access.PUBLIC)
def suggest() -> Response:
    """Complete the name of an organisation that somebody is typing."""
    limits.take(services().suggestions)
    text = request.args.get("q", "")[:LONGEST]
    response = jsonify(suggestions(names_with_numbers(), text, pages.kind))
    response.cache_control.max_age = 60
    return response


@organisations.get("/organisaties/<slug>")
@access(Access.PUBLIC)
def show(slug: str) -> str | AnyResponse:
    """Show an organisation and its public components; a merged one leads to what is left of it."""
    organisation = organisation_or_404(slug)
    successor = domain.successor(organisation)
    if successor is not None:
        return redirect(url_for("organisations.show", slug=successor.slug, van=slug))
    user = current_user()
    before = accounts.merged_into(db.session, organisation)
    page = pages.organisation_page(
        organisation,
        queries.components_of_organisation(db.session, organisation),
        before=[(each, queries.components_of_organisation(db.session, each)) for each in before],
        came_from=_came_from(before),
    )
    return render_template(
        "organisations/show.html",
        page=page,
        is_member=user is not None and memberships.is_member(user, organisation),
        may_join=user is not None and domain.joinable(db.session, user) is organisation,
        uses=[
            line(each, user)
            for its in (organisation, *before)
            for each in reuse.of_organisation(db.session, its)
        ],
    )


def organisation_or_404(slug: str) -> Organisation:
    """Return the organisation at this address."""
    organisation = accounts.organisation_by_slug(db.session, slug)
    if organisation is None:
        abort(404)
    return organisation


def names_with_numbers() -> list[Name]:
    """Return every organisation as people look for it, with how many components it owns."""
    numbers = queries.components_per_owner(db.session)
    return [
        replace(each, number=numbers.get(each.slug, 0))
        for each in accounts.organisation_names(db.session)
    ]


def _asked() -> Asked:
    return Asked(
        text=" ".join(request.args.get("q", "").split())[:LONGEST],
        kind=request.args.get("soort", "")[:LONGEST],
        page=number(request.args.get("pagina")) or 1,
        is_all=request.args.get("toon") == ALL,
    )


def _came_from(before: Sequence[Organisation]) -> Organisation | None:
    slug = request.args.get("van")
    return next((each for each in before if each.slug == slug), None)
