"""It counts for a year; the organisation is asked in time, and once more when it is over."""

from datetime import date, timedelta

import pytest

from govhub.catalogue.vocabulary import Publication
from govhub.kernel import clock
from govhub.kernel.errors import NotAllowed
from govhub.platform.db import transaction
from govhub.reuse import expiring, queries, service
from govhub.reuse.facts import Use
from govhub.reuse.models import Phase, Standing
from tests.integration.reuse.conftest import on

DAY = timedelta(days=1)


@pytest.fixture
def reuse(user, keeper, claim, confirm):
    """Confirmed today."""
    return confirm(keeper, claim(user))


@pytest.fixture
def ask(session, make_session, reuse):
    """Let the worker look on a day, twice; return how many it asked."""

    def ask_on(day):
        with on(day):
            asked = expiring.ask_due(make_session)
            assert expiring.ask_due(make_session) == 0
        session.rollback()
        session.expire_all()
        return asked

    return ask_on


def test_it_counts_for_a_year(session, reuse, component):
    last = reuse.expires_on - DAY
    assert reuse.expires_on == clock.today().replace(year=clock.today().year + 1)
    for day, standing in ((last, Standing.CONFIRMED), (last + DAY, Standing.LAPSED)):
        with on(day):
            assert reuse.standing is standing
            found = queries.counts(session, [component])[component.id]
            assert found.total == queries.counts_in([reuse]).total == int(reuse.counts)
            assert queries.of_component(session, component) == [reuse]


def test_a_leap_day_has_an_anniversary(user, keeper, claim, confirm):
    with on(date(2028, 2, 29)):
        assert confirm(keeper, claim(user)).expires_on == date(2029, 2, 28)


def test_the_organisation_is_asked_a_month_before_and_when_it_is_over(reuse, ask, told):
    assert ask(reuse.expires_on - 31 * DAY) == 0
    assert ask(reuse.expires_on - 30 * DAY) == 1
    assert ask(reuse.expires_on - DAY) == 0
    assert ask(reuse.expires_on) == 1
    assert ask(reuse.expires_on + 400 * DAY) == 0
    assert [each["is_over"] for each in told("reuse.expires")] == [False, True]


def test_after_a_pause_it_is_asked_once(reuse, ask, told):
    assert ask(reuse.expires_on + 5 * DAY) == 1
    assert [each["is_over"] for each in told("reuse.expires")] == [True]


def test_saying_so_again_gives_another_year(session, reuse, user, ask, confirm, told):
    first = reuse.expires_on
    ask(first - 30 * DAY)
    with on(first - 10 * DAY):
        assert queries.waiting_for(session, user) == [reuse]
        confirm(user, reuse)
        assert queries.waiting_for(session, user) == []
    assert reuse.expires_on == (first - 10 * DAY).replace(year=first.year + 1)
    assert told("reuse.confirmed")[1:] == []  # nobody need hear of it
    assert ask(first) == 0
    assert ask(reuse.expires_on - 30 * DAY) == 1


def test_also_after_it_was_over(reuse, user, confirm):
    with on(reuse.expires_on + 100 * DAY):
        confirm(user, reuse)
        assert reuse.counts


def test_the_other_side_does_not_know_whether_it_still_is(reuse, keeper, confirm):
    with on(reuse.expires_on), pytest.raises(NotAllowed):
        confirm(keeper, reuse)


def test_what_stopped_or_is_disputed_or_hidden_is_not_asked(
    session, reuse, user, keeper, component, ask, dispute, confirm
):
    dispute(keeper, reuse)
    assert ask(clock.today() + 400 * DAY) == 0
    confirm(keeper, reuse)
    with transaction(session):
        component.publication = Publication.HIDDEN
    assert ask(clock.today() + 400 * DAY) == 0
    with transaction(session):
        component.publication = Publication.PUBLISHED
        service.change(session, user, reuse, Use(phase=Phase.STOPPED))
    assert ask(clock.today() + 4000 * DAY) == 0
    assert reuse.standing is Standing.CONFIRMED


def test_what_nobody_ever_confirmed_is_not_asked_and_lapses(session, user, claim, make_session):
    reuse = claim(user)
    with on(reuse.expires_on):
        assert expiring.ask_due(make_session) == 0
        assert reuse.standing is Standing.LAPSED


def test_two_workers_ask_once(reuse, make_session, told):
    with on(reuse.expires_on - 30 * DAY), make_session() as one, transaction(one):
        assert expiring._ask(one, reuse.id)
        if one.bind.dialect.name == "postgresql":
            assert expiring.ask_due(make_session) == 0
    assert len(told("reuse.expires")) == 1


def test_trouble_with_one_does_not_stop_the_others(
    session, reuse, user, keeper, owner, claim, confirm, make_session, monkeypatch
):
    claim(keeper, at=owner)
    ask = expiring._ask
    monkeypatch.setattr(
        expiring, "_ask", lambda *args: 1 / 0 if args[1] == reuse.id else ask(*args)
    )
    with on(reuse.expires_on - 30 * DAY):
        assert expiring.ask_due(make_session) == 1
