"""``/componenten/<slug>/badge.svg`` and ``/principes/<key>/kaarten``, for other sites."""

from dataclasses import dataclass
from http import HTTPStatus

from flask import Blueprint, Response, abort, json, render_template, request
from markupsafe import escape
from werkzeug.wrappers import Response as AnyResponse

from govhub.catalogue import queries
from govhub.catalogue.actions.cards import LiveCard, Serving
from govhub.catalogue.models import Component
from govhub.catalogue.vocabulary import Publication
from govhub.guidance import queries as guidance
from govhub.guidance.models import Phase
from govhub.platform.language import gettext as _
from govhub.web.access import Access, access
from govhub.web.addresses import absolute_url_for
from govhub.web.elsewhere import badge
from govhub.web.extensions import db
from govhub.web.sharing import for_other_sites

PHASE = "fase"
MOST_CARDS = 100
"""On somebody else's page; the catalogue has them all."""
_FOR_IMAGES = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
"""The image has its own colours for light and dark, and does nothing."""

elsewhere = Blueprint("elsewhere", __name__)


@dataclass(frozen=True)
class Snippet:
    """Text to copy into another site."""

    id: str
    label: str
    code: str


@elsewhere.get("/componenten/<slug>/badge.svg")
@access(Access.PUBLIC)
def badge_image(slug: str) -> AnyResponse:
    """Show the status of today as an image; of what is out of view, that it is."""
    component = queries.component_by_slug(db.session, slug)
    is_hidden = component is not None and component.publication is Publication.HIDDEN
    if component is None or not (component.is_public or is_hidden):
        abort(HTTPStatus.NOT_FOUND)
    if is_hidden and component.merged_into_id is not None:
        abort(HTTPStatus.NOT_FOUND)  # its address leads on to what it was merged into
    parts = badge.parts_of(component.name, None if is_hidden else component.status)
    image = render_template("elsewhere/badge.svg", **parts)
    response = Response(
        image,
        HTTPStatus.GONE if is_hidden else HTTPStatus.OK,
        content_type="image/svg+xml; charset=utf-8",
    )
    response.headers["Content-Security-Policy"] = _FOR_IMAGES
    return for_other_sites(response)


@elsewhere.get("/componenten/<slug>/badge")
@access(Access.PUBLIC)
def snippets(slug: str) -> str:
    """Show what to copy to show the badge elsewhere."""
    component = queries.component_by_slug(db.session, slug)
    if component is None or not component.is_public:
        abort(HTTPStatus.NOT_FOUND)
    return render_template(
        "elsewhere/snippets.html", component=component, snippets=_snippets(component)
    )


@elsewhere.get("/principes/<key>/kaarten")
@access(Access.PUBLIC)
def fragment(key: str) -> AnyResponse:
    """Give the cards of a guideline as a piece of HTML, in the words of the guidance's own site."""
    found = _cards(key)
    html = render_template("elsewhere/cards.html", cards=[_as_fields(each) for each in found])
    return for_other_sites(Response(html, content_type="text/html; charset=utf-8"))


@elsewhere.get("/principes/<key>/kaarten.json")
@access(Access.PUBLIC)
def as_json(key: str) -> AnyResponse:
    """Give the same for a program."""
    found = [_as_fields(each) for each in _cards(key)]
    text = json.dumps({"kaarten": found}, ensure_ascii=False, sort_keys=False)
    return for_other_sites(Response(text + "\n", content_type="application/json"))


def _cards(key: str) -> list[LiveCard]:
    principle = guidance.principle_by_key(db.session, key)
    if principle is None:
        abort(HTTPStatus.NOT_FOUND)
    asked = request.args.get(PHASE)
    phase = next((each for each in Phase if each.value == asked), None)
    if asked and phase is None:
        abort(HTTPStatus.NOT_FOUND, _("Deze fase is er niet."))
    return Serving(db.session, principle).cards(phase, most=MOST_CARDS)


def _as_fields(card: LiveCard) -> dict[str, object]:
    return {
        "naam": card.name,
        "omschrijving": card.summary,
        "status": card.status.value if card.status else None,
        "status_tekst": str(card.status.label) if card.status else None,
        "pagina": absolute_url_for("catalogue.show", slug=card.slug) if card.slug else None,
        "link": card.url,
        "knop": card.action or _("Openen"),
        "fasen": [each.value for each in card.phases],
    }


def _snippets(component: Component) -> list[Snippet]:
    image = absolute_url_for("elsewhere.badge_image", slug=component.slug)
    page = absolute_url_for("catalogue.show", slug=component.slug)
    alt = _("Status van %(name)s in GovHub") % {"name": component.name}
    in_markdown = alt.translate({ord(sign): f"\\{sign}" for sign in "\\[]*_`<>"})
    markdown = f"[![{in_markdown}]({image})]({page})"
    return [
        Snippet("markdown", "Markdown", markdown),
        Snippet(
            "html",
            "HTML",
            f'<a href="{escape(page)}">'
            f'<img src="{escape(image)}" alt="{escape(alt)}" height="20"></a>',
        ),
        Snippet("mkdocs", "MkDocs", markdown + "{: .govhub-badge }"),
    ]
