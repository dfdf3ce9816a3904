"""``/componenten``: what somebody sees who searches."""

from govhub.catalogue import changing, hiding
from govhub.catalogue.status import Status
from govhub.catalogue.vocabulary import Publication
from govhub.platform.db import transaction
from tests.inspector import words
from tests.making import make_category, make_component, make_organisation


def sentence(listed, query):
    return words(listed(query).get_element_by_id("aantal"))


def test_words_are_found_and_shown_with_badge_owner_category_and_licence(session, work, listed):
    make_organisation(session, slug="utrecht", name="Gemeente Utrecht")
    make_category(session, key="zaken", name="Zaakgericht werken")
    make_component(session, name="Zaakvolger", owner_slug="utrecht", licence="MIT")
    make_component(session, name="Betaalhulp")
    work()
    item, *_others = listed("q=zaakvolger").find_class("gh-result")
    assert words(item).startswith("Zaakvolger Status: Beschikbaar Helpt gemeenten")
    assert "Eigenaar: Gemeente Utrecht" in words(item)
    assert "Categorie: Zaakgericht werken" in words(item)
    assert "Licentie: MIT" in words(item)
    assert item.xpath(".//h3/a/@href")[0] == "/componenten/zaakvolger"


def test_the_words_that_match_are_marked(session, work, listed):
    make_component(session, name="Kluis", summary="Bewaart zaken en dossiers.")
    work()
    marks = listed("q=zaak").xpath("//*[@class='gh-result']//mark")
    assert [words(mark) for mark in marks] == ["zaken"]


def test_a_reason_is_shown_when_the_summary_does_not_say_it(session, work, listed):
    make_component(session, name="Kluis", purposes=("paspoorten uitgeven", "iets anders"))
    work()
    assert "… paspoorten uitgeven …" in words(listed("q=paspoort").find_class("gh-result")[0])


def test_another_name_is_shown_as_the_reason(session, work, listed):
    make_component(session, name="Kluis", aliases=("Brandkast",))
    work()
    assert "… Brandkast …" in words(listed("q=brandkast").find_class("gh-result")[0])


def test_the_sentence_tells_the_words_and_the_filters(session, work, listed):
    make_component(session, name="Zaakvolger", status=Status.DEMO, licence="MIT")
    make_component(session, name="Zaakkluis", status=Status.CONCEPT)
    work()
    assert sentence(listed, "") == "2 componenten"
    assert sentence(listed, "q=volger") == "1 component voor ‘volger’"
    assert sentence(listed, "status=demo&status=concept&categorie=zaken&licentie=MIT") == (
        "1 component met status Demo of Concept, in categorie Zaken, met licentie MIT"
    )
    assert sentence(listed, "q=xqzw") == "Geen componenten voor ‘xqzw’"


def test_the_title_names_the_question_and_the_page(session, work, listed):
    for number in range(21):
        make_component(session, name=f"Zaak {number:02}")
    work()
    title = listed("q=zaak&pagina=2").find(".//title").text
    assert title == "Componenten zoeken: 21 componenten voor ‘zaak’, pagina 2 van 2 - GovHub"


def test_the_list_goes_on_on_the_next_page_with_the_same_question(session, work, found, listed):
    for number in range(21):
        make_component(session, name=f"Zaak {number:02}")
    work()
    assert len(found("licentie=EUPL-1.2")) == 20
    (following,) = listed("licentie=EUPL-1.2").xpath("//nav//a[@rel='next']/@href")
    assert following == "/componenten?licentie=EUPL-1.2&pagina=2"
    assert found("licentie=EUPL-1.2&pagina=2") == ["Zaak 20"]


def test_the_order_can_be_chosen(session, work, found):
    first = make_component(session, name="Aap")
    make_component(session, name="Mies")
    with transaction(session):
        wish = changing.StatusWish(new=Status.ENDED, reason="Het is op.")
        changing.change_status(session, first, wish, decided_by=changing.EDITORS)
    work()
    assert found("sorteer=naam") == ["Aap", "Mies"]
    assert set(found("sorteer=nieuwste")) == {"Aap", "Mies"}


def test_relevance_is_the_usual_order_only_when_there_are_words(session, work, listed):
    make_component(session, name="Zaakvolger")
    work()
    with_words = listed("q=zaakvolger").xpath("//select[@name='sorteer']/option/@value")
    without = listed().xpath("//select[@name='sorteer']/option/@value")
    assert with_words == ["relevantie", "nieuwste", "naam"]
    assert without == ["nieuwste", "naam"]


def test_what_is_not_public_is_nowhere(session, work, client, found):
    for publication in set(Publication) - {Publication.PUBLISHED}:
        make_component(session, name=f"Geheim {publication.value}", publication=publication)
    work()
    assert found() == []
    for address in (
        "/componenten?q=geheim",
        "/",
        "/wijzigingen",
        "/organisaties",
        "/suggesties?q=ge",
    ):
        assert "Geheim" not in client.get(address).text


def test_a_component_that_was_hidden_a_moment_ago_is_not_shown(session, work, found):
    component = make_component(session)
    work()
    with transaction(session):
        hiding.withdraw(session, component, reason="Dubbel.")
    assert found() == []


def test_without_an_index_the_plain_list_is_shown_and_says_so(session, work, app, client, found):
    make_component(session, name="Zaakvolger")
    work()
    engine = app.extensions["govhub"].search
    engine.is_available = False
    try:
        assert found("q=zaakvolger") == ["Zaakvolger"]
        assert "Zoeken werkt nu beperkt" in client.get("/componenten").text
    finally:
        engine.is_available = True


def test_markup_in_texts_and_in_the_question_stays_text(session, work, client):
    make_component(session, name="<b>Vet</b>", summary="Zie <script>alert(1)</script> hier.")
    work()
    answer = client.get("/componenten", query_string={"q": "<script>alert(1)</script> vet"})
    assert "<script>alert" not in answer.text
    assert "<b>Vet" not in answer.text


def test_the_number_of_queries_does_not_grow_with_the_list(session, work, client, statements):
    make_component(session)
    work()
    few = statements(lambda: client.get("/componenten"))
    for number in range(15):
        make_component(
            session,
            owner_slug=f"gemeente-{number}",
            category_keys=(f"onderwerp-{number}",),
            principle_keys=(f"richtlijn-{number}",),
            standard_keys=(f"standaard-{number}",),
            aliases=(f"Bijnaam {number}",),
        )
    work()
    many = statements(lambda: client.get("/componenten"))
    assert many <= max(few, 10)
