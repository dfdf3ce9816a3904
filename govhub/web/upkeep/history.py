"""``/componenten/<slug>/verloop``: the status ledger of what is not in the catalogue any more."""

from flask import abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from govhub.catalogue import hiding, queries
from govhub.catalogue.ledger import queries as ledger
from govhub.catalogue.ledger.looking_back import LookBack, look_back
from govhub.catalogue.vocabulary import Publication
from govhub.kernel import clock
from govhub.web.access import Access, access
from govhub.web.catalogue.day import PARAMETER as DAY
from govhub.web.catalogue.day import read_day
from govhub.web.extensions import db
from govhub.web.upkeep.blueprint import upkeep
from govhub.web.upkeep.page import history_page


@upkeep.get("/componenten/<slug>/verloop")
@access(Access.PUBLIC)
def history(slug: str) -> str | Response:
    """Show which statuses a hidden component or a double had; of any other its page does."""
    component = queries.component_by_slug(db.session, slug)
    if component is None or component.publication is not Publication.HIDDEN:
        if component is None or not component.is_public:
            abort(404)
        return redirect(url_for("catalogue.show", slug=slug, _anchor="c-verloop"))
    survivor = queries.survivor(db.session, component)
    lines = ledger.status_history(db.session, component)
    asked = read_day(request.args.get(DAY, ""))
    listed_at = component.published_at
    back: LookBack | None = None
    if asked.day is not None:
        listed_on = listed_at.astimezone(clock.AMSTERDAM).date() if listed_at else None
        back = look_back(lines, asked.day, listed_on=listed_on)
    return render_template(
        "upkeep/history.html",
        page=history_page(
            component,
            lines,
            since=hiding.withdrawn_at(db.session, component),
            survivor=survivor if survivor is not component else None,
            back=back,
        ),
        trouble=asked.trouble,
        today=clock.today(),
    )
