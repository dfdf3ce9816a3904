import pytest
from hypothesis import given
from hypothesis import strategies as st

from govhub.registration import validation


@pytest.mark.parametrize(
    "address",
    [
        "https://voorbeeld.nl",
        "http://voorbeeld.nl:8080/pad?q=1#plek",
        "https://code.voorbeeld.nl/gemeente/zaken.git",
        "https://xn--bcher-kva.nl",
    ],
)
def test_these_are_web_addresses(address):
    assert validation.is_web_address(address)


@pytest.mark.parametrize(
    "address",
    [
        "voorbeeld.nl",
        "ftp://voorbeeld.nl",
        "javascript:alert(1)",
        "data:text/html,<script>",
        "https://",
        "https://localhost",
        "https://.",
        "https://naam:geheim@voorbeeld.nl",
        "https://voor beeld.nl",
        "https://voorbeeld.nl:99999999",
        "https://[::1",
        "//voorbeeld.nl",
    ],
)
def test_these_are_not(address):
    assert not validation.is_web_address(address)


@given(st.text())
def test_any_text_can_be_judged_as_an_address(text):
    assert validation.is_web_address(text) in (True, False)


@pytest.mark.parametrize(
    ("written", "known"),
    [
        ("eupl-1.2", "EUPL-1.2"),
        ("MIT or apache-2.0", "MIT OR Apache-2.0"),
        ("GPL-2.0-only WITH Classpath-exception-2.0", "GPL-2.0-only WITH Classpath-exception-2.0"),
        ("(MIT AND BSD-3-Clause)", "MIT AND BSD-3-Clause"),
    ],
)
def test_a_licence_is_written_as_spdx_does(written, known):
    assert validation.spdx(written) == known


@pytest.mark.parametrize(
    "written",
    [
        "EUPL",
        "gratis",
        "MIT OR",
        "((",
        "()",
        "MIT OR (",
        "MIT OR () MIT",
        "",
        "MIT,EUPL-1.2",
        "<b>",
    ],
)
def test_another_licence_is_unknown(written):
    assert validation.spdx(written) is None


@given(
    st.lists(st.sampled_from(["MIT", "GPL-2.0+", "(", ")", " OR ", " WITH ", "+", ","])).map(
        "".join
    )
)
def test_any_order_of_what_a_licence_is_made_of_can_be_judged(text):
    known = validation.spdx(text)
    assert known is None or validation.spdx(known) == known


@given(st.text())
def test_any_text_can_be_judged_as_a_licence(text):
    known = validation.spdx(text)
    assert known is None or validation.spdx(known) == known


@pytest.mark.parametrize(
    "sign", ["\x00", "\x08", "\x0b", "\x1f", "\x7f", "\x85", "\u202e", "\u2066", "\u2028", "\ufeff"]
)
def test_control_signs_are_taken_out(sign):
    assert validation.cleaned(f"a{sign}b") == "ab"


def test_line_ends_become_those_of_unix():
    assert validation.cleaned(" a\r\nb\rc\td ") == "a\nb\nc\td"


def test_one_line_has_no_line_ends():
    assert validation.one_line("Open\r\n  Zaak\t2") == "Open Zaak 2"


@given(st.text())
def test_cleaning_twice_is_cleaning_once(text):
    once = validation.cleaned(text)
    assert validation.cleaned(once) == once


def test_lines_lose_dashes_repeats_and_empty_ones():
    assert validation.lines("- inloggen\n\n inloggen \n-betalen") == ("inloggen", "-betalen")
