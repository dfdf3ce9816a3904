"""What was announced as a calendar: as a calendar program reads it."""

from datetime import date, timedelta

import icalendar
import pytest

from govhub.catalogue import changing, planning
from govhub.catalogue.status import Status
from govhub.catalogue.vocabulary import Publication
from govhub.kernel import clock
from govhub.platform.db import transaction
from tests.inspector import page
from tests.making import make_category, make_component


@pytest.fixture
def events(client):
    """Read a calendar: ``events("/wijzigingen.ics")``."""

    def read(address="/wijzigingen.ics"):
        answer = client.get(address)
        assert answer.status_code == 200
        assert answer.content_type == "text/calendar; charset=utf-8"
        assert all(len(line) <= 75 for line in answer.data.split(b"\r\n"))
        calendar = icalendar.Calendar.from_ical(answer.data)
        assert (calendar["version"], calendar["prodid"].startswith("-//GovHub//")) == ("2.0", True)
        return list(calendar.walk("VEVENT"))

    return read


def in_days(days):
    return clock.today() + timedelta(days=days)


def announce(session, component, *, days=10, new=Status.ENDED, reason="Op.", **wish):
    wish = changing.StatusWish(new=new, reason=reason, effective_on=in_days(days), **wish)
    with transaction(session):
        return planning.announce(
            session, component, wish, decided_by="Gemeente Delft", is_approved=True
        )


def test_what_was_announced_is_a_day_with_the_reason(session, events):
    make_component(session, name="Mies")
    plan = announce(session, make_component(session, name="Kees"), successor_slug="mies")
    (event,) = events()
    assert event["summary"] == "Kees: Beëindigd"
    assert event["dtstart"].dt == in_days(10)
    assert type(event["dtstart"].dt) is date
    assert event["dtend"].dt == in_days(11)
    assert event["uid"] == str(plan.public_id)
    assert (event["sequence"], event["status"]) == (0, "CONFIRMED")
    assert event["url"] == "http://localhost/componenten/kees"
    assert event["dtstamp"].dt.tzinfo is not None
    assert event["description"] == (
        "Nee, niet meer. Gebruik dit niet. We bewaren de pagina voor de geschiedenis.\n"
        "Reden: Op.\nOpvolger: Mies.\nBesluit van Gemeente Delft."
    )


def test_phasing_out_and_its_end_are_two_days(session, events):
    component = make_component(session, name="Kees")
    announce(session, component, new=Status.PHASING_OUT, end_date=in_days(90))
    assert [(each["summary"], each["dtstart"].dt) for each in events()] == [
        ("Kees: Wordt uitgefaseerd", in_days(10)),
        ("Kees: Beëindigd", in_days(90)),
    ]


def test_an_end_date_that_nobody_announced_is_a_day_too(session, events):
    component = make_component(session, name="Kees")
    with transaction(session):
        changing.enter(
            session,
            component,
            changing.Change(
                new=Status.PHASING_OUT, decided_by="Gemeente Delft", end_date=in_days(30)
            ),
        )
    for address in ("/wijzigingen.ics", "/componenten/kees.ics"):
        (event,) = events(address)
        assert (event["summary"], event["dtstart"].dt) == ("Kees stopt", in_days(30))
    assert events("/wijzigingen.ics?nieuw=beschikbaar") == []
    assert events(f"/wijzigingen.ics?tot={in_days(29)}") == []


def test_an_end_date_that_was_announced_is_one_day(session, events):
    component = make_component(session, name="Kees")
    wish = changing.StatusWish(new=Status.PHASING_OUT, reason="Op.", end_date=in_days(30))
    with transaction(session):
        changing.change_status(session, component, wish, decided_by="Gemeente Delft")
    assert [each["summary"] for each in events()] == ["Kees: Beëindigd"]


def test_what_was_withdrawn_is_cancelled_for_a_while(session, events):
    plan = announce(session, make_component(session, name="Kees"))
    with transaction(session):
        planning.withdraw(session, plan, reason="Toch niet.", decided_by="Gemeente Delft")
    (event,) = events()
    assert (event["uid"], event["sequence"]) == (str(plan.public_id), 1)
    assert (event["status"], event["summary"]) == ("CANCELLED", "Gaat niet door: Kees: Beëindigd")
    assert event["description"].startswith("Dit gaat niet door. Reden: Toch niet.")
    with clock.at(clock.now() + timedelta(days=91)):
        assert events() == []


def test_what_happened_stays_for_a_while(session, events):
    plan = announce(session, make_component(session, name="Kees"))
    with clock.at(clock.now() + timedelta(days=10)):
        assert planning.carry_out_due(lambda: session) == 1
    (event,) = events()
    assert (event["uid"], event["status"]) == (str(plan.public_id), "CONFIRMED")


def test_the_filters_of_the_page_work_for_the_calendar(session, events):
    make_category(session, key="geld", name="Geld")
    announce(
        session,
        make_component(
            session, name="Munt", category_keys=("geld",), owner_slug="a", principle_keys=("b",)
        ),
        days=5,
    )
    announce(session, make_component(session, name="Kees", status=Status.DEMO), days=20)
    for query, names in {
        "": "Munt Kees",
        "categorie=geld": "Munt",
        "organisatie=a": "Munt",
        "richtlijn=b": "Munt",
        "oud=demo": "Kees",
        "nieuw=demo": "",
        f"van={in_days(10)}": "Kees",
        f"tot={in_days(10)}": "Munt",
        "categorie=kapot&pagina=x": "Munt Kees",
    }.items():
        found = [each["summary"].split(":")[0] for each in events(f"/wijzigingen.ics?{query}")]
        assert " ".join(found) == names, query


def test_a_component_has_its_own_calendar(session, client, events):
    announce(session, make_component(session, name="Kees"))
    announce(session, make_component(session, name="Mies"))
    assert [each["summary"] for each in events("/componenten/kees.ics")] == ["Kees: Beëindigd"]
    make_component(session, name="Geheim", publication=Publication.SUBMITTED)
    for slug in ("geheim", "bestaat-niet"):
        assert client.get(f"/componenten/{slug}.ics").status_code == 404


def test_what_is_not_public_is_in_no_calendar(session, events):
    component = make_component(session, name="Kees")
    announce(session, component)
    with transaction(session):
        component.publication = Publication.HIDDEN
    assert events() == []


@pytest.mark.parametrize(
    "text", ["a\r\nEND:VEVENT\r\nBEGIN:VEVENT", "a;b,c\\n\\", "\x07\x1b[31m \x85\x7f", "ë🦄" * 80]
)
def test_strange_signs_do_not_break_the_calendar(session, events, text):
    announce(session, make_component(session, name=text[:20]), reason=text)
    (event,) = events()
    assert event["dtstart"].dt == in_days(10)
    kept = text.translate({7: None, 27: None, 127: None}).replace("\r\n", "\n")
    assert f"Reden: {kept}\n" in event["description"]


def test_whoever_has_it_already_gets_nothing(session, client):
    component = make_component(session, name="Kees")
    plan = announce(session, component)
    for address in ("/wijzigingen.ics", "/componenten/kees.ics"):
        tag = client.get(address).headers["ETag"]
        again = client.get(address, headers={"If-None-Match": tag})
        assert (again.status_code, again.data) == (304, b"")
    with transaction(session):
        planning.withdraw(session, plan, reason="Toch niet.", decided_by="Gemeente Delft")
    assert client.get(address, headers={"If-None-Match": tag}).status_code == 200


def test_the_pages_lead_to_it(session, client):
    announce(session, make_component(session, name="Kees", owner_slug="a", principle_keys=("b",)))
    for address, calendar in {
        "/wijzigingen?categorie=zaken": "/wijzigingen.ics?categorie=zaken",
        "/componenten/kees": "/componenten/kees.ics",
        "/organisaties/a": "/wijzigingen.ics?organisatie=a",
        "/principes/b": "/wijzigingen.ics?richtlijn=b",
    }.items():
        document = page(client.get(address))
        assert document.xpath("//link[@type='text/calendar']/@href") == [calendar]
        assert document.xpath("//main//a[contains(., 'agenda')]/@href") == [calendar]


def test_the_number_of_queries_does_not_grow(session, client, statements):
    announce(session, make_component(session))
    few = statements(lambda: client.get("/wijzigingen.ics"))
    for number in range(8):
        announce(session, make_component(session, owner_slug=f"o-{number}"))
    assert statements(lambda: client.get("/wijzigingen.ics")) == few <= 6
