"""``/wijzigingen`` with filters, and what is announced."""

from datetime import date, timedelta

import pytest

from govhub.catalogue import changing, correcting, planning
from govhub.catalogue.status import Status
from govhub.catalogue.vocabulary import Publication
from govhub.kernel import clock
from govhub.platform.db import transaction
from govhub.platform.language import long_date
from tests.inspector import page, words
from tests.making import make_component, make_organisation

BEGIN = date(2026, 3, 1)


@pytest.fixture
def shown(client):
    """Return the page for these filters: ``shown("nieuw=beeindigd")``."""

    def open_page(query=""):
        answer = client.get(f"/wijzigingen?{query}")
        assert answer.status_code == 200
        return page(answer)

    return open_page


@pytest.fixture
def names(shown):
    """Return the components of the changes that happened, in order."""

    def names(query=""):
        links = shown(query).xpath("//section[@aria-labelledby='aantal']//li/div/a[1]")
        return " ".join(map(words, links))

    return names


@pytest.fixture
def sentence(shown):
    return lambda query="": words(shown(query).get_element_by_id("aantal"))


@pytest.fixture
def kees(session):
    """Available since long, then a demo from 1 March, then ended from 1 April."""
    component = make_component(
        session, name="Kees", owner_slug="delft", category_keys=("geld",), principle_keys=("open",)
    )
    for new, month in ((Status.DEMO, 3), (Status.ENDED, 4)):
        line = changing.Change(
            new=new, decided_by="Gemeente Delft", effective_on=date(2026, month, 1)
        )
        with transaction(session):
            changing.enter(session, component, line)
    return component


def announce(session, component, *, days=10, new=Status.ENDED, **wish):
    wish = changing.StatusWish(
        new=new, reason="Op.", effective_on=clock.today() + timedelta(days=days), **wish
    )
    with transaction(session):
        return planning.announce(
            session, component, wish, decided_by="Gemeente Delft", is_approved=True
        )


@pytest.mark.parametrize(
    ("query", "found", "says"),
    [
        ("oud=beschikbaar", "Kees", "1 wijziging van ‘Beschikbaar’"),
        ("nieuw=beeindigd", "Kees", "1 wijziging naar ‘Beëindigd’"),
        ("oud=demo&nieuw=beeindigd", "Kees", "1 wijziging van ‘Demo’ naar ‘Beëindigd’"),
        ("oud=concept", "", "0 wijzigingen van ‘Concept’"),
        ("categorie=geld", "Kees Kees Kees", "3 wijzigingen in Geld"),
        ("organisatie=delft&nieuw=demo", "Kees", "1 wijziging naar ‘Demo’ bij Delft"),
        ("richtlijn=open&nieuw=demo", "Kees", "1 wijziging naar ‘Demo’ bij richtlijn ‘Open’"),
        (
            "van=2026-03-01&tot=2026-03-31",
            "Kees",
            "1 wijziging vanaf 1 maart 2026 tot en met 31 maart 2026",
        ),
        ("tot=2026-02-28", "", "0 wijzigingen tot en met 28 februari 2026"),
    ],
)
def test_each_filter_narrows_the_list_and_reads_in_the_sentence(
    session, kees, names, sentence, query, found, says
):
    make_component(session, name="Mies")
    assert names(query) == found
    assert sentence(query) == says


def test_the_form_remembers_what_was_chosen_and_needs_no_script(client, session, kees, shown):
    chosen = "oud=demo&nieuw=beeindigd&categorie=geld&organisatie=delft&richtlijn=open"
    query = f"toon=wijzigingen&aankondigingen=ja&van=2026-01-01&tot=2026-12-31&{chosen}"
    (form,) = shown(query).xpath("//main//form")
    assert (form.get("method"), form.get("action")) == ("get", "/wijzigingen")
    values = dict(form.form_values())
    assert values == dict(pair.split("=") for pair in query.split("&"))
    answer = client.get("/wijzigingen", query_string=values)
    assert "1 wijziging of aankondiging van ‘Demo’" in answer.text


def test_each_chosen_filter_can_be_removed(kees, shown):
    document = shown("oud=demo&categorie=geld&van=2026-01-01")
    chips = {words(chip): chip.get("href") for chip in document.find_class("gh-chip")}
    assert chips == {
        "Verwijder filter Status was: Demo": "/wijzigingen?categorie=geld&van=2026-01-01",
        "Verwijder filter Categorie: Geld": "/wijzigingen?oud=demo&van=2026-01-01",
        "Verwijder filter Vanaf: 1 januari 2026": "/wijzigingen?oud=demo&categorie=geld",
    }
    assert "/wijzigingen" in document.xpath("//a[contains(., 'Wis alle filters')]/@href")


@pytest.mark.parametrize(
    ("query", "notice"),
    [
        ("oud=kapot", "Deze status kennen we niet. U ziet alle statussen."),
        ("nieuw=kapot", "Deze status kennen we niet."),
        ("organisatie=kapot", "Deze organisatie kennen we niet. U ziet alle organisaties."),
        ("richtlijn=kapot", "Deze richtlijn kennen we niet. U ziet alle richtlijnen."),
        ("van=gisteren", "Deze datum begrijpen we niet."),
        ("tot=2026-02-30", "Deze datum begrijpen we niet."),
        ("van=2026-03-01&tot=2026-02-01", "De laatste dag ligt voor de eerste dag."),
        ("toon=komend&pagina=9", "Deze pagina bestaat niet. U ziet de dichtstbijzijnde."),
    ],
)
def test_what_cannot_be_used_is_left_out_with_a_notice(shown, kees, query, notice):
    assert notice in words(shown(query).find_class("utrecht-alert")[0])


def test_an_organisation_that_owns_nothing_can_be_asked_for(session, shown):
    make_organisation(session, slug="leverancier", name="De Leverancier")
    document = shown("organisatie=leverancier")
    assert "0 wijzigingen bij De Leverancier" in words(document)
    assert not document.find_class("utrecht-alert")


@pytest.mark.parametrize(
    ("query", "address"),
    [
        ("nieuw=demo", "/volgen"),
        ("categorie=geld&nieuw=demo", "/volgen/categorie/geld"),
        ("organisatie=delft", "/organisaties/delft/volgen"),
        ("richtlijn=open", "/principes/open/volgen"),
        (
            "organisatie=delft&richtlijn=open",
            "/componenten/volgen?organisatie=delft&principe=open",
        ),
    ],
)
def test_following_is_about_the_same(kees, shown, query, address):
    assert shown(query).xpath("//main//a[.='Volgen']/@href") == [address]


def test_what_is_announced_stands_above_the_list_by_date(session, shown):
    later = make_component(session, name="Later")
    announce(session, later, days=30)
    announce(session, make_component(session, name="Eerder"), days=3)
    section = shown().xpath("//section[@aria-labelledby='komend']")[0]
    day = long_date(clock.today() + timedelta(days=3))
    assert words(section).startswith("Aangekondigd (2) Zet in uw agenda per")
    assert words(section.find_class("gh-changes__item")[0]) == (
        f"per {day} Eerder van Gemeente voorbeeld Op. Status: Beëindigd"
    )
    assert not shown("nieuw=demo").xpath("//section[@aria-labelledby='komend']")


def test_announced_changes_have_a_list_of_their_own_with_pages(session, shown):
    for number in range(26):
        announce(session, make_component(session, name=f"K{number}"), days=number + 1)
    first = shown("toon=komend")
    assert words(first.get_element_by_id("aantal")) == "26 aangekondigde wijzigingen"
    assert len(first.find_class("gh-changes__item")) == 25
    assert first.xpath("//a[@rel='next']/@href") == ["/wijzigingen?toon=komend&pagina=2"]
    assert len(shown("toon=komend&pagina=2").find_class("gh-changes__item")) == 1
    assert shown().xpath("//a[contains(., 'Alle 26 aangekondigde')]/@href") == [
        "/wijzigingen?toon=komend"
    ]
    assert not shown("pagina=2").xpath("//section[@aria-labelledby='komend']")


def test_nothing_announced_says_so(shown):
    assert "Er is nu niets aangekondigd." in words(shown("toon=komend"))


def test_announcements_can_be_in_the_list_on_the_day_of_their_making(session, names, shown):
    with clock.at(clock.now() - timedelta(days=5)):
        component = make_component(session, name="Kees")
    with clock.at(clock.now() - timedelta(days=3)):
        plan = announce(session, component)
    make_component(session, name="Mies")
    with transaction(session):
        planning.withdraw(session, plan, reason="Toch niet.", decided_by="Gemeente Delft")
    assert names() == "Mies Kees"
    assert names("aankondigingen=ja") == "Kees Mies Kees Kees"
    items = shown("aankondigingen=ja").find_class("gh-changes__item")
    withdrawal, _mies, announcement, _first = map(words, items)
    day = long_date(plan.effective_on)
    assert "Ingetrokken Toch niet. niet per " + day in withdrawal
    assert f"Aankondiging Op. per {day} Status: Beëindigd" in announcement


def test_a_correction_and_what_it_corrected_are_marked(session, kees, shown):
    with transaction(session):
        correcting.correct(
            session,
            kees,
            correcting.correctable(session, kees),
            new=Status.DEMO,
            reason="Vergissing.",
            decided_by="Gemeente Delft",
            is_editor=True,
        )
    lines = [words(each) for each in shown("van=2026-04-01").find_class("gh-changes__item")]
    assert "Kees van Delft Correctie Vergissing." in " ".join(lines)
    assert "Kees van Delft Later gecorrigeerd" in " ".join(lines)


def test_what_was_hidden_is_not_to_come_but_stays_in_the_list(session, shown):
    component = make_component(session, name="Geheim")
    announce(session, component)
    with transaction(session):
        component.publication = Publication.HIDDEN
    assert "Geheim" not in words(shown("toon=komend"))
    listed = [words(each) for each in shown("aankondigingen=ja").find_class("gh-changes__item")]
    assert any("Geheim" in each and "Verborgen Aankondiging" in each for each in listed)


def test_the_title_names_the_filters(kees, shown):
    title = shown("categorie=geld").find(".//title").text
    assert title == "Wijzigingen: 3 wijzigingen in Geld - GovHub"


def test_the_number_of_queries_does_not_grow(session, client, statements):
    addresses = ["/wijzigingen?aankondigingen=ja", "/wijzigingen?toon=komend"]
    for _number in range(2):
        announce(session, make_component(session, principle_keys=("a",)))
    few = [statements(lambda a=a: client.get(a)) for a in addresses]
    for number in range(8):
        other = make_component(session, owner_slug=f"o-{number}", principle_keys=(f"p-{number}",))
        announce(session, make_component(session), successor_slug=other.slug)
    assert [statements(lambda a=a: client.get(a)) for a in addresses] == few
    assert max(few) <= 12
