"""What the form gets from a file, whatever is wrong in it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govhub.catalogue.interchange.publiccode import categories
from govhub.catalogue.interchange.publiccode.prefill import Prefill, prefill
from govhub.catalogue.interchange.publiccode.proposals import Reason, is_same
from govhub.catalogue.interchange.publiccode.publication import Contact, Owner
from govhub.catalogue.status import Status
from govhub.catalogue.vocabulary import Kind, Maintenance
from tests.unit.publiccode.documents import LONG, VALID, changed


def facts_of(text):
    return prefill(text).facts


def proposals_for(text, **options):
    return [(each.fact, each.proposed, each.reasons) for each in prefill(text, **options).proposals]


def test_every_fact_of_a_right_file_is_read():
    facts = facts_of(VALID)
    assert facts.name == "Zaakbrug"
    assert (facts.language, facts.summary) == ("nl", "Verbindt oude en nieuwe zaaksystemen.")
    assert facts.description == LONG.strip()
    assert facts.features == ("Vertalen van berichten",)
    assert facts.repository_url == "https://example.org/zaakbrug.git"
    assert facts.released_on == date(2026, 3, 1)
    assert (facts.status, facts.kind) == (Status.AVAILABLE, Kind.SOFTWARE)
    assert (facts.licence, facts.maintenance) == ("EUPL-1.2", Maintenance.COMMUNITY)
    assert (facts.platforms, facts.languages) == (("web",), ("nl",))
    assert facts.is_localisable is False
    assert facts.contacts == (Contact(name="Team Zaakbrug"),)


@pytest.mark.parametrize(
    ("tags", "chosen"),
    [
        (("en", "nl"), "nl"),
        (("en", "nl_NL"), "nl_NL"),
        (("de", "en-GB"), "en-GB"),
        (("it", "fr"), "it"),
    ],
)
def test_dutch_is_read_first_then_english_then_the_first(tags, chosen):
    text = "description:\n" + "".join(f"  {tag}: {{shortDescription: {tag}}}\n" for tag in tags)
    assert (facts_of(text).language, facts_of(text).summary) == (chosen, chosen)


def test_telephone_numbers_are_never_kept():
    read = prefill(changed("    - name: Team Zaakbrug\n", "    - {name: Jan, phone: '0151234'}\n"))
    assert read.facts.contacts == (Contact(name="Jan"),)
    assert "0151234" not in repr(read)


def test_what_is_no_email_address_is_left_out():
    text = changed("- name: Team Zaakbrug", "- {name: Jan, email: jan at example.org}")
    assert facts_of(text).contacts == (Contact(name="Jan"),)


def test_the_organisation_was_called_otherwise_before():
    assert facts_of("legal: {repoOwner: Delft}").owner == Owner(name="Delft")
    text = "legal: {repoOwner: Delft}\norganisation: {name: Gemeente Delft, uri: https://delft.nl}"
    assert facts_of(text).owner == Owner(name="Gemeente Delft", uri="https://delft.nl")


def test_standards_are_read_wherever_they_stand_when_they_can_be_told_apart():
    text = "supports:\n  - id: alias:gdpr\n  - avg\nconformsTo: https://example.org/nen7510"
    assert facts_of(text).supports == ("alias:gdpr", "https://example.org/nen7510")


def test_the_layer_of_common_ground_gets_our_word():
    assert facts_of("nl: {commonground: {layerType: Interface}}").layer == "interactie"
    assert facts_of("nl: {commonground: {layerType: anders}}").layer == "anders"


def test_names_in_other_languages_are_aliases():
    text = "name: A\ndescription:\n  nl: {localisedName: A}\n  en: {localisedName: B}\n"
    assert facts_of(text).aliases == ("B",)


def test_keys_that_the_standard_does_not_know_are_kept_as_they_are():
    text = changed("    - name: Team Zaakbrug\n", "    - {name: Jan, matrix: '@jan'}\n")
    read = prefill(text + "downloadUrls: [https://example.org/x.zip]\nversie: 1.10\n")
    assert read.unknown == {
        "maintenance": {"contacts": {"0": {"matrix": "@jan"}}},
        "downloadUrls": ["https://example.org/x.zip"],
        "versie": "1.10",
    }


def test_a_mistake_in_one_key_leaves_the_others():
    text = VALID.replace("legal:", "legal: [").replace("name: Zaakbrug", "name: 'Zaakbrug'")
    read = prefill(text)
    assert not read.is_whole
    assert read.facts.name == "Zaakbrug"
    assert read.facts.licence is None
    assert read.facts.languages == ("nl",)


def test_another_encoding_is_guessed():
    read = prefill("name: Café\n".encode("cp1252"))
    assert read.facts.name == "Café"


@pytest.mark.parametrize(
    ("written", "proposed", "reasons"),
    [
        ("https://example.org/x.git", "https://example.org/x", (Reason.GIT_SUFFIX,)),
        ("git://example.org/x", "https://example.org/x", (Reason.SCHEME,)),
        ("git@example.org:a/x.git", "https://example.org/a/x", (Reason.SCHEME, Reason.GIT_SUFFIX)),
        ('" https://example.org/x"', "https://example.org/x", (Reason.BLANKS,)),
    ],
)
def test_an_address_is_proposed_as_people_open_it(written, proposed, reasons):
    text = f"url: {written}\n"
    assert proposals_for(text) == [("repository_url", proposed, reasons)]


def test_an_address_that_needs_no_change_is_not_proposed():
    assert proposals_for("url: https://example.org/x/\n") == []
    assert proposals_for("url: https://example.org/x\n", found_at="http://EXAMPLE.org/x.git") == []


def test_the_repository_of_the_file_itself_is_proposed():
    found = proposals_for("url: https://example.org/site\n", found_at="https://example.org/a/x")
    assert found == [("repository_url", "https://example.org/a/x", (Reason.ELSEWHERE,))]


@pytest.mark.parametrize(
    ("written", "proposed", "reason"),
    [
        ("EUPL-1.2+", "EUPL-1.2", Reason.OR_LATER),
        ("EUPL-1.2-or-later", "EUPL-1.2", Reason.OR_LATER),
        ("eupl-1.2", "EUPL-1.2", Reason.LICENCE_NAME),
        ("BSL-1.1", "BUSL-1.1", Reason.LICENCE_NAME),
        ("Apache License, Version 2.0", "Apache-2.0", Reason.LICENCE_NAME),
    ],
)
def test_a_licence_is_proposed_by_its_name(written, proposed, reason):
    text = f"legal: {{license: '{written}'}}"
    assert facts_of(text).licence == written
    assert proposals_for(text) == [("licence", proposed, (reason,))]


@pytest.mark.parametrize("written", ["EUPL-1.2", "LicenseRef-Eigen", "helemaal zelf bedacht"])
def test_a_licence_that_is_right_or_unknown_is_left_alone(written):
    assert proposals_for(f"legal: {{license: {written}}}") == []


@pytest.mark.parametrize(
    ("written", "proposed", "reason"),
    [
        ("2021-16-12", "2021-12-16", Reason.DATE_ORDER),
        ("16-12-2021", "2021-12-16", Reason.DATE_ORDER),
        ("2021-8-2", "2021-08-02", Reason.DATE_ORDER),
        ("2021-08-02T10:00:00Z", "2021-08-02", Reason.DATE_ORDER),
        ("1970-01-01", "", Reason.NO_DATE),
        ("t.b.d.", "", Reason.NO_DATE),
        ("2021-13-13", "", Reason.NO_DATE),
    ],
)
def test_a_date_is_proposed_in_the_order_of_the_standard(written, proposed, reason):
    text = f"releaseDate: {written}\n"
    assert facts_of(text).released_on is None
    assert proposals_for(text) == [("released_on", proposed, (reason,))]


def test_a_version_of_the_software_in_the_wrong_place_is_proposed():
    assert proposals_for("publiccodeYmlVersion: 2.4.0\n") == [
        ("software_version", "2.4.0", (Reason.VERSION_OF_SOFTWARE,))
    ]


def test_language_tags_are_proposed_with_a_hyphen():
    text = "localisation: {availableLanguages: [nl_NL, en]}"
    assert proposals_for(text) == [("languages", "nl-NL, en", (Reason.LANGUAGE_FORM,))]


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_has_a_sentence(reason):
    assert str(reason.sentence).endswith(".")


def test_categories_go_both_ways():
    mapping = {"betaling": ["payment-gateway", "mobile-payment"], "overig": ["other"]}
    assert categories.ours(["other", "mobile-payment", "hr"], mapping) == ("overig", "betaling")
    assert categories.theirs(["betaling", "weg"], mapping) == ("payment-gateway",)


def test_one_repository_has_many_addresses():
    assert is_same("git@github.com:A/b.git", "https://www.github.com/a/B/")
    assert not is_same("https://github.com/a/b", "https://github.com/a/c")
    assert not is_same("https://[", "https://github.com/a/c")


@given(st.one_of(st.text(), st.binary()))
def test_nothing_crashes_it(data):
    assert isinstance(prefill(data), Prefill)


@given(at=st.integers(0, len(VALID)), length=st.integers(0, 40), put=st.text(max_size=10))
def test_no_damage_to_a_right_file_crashes_it(at, length, put):
    assert isinstance(prefill(VALID[:at] + put + VALID[at + length :]), Prefill)
