"""The traps that real files lay are named, and each is handled."""

from datetime import date
from pathlib import Path

import pytest

from govhub.catalogue.interchange.publiccode import Rule, check
from govhub.catalogue.interchange.publiccode.prefill import prefill
from govhub.catalogue.interchange.publiccode.proposals import Reason
from tests.conformance.publiccode_files import FOLDER, NEEDED, REAL, load

pytestmark = NEEDED

TRAPS = load(FOLDER / "real-traps.json")


def files_of(trap):
    return pytest.mark.parametrize("name", TRAPS.get(trap) or [pytest.param("", id="no file")])


def data_of(name):
    if not name:
        pytest.skip("no file of this collection has this trap")
    return (REAL / name).read_bytes()


def rules_in(name):
    return {result.rule for result in check(data_of(name))}


def reasons_for(name, fact, **options):
    found = prefill(data_of(name), **options).proposals
    return [reason for each in found if each.fact == fact for reason in each.reasons]


@files_of("yaml_tab")
def test_a_tab_is_told_with_its_line_and_the_file_is_read_all_the_same(name):
    (result,) = check(data_of(name))
    assert result.rule is Rule.BAD_YAML
    assert b"\t" in data_of(name).splitlines()[result.line - 1]
    read = prefill(data_of(name))
    assert not read.is_whole
    assert read.facts.name
    assert read.facts.licence == "EUPL-1.2"
    assert read.kept["dependsOn"]


@files_of("crlf")
def test_line_ends_of_windows_change_no_text_and_no_place(name):
    assert b"\r\n" in data_of(name)
    plain = data_of(name).replace(b"\r\n", b"\n")
    assert check(data_of(name)) == check(plain)
    assert prefill(data_of(name)).facts == prefill(plain).facts


@files_of("version_float_1.0")
def test_a_version_that_is_a_number_is_told(name):
    assert rules_in(name) == {Rule.WRONG_TYPE}
    assert prefill(data_of(name)).facts.name


@files_of("version_is_software_version_2.4.0")
def test_a_version_of_the_software_is_proposed_as_such(name):
    assert Reason.VERSION_OF_SOFTWARE in reasons_for(name, "software_version")


@files_of("date_not_a_date")
def test_what_is_no_date_is_proposed_to_be_left_out(name):
    assert reasons_for(name, "released_on") == [Reason.NO_DATE]


@files_of("date_day_month_swapped")
def test_a_day_and_month_that_changed_places_are_proposed_the_other_way(name):
    read = prefill(data_of(name))
    written = read.kept["releaseDate"]
    if written == "2021-06-07":  # nobody can see that this one is wrong
        assert read.facts.released_on == date(2021, 6, 7)
        return
    year, day, month = map(int, written.split("-"))
    (proposal,) = [each for each in read.proposals if each.fact == "released_on"]
    assert proposal.proposed == date(year, month, day).isoformat()
    assert read.facts.released_on is None


@files_of("date_epoch_1970")
def test_the_start_of_1970_is_no_date(name):
    assert prefill(data_of(name)).facts.released_on is None
    assert reasons_for(name, "released_on") == [Reason.NO_DATE]


@files_of("licence_free_text")
def test_a_licence_in_words_is_proposed_by_its_name_or_left_to_a_person(name):
    assert Rule.LICENCE in rules_in(name)
    assert prefill(data_of(name)).facts.licence
    assert reasons_for(name, "licence") == [Reason.LICENCE_NAME]


@files_of("licence_BSL-1.1_for_BUSL")
def test_the_business_source_licence_is_proposed_by_its_name(name):
    assert reasons_for(name, "licence") == [Reason.LICENCE_NAME]


@files_of("url_points_elsewhere")
def test_an_address_of_another_repository_is_told(name):
    owner, repository, _file = name.split("__", maxsplit=2)
    here = f"https://github.com/{owner}/{repository}"
    assert reasons_for(name, "repository_url", found_at=here) == [Reason.ELSEWHERE]
    assert prefill(data_of(name)).facts.repository_url


@files_of("description_without_language_level")
def test_a_description_without_a_language_is_read(name):
    read = prefill(data_of(name)).facts
    assert read.language is None
    assert read.summary.startswith("Dit is de pasis plugin")


@files_of("features_string_or_null_or_dict")
def test_features_of_any_shape_are_read(name):
    assert Rule.WRONG_TYPE in rules_in(name)
    assert prefill(data_of(name)).facts.features


@files_of("dev_status_Production")
def test_the_status_production_is_proposed_to_be_stable(name):
    read = prefill(data_of(name))
    assert read.facts.status is None
    (proposal,) = [each for each in read.proposals if each.fact == "status"]
    assert proposal.proposed == "stable"


@files_of("nl_extension_layerType")
def test_the_layer_of_common_ground_is_read(name):
    assert prefill(data_of(name)).facts.layer in {"data", "interactie"}
    assert prefill(data_of(name)).unknown["nl"]["commonground"]


@files_of("nl_extension_italian_keys")
def test_italian_keys_in_the_dutch_section_are_kept(name):
    assert prefill(data_of(name)).facts.layer is None
    assert prefill(data_of(name)).unknown["nl"]["piattaforme"]


@files_of("yes_no_booleans")
def test_yes_is_no_truth_value_but_everybody_knows_what_it_means(name):
    assert Rule.WRONG_TYPE in rules_in(name)
    assert prefill(data_of(name)).facts.is_localisable is True


@files_of("monorepo_many_files")
def test_files_of_one_repository_are_told_apart_by_their_names(name):
    others = [other for other in TRAPS["monorepo_many_files"] if other != name]
    names = {prefill(data_of(other)).facts.name for other in others}
    assert prefill(data_of(name)).facts.name not in names


@files_of("stale_version_vs_tag")
def test_a_version_is_taken_over_as_it_is_written(name):
    assert prefill(data_of(name)).facts.software_version == "v1.49.0"


@files_of("fundedBy_strings_or_url_key")
def test_who_pays_may_be_a_name_only(name):
    assert Rule.WRONG_TYPE in rules_in(name)
    assert prefill(data_of(name)).kept["fundedBy"]


def test_every_trap_has_a_test():
    source = Path(__file__).read_text(encoding="utf-8")
    assert [trap for trap in TRAPS if f'"{trap}"' not in source] == []
