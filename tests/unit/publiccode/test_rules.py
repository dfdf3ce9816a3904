"""The rules about single values."""

import pytest

from govhub.catalogue.interchange.publiccode import lists, rules


@pytest.mark.parametrize(
    "expression",
    [
        "EUPL-1.2",
        "eupl-1.2",
        "MIT OR Apache-2.0",
        "(MIT AND BSD-3-Clause) OR GPL-2.0-or-later WITH Classpath-exception-2.0",
        "LicenseRef-Eigen",
        "DocumentRef-x:LicenseRef-Eigen AND MIT",
    ],
)
def test_a_licence_is_an_spdx_expression(expression):
    assert rules.is_licence(expression)


@pytest.mark.parametrize(
    "expression",
    [
        "EUPL",
        "EUPL-1.2+",
        "EUPL-1.2-or-later",
        "BSL-1.1",
        "European Union Public License 1.2",
        "MIT or Apache-2.0",
        "MIT OR",
        "()",
        "MIT OR (",
        "(" * 5000,
        "",
    ],
)
def test_anything_else_is_no_licence(expression):
    assert not rules.is_licence(expression)


@pytest.mark.parametrize("tag", ["nl", "fy", "en-GB", "sl-IT-nedis", "zh-Hans", "x-eigen"])
def test_a_language_tag_follows_bcp_47(tag):
    assert rules.is_language(tag)


def test_a_language_with_two_letters_is_not_named_with_three():
    assert not rules.is_language("fry")


@pytest.mark.parametrize("tag", ["nl_NL", "dutch", "xx", "", "nl-", "nl " * 50, "a" * 5000, "é"])
def test_anything_else_is_no_language_tag(tag):
    assert not rules.is_language(tag)


@pytest.mark.parametrize("day", ["2026-02-28", "2024-02-29", "0001-01-01"])
def test_a_date_is_year_month_day(day):
    assert rules.is_date(day)


@pytest.mark.parametrize(
    "day", ["2026-02-29", "2021-16-12", "16-12-2021", "2026-2-1", "t.b.d.", "", "२०२६-०१-०१"]
)
def test_anything_else_is_no_date(day):
    assert not rules.is_date(day)


@pytest.mark.parametrize(
    "address", ["https://example.org", "HTTP://example.org:8080/a b", " https://example.org/x "]
)
def test_a_web_address_starts_with_http(address):
    assert rules.is_http_url(address)


@pytest.mark.parametrize(
    "address",
    ["example.org", "ftp://example.org", "https://", "https://[", "https://x:port", "", "???"],
)
def test_anything_else_is_no_web_address(address):
    assert not rules.is_http_url(address)


@pytest.mark.parametrize(
    "address", ["git@github.com:x/y.git", "mailto:a@b.nl", "git://example.org/x.git", "#x", "a b"]
)
def test_a_repository_may_have_another_kind_of_address(address):
    is_fine = rules.a_url(address, {}) is None
    assert is_fine is (address in {"mailto:a@b.nl", "git://example.org/x.git"})


@pytest.mark.parametrize("address", ["a@example.org", "Jan.de.Vries+x@sub.example.nl", "é@ü.nl"])
def test_an_email_address_has_a_name_and_a_domain(address):
    assert rules.is_email_address(address)


@pytest.mark.parametrize("address", ["", "a", "a@b", "a@@b.nl", "a b@c.nl", "adexample.org", "a@."])
def test_anything_else_is_no_email_address(address):
    assert not rules.is_email_address(address)


@pytest.mark.parametrize(
    ("address", "is_video"),
    [
        ("https://www.youtube.com/watch?v=RaHmGbBOP84", True),
        ("https://youtu.be/RaHmGbBOP84", True),
        ("https://vimeo.com/76979871", True),
        ("http://vimeo.com/76979871", False),
        ("https://www.youtube.com/@kanaal", False),
        ("https://example.org/film.mp4", False),
    ],
)
def test_a_video_is_on_a_site_that_offers_a_player(address, is_video):
    assert lists.is_video(address) is is_video


def test_characters_are_counted_as_people_do():
    family = "\N{MAN}\N{ZERO WIDTH JOINER}\N{WOMAN}\N{ZERO WIDTH JOINER}\N{GIRL}"
    assert rules.at_most(3)(family * 3, {}) is None
    assert rules.at_most(3)(family * 4, {}) is not None
    assert rules.at_least(2)("a\r\nb", {}) is None
    assert rules.at_least(4)("a\r\nb", {}) is not None


def test_countries_are_codes_of_two_letters_in_one_case():
    assert [code for code in ("NL", "nl", "Nl", "XX", "NLD", "") if rules.is_country(code)] == [
        "NL",
        "nl",
    ]


@pytest.mark.parametrize(
    ("uri", "is_fine"),
    [
        ("https://www.delft.nl", True),
        ("https://identifier.overheid.nl/tooi/id/gemeente/gm0503", True),
        ("urn:nld:oin:00000001001299757000", True),
        ("urn:x-italian-pa:pcm", True),
        ("urn:x-italian-pa:no_such_pa", False),
        ("urn:", False),
        ("urn:a", False),
        ("Gemeente Delft", False),
        ("/pad", False),
    ],
)
def test_an_organisation_is_an_address_or_a_urn(uri, is_fine):
    assert (rules.an_organisation(uri, {}) is None) is is_fine
