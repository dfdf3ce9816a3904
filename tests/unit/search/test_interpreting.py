"""What a query is taken to ask."""

from collections import Counter
from dataclasses import dataclass, field

import pytest

from govhub.search.catalogue_words import CatalogueWords
from govhub.search.decompound import indexed, part_term
from govhub.search.engine import Kinship, Match, Repair
from govhub.search.interpreting import Interpreter
from govhub.search.recipe import RECIPE, Recipe
from govhub.search.thesaurus import Group, Thesaurus
from govhub.search.understanding import MAX_WORDS, Alternative, Asked

THESAURUS = Thesaurus(
    [
        Group(("betalen", "afrekenen"), ("iDEAL",), ("geldzaken",)),
        Group(("single sign-on", "sso", "eenmalig inloggen")),
        Group(("inlog", "aanmelden")),
    ],
    ignored=["welke", "zoeken"],
    minor=["maken"],
)


@dataclass
class Vocabulary:
    """What is known of a catalogue with these texts, each a document."""

    texts: tuple[str, ...]
    frequencies: Counter[str] = field(init=False)
    words: CatalogueWords = field(init=False)

    def __post_init__(self):
        told = [indexed(text) for text in self.texts]
        self.frequencies = Counter(term for both in told for terms in both for term in terms)
        self.words = CatalogueWords(word for text in self.texts for word in text.split())

    def frequency(self, term):
        return self.frequencies[term]


def read(text, *texts, recipe=RECIPE, **how):
    return Interpreter(Vocabulary(texts), THESAURUS, recipe).read(text, **how)


def ways(text, *texts, **how):
    """Return for each word of the query what it may stand for: found → kinship, the best one."""
    return [
        {way.found: way.kinship for way in reversed(each.alternatives)}
        for each in read(text, *texts, **how).asked
    ]


def test_each_telling_word_is_asked_once_by_its_stem():
    asked = read("de formulieren en de Formulieren", "formulier").asked

    assert [each.typed for each in asked] == ["formulieren"]
    assert asked[0].alternatives[0] == Alternative.of("formulier", 1.0, "formulieren", Kinship.SAME)


def test_a_word_may_be_a_part_of_a_compound_in_the_text():
    (asked,) = read("zaak", "zaaksysteem").asked

    assert Alternative.of(part_term("zaak"), RECIPE.part, "zaak", Kinship.PART) in (
        asked.alternatives
    )


def test_a_compound_may_be_all_of_its_parts_together_or_one_of_them():
    (found,) = ways("zaaksysteem", "zaak")

    assert found["zaak + systeem"] is Kinship.PART
    assert found["zaak"] is found["systeem"] is Kinship.PART


def test_a_compound_may_be_made_with_a_name_of_the_catalogue():
    assert "digid + koppeling" in ways("digidkoppeling", "digid")[0]
    assert "digid + koppeling" not in ways("digidkoppeling", "zaak")[0]


def test_a_word_may_be_its_synonym_or_something_narrower_or_broader():
    (found,) = ways("betalen", "betalen")

    assert found["afrekenen"] is Kinship.SYNONYM
    assert found["iDEAL"] is Kinship.NARROWER
    assert found["geldzaken"] is Kinship.BROADER


def test_a_phrase_counts_for_each_of_its_words_and_a_phrase_needs_all_of_its_words():
    (sso,) = read("sso", "sso").asked
    single, sign = read("single sign on", "sso").asked

    together = next(way for way in sso.alternatives if way.found == "eenmalig inloggen")
    assert len(together.needs) == 2
    for each in (single, sign):
        assert Alternative.of("sso", 3 * RECIPE.synonym, "sso", Kinship.SYNONYM) in (
            each.alternatives
        )


def test_a_synonym_of_a_part_of_a_compound_is_looked_for_too():
    (found,) = ways("inlogsysteem", "systeem")

    assert found["aanmelden"] is Kinship.SYNONYM


def test_relatives_count_more_when_the_word_itself_is_nowhere():
    texts = ("pseudonimiseren", "pseudoniem")
    (known,) = read("pseudonimiseren", *texts).asked
    (unknown,) = read("pseudonimisering", "pseudoniem").asked

    weights = [
        next(way.weight for way in each.alternatives if way.found == "pseudoniem")
        for each in (known, unknown)
    ]
    assert weights == [RECIPE.distant_family, RECIPE.family]


def test_two_words_may_be_one():
    dig, id_ = ways("dig id", "digid")

    assert dig["digid"] is id_["digid"] is Kinship.SAME


@pytest.mark.parametrize("typed", ["smsje", "smsjes"])
def test_the_small_form_of_a_word_is_the_word(typed):
    (found,) = ways(typed, "sms")

    assert found["sms"] is Kinship.SAME


@pytest.mark.parametrize(
    ("typed", "texts", "meant"),
    [
        ("digdi", ("digid", "zaak"), "digid"),
        ("frmulier", ("formulier",), "formulier"),
        ("afrekennen", ("zaak",), "afrekenen"),
        ("stemburo", ("stembureau",), "stembureau"),
    ],
)
def test_a_word_that_nobody_knows_may_be_a_typing_error(typed, texts, meant):
    understanding = read(typed, *texts)

    assert understanding.repairs == (Repair(typed, meant),)
    assert meant in {way.found for way in understanding.asked[0].alternatives}


def test_an_error_is_repaired_with_everything_that_was_likely_meant():
    (found,) = ways("betallen", "betalen")

    assert found["betalen"] is Kinship.REPAIRED
    assert found["afrekenen"] is Kinship.SYNONYM


@pytest.mark.parametrize(
    ("text", "texts"),
    [
        ("baken", ("baken", "balen")),
        ("zaaksysteem", ("zaak", "systeem", "zaaksysteen")),
        ("qwertz", ("zaak",)),
        ("2024", ("2025",)),
    ],
)
def test_a_word_that_is_known_and_what_is_near_nothing_is_no_error(text, texts):
    assert read(text, *texts).repairs == ()


def test_asked_literally_nothing_is_repaired():
    assert read("digdi", "digid", is_literal=True).repairs == ()
    assert "digid" not in ways("digdi", "digid", is_literal=True)[0]
    assert "formulier" not in ways("formullier", "formulier", is_literal=True)[0]


def test_words_that_tell_nothing_are_left_out_unless_there_are_no_others():
    assert [each.word for each in read("welke kaart zoeken", "kaart").asked] == ["kaart"]
    assert [each.word for each in read("zoeken", "kaart").asked] == ["zoeken"]
    assert [each.word for each in read("de", "kaart").asked] == ["de"]


def test_words_that_tell_little_count_less():
    kaart, maken, one = read("kaart maken 1", "kaart").asked

    assert [kaart.weight, maken.weight, one.weight] == [1.0, RECIPE.minor, RECIPE.minor]


def test_relaxed_a_word_may_be_a_relative_of_one_of_its_parts():
    assert "archivering" in ways("kaartarchief", "archivering", is_relaxed=True)[0]
    assert "archivering" not in ways("kaartarchief", "archivering")[0]


def test_a_way_that_counts_for_nothing_is_left_out():
    (found,) = ways("betalen", "betalen", recipe=Recipe(synonym=0, narrower=0))

    assert set(found) == {"betalen", "geldzaken"}


def test_of_two_ways_that_need_the_same_the_one_that_counts_more_stays():
    asked = Asked("Betalen", "betalen")
    for weight in (0.2, 0.8, 0.5):
        asked.add(Alternative.of("ideal", weight, "iDEAL", Kinship.SYNONYM))

    assert [way.weight for way in asked.alternatives] == [0.8]
    assert asked.match(asked.alternatives[0]) == Match("Betalen", "iDEAL", Kinship.SYNONYM)


@pytest.mark.parametrize("text", ["", "?!", " \t "])
def test_a_text_without_words_asks_nothing(text):
    assert read(text, "zaak").asked == ()


def test_only_so_many_words_are_looked_at():
    text = " ".join(f"a{number}" for number in range(40))

    assert len(read(text).asked) == MAX_WORDS
