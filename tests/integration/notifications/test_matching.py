"""Which saved searches find a component: as the list would, without what only resembles it."""

from collections import Counter

import pytest

from govhub import paths
from govhub.catalogue import queries
from govhub.catalogue.interchange import seed
from govhub.catalogue.status import Status
from govhub.following.saved_search import SavedSearch
from govhub.notifications.matching import Finder, searches_that_find
from govhub.platform.db import transaction
from govhub.search import thesaurus_file
from govhub.search.document import public_documents
from tests.integration.search.documents import make_document
from tests.making import make_component, make_follower

THESAURUS = thesaurus_file.load(paths.SEED / "thesaurus.yaml")
LABELS = {
    "status": {status.value: status.label for status in Status},
    "categorie": {"zaken": "Zaken", "betaling": "Betalen"},
}


def search(text="", *, is_literal=False, **filters):
    return SavedSearch.of(text, filters, LABELS, is_literal=is_literal)


def finds(asked, *, statuses=(), **document):
    if isinstance(asked, str):
        asked = search(asked)
    return Finder(make_document(**document), THESAURUS, statuses).by(asked)


@pytest.mark.parametrize(
    "asked",
    [
        "zaaksysteem",
        "ZAAKSYSTEMEN",
        "zaak systeem",
        "systeem voor zaken",
        "zaakgericht werken",  # means the same
        "zaaksyteem",  # one error
        "een zaaksysteem voor de gemeente",
    ],
)
def test_a_search_finds_what_it_asks_in_other_words_too(asked):
    assert finds(asked, name="Open Zaak", summary="Een zaaksysteem voor elke gemeente.")


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("zaaksysteem", "Een systeem voor beelden."),  # half a compound
        ("betalen met iDEAL", "Kaarten met adressen."),
        ("formulieren gemeente", "Voor elke gemeente."),  # half of what is asked
        ("Apple", "Een applicatie."),  # a name is no error
        ("GZAC", "Iets met gzab."),
        ("DigiD", "Inloggen in het algemeen."),  # the wider meaning
        ("?!…", "Wat dan ook?!…"),
        ("' OR 1=1 --", "Een database."),
    ],
)
def test_a_search_does_not_find_what_only_resembles_it(asked, said):
    assert not finds(asked, name="Onderdeel", summary=said)


def test_who_asks_for_exactly_a_word_is_not_told_of_words_near_to_it():
    for asked in ("vergunningen", "zaaksyteem"):
        assert finds(search(asked), summary="Vergund in een zaaksysteem.")
        assert not finds(search(asked, is_literal=True), summary="Vergund in een zaaksysteem.")


def test_a_search_without_words_is_its_filters():
    facets = {"categorie": ("zaken", "betaling")}
    assert finds(search(categorie=["betaling"]), facets=facets)
    assert finds(search(), facets=facets)
    assert not finds(search(categorie=["zaken"]), facets={"categorie": ("betaling",)})
    assert not finds(search(categorie=["zaken"]))


def test_all_filters_and_the_words_must_fit():
    facets = {"categorie": ("zaken",)}
    known = {"name": "Open Zaak", "facets": facets, "statuses": [Status.AVAILABLE]}
    assert finds(search("zaak", categorie=["zaken"], status=["beschikbaar"]), **known)
    assert not finds(search("zaak", categorie=["zaken"], status=["concept"]), **known)
    assert not finds(search("betalen", categorie=["zaken"]), **known)


@pytest.mark.parametrize("wanted", [Status.DEMO, Status.AVAILABLE])
def test_a_change_counts_for_who_asks_for_the_old_status_and_for_the_new_one(wanted):
    changed = [Status.DEMO, Status.AVAILABLE]
    assert finds(search(status=[wanted]), statuses=changed)
    assert not finds(search(status=[Status.ENDED]), statuses=changed)


@pytest.mark.parametrize(
    "text", ["x" * 5000, "a " * 5000, "\u202e\ufffd\u0000", "<script>", "((((((*", "%s%(x)s{}"]
)
def test_hostile_text_finds_nothing_and_does_no_harm(text):
    assert not finds(search(text), name="Open Zaak", summary="Een zaaksysteem.")


def test_everybody_who_saved_the_same_search_is_found(session):
    component = make_component(session, name="Open Zaak", category_keys=("zaken",))
    kept = [
        make_follower(session, search("open zaak")),
        make_follower(session, search("open zaak")),
        make_follower(session, search(categorie=["zaken"])),
    ]
    make_follower(session, search("open zaak", categorie=["betaling"]))
    make_follower(session, search("open zaak"), is_confirmed=False)
    make_follower(session, component)
    found = searches_that_find(session, component, THESAURUS, statuses=[Status.AVAILABLE])
    assert found == {subscription.id for subscription in kept}


def test_real_components_are_found_by_what_they_are_and_by_little_else(session):
    with transaction(session):
        seed.load(session, paths.SEED)
    documents = list(public_documents(session))
    finders = [Finder(document, THESAURUS, ()) for document in documents]
    found = Counter()
    for finder, document in zip(finders, documents, strict=True):
        assert finder.by(search(document.name)), document.name
        for asked in ("betalen", "betaaln met ideal", "zaaksysteem", "appple"):
            found[asked] += finder.by(search(asked))
    assert queries.numbers(session).components == len(documents)
    for asked in ("betalen", "zaaksysteem"):
        assert 3 < found[asked] < len(documents) / 5, found
    assert found["appple"] == 0
