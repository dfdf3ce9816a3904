import pytest
from hypothesis import given
from hypothesis import strategies as st

from govhub.catalogue.repository import repository_key


@pytest.mark.parametrize(
    "address",
    [
        "https://github.com/a/b",
        "http://github.com/a/b",
        "https://www.github.com/a/b/",
        "https://GitHub.com/A/B.git",
        "https://github.com/a/b/tree/main/docs",
        "https://github.com//a/b?tab=readme#top",
        "git@github.com:a/b.git",
        "ssh://git@github.com:a/b.git",
    ],
)
def test_one_repository_has_many_addresses(address):
    assert repository_key(address) == "github.com/a/b"


@pytest.mark.parametrize(
    ("address", "key"),
    [
        ("https://gitlab.com/groep/onder/naam/-/tree/main", "gitlab.com/groep/onder/naam"),
        ("https://gitlab.com/groep/onder/naam.git", "gitlab.com/groep/onder/naam"),
        ("https://codeberg.org/a/b/src/branch/main", "codeberg.org/a/b"),
        ("https://git.voorbeeld.nl/a/b/src/branch/main", "git.voorbeeld.nl/a/b"),
        ("https://github.com/alleen-eigenaar", "github.com/alleen-eigenaar"),
    ],
)
def test_a_place_inside_a_repository_is_the_repository(address, key):
    assert repository_key(address) == key


@pytest.mark.parametrize(
    "address", [None, "", "https://github.com", "https://github.com/", "http://["]
)
def test_a_bare_host_is_no_repository(address):
    assert repository_key(address) is None


@given(st.text())
def test_nothing_that_somebody_types_is_trouble(text):
    repository_key(text)
    repository_key(f"https://{text}")
