"""What every engine makes of what people mean, and what it says about it."""

import pytest

from govhub.search.engine import Kinship, Match, Query, Repair
from govhub.search.engines.memory import MemoryEngine
from govhub.search.engines.whoosh import WhooshEngine
from govhub.search.thesaurus import Group, Thesaurus
from tests.integration.search.documents import found, make_document

THESAURUS = Thesaurus(
    [
        Group(("betalen", "afrekenen"), ("iDEAL",), ("geldzaken",)),
        Group(("single sign-on", "sso", "eenmalig inloggen")),
    ],
    ignored=["welke"],
)


class Redactie:
    """A source of the thesaurus to which somebody adds synonyms."""

    def __init__(self):
        self.thesaurus = THESAURUS

    def __call__(self):
        return self.thesaurus

    def add(self, *phrases):
        self.thesaurus = self.thesaurus.with_groups([Group(phrases)])


@pytest.fixture
def redactie():
    return Redactie()


@pytest.fixture(params=["memory", "whoosh"])
def search_engine(request, folder, redactie):
    """Each engine that there is, with a thesaurus and without documents."""
    engine = MemoryEngine(redactie) if request.param == "memory" else WhooshEngine(folder, redactie)
    engine.rebuild([])
    return engine


def matches(engine, text, **asked):
    """Return the reasons of the first hit."""
    return engine.search(Query(text=text, **asked)).hits[0].matches


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("Een zaaksysteem", "zaak"),
        ("Een systeem voor zaken", "zaaksysteem"),
        ("Betalen met iDEAL", "afrekenen"),
        ("SSO voor iedereen", "single sign on"),
        ("Eenmalig kunnen inloggen", "sso"),
        ("Een pseudoniem kiezen", "pseudonimiseren"),
        ("Leden van het stembureau", "stemburo"),
        ("Een sms sturen", "sms'jes"),
    ],
)
def test_what_is_meant_is_found(search_engine, written, asked):
    search_engine.index([make_document(id="dit", summary=written), make_document()])

    assert found(search_engine, asked) == ["dit"]


def test_a_phrase_of_the_thesaurus_needs_all_its_words(search_engine):
    search_engine.index([make_document(summary="Eenmalig betalen"), make_document(id="dit")])

    assert found(search_engine, "sso") == []


def test_the_word_itself_comes_before_what_it_may_stand_for(search_engine):
    search_engine.index(
        [
            make_document(id="breed", summary="geldzaken"),
            make_document(id="gelijk", summary="afrekenen"),
            make_document(id="zelf", summary="betalen"),
            make_document(id="smal", summary="ideal"),
        ]
    )

    assert found(search_engine, "betalen") == ["zelf", "gelijk", "smal", "breed"]


def test_a_component_in_the_category_of_the_best_answers_comes_first(search_engine):
    tree = {"categorie": ("groen",)}
    search_engine.index(
        [
            make_document(name="Bomen", facets=tree),
            make_document(id="aap", name="Aap", summary="bomen", facets={"categorie": ("dier",)}),
            make_document(id="den", name="Den", summary="bomen", facets=tree),
        ]
    )

    assert found(search_engine, "bomen")[1:] == ["den", "aap"]


@pytest.mark.parametrize(
    ("written", "typed", "match"),
    [
        ("kaarten", "Kaart", Match("Kaart", "kaart", Kinship.SAME)),
        ("zaaksysteem", "zaak", Match("zaak", "zaak", Kinship.PART)),
        ("afrekenen", "betalen", Match("betalen", "afrekenen", Kinship.SYNONYM)),
        ("ideal", "betalen", Match("betalen", "iDEAL", Kinship.NARROWER)),
        ("geldzaken", "betalen", Match("betalen", "geldzaken", Kinship.BROADER)),
        ("pseudoniem", "pseudonimiseren", Match("pseudonimiseren", "pseudoniem", Kinship.FAMILY)),
        ("formulier", "formullier", Match("formullier", "formulier", Kinship.REPAIRED)),
    ],
)
def test_a_hit_says_why_it_is_there(search_engine, written, typed, match):
    search_engine.index([make_document(summary=written)])

    assert matches(search_engine, typed) == (match,)


def test_each_word_that_was_found_has_its_own_reason_in_the_order_of_the_query(search_engine):
    search_engine.index([make_document(summary="Afrekenen op een kaart")])

    assert [each.asked for each in matches(search_engine, "kaart met bomen betalen")] == [
        "kaart",
        "betalen",
    ]


def test_what_was_repaired_is_said_and_asked_literally_it_is_not_done(search_engine):
    search_engine.index([make_document(summary="formulier")])

    repaired = search_engine.search(Query(text="Formullier"))
    literal = search_engine.search(Query(text="Formullier", is_literal=True))

    assert repaired.repairs == (Repair("Formullier", "formulier"),)
    assert (repaired.total, literal.total, literal.repairs) == (1, 0, ())


def test_when_too_little_is_found_the_search_is_relaxed_and_says_so(search_engine):
    search_engine.index([make_document(id="dit", summary="Archivering")])

    results = search_engine.search(Query(text="kaartarchief"))
    strict = search_engine.search(Query(text="archivering"))

    assert (results.total, results.is_relaxed) == (1, True)
    assert (strict.total, strict.is_relaxed) == (1, False)


def test_a_synonym_that_is_added_counts_at_the_next_query(search_engine, redactie):
    search_engine.index([make_document(id="dit", summary="smoelenboek")])
    assert found(search_engine, "gezichtengids") == []

    redactie.add("smoelenboek", "gezichtengids")

    assert found(search_engine, "gezichtengids") == ["dit"]
