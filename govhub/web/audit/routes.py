"""``/redactie/logboek``: who did what with the rights that they have."""

from collections.abc import Callable, Sequence

from flask import Blueprint, render_template, request, url_for

from govhub.accounts import queries as accounts
from govhub.catalogue import queries as catalogue
from govhub.kernel.pagination import Pages
from govhub.platform import audit as log
from govhub.platform.audit import AuditEntry
from govhub.platform.language import gettext as _
from govhub.reuse import queries as reuse
from govhub.web.access import Access, access
from govhub.web.audit import page
from govhub.web.audit.asked import Asked
from govhub.web.audit.page import LogPage, Named
from govhub.web.extensions import db
from govhub.web.registration.fields import number

PAGE_SIZE = 50

audit = Blueprint("audit", __name__)


@audit.get("/redactie/logboek")
@access(Access.EDITOR)
def index() -> str:
    """Show the entries that were asked for, the newest first."""
    actions = log.actions(db.session)
    asked = Asked.read(request.args, actions)
    wanted = asked.filter(lambda role: accounts.public_ids_with_role(db.session, role))
    pages = Pages(
        total=log.number_of_entries(db.session, wanted),
        size=PAGE_SIZE,
        asked=number(request.args.get("pagina")) or 1,
    )
    found = log.entries(db.session, wanted, limit=pages.size, offset=pages.offset)
    roles = accounts.roles_by_public_id(db.session, page.public_ids(each.actor for each in found))
    return render_template(
        "audit/index.html",
        page=LogPage(
            lines=page.lines(found, roles, _names(found)),
            pages=pages,
            asked=asked,
            actions=page.action_options(actions),
        ),
    )


def _names(entries: Sequence[AuditEntry]) -> Callable[[str, str], Named | None]:
    """Return how to find what an entry is about, for all of these at once."""
    keys = [each.subject.partition(":")[2] for each in entries]
    public_ids = page.public_ids(keys)
    ids = [str(each) for each in public_ids]
    components = {
        str(each.public_id): Named(each.name, url_for("catalogue.show", slug=each.slug))
        for each in (catalogue.components_by_public_id(db.session, ids) if ids else ())
    }
    organisations = {
        each.slug: Named(each.name, url_for("organisations.show", slug=each.slug))
        for each in accounts.organisations_by_slug(db.session, keys)
    }
    uses = {
        str(each.public_id): Named(
            _("gebruik van %(name)s") % {"name": each.component.name},
            url_for("reuse.show", key=each.public_id),
        )
        for each in (reuse.by_public_ids(db.session, public_ids) if public_ids else ())
    }
    found = {"component": components, "organisatie": organisations, "hergebruik": uses}
    return lambda kind, key: found.get(kind, {}).get(key)
