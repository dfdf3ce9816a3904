"""Is this status still true? Asked in time, answered with one click, and shown when it is late."""

from datetime import date

import pytest
from sqlalchemy import select

from govhub.catalogue import confirming, hiding
from govhub.catalogue.ledger.queries import status_history
from govhub.catalogue.status import Status
from govhub.kernel.errors import Conflict
from govhub.platform.db import transaction
from govhub.platform.links import LinkRefused, LinkUsed, OneTimeLink, Signer
from tests.integration.catalogue.conftest import OWNER
from tests.making import make_component, make_user

DEMO, AVAILABLE = Status.DEMO, Status.AVAILABLE


@pytest.fixture
def signer():
    return Signer(["a-key-for-the-tests-0123456789-0123456789"])


@pytest.fixture
def demo(public):
    """A demo that somebody submitted."""
    return public(status=DEMO)


@pytest.fixture
def ask(session, make_session, on):
    """Let the worker look on a day whom to ask; return how many it asked."""

    def ask_on(date_, hour=9):
        with on(date_, hour):
            number = confirming.ask_due(make_session)
        session.rollback()
        session.expire_all()
        return number

    return ask_on


@pytest.fixture
def token(session, signer, ask, told):
    """The token in the mail that asks about this component, on the day that it goes out."""

    def token_for(component):
        ask(component.confirm_by)
        asked = told("catalogue.confirmation_asked")[-1]
        assert asked["subject"] == str(component.public_id)
        return signer.token(confirming.CONFIRM_STATUS, asked["link_id"])

    return token_for


@pytest.fixture
def confirm(session):
    def confirm_as_owner(component):
        with transaction(session):
            return confirming.confirm(session, component, decided_by=OWNER)

    return confirm_as_owner


@pytest.fixture
def click(session, signer):
    def confirm_by_link(token):
        with transaction(session):
            return confirming.confirm_by_link(session, signer, token)

    return confirm_by_link


# --- how long it counts --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "confirmed_on", "expected"),
    [
        (DEMO, date(2026, 3, 15), date(2026, 9, 15)),
        (Status.CONCEPT, date(2026, 8, 31), date(2027, 2, 28)),
        (AVAILABLE, date(2028, 2, 29), date(2029, 2, 28)),
        (Status.PHASING_OUT, date(2026, 3, 15), None),
        (Status.ENDED, date(2026, 3, 15), None),
    ],
)
def test_how_long_a_status_counts_as_confirmed(status, confirmed_on, expected):
    assert confirming.confirm_by(status, confirmed_on) == expected


def test_a_new_status_is_confirmed_by_that(demo, day):
    assert demo.confirmed_on == day(0)
    assert demo.confirm_by == confirming.confirm_by(DEMO, day(0))


# --- confirming ----------------------------------------------------------------------------


def test_a_confirmation_is_a_line_and_changes_no_status(
    session, demo, confirm, on, day, history, told, problems
):
    with on(day(100)):
        confirm(demo)
    assert history(demo)[-1] == ("bevestiging", "demo", day(100))
    assert (demo.status, demo.status_since, demo.confirmed_on) == (DEMO, day(0), day(100))
    assert demo.confirm_by == confirming.confirm_by(DEMO, day(100))
    assert told("catalogue.status_confirmed")[-1]["decided_by"] == OWNER
    assert problems() == []


def test_a_second_time_on_a_day_adds_nothing(demo, confirm, history):
    assert confirm(demo).number == confirm(demo).number
    assert len(history(demo)) == 2


@pytest.mark.parametrize("status", [Status.PHASING_OUT, Status.ENDED])
def test_the_end_of_life_needs_no_confirmation(public, confirm, status):
    component = public(status=status)
    assert component.confirm_by is None
    with pytest.raises(Conflict):
        confirm(component)


def test_nor_does_what_nobody_sees(session, demo, confirm):
    with transaction(session):
        hiding.withdraw(session, demo, reason="Dubbel.")
    with pytest.raises(Conflict):
        confirm(demo)


# --- overdue -------------------------------------------------------------------------------


def test_it_is_overdue_the_day_after(session, demo, on):
    with on(demo.confirm_by):
        assert not confirming.is_overdue(demo)
        assert confirming.overdue(session) == []
    with on(demo.confirm_by + (demo.confirm_by.resolution)):
        assert confirming.is_overdue(demo)
        assert confirming.overdue(session) == [demo]


# --- asking --------------------------------------------------------------------------------


def test_the_submitter_is_asked_two_weeks_before_and_once(demo, ask, on, told):
    two_weeks = confirming.ASK_AHEAD
    assert ask(demo.confirm_by - two_weeks - date.resolution) == 0
    assert ask(demo.confirm_by - two_weeks) == 1
    assert ask(demo.confirm_by - two_weeks) == ask(demo.confirm_by) == 0
    assert [asked["subject"] for asked in told("catalogue.confirmation_asked")] == [
        str(demo.public_id)
    ]


def test_and_again_each_month_while_it_is_overdue(demo, ask):
    first = demo.confirm_by - confirming.ASK_AHEAD
    month = confirming.ASK_AGAIN_AFTER
    assert ask(first) == 1
    assert ask(first + month - date.resolution) == 0
    assert ask(first + month) == 1
    assert ask(first + 2 * month - date.resolution) == 0
    assert ask(first + 2 * month) == 1


def test_asking_leaves_a_form_that_somebody_has_open_alone(session, demo, ask):
    version = demo.version
    ask(demo.confirm_by)
    assert demo.version == version
    assert demo.asked_to_confirm_at is not None


def test_after_a_confirmation_the_question_starts_again(demo, ask, confirm, on):
    ask(demo.confirm_by)
    with on(demo.confirm_by):
        confirm(demo)
    assert demo.asked_to_confirm_at is None
    assert ask(demo.confirm_by) == 1


def test_without_a_submitter_nobody_is_asked(session, ask):
    component = make_component(session, status=DEMO)
    assert ask(component.confirm_by) == 0


def test_nobody_is_asked_about_what_is_out_of_view(session, demo, ask):
    with transaction(session):
        hiding.withdraw(session, demo, reason="Dubbel.")
    assert ask(demo.confirm_by) == 0


# --- the link ------------------------------------------------------------------------------


def test_one_click_confirms_in_the_name_of_the_owner(session, signer, demo, token, click, on):
    link = token(demo)
    with on(demo.confirm_by, 10):
        assert confirming.asked(session, signer, link) is demo
        assert confirming.asked(session, signer, link) is demo
        click(link)
        with pytest.raises(LinkUsed) as used:
            click(link)
    assert used.value.subject["component"] == str(demo.public_id)
    line = status_history(session, demo)[0]
    assert (line.kind.value, line.decided_by) == ("bevestiging", demo.owner.name)


def test_the_link_works_for_two_months(session, signer, demo, token, on):
    link = token(demo)
    asked_on = demo.confirm_by
    with on(asked_on + 59 * date.resolution):
        confirming.asked(session, signer, link)
    with on(asked_on + 61 * date.resolution), pytest.raises(LinkRefused, match="verlopen"):
        confirming.asked(session, signer, link)


def test_a_link_about_another_status_says_that_nothing_is_needed(
    session, signer, demo, token, change, click, on
):
    link = token(demo)
    with on(demo.confirm_by):
        change(demo, Status.CONCEPT, reason="Terug naar de tekentafel.")
        with pytest.raises(LinkRefused, match="intussen veranderd"):
            confirming.asked(session, signer, link)
        with pytest.raises(LinkRefused, match="intussen veranderd"):
            click(link)


def test_a_link_of_who_submitted_it_before_says_so(session, signer, demo, token):
    link = token(demo)
    other = make_user(session)
    with transaction(session):
        demo.submitted_by_id = other.id
    with pytest.raises(LinkRefused, match="Iemand anders"):
        confirming.asked(session, signer, link)


def test_a_link_about_what_is_out_of_view_says_so(session, signer, demo, token):
    link = token(demo)
    with transaction(session):
        hiding.withdraw(session, demo, reason="Dubbel.")
    with pytest.raises(LinkRefused, match="niet meer in de catalogus"):
        confirming.asked(session, signer, link)


def test_links_that_lapsed_long_ago_are_forgotten(session, demo, ask):
    ask(demo.confirm_by)
    ask(demo.confirm_by + 100 * date.resolution)
    assert len(session.scalars(select(OneTimeLink)).all()) == 1
