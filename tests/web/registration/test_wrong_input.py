"""What somebody fills in wrongly: a Dutch sentence at the field and in the summary, text kept."""

import pytest

from govhub.catalogue.facts import facts_of
from govhub.registration.queries import registrations_of
from govhub.web.registration.steps import step_of
from tests.filling import NEW, step_path
from tests.inspector import page, words
from tests.making import make_principle

WRONG = [
    ("name", "", "Vul de naam van het component in."),
    ("name", " \x07\t ", "Vul de naam van het component in."),
    ("name", "x" * 151, "Gebruik hoogstens 150 tekens. Het zijn er nu 151."),
    ("summary", "x" * 151, "Gebruik hoogstens 150 tekens. Het zijn er nu 151."),
    ("purposes", "\n".join("abcdefg"), "Schrijf hoogstens 6 regels."),
    ("purposes", f"een\ntwee\n{'x' * 151}", "Gebruik in elke regel hoogstens 150 tekens."),
    ("description", "x" * 10_001, "Gebruik hoogstens 10000 tekens. Het zijn er nu 10001."),
    ("keywords", "\n".join(map(str, range(21))), "Schrijf hoogstens 20 regels."),
    ("keywords", "x" * 61, "Gebruik in elke regel hoogstens 60 tekens."),
    ("aliases", "\n".join(map(str, range(21))), "Schrijf hoogstens 20 regels."),
    ("other_platforms", "x" * 61, "Gebruik in elke regel hoogstens 60 tekens."),
    ("other_languages", "Spaans\nKlinkklare", "De taal Klinkklare kennen we niet."),
    ("kind", "onzin", "Kies iets uit de lijst."),
    ("category", "onzin", "Kies iets uit de lijst."),
    ("owner_slug", "onzin", "Deze organisatie kennen we niet."),
    ("maintenance", "onzin", "Kies iets uit de lijst."),
    ("status", "onzin", "Kies iets uit de lijst."),
    ("status", "beeindigd", "Kies iets uit de lijst."),
    ("contact_email", "geen adres", "Vul een e-mailadres in, bijvoorbeeld naam@voorbeeld.nl."),
    ("licence", "EUPL", "Deze licentie kennen we niet."),
    ("licence", "()", "Deze licentie kennen we niet."),
    ("licence", " OR ".join(["gpl-2.0+"] * 10), "Voluit geschreven heeft deze licentie meer dan"),
    ("closed_reason", "x" * 1001, "Gebruik hoogstens 1000 tekens."),
    ("conditions", "x" * 2001, "Gebruik hoogstens 2000 tekens."),
    ("software_version", "x" * 41, "Gebruik hoogstens 40 tekens."),
    ("released_on", "31-2-2026", "Vul een datum in die bestaat, bijvoorbeeld 31-12-2026."),
    ("repository_url", "https://x.nl/" + "x" * 500, "Gebruik hoogstens 500 tekens."),
    *(
        (f"{kind}_url", address, "Vul een volledig webadres in")
        for kind in ("repository", "website", "documentation", "api_docs", "demo", "roadmap")
        for address in ("voorbeeld.nl", "javascript:alert(1)")
    ),
]


@pytest.mark.parametrize(("field", "value", "sentence"), WRONG)
def test_it_is_said_at_the_field_and_in_the_summary(me, draft, field, value, sentence):
    before = facts_of(draft)
    answer = me.submit(step_path(draft.slug, step_of(field).key), **{field: value})
    document = page(answer)
    [said] = document.xpath(f"//*[@id='{field}-fout']")
    assert sentence in words(said)
    assert sentence in words(document.find_class("gh-error-summary")[0])
    assert words(document.find(".//title")).startswith("Fout: ")
    assert facts_of(draft) == before


@pytest.mark.parametrize(
    "field", ["other_categories", "standard_keys", "principle_keys", "platforms", "languages"]
)
def test_a_box_that_is_not_there_cannot_be_ticked(me, draft, field):
    address = step_path(draft.slug, step_of(field).key)
    answer = me.post(address, data={"name": "Zaken", field: ["onzin"]})
    assert "Kies alleen uit de lijst." in answer.text


def test_what_was_typed_stays(me, draft):
    answer = me.post(NEW, data={"name": "", "summary": "Blijft staan."})
    assert "Blijft staan." in page(answer).get_element_by_id("summary").text
    answer = me.submit(step_path(draft.slug, "vindplaats"), released_on="31-2-2026")
    document = page(answer)
    assert document.get_element_by_id("released_on").get("value") == "31-2-2026"


@pytest.mark.parametrize(
    ("step", "wrong"),
    [
        ("wat", {"name": "", "kind": "x", "category": "x", "repository_url": "x"}),
        ("waarvoor", {"purposes": "x" * 151, "keywords": "x" * 61, "aliases": "x" * 151}),
        ("gebruik", {"status": "x", "licence": "x"}),
        (
            "aansluiting",
            {
                "principle_keys": ["x"],
                "principle_details-motivation-x": "x" * 501,
                "languages": ["x"],
            },
        ),
        ("aansluiting", {"other_languages": "zz", "other_platforms": "x" * 61}),
    ],
)
def test_every_error_link_leads_to_a_place_on_the_page(session, me, draft, step, wrong):
    make_principle(session)
    document = page(me.post(step_path(draft.slug, step), data=wrong))
    targets = document.xpath("//div[contains(@class, 'gh-error-summary')]//a/@href")
    assert len(targets) == len(wrong)
    assert {target[1:] for target in targets} <= set(document.xpath("//@id"))


def test_control_signs_are_taken_out(session, me, submitter):
    me.post(NEW, data={"name": "Za\x07ken\u202e", "summary": "a\x07b"})
    me.submit(step_path("zaken", "waarvoor"), purposes="een\x0b\ntwee\ndrie")
    [kept] = registrations_of(session, submitter)
    assert (kept.name, kept.summary, kept.purposes) == ("Zaken", "ab", ["een", "twee", "drie"])


def test_what_no_database_can_hold_is_refused(session, me, submitter):
    assert me.post(NEW, data={"name": "Za\x00ken"}).status_code == 400
    assert registrations_of(session, submitter) == []


def test_an_empty_post_is_answered_with_the_form(me):
    assert me.post(NEW, data={}).status_code == 200
