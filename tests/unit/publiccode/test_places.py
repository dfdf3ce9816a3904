"""Where a publiccode.yml may lie, by what the address looks like."""

from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govhub.catalogue.interchange.publiccode.places import name_in, place_of
from govhub.kernel.errors import InvalidInput

RAW = "https://raw.githubusercontent.com/gemeente/zaakbrug"


def first(address, number=2):
    return list(islice(place_of(address).candidates(), number))


@pytest.mark.parametrize(
    "address",
    [
        "https://github.com/gemeente/zaakbrug",
        "https://github.com/gemeente/zaakbrug/",
        "https://github.com/gemeente/zaakbrug.git",
        "github.com/gemeente/zaakbrug",
        "  git@github.com:gemeente/zaakbrug.git ",
        "git://github.com/gemeente/zaakbrug.git",
        "https://github.com/gemeente/zaakbrug#readme",
        "https://github.com/gemeente/zaakbrug/issues/12",
        "HTTPS://github.com/gemeente/zaakbrug/pull/3/files",
    ],
)
def test_every_address_of_a_repository_on_github_leads_to_its_files(address):
    assert place_of(address).repository == "https://github.com/gemeente/zaakbrug"
    assert first(address) == [f"{RAW}/HEAD/publiccode.yml", f"{RAW}/HEAD/publiccode.yaml"]


def test_the_usual_branches_come_after_the_one_that_is_shown_first():
    found = list(place_of("https://github.com/gemeente/zaakbrug").candidates())
    assert [url.split("/")[-2] for url in found[::2]][:4] == ["HEAD", "main", "master", "develop"]


def test_a_branch_that_the_address_names_goes_first():
    assert first("https://github.com/gemeente/zaakbrug/tree/dev", 1) == [
        f"{RAW}/dev/publiccode.yml"
    ]


def test_a_folder_that_the_address_names_goes_first():
    address = "https://gitlab.com/groep/sub/zaakbrug/-/tree/dev/onderdeel"
    base = "https://gitlab.com/groep/sub/zaakbrug/-/raw/dev"
    assert first(address, 3) == [
        f"{base}/onderdeel/publiccode.yml",
        f"{base}/onderdeel/publiccode.yaml",
        f"{base}/publiccode.yml",
    ]


@pytest.mark.parametrize(
    ("address", "raw"),
    [
        (
            "https://gitlab.com/groep/sub/diep/zaakbrug",
            "https://gitlab.com/groep/sub/diep/zaakbrug/-/raw/HEAD/publiccode.yml",
        ),
        (
            "https://gitlab.voorbeeld.nl/groep/zaakbrug.git",
            "https://gitlab.voorbeeld.nl/groep/zaakbrug/-/raw/HEAD/publiccode.yml",
        ),
        (
            "https://git.voorbeeld.nl/groep/sub/zaakbrug/-/issues",
            "https://git.voorbeeld.nl/groep/sub/zaakbrug/-/raw/HEAD/publiccode.yml",
        ),
        (
            "https://codeberg.org/gemeente/zaakbrug",
            "https://codeberg.org/api/v1/repos/gemeente/zaakbrug/raw/publiccode.yml",
        ),
        (
            "https://git.voorbeeld.nl/gemeente/zaakbrug/src/branch/dev/docs",
            "https://git.voorbeeld.nl/gemeente/zaakbrug/raw/branch/dev/docs/publiccode.yml",
        ),
        (
            "https://git.voorbeeld.nl/gemeente/zaakbrug/src/tag/v1.0",
            "https://git.voorbeeld.nl/gemeente/zaakbrug/raw/tag/v1.0/publiccode.yml",
        ),
        (
            "https://bitbucket.org/gemeente/zaakbrug/src/master/",
            "https://bitbucket.org/gemeente/zaakbrug/raw/master/publiccode.yml",
        ),
        (
            "https://bitbucket.org/gemeente/zaakbrug",
            "https://bitbucket.org/gemeente/zaakbrug/raw/HEAD/publiccode.yml",
        ),
        (
            "https://code.voorbeeld.nl/projects/A/repos/zaakbrug/browse?at=refs%2Fheads%2Fdev",
            "https://code.voorbeeld.nl/projects/A/repos/zaakbrug/raw/publiccode.yml?at=refs/heads/dev",
        ),
        (
            "https://bitbucket.voorbeeld.nl/scm/abc/zaakbrug.git",
            "https://bitbucket.voorbeeld.nl/projects/abc/repos/zaakbrug/raw/publiccode.yml",
        ),
        (
            "https://github.com/gemeente/zaakbrug/blob/main/docs/publiccode.yml",
            f"{RAW}/main/docs/publiccode.yml",
        ),
    ],
)
def test_each_program_has_its_own_address_for_a_file(address, raw):
    assert first(address, 1) == [raw]


@pytest.mark.parametrize(
    ("address", "repository"),
    [
        (f"{RAW}/main/publiccode.yml", "https://github.com/gemeente/zaakbrug"),
        (
            "https://gitlab.com/groep/sub/zaakbrug/-/raw/main/publiccode.yaml",
            "https://gitlab.com/groep/sub/zaakbrug",
        ),
        (
            "https://codeberg.org/gemeente/zaakbrug/raw/branch/main/publiccode.yml",
            "https://codeberg.org/gemeente/zaakbrug",
        ),
        ("https://www.voorbeeld.nl/software/publiccode.yml", None),
    ],
)
def test_the_address_of_a_file_is_used_as_it_is(address, repository):
    place = place_of(address)
    assert place.is_file
    assert list(place.candidates()) == [address]
    assert place.repository == repository


@pytest.mark.parametrize(
    "address",
    ["", "zaakbrug", "https://github.com", "https://github.com/gemeente", "ftp://x.nl/a/b", "//"],
)
def test_what_is_no_repository_is_refused_with_what_to_do(address):
    with pytest.raises(InvalidInput, match="Plak het adres uit uw browser"):
        place_of(address)


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("https://github.com/gemeente/zaak-brug.git", "Zaak brug"),
        ("https://gitlab.com/groep/sub/openzaak", "Openzaak"),
        ("https://www.voorbeeld.nl/publiccode.yml", None),
        ("geen adres", None),
    ],
)
def test_a_repository_has_a_name(address, name):
    assert name_in(address) == name


@given(st.text(max_size=80) | st.text("/:.-_~gitlabcom@raw srctree", max_size=60))
def test_whatever_is_typed_is_an_address_or_is_refused(text):
    try:
        place = place_of(text)
    except InvalidInput:
        return
    assert all("://" in url for url in islice(place.candidates(), 40))
