"""``/wijzigingen``, the feeds and the calendars."""

from datetime import timedelta

from flask import Blueprint, abort, render_template, request
from werkzeug.wrappers import Response

from govhub.accounts import queries as accounts
from govhub.accounts.models import Organisation
from govhub.catalogue import queries
from govhub.catalogue.ledger import queries as ledger
from govhub.catalogue.ledger import timeline
from govhub.catalogue.ledger.queries import ChangeFilter
from govhub.catalogue.models import Component
from govhub.guidance import queries as guidance
from govhub.guidance.models import Principle
from govhub.kernel import clock
from govhub.kernel.pagination import Pages
from govhub.web import atom, calendar
from govhub.web.access import Access, access
from govhub.web.addresses import absolute
from govhub.web.changes.asked import Asked, Options, Show
from govhub.web.changes.calendars import CalendarMaker
from govhub.web.changes.feeds import FeedMaker
from govhub.web.changes.page import FIRST_TO_COME, ChangesPage
from govhub.web.extensions import db

PER_PAGE = 25
PER_FEED = 50
PER_CALENDAR = 1000
SETTLED_IS_SHOWN = timedelta(days=90)
"""So long a calendar shows what happened or was withdrawn, so that every program hears of it."""

changes = Blueprint("changes", __name__)


@changes.get("/wijzigingen")
@access(Access.PUBLIC)
def index() -> str:
    """Show status changes, the newest first, below those to come."""
    options = _options()
    asked = Asked.read(request.args, options)
    number_to_come = ledger.number_of_planned_changes(db.session, asked.filter)
    page = _to_come if asked.show is Show.TO_COME else _happened
    return render_template("changes/index.html", page=page(asked, options, number_to_come))


@changes.get("/wijzigingen.atom")
@access(Access.PUBLIC)
def feed() -> Response:
    """Give the latest changes to a feed reader."""
    asked = Asked.read(request.args, _options())
    return atom.answer(_feeds(asked.feed_filter).of_catalogue(asked))


@changes.get("/wijzigingen.ics", endpoint="calendar")
@access(Access.PUBLIC)
def calendar_of_all() -> Response:
    """Give what was announced to a calendar."""
    asked = Asked.read(request.args, _options())
    agenda = _calendars(asked.filter).of_catalogue(asked)
    return calendar.answer(agenda, file_name="govhub.ics")


@changes.get("/componenten/<slug>.atom")
@access(Access.PUBLIC)
def component_feed(slug: str) -> Response:
    """Give the latest changes of one component to a feed reader."""
    component = _component(slug)
    wanted = ChangeFilter(component_id=component.id, kinds=timeline.NEWS)
    return atom.answer(_feeds(wanted).of_component(component))


@changes.get("/componenten/<slug>.ics")
@access(Access.PUBLIC)
def component_calendar(slug: str) -> Response:
    """Give what was announced about one component to a calendar."""
    component = _component(slug)
    agenda = _calendars(ChangeFilter(component_id=component.id)).of_component(component)
    return calendar.answer(agenda, file_name=f"{component.slug}.ics")


@changes.get("/organisaties/<slug>.atom")
@access(Access.PUBLIC)
def organisation_feed(slug: str) -> Response:
    """Give the latest changes of the components of an organisation to a feed reader."""
    organisation: Organisation = accounts.organisation_by_slug(db.session, slug) or abort(404)
    wanted = ChangeFilter(organisation_id=organisation.id, kinds=timeline.NEWS)
    return atom.answer(_feeds(wanted).of_organisation(organisation))


@changes.get("/principes/<key>.atom")
@access(Access.PUBLIC)
def principle_feed(key: str) -> Response:
    """Give the latest changes of the components that serve a principle to a feed reader."""
    principle: Principle = guidance.principle_by_key(db.session, key) or abort(404)
    wanted = ChangeFilter(principle_id=principle.id, kinds=timeline.NEWS)
    return atom.answer(_feeds(wanted).of_principle(principle))


def _happened(asked: Asked, options: Options, number_to_come: int) -> ChangesPage:
    total = ledger.number_of_status_changes(db.session, asked.filter)
    pages = Pages(total=total, size=PER_PAGE, asked=asked.page)
    found = timeline.listed_changes(db.session, asked.filter, limit=PER_PAGE, offset=pages.offset)
    to_come = (
        ledger.planned_changes(db.session, asked.filter, limit=FIRST_TO_COME)
        if number_to_come and pages.number == 1
        else ()
    )
    return ChangesPage(
        changes=found,
        corrected=timeline.corrections_of(db.session, found).keys(),
        to_come=to_come,
        number_to_come=number_to_come,
        pages=pages,
        asked=asked,
        options=options,
    )


def _to_come(asked: Asked, options: Options, number_to_come: int) -> ChangesPage:
    pages = Pages(total=number_to_come, size=PER_PAGE, asked=asked.page)
    return ChangesPage(
        changes=(),
        corrected=(),
        to_come=ledger.planned_changes(
            db.session, asked.filter, limit=PER_PAGE, offset=pages.offset
        ),
        number_to_come=number_to_come,
        pages=pages,
        asked=asked,
        options=options,
    )


def _options() -> Options:
    """Return what can be chosen: the owners, and whatever other organisation is asked for."""
    owners = [owner for owner, _number in queries.organisations_with_components(db.session)]
    slug = request.args.get("organisatie", "").strip()
    if slug and slug not in {owner.slug for owner in owners}:
        other = accounts.organisation_by_slug(db.session, slug)
        owners = [*owners, other] if other else owners
    return Options(
        categories=queries.categories(db.session),
        organisations=owners,
        principles=guidance.principles(db.session),
    )


def _component(slug: str) -> Component:
    component = queries.component_by_slug(db.session, slug)
    if component is None or not component.is_public:
        abort(404)
    return component


def _feeds(wanted: ChangeFilter) -> FeedMaker:
    lines = timeline.recorded_lines(db.session, wanted, limit=PER_FEED)
    return FeedMaker(
        absolute=absolute,
        lines=lines,
        corrections=timeline.corrections_of(db.session, lines),
    )


def _calendars(wanted: ChangeFilter) -> CalendarMaker:
    since = clock.now() - SETTLED_IS_SHOWN
    return CalendarMaker(
        absolute=absolute,
        plans=timeline.dated_changes(db.session, wanted, settled_since=since, limit=PER_CALENDAR),
        ends=timeline.end_dates(db.session, wanted, since=since.date(), limit=PER_CALENDAR),
    )
