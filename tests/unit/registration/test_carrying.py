from dataclasses import fields, replace

from hypothesis import given
from hypothesis import strategies as st

from govhub.catalogue.facts import Facts
from govhub.catalogue.serving import PrincipleDetail
from govhub.registration.carrying import carried_over

PUBLISHED = Facts(
    name="Open Zaak",
    summary="Registreert zaken.",
    purposes=("zaken bewaren", "zaken tonen", "zaken delen"),
    keywords=("zaak",),
    licence="EUPL-1.2",
    repository_url="https://github.com/open-zaak/open-zaak",
    contact_email="team@voorbeeld.nl",
    category_keys=("zaken",),
    owner_slug="gemeente-voorbeeld",
    aliases=("OZ",),
    principle_details={"delen": PrincipleDetail(motivation="Iedereen mag het gebruiken.")},
)


def test_an_empty_registration_changes_nothing():
    assert carried_over(Facts(name="Open-Zaak"), PUBLISHED) == PUBLISHED


def test_what_is_filled_in_otherwise_is_taken():
    mine = Facts(name="Open Zaak", summary="Bewaart zaken.", website_url="https://openzaak.org")
    found = carried_over(mine, PUBLISHED)
    assert found == replace(PUBLISHED, summary="Bewaart zaken.", website_url="https://openzaak.org")


def test_lists_only_grow_and_no_further_than_a_form_takes():
    mine = Facts(
        name="Open Zaak",
        purposes=("a", "b", "zaken tonen", "c", "d"),
        keywords=("zgw", "zaak"),
        category_keys=("documenten", "zaken"),
        principle_details={
            "delen": PrincipleDetail(motivation="Anders."),
            "open": PrincipleDetail(motivation="Het is open."),
        },
    )
    found = carried_over(mine, PUBLISHED)
    assert found.purposes == ("zaken bewaren", "zaken tonen", "zaken delen", "a", "b", "c")
    assert found.keywords == ("zaak", "zgw")
    assert found.category_keys == ("zaken", "documenten")
    assert found.principle_details == {
        "delen": PrincipleDetail(motivation="Iedereen mag het gebruiken."),
        "open": PrincipleDetail(motivation="Het is open."),
    }


def test_another_name_becomes_an_alias():
    found = carried_over(Facts(name="Zaakregister", aliases=("oz", "ZR")), PUBLISHED)
    assert (found.name, found.aliases) == ("Open Zaak", ("OZ", "Zaakregister", "ZR"))


def test_the_same_repository_in_another_spelling_is_no_change():
    mine = Facts(name="Open Zaak", repository_url="http://www.github.com/Open-Zaak/open-zaak.git")
    assert carried_over(mine, PUBLISHED) == PUBLISHED
    other = replace(mine, repository_url="https://gitlab.com/open-zaak/open-zaak")
    assert carried_over(other, PUBLISHED).repository_url == other.repository_url


def test_who_owns_it_and_who_answers_stay():
    mine = Facts(name="Open Zaak", owner_slug="gemeente-ander", contact_email="ik@ander.nl")
    assert carried_over(mine, PUBLISHED) == PUBLISHED


names = st.text(max_size=8)
lists = st.lists(st.sampled_from("abcdefgh"), unique=True, max_size=8).map(tuple)


@given(mine=lists, theirs=lists)
def test_nothing_that_is_published_goes_from_a_list(mine, theirs):
    for name in ("purposes", "keywords", "category_keys", "platforms", "languages"):
        found = carried_over(Facts(name="x", **{name: mine}), Facts(name="x", **{name: theirs}))
        assert getattr(found, name)[: len(theirs)] == theirs


@given(names, names)
def test_carrying_over_twice_is_carrying_over_once(one, other):
    mine, theirs = Facts(name=one, summary=other), Facts(name=other, summary=one)
    once = carried_over(mine, theirs)
    assert carried_over(mine, once) == once


def test_every_fact_is_taken_or_left_on_purpose():
    filled = {
        each.name: ("x",) if isinstance(getattr(PUBLISHED, each.name), tuple) else "x"
        for each in fields(Facts)
        if each.name not in {"principle_details", "kind", "released_on", "maintenance"}
    }
    empty = Facts(name="y", repository_url=None)
    found = carried_over(Facts(**filled), empty)
    left = {name for name in filled if not getattr(found, name)}
    assert left == {"owner_slug", "contact_email"}
