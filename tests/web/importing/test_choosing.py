"""``/aanmelden/<slug>/publiccode``: what was read, beside the text of the file."""

import pytest

from govhub.catalogue.queries import component_by_slug
from govhub.platform.db import transaction
from tests.inspector import page, words
from tests.making import make_component, make_user
from tests.unit.publiccode.documents import VALID, changed
from tests.web.importing.test_bringing_in import FORM

CHOOSE = "/aanmelden/zaakbrug/publiccode"


@pytest.fixture
def bring_in(me):
    def bring_in(text=VALID):
        return me.submit("/aanmelden", FORM, text=text)

    return bring_in


def boxes(answer):
    return {
        box.get("value"): box.get("checked") is not None
        for box in page(answer).xpath("//main//input[@type='checkbox']")
    }


def draft(session):
    return component_by_slug(session, "zaakbrug")


def test_what_was_read_stands_beside_the_text(me, bring_in):
    bring_in(changed("EUPL-1.2", "EUPL"))
    document = page(me.get(CHOOSE))
    told = words(document.find(".//main"))
    assert "Korte omschrijving Verbindt oude en nieuwe zaaksystemen." in told
    assert "Er klopt 1 ding niet in het bestand." in told
    [line] = document.xpath("//li[contains(@class, 'gh-lines__line--found')]")
    assert "license: EUPL" in words(line)
    assert "Dit is geen SPDX-licentie." in words(line)
    assert document.xpath(f"//a[@href='#{line.get('id')}']")


def test_better_ways_to_write_are_proposed_and_ticked(me, bring_in):
    bring_in(changed("EUPL-1.2", "EUPL-1.2+"))
    assert boxes(me.get(CHOOSE)) == {"url": True, "legal.license": True}


def test_what_is_chosen_is_written_and_leads_on(session, me, bring_in):
    bring_in(changed("EUPL-1.2", "EUPL-1.2+"))
    assert draft(session).licence is None
    answer = me.submit(CHOOSE)
    assert answer.location == "/aanmelden/zaakbrug/stap/wat"
    assert draft(session).licence == "EUPL-1.2"
    assert draft(session).repository_url == "https://example.org/zaakbrug"
    assert draft(session).publiccode["legal"]["license"] == "EUPL-1.2+"


def test_what_is_not_chosen_stays_as_the_file_has_it(session, me, bring_in):
    bring_in()
    me.post(CHOOSE, data={"version": draft(session).version})
    assert draft(session).repository_url == "https://example.org/zaakbrug.git"


@pytest.mark.parametrize(
    ("old", "new", "key", "fact", "value"),
    [
        ("2026-03-01", "01-03-2026", "releaseDate", "released_on", "2026-03-01"),
        ("developmentStatus: stable", "developmentStatus: alpha", "developmentStatus", "status",
         "ontwikkeling"),
        ("    - nl\n", "    - nl_NL\n", "localisation.availableLanguages", "languages",
         "['nl-NL']"),
        ('publiccodeYmlVersion: "0"', 'publiccodeYmlVersion: "3.2.1"', "publiccodeYmlVersion",
         "software_version", "3.2.1"),
    ],
)  # fmt: skip
def test_each_sort_of_proposal_can_be_taken_over(session, me, bring_in, old, new, key, fact, value):
    bring_in(changed(old, new))
    me.post(CHOOSE, data={"version": draft(session).version, "kies": [key]})
    assert str(getattr(draft(session), fact)) == value


def test_choosing_twice_is_harmless(session, me, bring_in):
    bring_in()
    data = {"version": draft(session).version, "kies": ["url"]}
    assert me.post(CHOOSE, data=data).status_code == 302
    version = draft(session).version
    assert me.post(CHOOSE, data=data).status_code == 302
    assert draft(session).version == version


def test_a_change_in_between_is_not_overwritten(session, me, bring_in):
    bring_in()
    version = draft(session).version
    with transaction(session):
        draft(session).repository_url = "https://elders.nl/zaakbrug"
    answer = me.post(CHOOSE, data={"version": version, "kies": ["url"]})
    assert answer.status_code == 409
    assert "intussen gewijzigd" in answer.text
    assert draft(session).repository_url == "https://elders.nl/zaakbrug"


def test_keys_that_nobody_knows_are_listed_as_kept(me, bring_in):
    bring_in(VALID + "x-eigen: {a: 1}\n" + "nl: {commonground: {layerType: data}}\n")
    told = words(page(me.get(CHOOSE)).find(".//section[@aria-labelledby='bewaard']"))
    assert "x-eigen" in told
    assert "nl" in told.split()


def test_more_than_fits_is_told_and_kept(session, me, bring_in):
    features = "".join(f"      - Mogelijkheid {number}\n" for number in range(9))
    bring_in(changed("      - Vertalen van berichten\n", features))
    assert len(draft(session).purposes) == 6
    assert "Het bestand noemt 9 mogelijkheden. De eerste 6" in words(page(me.get(CHOOSE)))
    assert len(draft(session).publiccode["description"]["nl"]["features"]) == 9


def test_an_organisation_that_is_not_known_is_told(me, bring_in):
    bring_in(VALID + "organisation: {name: Gemeente Nergens, uri: 'https://nergens.nl'}\n")
    assert "“Gemeente Nergens” kennen we niet" in words(page(me.get(CHOOSE)))


def test_a_status_that_one_cannot_begin_with_is_told(me, bring_in):
    bring_in(changed("developmentStatus: stable", "developmentStatus: obsolete"))
    assert "Daar kan een aanmelding niet mee beginnen" in words(page(me.get(CHOOSE)))


def test_nobody_else_sees_it(session, bring_in, browser):
    bring_in()
    other = browser(make_user(session))
    assert other.get(CHOOSE).status_code == 404
    assert other.post(CHOOSE, data={"kies": ["url"]}).status_code == 404


def test_a_draft_that_was_not_brought_in_goes_to_the_form(session, me, submitter):
    make_component(session, name="Zaakbrug", publication="klad", submitted_by=submitter)
    assert me.get(CHOOSE).location == "/aanmelden/zaakbrug/stap/wat"


def test_what_is_public_is_brought_up_to_date_elsewhere(session, me, submitter):
    make_component(session, name="Zaakbrug", submitted_by=submitter)
    with transaction(session):
        draft(session).is_on_behalf = True
    assert me.get(CHOOSE).location == "/componenten/zaakbrug/publiccode"
