"""A real file that is read, written and read again has lost nothing."""

from collections import Counter

import pytest

from govhub.catalogue.interchange.publiccode import check, is_valid
from govhub.catalogue.interchange.publiccode.export import VERSION, export
from govhub.catalogue.interchange.publiccode.prefill import prefill
from tests.conformance.publiccode_files import NEEDED, REAL, REFERENCE, real_files

pytestmark = NEEDED

OF_REFERENCE = sorted(
    str(path.relative_to(REFERENCE)) for path in REFERENCE.glob("testdata/v0/**/*.yml")
)
SPELLINGS_OF_TRUTH = {"yes", "no", "on", "off"}


def texts_in(tree):
    """Count every text of a file, however it is spread over lines."""
    match tree:
        case dict():
            items = [value for key, value in tree.items() if key != "publiccodeYmlVersion"]
        case list():
            items = tree
        case _:
            text = " ".join(str(tree).lower().split()).removeprefix("-").strip()
            return Counter() if text in SPELLINGS_OF_TRUTH | {"true", "false"} else Counter([text])
    return sum(map(texts_in, items), Counter())


def written_and_read(read):
    return prefill(export(read.facts, read.kept))


@pytest.mark.parametrize("path", [*real_files(), *OF_REFERENCE])
def test_nothing_is_lost(path):
    data = ((REFERENCE if "/" in path else REAL) / path).read_bytes()
    read = prefill(data)
    again = written_and_read(read)
    assert again.is_whole
    assert again.unknown == read.unknown
    assert texts_in(read.kept) - texts_in(again.kept) == Counter()
    changed = {
        name
        for name, value in vars(read.facts).items()
        if value is not None and value != getattr(again.facts, name)
    }
    assert changed == set()
    assert written_and_read(again).facts == again.facts


@pytest.mark.parametrize("path", [*real_files(), *OF_REFERENCE])
def test_a_file_that_was_valid_stays_so_and_gets_the_version_of_now(path):
    data = ((REFERENCE if "/" in path else REAL) / path).read_bytes()
    read = prefill(data)
    results = check(export(read.facts, read.kept))
    assert is_valid(results) or not is_valid(check(data))
    assert prefill(export(read.facts, read.kept)).kept["publiccodeYmlVersion"] == VERSION
    assert "publiccodeYmlVersion" not in {result.key for result in results}


def test_what_the_standard_refuses_and_can_miss_no_longer_makes_a_file_invalid():
    files = [(REAL / name).read_bytes() for name in real_files()]
    broken = [data for data in files if not is_valid(check(data))]
    exported = [export(read.facts, read.kept) for read in map(prefill, broken)]
    assert sum(is_valid(check(text)) for text in exported) >= len(broken) / 4


@pytest.mark.parametrize("path", real_files())
def test_no_telephone_number_is_kept(path):
    read = prefill((REAL / path).read_bytes())
    assert "phone:" not in export(read.facts, read.kept)
