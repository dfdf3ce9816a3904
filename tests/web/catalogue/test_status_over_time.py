"""The page of a component: what happened to its status, and what will."""

from datetime import date, timedelta

import pytest

from govhub.catalogue import confirming, planning
from govhub.catalogue.status import Status
from govhub.kernel import clock
from govhub.platform.db import transaction
from govhub.platform.language import long_date
from tests.inspector import words
from tests.making import make_component


@pytest.fixture
def kees(session):
    return make_component(session, name="Kees")


@pytest.fixture
def steps(shown, kees):
    """Return the steps of the timeline, as they are read."""

    def steps(**parameters):
        return [words(step) for step in shown(kees, **parameters).find_class("gh-timeline__item")]

    return steps


def in_days(days):
    return clock.today() + timedelta(days=days)


def confirm(session, component, *, days_ago=0):
    with clock.at(clock.now() - timedelta(days=days_ago)), transaction(session):
        confirming.confirm(session, component, decided_by="Gemeente Delft")


def test_what_was_announced_stands_on_top_and_next_to_the_badge(shown, steps, kees, decide):
    decide(
        kees,
        Status.PHASING_OUT,
        on=in_days(10),
        end_date=in_days(90),
        reason="Er is beter.",
        evidence_url="https://besluit.nl/1",
    )
    end, phasing_out, now = steps()
    today = long_date(clock.today())
    assert end.startswith(f"Status: Beëindigd per {long_date(in_days(90))} Aangekondigd")
    assert phasing_out == (
        f"Status: Wordt uitgefaseerd per {long_date(in_days(10))} Aangekondigd Er is beter. "
        f"Aangekondigd op {today}. Besluit van Gemeente Delft · Bron van Wordt uitgefaseerd"
    )
    assert now.startswith(f"Status: Beschikbaar sinds {today}")
    head = words(shown(kees).find_class("gh-pagehead")[0])
    assert f"Wordt uitgefaseerd per {long_date(in_days(10))}" in head
    assert f"Beëindigd per {long_date(in_days(90))}" in head


def test_what_was_announced_and_happened_is_told_twice(session, steps, kees, decide):
    decide(kees, Status.ENDED, on=in_days(10), reason="Klaar.")
    with clock.at(clock.now() + timedelta(days=11)):
        assert planning.carry_out_due(lambda: session) == 1
    announced = long_date(clock.today())
    happened, plan, _first = steps()
    assert happened == (
        f"Status: Beëindigd sinds {long_date(in_days(10))} Klaar. Aangekondigd op {announced}. "
        "Besluit van Gemeente Delft"
    )
    assert plan.startswith(
        f"Aangekondigd op {announced} : Beëindigd per {long_date(in_days(10))} Klaar. "
        "Dit is gebeurd."
    )


def test_what_was_withdrawn_says_so_in_both_places(session, steps, kees, decide):
    plan = decide(kees, Status.ENDED, on=in_days(10), reason="Klaar.")
    with transaction(session):
        planning.withdraw(session, plan, reason="Toch niet.", decided_by="Gemeente Delft")
    withdrawal, announcement, _first = steps()
    day = long_date(in_days(10))
    assert withdrawal.startswith(f"Gaat niet door: Beëindigd per {day} Toch niet. Aangekondigd op")
    assert "Dit is niet doorgegaan." in announcement


def test_a_correction_and_what_it_corrected_are_marked(shown, steps, kees, decide, correct):
    decide(kees, Status.DEMO, reason="Oeps.")
    correct(kees, Status.AVAILABLE)
    today = long_date(clock.today())
    correction, mistake, first = steps()
    assert correction.startswith(f"Status: Beschikbaar sinds {today} Correctie Vergissing.")
    assert f"Komt in de plaats van ‘Demo’ per {today}." in correction
    assert f"Oeps. Dit was niet juist. Gecorrigeerd op {today}." in mistake
    current = shown(kees).xpath("//li[@aria-current='step']")
    assert [words(step) for step in current] == [first]


def test_confirmations_are_folded_together(session, steps, kees):
    for days_ago in (30, 20, 10):
        confirm(session, kees, days_ago=days_ago)
    folded, _first = steps()
    days = [long_date(in_days(-days)) for days in (10, 20, 30)]
    assert folded.startswith(f"Status bevestigd op {days[0]} Besluit van Gemeente Delft")
    assert "En 2 keer eerder bevestigd" in folded
    assert folded.endswith(f"{days[1]} , door Gemeente Delft {days[2]} , door Gemeente Delft")


def test_a_confirmation_does_not_hide_why_the_status_holds(session, shown, decide):
    component = make_component(session, status=Status.DEMO, reason="Om te proberen.")
    confirm(session, component)
    answer = words(shown(component).xpath("//*[@aria-labelledby='c-gebruik']")[0])
    assert "Reden: Om te proberen." in answer
    assert f"Status bevestigd op {long_date(clock.today())} ." in answer


def test_what_was_not_confirmed_in_time_says_so_and_stays_visible(session, shown, kees, client):
    with transaction(session):
        kees.confirm_by = date(2026, 1, 31)
    answer = words(shown(kees).xpath("//*[@aria-labelledby='c-gebruik']")[0])
    assert answer.startswith("Mag ik dit gebruiken? Ja Status: Beschikbaar")
    assert (
        "De eigenaar heeft deze status niet op tijd bevestigd (uiterlijk 31 januari 2026 )."
        in answer
    )
    assert "Status bevestigd op" not in answer
    assert client.get("/componenten/kees.json").json["status"]["isTeLaatBevestigd"] is True


def test_at_the_end_of_life_nothing_is_said_about_confirming(session, shown):
    ended = make_component(session, status=Status.ENDED)
    assert "bevestigd" not in words(shown(ended).xpath("//*[@aria-labelledby='c-gebruik']")[0])


def test_reasons_stay_text(session, client, kees, decide, correct):
    decide(kees, Status.DEMO, reason="<b>x</b>")
    correct(kees, Status.AVAILABLE, reason="<i>y</i>")
    plan = decide(kees, Status.ENDED, on=in_days(3), reason="<u>z</u>")
    text = client.get("/componenten/kees").text
    with transaction(session):
        planning.withdraw(session, plan, reason="<s>w</s>", decided_by="<em>v</em>")
    text += client.get("/componenten/kees").text
    assert not [tag for tag in ("<b>x", "<i>y", "<u>z", "<s>w", "<em>v") if tag in text]


def test_the_number_of_queries_does_not_grow_with_the_ledger(session, client, statements, decide):
    few, many = make_component(session), make_component(session)
    for component in (few, many):
        decide(component, Status.ENDED, on=in_days(10), reason="Klaar.")
    for days_ago in range(8):
        confirm(session, many, days_ago=days_ago + 1)
    decide(many, Status.PHASING_OUT, on=in_days(5), end_date=in_days(8), reason="Bijna.")
    asked = [statements(lambda c=c: client.get(f"/componenten/{c.slug}")) for c in (few, many)]
    assert asked[0] == asked[1] <= 11
