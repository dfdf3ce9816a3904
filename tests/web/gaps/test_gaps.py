"""``/hiaten``: what is missing, what is coming, and who looks for the same."""

from datetime import timedelta

import pytest

from govhub.accounts.models import MembershipRole
from govhub.catalogue.status import Status
from govhub.kernel import clock
from govhub.platform.db import transaction
from govhub.reuse.models import Wish
from govhub.search.models import Outcome, SearchMiss
from govhub.web import limits
from tests.inspector import page, words
from tests.making import (
    make_category,
    make_component,
    make_member,
    make_organisation,
    make_principle,
)


@pytest.fixture
def delft(session):
    return make_organisation(session, name="Gemeente Delft")


@pytest.fixture
def of_delft(session, browser, delft):
    return browser(make_member(session, delft))


def rows(document, section):
    return [
        words(each) for each in document.xpath(f"//section[@aria-labelledby='{section}']//tbody/tr")
    ]


def miss(session, text, count, *, days=1, **more):
    today = clock.today()
    with transaction(session):
        session.add(
            SearchMiss(
                text=text,
                outcome=Outcome.MISSED,
                count=count,
                best=0,
                first_on=today - timedelta(days=days),
                last_on=today,
                **more,
            )
        )


def test_per_guideline_it_says_what_is_there_what_comes_and_what_is_missing(client, session):
    make_principle(session, key="data", title="Data", number=1)
    make_principle(session, key="leeg", title="Leeg", number=2)
    for status in (Status.AVAILABLE, Status.CONCEPT, Status.DEMO, Status.PHASING_OUT, Status.ENDED):
        component = make_component(session, status=status, reason="Zo.", principle_keys=("data",))
        if status is Status.AVAILABLE:
            with transaction(session):
                component.principle_links[0].phases = ["bouw", "productie"]
    found = rows(page(client.get("/hiaten")), "per-richtlijn")
    assert found == [
        "1. Data 1 2 1 Bouw 1, Productie 1. Niets in: verkenning, ontwerp, in gebruik",
        "2. Leeg Niets 0 0 Nog niet ingedeeld",
    ]


def test_of_what_is_not_divided_into_phases_nothing_is_said_to_be_missing(client, session):
    make_principle(session, key="data", title="Data", number=1)
    for phases in (["bouw"], [], []):
        component = make_component(session, principle_keys=("data",))
        with transaction(session):
            component.principle_links[0].phases = phases
    found = rows(page(client.get("/hiaten")), "per-richtlijn")
    assert found == ["1. Data 3 0 0 Bouw 1 (2 nog niet ingedeeld)"]


def test_per_category_the_numbers_lead_to_the_components(client, session, work):
    category = make_category(session, name="Betalen")
    make_component(session, status=Status.CONCEPT, category_keys=(category.key,))
    work()
    document = page(client.get("/hiaten"))
    assert "Betalen Niets 1 0" in rows(document, "per-categorie")
    (link,) = document.xpath("//td[@data-label='Komt eraan']/a/@href")
    listed = page(client.get(link))
    assert len(listed.find_class("gh-result")) == 1


def test_what_many_searched_for_in_vain_is_shown_with_what_would_fill_it(client, session, work):
    make_component(session, name="Wensput", status=Status.CONCEPT, summary="Een put vol wensen.")
    work()
    miss(session, "wensput", 7)
    miss(session, "iets van een enkeling", 1)
    miss(session, "onzin", 9, dismissed_because="Geen software.")
    text = words(page(client.get("/hiaten")))
    assert "wensput 7 keer gezocht Komt eraan: Wensput Status: Concept" in text
    assert "enkeling" not in text
    assert "onzin" not in text


def test_what_has_only_a_part_of_the_words_fills_nothing(client, session, work):
    for name in ("Zaaksysteem Oost", "Balie Open"):
        make_component(session, name=name, status=Status.CONCEPT, summary="Iets voor iedereen.")
    work()
    for text in ("zaaksysteem", "reserveringssysteem", "wachtrij balie"):
        miss(session, text, 7)
    document = page(client.get("/hiaten"))
    (section,) = document.xpath("//section[@aria-labelledby='gezocht']")
    found = {
        words(each.xpath(".//strong")[0]): [words(link) for link in each.xpath(".//p/a")]
        for each in section.xpath(".//li")
    }
    assert found == {
        "reserveringssysteem": [],
        "wachtrij balie": [],
        "zaaksysteem": ["Zaaksysteem Oost"],
    }


@pytest.mark.parametrize(
    ("typed", "count", "days"),
    [
        ("jan.jansen@voorbeeld.nl", 9, 1),
        ("123456782", 9, 1),
        ("bsn 123.456.782", 9, 1),
        ("bel 06 12345678", 9, 1),
        ("jansen 1234 ab 12", 9, 1),
        ("mevrouw jansen van hiernaast", 9, 0),
        ("mevrouw jansen van hiernaast", 4, 9),
    ],
)
def test_what_may_be_about_one_person_is_not_shown(client, session, typed, count, days):
    miss(session, typed, count, days=days)
    miss(session, "wensput", 5)
    document = page(client.get("/hiaten"))
    (section,) = document.xpath("//section[@aria-labelledby='gezocht']")
    assert [words(each) for each in section.xpath(".//li//strong")] == ["wensput"]


def test_an_organisation_says_that_it_looks_for_it_too_and_takes_it_back(of_delft, client, session):
    miss(session, "wensput", 7)
    of_delft.submit(
        "/hiaten/gezocht?tekst=wensput", "//main//form[@class='gh-form']", note="Voor wensen."
    )
    assert "Gezocht door Gemeente Delft" in words(page(client.get("/hiaten")))
    wish = session.query(Wish).one()
    assert (wish.text, wish.note) == ("wensput", "Voor wensen.")
    of_delft.post(f"/hiaten/gezocht/{wish.public_id}/intrekken")
    assert "Gezocht door" not in words(page(client.get("/hiaten")))


def test_what_nobody_searched_for_is_shown_once_an_organisation_looks_for_it(
    of_delft, client, session
):
    answer = of_delft.post(
        "/hiaten/gezocht",
        data={"text": "Iets heel nieuws", "organisation": "gemeente-delft", "note": "Voor morgen."},
    )
    assert answer.location == "/hiaten"
    text = words(page(client.get("/hiaten")))
    assert "iets heel nieuws Gemeente Delft: Voor morgen. Gezocht door Gemeente Delft" in text
    assert "keer gezocht" not in text
    mine = page(of_delft.get("/hiaten"))
    assert "Gemeente Delft zoekt dit niet meer" in words(mine)


def test_who_waits_for_a_concept_stands_on_its_page(of_delft, client, session):
    component = make_component(session, name="Wensput", status=Status.CONCEPT)
    address = f"/hiaten/gezocht?component={component.slug}"
    for _twice in range(2):
        of_delft.submit(address, "//main//form[@class='gh-form']")
    assert session.query(Wish).count() == 1
    assert "Gezocht door Gemeente Delft" in words(
        page(client.get(f"/componenten/{component.slug}"))
    )


def test_nobody_waits_for_what_can_be_used(of_delft, client, session):
    component = make_component(session, status=Status.AVAILABLE)
    assert "Zoekt u dit ook?" not in words(page(client.get(f"/componenten/{component.slug}")))
    response = of_delft.submit(
        f"/hiaten/gezocht?component={component.slug}", "//main//form[@class='gh-form']"
    )
    assert "Hier hoeft u niet meer op te wachten." in words(page(response))


def test_only_who_speaks_for_an_organisation_can_say_what_it_looks_for(
    browser, session, delft, of_delft
):
    reader = browser(make_member(session, delft, role=MembershipRole.READER))
    assert "U hoort nog niet bij een organisatie" in words(page(reader.get("/hiaten/gezocht")))
    reader.post("/hiaten/gezocht", data={"text": "x", "organisation": delft.slug})
    assert session.query(Wish).count() == 0
    of_delft.post("/hiaten/gezocht", data={"text": "x", "organisation": delft.slug})
    wish = session.query(Wish).one()
    assert reader.post(f"/hiaten/gezocht/{wish.public_id}/intrekken").status_code == 403


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"text": ""}, "Vul in wat u zoekt."),
        ({"text": "x" * 151}, "Gebruik hoogstens 150 tekens."),
        ({"text": "x", "note": "y" * 501}, "Gebruik hoogstens 500 tekens."),
        ({"text": "x", "organisation": "weg"}, "Kies iets uit de lijst."),
    ],
)
def test_what_is_wrong_is_said_at_its_field(of_delft, data, sentence):
    response = of_delft.post("/hiaten/gezocht", data={"organisation": "gemeente-delft"} | data)
    assert sentence in words(page(response))


def test_who_says_it_too_often_gets_back_what_was_written(app, session, browser, delft):
    member = make_member(session, delft)
    limiter, who = app.extensions["govhub"].limiter, str(member.public_id)
    for _time in range(20):
        limiter.hit(limits.SUBMIT_BY_USER, who)
    said = {"text": "Wensput", "organisation": delft.slug, "note": "Voor wie wil wensen."}
    refused = browser(member).post("/hiaten/gezocht", data=said)
    assert refused.status_code == 429
    fields = page(refused).xpath("//form[@action='/hiaten/gezocht']//input[@name!='csrf_token']")
    assert {each.get("name"): each.get("value") for each in fields} == said
    assert session.query(Wish).count() == 0
