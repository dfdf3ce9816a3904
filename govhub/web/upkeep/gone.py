"""What stands in the place of a component that was hidden: the reason, in the form that is asked.

Always 410: a reader of a feed stops asking, a search engine forgets the page.
"""

import uuid
from http import HTTPStatus

from flask import Response, json, make_response, render_template, request, url_for

from govhub.catalogue import hiding, queries
from govhub.catalogue.models import Component
from govhub.kernel.clock import AMSTERDAM
from govhub.platform.language import gettext as _
from govhub.platform.language import long_date
from govhub.registration.permissions import may_follow_along
from govhub.web import atom, errors
from govhub.web.access import current_user
from govhub.web.addresses import absolute
from govhub.web.extensions import db
from govhub.web.upkeep.page import GonePage, gone_page

_PROBLEM = "application/problem+json"


def gone(component: Component, *, survivor: Component | None) -> Response:
    """Return why the component is not there, as a page or as a program reads it."""
    page = gone_page(
        component,
        since=hiding.withdrawn_at(db.session, component),
        survivor=survivor,
        neighbours=queries.neighbours(db.session, component),
    )
    rule = request.url_rule.rule if request.url_rule else ""
    match rule.rpartition("/<slug>")[2]:
        case ".json":
            response = _problem(page)
        case ".atom":
            response = _feed(component, page)
        case ending if "." in ending:
            response = Response(_in_words(page) + "\n", content_type="text/plain; charset=utf-8")
        case _:
            return _page(component, page)
    response.status_code = HTTPStatus.GONE
    response.headers["Access-Control-Allow-Origin"] = "*"
    for other in page.instead:
        response.headers.add("Link", f'<{absolute(other.url)}>; rel="alternate"')
    return response


def _page(component: Component, page: GonePage) -> Response:
    user = current_user()
    return make_response(
        render_template(
            "upkeep/gone.html",
            page=page,
            may_look=user is not None and may_follow_along(user, component),
            may_restore=user is not None and user.is_editor and page.survivor is None,
            sent=errors.what_was_sent(),
        ),
        HTTPStatus.GONE,
    )


def _problem(page: GonePage) -> Response:
    body = {
        "title": _("Dit component is verborgen"),
        "status": int(HTTPStatus.GONE),
        "detail": _in_words(page),
        "naam": page.name,
        "reden": page.reason,
        "sinds": page.since.astimezone(AMSTERDAM).date().isoformat() if page.since else None,
        "eigenaar": page.owner.text if page.owner else None,
        "inPlaatsDaarvan": [
            {"naam": other.name, "adres": absolute(other.url), "status": other.status.value}
            for other in page.instead
        ],
    }
    text = json.dumps(body, sort_keys=False, ensure_ascii=False)
    return Response(text + "\n", content_type=_PROBLEM)


def _feed(component: Component, page: GonePage) -> Response:
    """Return a last entry, for who reads on after a 410."""
    address = absolute(url_for("catalogue.show", slug=component.slug))
    entry = atom.Entry(
        id=uuid.uuid5(component.public_id, "verborgen").urn,
        title=_("%(name)s is verborgen") % {"name": page.name},
        summary=_in_words(page),
        updated=page.since or component.changed_at,
        author="GovHub",
        url=address,
    )
    feed = atom.Feed(
        id=component.public_id.urn,
        title=_("Statuswijzigingen van %(name)s - GovHub") % {"name": page.name},
        self_url=absolute(url_for("changes.component_feed", slug=component.slug)),
        page_url=address,
        entries=(entry,),
    )
    return Response(atom.render(feed), content_type=atom.CONTENT_TYPE)


def _in_words(page: GonePage) -> str:
    """Return everything in a few sentences."""
    told = [_("%(name)s is verborgen.") % {"name": page.name}]
    if page.since:
        told = [
            _("%(name)s is sinds %(day)s verborgen.")
            % {"name": page.name, "day": long_date(page.since)}
        ]
    if page.reason:
        told.append(_("De reden: %(reason)s") % {"reason": page.reason})
    if page.instead:
        names = ", ".join(f"{each.name} ({absolute(each.url)})" for each in page.instead)
        told.append(_("Misschien helpt dit u verder: %(names)s.") % {"names": names})
    if page.owner:
        told.append(
            _("Gebruikt u dit al? Vraag het aan de eigenaar: %(owner)s.")
            % {"owner": page.owner.text}
        )
    return " ".join(told)
