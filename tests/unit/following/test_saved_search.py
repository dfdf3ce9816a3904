"""A search is written down in one fixed way, whatever the address looked like."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govhub.following.saved_search import SavedSearch

LABELS = {
    "categorie": {"financien": "Financiën", "zaken": "Zaken"},
    "status": {"beschikbaar": "Beschikbaar", "demo": "Demo"},
    "organisatie": {"logius": "Logius"},
    "licentie": {"EUPL-1.2": "EUPL-1.2"},
    "soort": {"software": "Software"},
    "standaard": {"stuf": "StUF"},
    "principe": {"samenwerking": "Samenwerking"},
}
TEXTS = st.text(max_size=20)
FILTERS = st.dictionaries(
    st.sampled_from([*LABELS, "sorteer", "pagina", "onzin"]),
    st.lists(st.sampled_from([*(v for each in LABELS.values() for v in each), "x", ""])),
)


def saved(text="", filters=None, **options):
    return SavedSearch.of(text, filters or {}, LABELS, **options)


@given(text=TEXTS, filters=FILTERS, is_literal=st.booleans())
def test_what_is_stored_reads_back_as_it_was(text, filters, is_literal):
    search = saved(text, filters, is_literal=is_literal)
    stored = json.loads(json.dumps(search.stored()))
    assert SavedSearch.load(stored) == search
    assert SavedSearch.load(stored).stored() == stored


@given(text=TEXTS, filters=FILTERS, is_literal=st.booleans())
def test_reading_it_as_an_address_again_changes_nothing(text, filters, is_literal):
    search = saved(text, filters, is_literal=is_literal)
    again = saved(search.text, search.filters, is_literal=search.is_literal)
    assert (again, again.key) == (search, search.key)


@given(text=TEXTS, filters=FILTERS, random=st.randoms())
def test_order_repetition_and_spaces_do_not_matter(text, filters, random):
    shuffled = [(facet, [*values, *values]) for facet, values in filters.items()]
    random.shuffle(shuffled)
    for _facet, values in shuffled:
        random.shuffle(values)
    other = saved(f"  {text} ", dict(shuffled))
    assert (other, other.key) == (saved(text, filters), saved(text, filters).key)


@given(text=TEXTS, filters=FILTERS)
def test_only_known_filters_and_values_are_kept(text, filters):
    search = saved(text, filters)
    assert set(search.parameters) <= {"q", *LABELS}
    assert all(set(values) <= set(LABELS[facet]) for facet, values in search.filters.items())


@given(one=FILTERS, other=FILTERS)
def test_searches_share_a_key_when_they_ask_the_same_and_only_then(one, other):
    first, second = saved("zaak", one), saved("zaak", other)
    assert (first.key == second.key) == (first.filters == second.filters)


@given(text=TEXTS, filters=FILTERS)
def test_the_sentence_fits_in_the_subject_of_a_mail(text, filters):
    sentence = saved(text * 20, filters).sentence
    assert len(sentence) <= 160
    assert "\n" not in sentence


@pytest.mark.parametrize(
    ("search", "sentence"),
    [
        (
            saved("betalen", {"categorie": ["financien"], "status": ["beschikbaar"]}),
            "de zoekopdracht ‘betalen’ in Financiën, met status Beschikbaar",
        ),
        (saved("betalen"), "de zoekopdracht ‘betalen’"),
        (saved("betalen", is_literal=True), "de zoekopdracht precies ‘betalen’"),
        (
            saved("", {"status": ["demo", "beschikbaar"], "organisatie": ["logius"]}),
            "de componenten met status Beschikbaar of Demo, van Logius",
        ),
    ],
)
def test_the_sentence_says_what_is_asked(search, sentence):
    assert search.sentence == sentence


def test_capitals_make_no_other_search():
    assert saved("Betalen").key == saved("betalen").key


def test_literal_words_are_another_search():
    assert saved("betalen", is_literal=True).key != saved("betalen").key


def test_a_search_for_nothing_is_the_whole_catalogue():
    assert saved("  ", {"onzin": ["x"]}, is_literal=True).is_empty
