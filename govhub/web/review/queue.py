"""``/redactie``: what waits, and the lists about statuses."""

from flask import render_template, request

from govhub.catalogue import confirming
from govhub.catalogue.ledger import queries as ledger
from govhub.catalogue.ledger.queries import ChangeFilter
from govhub.kernel.pagination import Pages
from govhub.platform.language import gettext as _
from govhub.platform.outbox import queries as outbox
from govhub.registration import work as waiting
from govhub.registration.work import Whose
from govhub.search.queries import number_of_misses
from govhub.web.access import Access, access, signed_in_user
from govhub.web.extensions import db
from govhub.web.registration.fields import number
from govhub.web.review import page
from govhub.web.review.blueprint import review
from govhub.web.review.page import Beginning, Queue
from govhub.web.services import services

AT_FIRST = 5
"""Of a list that has a page of its own, so many stand on the first page."""
PAGE_SIZE = 50
QUEUE_SIZE = 20
EVERYTHING = ChangeFilter()


@review.get("/redactie")
@access(Access.EDITOR)
def index() -> str:
    """Show what waits: what is late first, and then what waits longest."""
    return render_template(
        "review/index.html",
        queue=_queue(),
        overdue=Beginning(
            page.overdue(confirming.overdue(db.session, limit=AT_FIRST)),
            confirming.number_overdue(db.session),
        ),
        announced=Beginning(
            page.announced(ledger.planned_changes(db.session, EVERYTHING, limit=AT_FIRST)),
            ledger.number_of_planned_changes(db.session, EVERYTHING),
        ),
        missed_searches=number_of_misses(db.session),
        not_arrived=outbox.number_given_up(db.session),
    )


@review.get("/redactie/status/niet-bevestigd")
@access(Access.EDITOR)
def overdue() -> str:
    """Show every component whose status nobody confirmed in time, the oldest first."""
    pages = _pages(confirming.number_overdue(db.session))
    found = confirming.overdue(db.session, limit=pages.size, offset=pages.offset)
    return render_template("review/overdue.html", found=page.overdue(found), pages=pages)


@review.get("/redactie/status/aangekondigd")
@access(Access.EDITOR)
def announced() -> str:
    """Show every change for a day to come, the earliest first."""
    pages = _pages(ledger.number_of_planned_changes(db.session, EVERYTHING))
    found = ledger.planned_changes(db.session, EVERYTHING, limit=pages.size, offset=pages.offset)
    return render_template("review/announced.html", found=page.announced(found), pages=pages)


def _queue() -> Queue:
    user = signed_in_user()
    whose, notices = _whose()
    everything = waiting.everything(db.session, services().settings.review_days)
    chosen = waiting.chosen(everything, whose, user)
    pages = _pages(len(chosen), QUEUE_SIZE)
    if pages.is_moved:
        notices = (*notices, _("Deze pagina bestaat niet. U ziet de dichtstbijzijnde."))
    here = chosen[pages.offset : pages.offset + pages.size]
    return Queue(
        whose=whose,
        total=len(everything),
        found=page.waiting(waiting.loaded(db.session, here), user),
        pages=pages,
        choices=page.choices(everything, user, whose),
        notices=notices,
    )


def _whose() -> tuple[Whose, tuple[str, ...]]:
    """Return which part was asked for, and what could not be used of the address."""
    asked = request.args.get("wie", "")
    try:
        return Whose(asked or Whose.ALL), ()
    except ValueError:
        return Whose.ALL, (_("Deze keuze kennen we niet. U ziet alles."),)


def _pages(total: int, size: int | None = None) -> Pages:
    asked = number(request.args.get("pagina")) or 1
    return Pages(total=total, size=size or PAGE_SIZE, asked=asked)
