"""GovHub describes itself in a publiccode.yml, and keeps to the standard that it checks."""

from govhub.catalogue.interchange.publiccode import check
from govhub.catalogue.interchange.publiccode.prefill import prefill
from govhub.catalogue.interchange.publiccode.results import Rule
from tests.places import ROOT

OURS = (ROOT / "publiccode.yml").read_text(encoding="utf-8")
PUBLIC = "url: https://code.voorbeeld.nl/organisatie/govhub\n"


def test_nothing_is_wrong_in_our_own_file_but_where_it_will_be_public():
    """Once the source has a public place, ``url`` says it and this list must be empty."""
    found = check(OURS)
    assert [(each.rule, each.key) for each in found] in ([], [(Rule.REQUIRED, "url")])


def test_with_its_place_the_file_has_no_error_and_no_warning():
    assert check(OURS if "\nurl:" in OURS else OURS + PUBLIC) == ()


def test_it_can_be_brought_in():
    read = prefill(OURS)
    assert read.is_whole
    assert (read.facts.name, read.proposals, read.unknown) == ("GovHub", (), {})
