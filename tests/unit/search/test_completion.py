"""What is offered while somebody types, and in which order."""

import numpy as np
import pytest

from govhub.search.completion import Completion, Phrases, phrases
from govhub.search.engine import Document, Suggestion


def completion(*documents):
    told = Phrases(map(phrases, documents))
    return Completion([(told, np.ones(len(documents), np.bool_))])


def document(name, **overrides):
    return Document(**{"id": name, "name": name, "summary": ""} | overrides)


def texts(found):
    return [each.text for each in found]


def test_every_kind_of_thing_is_offered():
    offered = completion(
        document(
            "Zaakbrug",
            aliases=("Zaakding",),
            category_names=("Zaakgericht werken",),
            owners=("Zaakstad",),
            purposes=("zaken afhandelen",),
            keywords=("zaaktype",),
        ),
        *(document(f"Iets {number}", summary="Een zaadje") for number in range(3)),
    ).complete("za", 10)

    assert {each.kind: each.text for each in reversed(offered)} == {
        "component": "Zaakbrug",
        "categorie": "Zaakgericht werken",
        "organisatie": "Zaakstad",
        "waarvoor": "zaken afhandelen",
        "trefwoord": "zaaktype",
        "woord": "zaadje",
    }


def test_names_that_begin_so_come_first_and_then_what_is_frequent():
    made = completion(
        document("Open kaart", keywords=("kaartlaag", "kaartblad")),
        document("Kaartmaker", keywords=("kaartlaag",)),
    )

    assert texts(made.complete("kaart", 9)) == [
        "Kaartmaker",
        "kaartlaag",
        "kaartblad",
        "Open kaart",
    ]


def test_the_name_that_was_typed_in_full_is_the_first():
    made = completion(document("Zaak en meer"), document("Zaak"), document("Zaakbrug"))

    assert texts(made.complete("zaak", 9))[0] == "Zaak"


def test_names_leave_room_for_other_things():
    names = [document(f"Zaak {letter}") for letter in "abcdef"]
    made = completion(*names, document("Iets", keywords=("zaaktype", "zaaksysteem", "zaakdossier")))

    assert texts(made.complete("zaak", 6)) == [
        "Zaak a",
        "Zaak b",
        "Zaak c",
        "zaak",
        "zaakdossier",
        "zaaksysteem",
    ]
    assert len(made.complete("zaak", 20)) == 10


def test_another_form_of_the_same_words_is_not_offered_again():
    made = completion(
        document("A", keywords=("Zaaksysteem", "zaaksystemen")),
        document("B", keywords=("Zaaksysteem",), purposes=("zaaksysteem",)),
    )

    assert made.complete("zaaks", 9) == (Suggestion("Zaaksysteem", "trefwoord"),)


def test_a_word_is_offered_when_it_is_frequent_and_as_it_is_written():
    rare = [document(f"X {number}", summary="Een coöperatie") for number in range(2)]

    assert completion(*rare).complete("coop", 9) == ()
    assert completion(*rare, document("Y", summary="COÖPERATIE!")).complete("coop", 9) == (
        Suggestion("coöperatie", "woord"),
    )


@pytest.mark.parametrize(
    "typed", ["zaaksy", "zaksys", "zaaskys", "azaksys", "zaaksystemn", "zaaksyseem"]
)
def test_a_typing_error_is_repaired(typed):
    made = completion(document("Mijn zaaksysteem"), document("Kaartmaker"))

    assert texts(made.complete(typed, 9)) == ["Mijn zaaksysteem"]


def test_errors_in_several_words_are_repaired():
    assert texts(completion(document("Mijn zaaksysteem")).complete("mjin zaksy", 9)) == [
        "Mijn zaaksysteem"
    ]


def test_what_looks_like_nothing_gives_nothing():
    made = completion(document("Zaaksysteem"))

    assert made.complete("kwxyz", 9) == made.complete("q", 9) == made.complete("2024", 9) == ()
    assert completion().complete("zaak", 9) == ()


def test_words_may_be_typed_with_others_between():
    made = completion(document("Open zaaksysteem voor gemeenten"), document("Gemeentekaart"))

    assert texts(made.complete("zaaksysteem gemeen", 9)) == ["Open zaaksysteem voor gemeenten"]


def test_of_very_many_the_best_are_offered():
    made = completion(
        *(document(f"D {number}", keywords=(f"d{number:03d}",)) for number in range(400)),
        document("X", keywords=("dzz",)),
        document("Y", keywords=("dzz",)),
        document("Dzy"),
    )

    assert texts(made.complete("d", 8))[0] == "D 0"
    assert "dzz" in texts(made.complete("d", 8))
