"""What others get: a valid file that says all the facts, and loses nothing of an earlier one."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from govhub.catalogue.interchange.publiccode import check, is_valid
from govhub.catalogue.interchange.publiccode.export import dumped, export
from govhub.catalogue.interchange.publiccode.keeping import shortened
from govhub.catalogue.interchange.publiccode.prefill import prefill
from govhub.catalogue.interchange.publiccode.publication import Contact, Owner, Publication
from govhub.catalogue.interchange.publiccode.reading import read
from govhub.catalogue.status import Status
from govhub.catalogue.vocabulary import Kind, Maintenance
from tests.unit.publiccode.documents import LONG, VALID, changed
from tests.unit.publiccode.test_bounds import STRUCTURES
from tests.unit.publiccode.test_bounds import dumped as dumped_by_library

ENOUGH = Publication(
    name="Zaakbrug",
    language="nl",
    summary="Verbindt oude en nieuwe zaaksystemen.",
    description=LONG.strip(),
    features=("Vertalen van berichten",),
    repository_url="https://example.org/zaakbrug",
    licence="EUPL-1.2",
    status=Status.AVAILABLE,
    kind=Kind.SOFTWARE,
    maintenance=Maintenance.INTERNAL,
    platforms=("web",),
    languages=("nl",),
    is_localisable=False,
    contacts=(Contact(name="Team", email="team@example.org"),),
)


def test_a_component_with_the_facts_that_are_asked_for_is_valid():
    assert check(export(ENOUGH)) == ()


def test_it_reads_back_the_same():
    assert prefill(export(ENOUGH)).facts == ENOUGH


def test_it_looks_like_what_people_write():
    assert (
        export(replace(ENOUGH, description="Een.\nTwee.", released_on=date(2026, 3, 1)))
        == """\
publiccodeYmlVersion: "0.7"
name: Zaakbrug
url: https://example.org/zaakbrug
releaseDate: "2026-03-01"
platforms:
- web
developmentStatus: stable
softwareType: standalone/web
description:
  nl:
    shortDescription: Verbindt oude en nieuwe zaaksystemen.
    longDescription: |-
      Een.
      Twee.
    features:
    - Vertalen van berichten
legal:
  license: EUPL-1.2
maintenance:
  type: internal
  contacts:
  - name: Team
    email: team@example.org
localisation:
  localisationReady: false
  availableLanguages:
  - nl
"""
    )


@pytest.mark.parametrize("status", Status)
@pytest.mark.parametrize("kind", Kind)
def test_every_status_and_kind_can_be_told(status, kind):
    assert check(export(replace(ENOUGH, status=status, kind=kind))) == ()


def test_what_is_missing_is_told_by_the_checker_and_not_made_up():
    text = export(Publication(name="Zaakbrug"))
    assert not is_valid(check(text))
    assert prefill(text).facts == Publication(name="Zaakbrug")


def test_a_contact_without_a_name_gets_that_of_the_organisation():
    owner = Owner(name="Gemeente Delft", uri="https://www.delft.nl")
    text = export(replace(ENOUGH, owner=owner, contacts=(Contact(email="a@delft.nl"),)))
    assert check(text) == ()
    assert prefill(text).facts.contacts == (Contact(name="Gemeente Delft", email="a@delft.nl"),)


def test_an_organisation_without_an_address_goes_along_in_comments():
    text = export(replace(ENOUGH, owner=Owner(name="Gemeente Delft")))
    assert check(text) == ()
    assert "#: organisation:\n#:   name: Gemeente Delft\n" in text
    assert prefill(text).facts.owner == Owner(name="Gemeente Delft")


def test_the_layer_goes_along_in_comments():
    text = export(replace(ENOUGH, layer="interactie"))
    assert check(text) == ()
    assert "#:     layerType: interface\n" in text
    assert prefill(text).facts.layer == "interactie"


def test_a_long_summary_is_shortened_for_others_and_whole_for_us():
    summary = "Een hele lange samenvatting. " * 8
    text = export(replace(ENOUGH, summary=summary.strip()))
    assert check(text) == ()
    assert prefill(text).facts.summary == summary.strip()


def test_what_no_fact_is_about_stays():
    earlier = changed("softwareType: standalone/web\n", "softwareType: standalone/backend\n")
    kept = prefill(earlier + "usedBy: [Delft]\ndependsOn: {open: [{name: PostgreSQL}]}\n").kept
    again = prefill(export(replace(ENOUGH, used_by=("Delft",)), kept)).kept
    assert again["dependsOn"] == {"open": [{"name": "PostgreSQL"}]}
    assert again["softwareType"] == "standalone/backend"


def test_a_fact_that_a_person_changed_replaces_what_the_file_said():
    read_before = prefill(VALID)
    facts = replace(read_before.facts, name="Anders", licence="MIT", released_on=None)
    again = prefill(export(facts, read_before.kept))
    assert again.facts == facts


def test_a_fact_that_could_not_be_read_stays_for_a_person_and_does_no_harm():
    read_before = prefill(changed("2026-03-01", "2026-31-03"))
    text = export(read_before.facts, read_before.kept)
    assert check(text) == ()
    assert "#: releaseDate: '2026-31-03'\n" in text
    again = prefill(text)
    assert [each.proposed for each in again.proposals if each.fact == "released_on"] == [
        "2026-03-31"
    ]
    decided = export(replace(again.facts, released_on=date(2026, 3, 31)), again.kept)
    assert "#:" not in decided
    assert prefill(decided).facts.released_on == date(2026, 3, 31)


def test_an_incomplete_second_language_makes_no_file_invalid():
    read_before = prefill(changed("  nl:\n", "  en: {shortDescription: Bridge}\n  nl:\n"))
    text = export(read_before.facts, read_before.kept)
    assert check(text) == ()
    assert prefill(text).kept["description"]["en"] == {"shortDescription": "Bridge"}


@pytest.mark.parametrize(
    ("text", "most", "short"),
    [
        ("kort", 10, "kort"),
        ("een twee drie", 10, "een twee…"),
        ("eenheeellangwoord", 10, "eenheeell…"),
        ("een, twee", 6, "een…"),
    ],
)
def test_a_text_is_shortened_to_a_whole_word(text, most, short):
    assert shortened(text, most) == short


LINES = st.text(st.characters(exclude_categories=["C", "Zl", "Zp"]), min_size=1, max_size=60).map(
    lambda text: " ".join(text.split())
)
NAMES = LINES.filter(lambda text: text and not text.startswith("-"))
SOME_NAMES = st.lists(NAMES, min_size=1, max_size=4, unique=True).map(tuple)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(
    name=NAMES,
    summary=NAMES,
    features=SOME_NAMES,
    platforms=SOME_NAMES,
    suite=NAMES,
    software_version=NAMES,
    used_by=SOME_NAMES,
    released_on=st.dates(date(1971, 1, 1)),
)
def test_any_texts_read_back_the_same_and_are_valid(**facts):
    publication = replace(ENOUGH, **facts)
    text = export(publication)
    assert check(text) == ()
    assert prefill(text).facts == publication


TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n"))
PLAIN = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), TEXTS),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(TEXTS.filter(lambda text: "\n" not in text), inner, max_size=4),
    ),
    max_leaves=15,
)


@given(st.dictionaries(st.sampled_from("abcdef"), PLAIN, min_size=1))
def test_what_is_written_is_read_the_same(tree):
    assert read(dumped(tree)).plain == tree


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.dictionaries(st.sampled_from(["a", *sorted(vars(ENOUGH))]), STRUCTURES, max_size=4))
def test_unknown_keys_of_any_shape_come_back(unknown):
    first = prefill(
        VALID + dumped_by_library({f"x-{k}": v for k, v in unknown.items()} or {"x": 1})
    )
    text = export(first.facts, first.kept)
    assert check(text) == ()
    assert prefill(text).unknown == first.unknown


CONTRACT = replace(ENOUGH, maintenance=Maintenance.CONTRACT)


def test_a_contract_that_is_told_is_claimed():
    contractors = [{"name": "Leverancier", "until": "2027-01-01"}]
    text = export(CONTRACT, {"maintenance": {"type": "contract", "contractors": contractors}})
    assert check(text) == ()
    assert "type: contract" in text
    assert "#:" not in text


@pytest.mark.parametrize(
    "kept",
    [
        {},
        {"maintenance": {"type": "contract", "contractors": [{"name": "Leverancier"}]}},
        {"maintenance": {"type": "contract", "contractors": [{"until": "ooit"}]}},
        {"maintenance": {"type": "contract", "contractors": "Leverancier"}},
    ],
)
def test_a_contract_of_which_nothing_is_known_is_not_claimed_but_read_back(kept):
    text = export(CONTRACT, kept)
    assert check(text) == ()
    assert "maintenance:\n  type: internal\n" in text
    again = prefill(text)
    assert again.facts == CONTRACT
    assert prefill(export(again.facts, again.kept)).facts == CONTRACT
    contractors = kept.get("maintenance", {}).get("contractors")
    assert again.kept["maintenance"].get("contractors") == contractors


def test_who_writes_another_kind_of_maintenance_is_believed():
    text = export(CONTRACT).replace("  type: internal", "  type: community")
    assert prefill(text).facts.maintenance is Maintenance.COMMUNITY
