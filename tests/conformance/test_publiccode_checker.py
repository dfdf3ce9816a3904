"""The checker says the same as the reference parser, on its own test files and on real ones.

The checker never touches the network. So the expectation is that of the reference parser without
network, which differs from that with network for six files.
"""

import pytest

from govhub.catalogue.interchange.publiccode import Rule, Type, check, is_valid
from tests.conformance.publiccode_files import FOLDER, NEEDED, REAL, REFERENCE, load

pytestmark = NEEDED

WITHOUT_NETWORK = load(REFERENCE / "expected-v0-no-network.json")
WITHOUT_FILES = load(REFERENCE / "expected-v0-no-external.json")
WITH_NETWORK = load(REFERENCE / "expected-v0.json")
OF_REAL_FILES = load(FOLDER / "real-expected.json")
V1 = sorted(
    str(path.relative_to(REFERENCE))
    for folder in ("invalid", "invalid_valid_in_v0", "invalid_valid_with_warnings_in_v0")
    for path in (REFERENCE / "testdata" / "v1" / folder).glob("*.yml")
)


def found_in(path, **options):
    return [result.as_json() for result in check(path.read_bytes(), **options)]


def in_this_folder(results):
    here = str(REFERENCE)
    return [{**r, "description": r["description"].replace("{CWD}", here)} for r in results]


@pytest.mark.parametrize("name", WITHOUT_NETWORK)
def test_a_file_of_the_reference_suite_gets_the_same_results_in_the_same_order(name):
    path = REFERENCE / name
    expected = in_this_folder(WITHOUT_NETWORK[name])
    assert found_in(path, folder=path.parent) == expected


@pytest.mark.parametrize("name", WITHOUT_FILES)
def test_so_it_does_when_the_images_are_not_looked_at(name):
    assert found_in(REFERENCE / name) == WITHOUT_FILES[name]


def test_the_whole_suite_is_there():
    assert len(WITHOUT_NETWORK) == len(WITHOUT_FILES) == len(WITH_NETWORK) == 173
    assert len(V1) == 153
    assert len(OF_REAL_FILES) == 120


def test_with_network_the_reference_parser_only_adds_that_an_address_does_not_answer():
    more = [
        result
        for name, expected in WITH_NETWORK.items()
        for result in in_this_folder(expected["results"])
        if result not in in_this_folder(WITHOUT_NETWORK[name])
    ]
    assert {result["key"] for result in more} <= {
        "description.en.apiDocumentation",
        "description.en.documentation",
        "landingURL",
        "logo",
        "roadmap",
        "url",
    }
    assert len(more) == 7


@pytest.mark.parametrize("name", V1)
def test_a_file_of_a_version_to_come_is_refused(name):
    (result,) = check((REFERENCE / name).read_bytes())
    assert (result.rule, result.key) == (Rule.UNSUPPORTED_VERSION, "publiccodeYmlVersion")
    assert result.description.startswith("unsupported version: '1'. Supported versions: 0, 0.2,")


@pytest.mark.parametrize("name", OF_REAL_FILES)
def test_a_real_file_gets_the_same_results_in_the_same_order(name):
    assert found_in(REAL / name) == OF_REAL_FILES[name]


@pytest.mark.parametrize("name", OF_REAL_FILES)
def test_the_verdict_on_a_real_file_is_the_same(name):
    has_error = any(result["type"] == Type.ERROR for result in OF_REAL_FILES[name])
    assert is_valid(check((REAL / name).read_bytes())) is not has_error
