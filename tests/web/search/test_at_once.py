"""A synonym of the redactie counts at the next search."""

import pytest

from govhub.search import queries
from tests.inspector import page, words


@pytest.mark.usefixtures("bicycle", "app_with_thesaurus")
def test_a_synonym_for_what_was_missed_works_at_once(session, redactie, missed, found):
    miss = missed("rijwiel")
    assert found("rijwiel") == []
    answer = redactie.submit(
        f"/redactie/zoeken/{miss.id}", "//form[contains(@action, 'synoniem')]", meaning="fiets"
    )
    assert answer.location == "/redactie/zoeken"
    assert "‘rijwiel’ betekent nu hetzelfde als ‘fiets’." in redactie.get(answer.location).text
    assert found("rijwiel") == ["Fietsregister"]
    assert queries.number_of_misses(session) == 0


@pytest.mark.usefixtures("bicycle", "app_with_thesaurus")
def test_synonyms_are_listed_changed_and_removed(session, redactie, found):
    redactie.submit("/redactie/zoeken/synoniemen", term="rijwiel", meaning="fiets")
    listed = redactie.get("/redactie/zoeken/synoniemen")
    assert "rijwiel betekent hetzelfde als fiets" in words(page(listed))
    (synonym,) = queries.synonyms(session)
    address = f"/redactie/zoeken/synoniemen/{synonym.id}"
    redactie.submit(address, "//main//form[not(@action)]", term="tweewieler")
    assert (found("rijwiel"), found("tweewieler")) == ([], ["Fietsregister"])
    redactie.submit(address, "//form[contains(@action, 'verwijderen')]")
    assert found("tweewieler") == []
    assert "nog geen synoniemen toe" in redactie.get("/redactie/zoeken/synoniemen").text
