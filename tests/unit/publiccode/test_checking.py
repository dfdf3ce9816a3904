"""What the suites of others leave unsaid; see tests/conformance for the rest."""

import pytest

from govhub.catalogue.interchange.publiccode import Rule, check, is_valid
from tests.unit.publiccode.documents import VALID, changed


def rules_of(text):
    return [(result.rule, result.key, result.line) for result in check(text)]


def test_a_right_file_has_no_results():
    assert check(VALID) == ()


def test_a_file_may_start_with_a_byte_order_mark_and_have_line_ends_of_windows():
    assert check(b"\xef\xbb\xbf" + VALID.replace("\n", "\r\n").encode()) == ()


@pytest.mark.parametrize("empty", ["", "# niets\n", "---\n", "- a\n", "tekst", "{}"])
def test_a_file_without_a_version_is_told_so(empty):
    assert rules_of(empty) == [(Rule.REQUIRED, "publiccodeYmlVersion", 0)]


@pytest.mark.parametrize("version", ["0.2", "0", "1.0", "null", "true", "[]", "{}"])
def test_a_version_without_quotes_is_no_text(version):
    found = rules_of(changed('"0"', version))
    assert found == [(Rule.WRONG_TYPE, "publiccodeYmlVersion", 1)]


def test_an_explicit_null_is_the_same_as_nothing():
    assert check(changed("releaseDate: 2026-03-01", "releaseDate: ~")) == ()
    assert rules_of(changed("name: Zaakbrug", "name:")) == [(Rule.REQUIRED, "name", 2)]


def test_a_number_is_a_text_as_well():
    assert check(changed("name: Zaakbrug", "name: 8")) == ()


def test_a_wrong_type_takes_its_section_along_and_says_that_the_rest_follows():
    first, *others = check(changed("localisationReady: false", "localisationReady: nee"))
    assert (first.rule, first.key) == (Rule.WRONG_TYPE, "localisation.localisationReady")
    assert not first.follows
    assert [other.key for other in others] == [
        "localisation.localisationReady",
        "localisation.availableLanguages",
    ]
    assert all(other.follows for other in others)


def test_an_unknown_key_is_an_error_and_leaves_the_rest_alone():
    found = rules_of(VALID + "nl:\n  commonground:\n    layerType: integratie\n")
    assert found == [(Rule.UNKNOWN_KEY, "nl", 25)]


def test_a_key_that_is_there_twice_is_told_with_both_places():
    (result,) = check(VALID + "name: Anders\n")
    assert result.description == 'mapping key "name" already defined at [2:1]'
    assert result.line == 25


def test_several_documents_in_one_file_are_refused():
    assert rules_of(VALID + "---\n" + VALID) == [(Rule.SEVERAL_DOCUMENTS, "", 0)]


@pytest.mark.parametrize(
    ("broken", "problem"),
    [
        ("name:\tx\n\ty: z", "found character '\\t' that cannot start any token"),
        ("a: b: c", "mapping values are not allowed here"),
        ('name: "x', "found unexpected end of stream"),
        ("a: *b", 'could not find alias "b"'),
        ("a: &a [*a]", 'could not find alias "a"'),
        ("[a]: b", "a key must be a single value"),
    ],
)
def test_broken_yaml_is_one_error_with_its_line(broken, problem):
    (result,) = check(broken)
    assert (result.rule, result.key, result.description) == (Rule.BAD_YAML, "", problem)
    assert result.line > 0


def test_an_alias_and_a_merge_are_read_where_they_are_used():
    text = changed("nl:\n", "nl: &tekst\n").replace(
        "legal:", "  en:\n    <<: *tekst\n    localisedName: Bridge\nlegal:"
    )
    assert check(text) == ()


def test_only_the_first_language_tag_that_is_wrong_is_told_of_descriptions():
    assert rules_of(changed("  nl:\n", "  nl_NL:\n")) == [(Rule.LANGUAGE, "description", 9)]


@pytest.mark.parametrize(
    ("supported", "rule"),
    [
        ("alias:gdpr", None),
        ("https://www.digitoegankelijk.nl", None),
        ("urn:iso:std:iso:27001", None),
        ("alias:onbekend", Rule.ALIAS),
        ("avg", Rule.URI),
        ('""', Rule.REQUIRED),
    ],
)
def test_what_software_supports_is_an_alias_or_an_address(supported, rule):
    found = rules_of(VALID + f"supports:\n  - id: {supported}\n")
    assert found == ([] if rule is None else [(rule, "supports[0].id", 26)])


def test_the_place_of_a_language_with_a_region_is_found():
    text = changed("  nl:\n", "  nl-NL:\n").replace("features:", "awards:")
    assert rules_of(text) == [(Rule.MORE_THAN, "description[nl-NL].features", 11)]


def test_a_warning_leaves_a_file_valid():
    results = check(changed('"0"', '"0.4"'))
    assert [result.rule for result in results] == [Rule.OLD_VERSION]
    assert is_valid(results)


def test_images_are_only_looked_for_in_a_repository(tmp_path):
    text = VALID + "logo: logo.png\n"
    assert check(text) == ()
    assert [result.rule for result in check(text, folder=tmp_path)] == [Rule.NO_FILE]
    (tmp_path / "logo.png").write_bytes(b"no picture")
    assert [result.rule for result in check(text, folder=tmp_path)] == [Rule.NO_IMAGE]
    (tmp_path / "logo.png").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x40\0\0\0\x40")
    (small,) = check(text, folder=tmp_path)
    assert small.description.startswith("invalid image size of 64 (min 120px of width)")
    (tmp_path / "logo.png").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\4\0\0\0\4\0")
    assert check(text, folder=tmp_path) == ()


@pytest.mark.parametrize("name", ["x" * 5000 + ".png", '"a\\0.png"', "../" * 50 + "x.svg"])
def test_a_strange_name_of_an_image_is_no_crash(name, tmp_path):
    check(VALID + f"logo: {name}\n", folder=tmp_path)
