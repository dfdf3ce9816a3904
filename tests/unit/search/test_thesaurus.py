import pytest

from govhub.search.dutch import stem
from govhub.search.engine import Kinship
from govhub.search.thesaurus import Group, Thesaurus, no_thesaurus


def related(thesaurus, phrase):
    """Return phrase → kinship of what this one may stand for."""
    key = tuple(map(stem, phrase.split()))
    return {each.phrase: each.kinship for each in thesaurus.related(key)}


THESAURUS = Thesaurus(
    [
        Group(
            ("inloggen", "log in", "aanmelden bij een dienst"), ("single sign-on",), ("toegang",)
        ),
        Group(("AVG", "Algemene verordening gegevensbescherming")),
    ],
    ["hoe", "Wát"],
)


def test_equal_phrases_lead_to_each_other_both_ways_with_words_or_with_more_words():
    assert related(THESAURUS, "avg") == {
        "Algemene verordening gegevensbescherming": Kinship.SYNONYM
    }
    assert related(THESAURUS, "algemene verordening gegevensbescherming") == {
        "AVG": Kinship.SYNONYM
    }


def test_a_phrase_leads_to_what_is_narrower_and_broader_and_they_lead_back():
    assert related(THESAURUS, "inloggen")["single sign-on"] is Kinship.NARROWER
    assert related(THESAURUS, "inloggen")["toegang"] is Kinship.BROADER
    assert related(THESAURUS, "single sign on")["inloggen"] is Kinship.BROADER
    assert related(THESAURUS, "toegang")["inloggen"] is Kinship.NARROWER


def test_another_form_of_a_word_is_the_same_word():
    assert related(THESAURUS, "inlog") == related(THESAURUS, "inloggen")


def test_a_phrase_is_asked_with_or_without_its_words_that_tell_nothing():
    assert related(THESAURUS, "aanmelden bij een dienst") == related(THESAURUS, "aanmelden dienst")


def test_a_phrase_of_which_one_word_would_be_left_is_asked_in_full_and_never_looked_for():
    assert related(THESAURUS, "log in")["inloggen"] is Kinship.SYNONYM
    assert "log in" not in related(THESAURUS, "inloggen")
    assert related(THESAURUS, "log") == {}


def test_groups_can_be_added_and_the_thesaurus_before_stays_as_it_was():
    more = THESAURUS.with_groups([Group(("AVG", "privacywet"))])

    assert set(related(more, "avg")) == {"Algemene verordening gegevensbescherming", "privacywet"}
    assert "privacywet" not in related(THESAURUS, "avg")
    assert more.ignored == THESAURUS.ignored == {"hoe", "wat"}


@pytest.mark.parametrize("phrase", ["", "?!", "AVG"])
def test_a_group_may_hold_nothing_or_the_same_twice(phrase):
    assert related(Thesaurus([Group(("AVG", phrase))]), "avg") == {}


def test_the_empty_thesaurus_is_always_the_same_one():
    assert no_thesaurus() is no_thesaurus()
    assert no_thesaurus().related(("inlog",)) == ()
