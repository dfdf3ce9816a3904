"""Out of view, and what is said in its place."""

from datetime import timedelta

import pytest

from govhub.catalogue import hiding
from govhub.catalogue.vocabulary import Publication
from govhub.kernel import clock
from govhub.platform.db import transaction
from tests.inspector import page, words
from tests.making import make_component, make_relation, make_user

REASON = "Dit is een proef die per ongeluk live stond."


@pytest.fixture
def component(public):
    return public(name="Zaakregister")


@pytest.fixture
def hide(session):
    def hide(component, reason=REASON):
        with transaction(session):
            hiding.withdraw(session, component, reason=reason)

    return hide


def test_its_address_says_why_and_what_to_do(session, client, component, hide):
    successor = make_component(session, name="Nieuw register")
    make_relation(session, successor, "vervangt", component)
    hide(component)
    answer = client.get("/componenten/zaakregister")
    document = page(answer)
    assert answer.status_code == 410
    assert words(document.find(".//h1")) == "Zaakregister"
    assert REASON in words(document)
    assert "/componenten/nieuw-register" in document.xpath("//main//a/@href")
    assert document.xpath("//main//form[@action='/componenten']")


@pytest.mark.parametrize("path", [".json", ".atom", ".ics", "/volgen", "/publiccode.yml"])
def test_no_page_of_it_is_left_or_bare(client, component, hide, path):
    hide(component)
    answer = client.get(f"/componenten/zaakregister{path}")
    assert answer.status_code == 410
    assert REASON in answer.text


def test_a_program_reads_why_since_when_and_what_instead(session, client, component, hide):
    make_relation(session, make_component(session, name="Nieuw register"), "vervangt", component)
    hide(component)
    answer = client.get("/componenten/zaakregister.json")
    assert answer.content_type == "application/problem+json"
    body = answer.json
    assert (body["status"], body["naam"], body["reden"]) == (410, "Zaakregister", REASON)
    assert body["sinds"] == clock.today().isoformat()
    assert body["eigenaar"] == "Gemeente voorbeeld"
    assert [each["adres"] for each in body["inPlaatsDaarvan"]] == [
        "http://localhost/componenten/nieuw-register"
    ]


def test_lists_and_search_leave_it_out(work, client, component, hide):
    hide(component)
    work()
    for address in ("/componenten?q=zaakregister", "/componenten", "/componenten.atom"):
        assert "/componenten/zaakregister" not in client.get(address).text


def test_the_changes_keep_its_name(client, component, hide):
    hide(component)
    listed = words(page(client.get("/wijzigingen")))
    assert "Zaakregister" in listed
    assert "Verborgen" in listed
    assert "Zaakregister" in client.get("/wijzigingen.atom").text


def test_its_ledger_can_still_be_read(client, component, hide):
    today = clock.today()
    assert client.get("/componenten/zaakregister/verloop").status_code == 302
    hide(component)
    document = page(client.get("/componenten/zaakregister/verloop"))
    assert "Beschikbaar" in words(document.find(".//ol[@class='gh-timeline']"))
    then = client.get(f"/componenten/zaakregister/verloop?op={today - timedelta(days=1)}")
    assert "Toen stond het component nog niet in de catalogus." in words(page(then))


def test_who_relies_on_it_says_that_it_is_hidden(session, client, component, hide):
    other = make_component(session, name="Balie")
    make_relation(session, other, "vereist", component)
    hide(component)
    related = page(client.get("/componenten/balie")).xpath(
        "//section[@aria-labelledby='c-verwant']"
    )
    assert "Zaakregister Verborgen" in words(related[0])
    assert client.get("/componenten/balie.json").json["verwant"][0]["isVerborgen"]


def test_what_somebody_was_writing_is_given_back(me, component, hide):
    hide(component)
    answer = me.post("/componenten/zaakregister/wijzigen", data={"summary": "Mijn zin."})
    assert answer.status_code == 403
    assert "Mijn zin." in words(page(answer))
    answer = me.post("/componenten/zaakregister/verbergen", data={"reason": "Mijn zin."})
    assert answer.status_code == 410
    assert "Mijn zin." in words(page(answer))


def test_what_never_was_public_says_nothing(session, client):
    make_component(session, name="Klad", publication=Publication.DRAFT)
    answer = client.get("/componenten/klad")
    assert answer.status_code == 404
    assert "Klad" not in words(page(answer).find(".//h1"))


def test_the_redactie_hides_and_restores_it(session, redactie, client, component, work):
    answer = redactie.submit("/componenten/zaakregister/verbergen", reason=REASON)
    assert answer.location == "/redactie/verborgen"
    listed = page(redactie.get("/redactie/verborgen"))
    assert REASON in words(listed)
    assert "/redactie/verborgen/zaakregister" in listed.xpath("//main//a/@href")
    assert client.get("/componenten/zaakregister").status_code == 410

    answer = redactie.submit("/redactie/verborgen/zaakregister")
    assert answer.location == "/componenten/zaakregister"
    work()
    assert client.get("/componenten/zaakregister").status_code == 200
    assert "/componenten/zaakregister" in client.get("/componenten?q=zaakregister").text


def test_without_a_reason_it_stays(redactie, component):
    answer = redactie.submit("/componenten/zaakregister/verbergen", reason=" ")
    assert "Leg uit waarom dit verborgen moet worden." in words(page(answer))
    assert component.is_public


def test_who_keeps_it_asks_and_the_redactie_answers(session, me, redactie, component):
    text = words(page(me.get("/componenten/zaakregister/verbergen")))
    assert "Vragen om Zaakregister te verbergen" in text
    answer = me.submit("/componenten/zaakregister/verbergen", reason="Het was een proef.")
    assert answer.location == "/componenten/zaakregister"
    assert component.is_public
    assert "Het was een proef." in words(page(redactie.get("/redactie/verborgen")))
    asked = page(redactie.get("/componenten/zaakregister/verbergen"))
    assert asked.xpath("//textarea[@id='reason']")[0].text_content().strip() == "Het was een proef."

    answer = redactie.submit(
        "/componenten/zaakregister/verbergen", "(//main//form)[2]", answer="Anderen gebruiken het."
    )
    assert answer.location == "/redactie/verborgen"
    assert hiding.waiting(session) == []


def test_the_redactie_must_say_why_it_stays(session, me, redactie, component):
    me.submit("/componenten/zaakregister/verbergen", reason="Het was een proef.")
    answer = redactie.post("/componenten/zaakregister/verbergen/weigeren", data={"answer": ""})
    assert "De vrager leest dit." in words(page(answer))
    assert len(hiding.waiting(session)) == 1


def test_somebody_else_cannot_ask(session, browser, component):
    stranger = browser(make_user(session))
    assert stranger.get("/componenten/zaakregister/verbergen").status_code == 403
    assert stranger.post("/componenten/zaakregister/verbergen").status_code == 403
