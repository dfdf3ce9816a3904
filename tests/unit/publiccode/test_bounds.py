"""No file crashes the checker, and none keeps it busy for long or fills the memory."""

import string
import time
import tracemalloc
from io import StringIO
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from govhub.catalogue.interchange.publiccode import Result, Rule, check
from govhub.catalogue.interchange.publiccode.dutch import sentence
from govhub.catalogue.interchange.publiccode.prefill import prefill
from govhub.catalogue.interchange.publiccode.reading import MOST_BYTES
from govhub.catalogue.interchange.publiccode.schema import FIELDS
from tests.unit.publiccode.documents import VALID

PATIENCE = 20
"""Seconds; the worst takes three on a quiet machine."""
MOST_MEMORY = 200 * 1024 * 1024

LETTERS = string.ascii_lowercase[:15]
BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n" for before, name in pairwise(LETTERS)
)


def all_is_told(results):
    """Say every result in both languages."""
    for result in results:
        assert isinstance(result, Result)
        assert result.line >= 0
        assert result.column >= 0
        assert sentence(result)
        assert result.as_json()["description"]


@pytest.mark.parametrize(
    "start",
    [
        "[",
        "{a: ",
        "- ",
        "? ",
        "a: [",
        "&a ",
        "*a ",
        "!",
        "!!",
        "%",
        "|",
        ">",
        "'",
        '"',
        "a:\n ",
        "\t",
    ],
)
def test_a_file_of_one_sign_is_read_in_time(start):
    began = time.monotonic()
    all_is_told(check((start * MOST_BYTES)[:MOST_BYTES]))
    prefill((start * MOST_BYTES)[:MOST_BYTES])
    assert time.monotonic() - began < PATIENCE


@pytest.mark.parametrize("line", ["a: b", "a: [", "#: a: b", "a: b\n\t"])
def test_many_lines_around_a_mistake_are_read_in_time(line):
    began = time.monotonic()
    prefill(("name: [\n" + (line + "\n") * MOST_BYTES)[:MOST_BYTES])
    assert time.monotonic() - began < PATIENCE


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("a: " + "x" * (MOST_BYTES - 10), id="one scalar"),
        pytest.param("a: |\n" + " x\n" * (MOST_BYTES // 4), id="one block of text"),
        pytest.param('a: "' + "\\u00e9" * (MOST_BYTES // 8) + '"', id="escapes"),
        pytest.param("- a\n" * (MOST_BYTES // 4), id="a long list"),
        pytest.param("".join(f"k{n}: v\n" for n in range(9000)), id="many keys"),
        pytest.param("a: &a b\nc: [" + "*a," * 9000 + "]", id="many aliases"),
        pytest.param("---\n" * (MOST_BYTES // 4), id="many documents"),
        pytest.param("a: " + "9" * (MOST_BYTES - 10), id="a long number"),
        pytest.param(VALID + "logo: " + "../" * 30_000, id="a long path"),
        pytest.param(VALID + "landingURL: https://" + "a." * 50_000, id="a long address"),
        pytest.param(VALID.replace("EUPL-1.2", "(" * 90_000), id="a long licence"),
        pytest.param(VALID.replace("- nl", "- " + "a-" * 50_000), id="a long language"),
    ],
)
def test_a_large_file_is_read_in_time_and_memory(text):
    tracemalloc.start()
    began = time.monotonic()
    all_is_told(check(text[:MOST_BYTES]))
    seconds, (_now, most) = time.monotonic() - began, tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert seconds < PATIENCE * 3  # counting the memory makes it slow
    assert most < MOST_MEMORY


@pytest.mark.parametrize("text", [BOMB, "[" * 500, "{a: " * 500, "x" * (MOST_BYTES + 1)])
def test_what_blows_up_is_refused(text):
    (result,) = check(text)
    assert result.rule is Rule.TOO_LARGE


def test_many_languages_that_share_a_text_with_many_features_are_refused():
    shared = "x: &x {features: [" + "a," * 300 + "]}\n"
    languages = "".join(f"  l{n}: *x\n" for n in range(300))
    (result,) = check(shared + "description:\n" + languages)
    assert result.rule is Rule.TOO_LARGE


@given(st.text())
def test_no_text_crashes_it(text):
    all_is_told(check(text))


@given(st.binary(max_size=2000))
def test_no_bytes_crash_it(data):
    all_is_told(check(data))


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.text(alphabet="aA0 :-#[]{}&*!|>'\"%@`,?\n\t~.<=", max_size=300))
def test_no_signs_of_yaml_crash_it(text):
    all_is_told(check(text))


@given(at=st.integers(0, len(VALID)), length=st.integers(0, 40), put=st.text(max_size=10))
def test_no_damage_to_a_right_file_crashes_it(at, length, put):
    all_is_told(check(VALID[:at] + put + VALID[at + length :]))


def names_in(fields):
    for field in fields:
        yield field.name
        yield from names_in(field.fields)


NAMES = sorted(set(names_in(FIELDS)))
SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.dates(),
    st.sampled_from(["0", "nl", "https://example.org", "a@b.nl", "2026-01-01", "web", "contract"]),
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=200),
)
STRUCTURES = st.recursive(
    SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(st.sampled_from(["nl", "en-GB", *NAMES]), inner, max_size=5),
    ),
    max_leaves=25,
)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.dictionaries(st.sampled_from([field.name for field in FIELDS]), STRUCTURES, max_size=12))
def test_no_structure_crashes_it(structure):
    text = dumped({**structure, "publiccodeYmlVersion": "0"})
    all_is_told(check(text))


def dumped(structure):
    stream = StringIO()
    YAML(typ="safe", pure=True).dump(structure, stream)
    return stream.getvalue()
