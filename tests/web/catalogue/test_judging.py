"""``/componenten/<slug>``: everything to judge whether it can be used."""

from datetime import date, timedelta

import pytest

from govhub.catalogue import changing
from govhub.catalogue.status import Status
from govhub.catalogue.vocabulary import Publication
from govhub.kernel import clock
from govhub.platform.db import transaction
from govhub.platform.language import long_date
from tests.inspector import page, words
from tests.making import (
    make_component,
    make_editor,
    make_organisation,
    make_principle,
    make_relation,
    make_standard,
    make_user,
)


def section(document, id_):
    """Return the text of the section with this heading."""
    return words(document.xpath(f"//*[@aria-labelledby='{id_}']")[0])


def facts(document):
    keys = document.find_class("utrecht-data-list__item-key")
    values = document.find_class("utrecht-data-list__item-value")
    return dict(zip(map(words, keys), map(words, values), strict=True))


@pytest.mark.parametrize("status", list(Status), ids=lambda status: status.value)
def test_it_says_whether_you_may_use_it_and_what_that_means(session, shown, status):
    document = shown(make_component(session, status=status, reason="Zo is het."))
    answer = section(document, "c-gebruik")
    assert f"{status.answer} Status: {status.label} {status.meaning}" in answer
    assert f"geldt sinds {long_date(clock.today())} . Reden: Zo is het." in answer


def test_what_will_stop_says_when_and_names_the_successor(session, shown):
    old, new = make_component(session, name="Oud"), make_component(session, name="Nieuwer")
    end = clock.today() + timedelta(days=90)
    wish = changing.StatusWish(
        new=Status.PHASING_OUT, reason="Er is beter.", end_date=end, successor_slug=new.slug
    )
    with transaction(session):
        changing.change_status(session, old, wish, decided_by=changing.EDITORS)
    document = shown(old)
    (banner,) = map(words, document.find_class("gh-stops"))
    assert banner.startswith(f"Oud stopt op {long_date(end)}. Reden: Er is beter.")
    assert "Opvolger: Nieuwer Status: Beschikbaar" in banner
    assert "Opgevolgd door Nieuwer Status: Beschikbaar" in section(document, "c-verwant")
    assert "Vervangt Oud" in section(shown(new), "c-verwant")


def test_what_ended_without_a_successor_says_so(session, shown):
    document = shown(make_component(session, status=Status.ENDED))
    (banner,) = map(words, document.find_class("gh-stops"))
    assert f"is gestopt op {long_date(clock.today())}." in banner
    assert "er is geen opvolger bekend" in banner


def test_conditions_stand_with_the_answer(session, shown):
    component = make_component(session, conditions="Alleen met een grondslag voor het BSN.")
    assert "Voorwaarden: Alleen met een grondslag" in section(shown(component), "c-gebruik")


def test_it_shows_what_it_is_and_what_people_use_it_for(session, shown):
    document = shown(make_component(session, name="Zaakvolger", aliases=("Volgzaak",)))
    assert words(document.find(".//h1")) == "Zaakvolger"
    assert "Helpt gemeenten om aanvragen af te handelen." in words(document)
    assert "Ook bekend als Volgzaak" in words(document)
    assert "aanvragen ontvangen aanvragen afhandelen" in section(document, "c-waarvoor")
    assert words(document.find_class("gh-prose")[0].find(".//strong")) == "goede"


def test_a_description_that_only_repeats_the_summary_is_left_out(session, shown):
    component = make_component(session, summary="Doet iets.", description="Doet iets.")
    assert not shown(component).find_class("gh-prose")


def test_the_facts_link_to_where_they_lead(session, shown):
    make_organisation(session, slug="utrecht", name="Gemeente Utrecht")
    make_standard(session, key="fsc", name="FSC")
    component = make_component(
        session,
        owner_slug="utrecht",
        standard_keys=("fsc",),
        software_version="2.1",
        released_on=date(2026, 4, 1),
    )
    document = shown(component)
    assert facts(document)["Eigenaar"] == "Gemeente Utrecht"
    assert facts(document)["Standaarden"] == "FSC"
    assert facts(document)["Licentie"] == "EUPL-1.2"
    assert facts(document)["Versie"] == "2.1, van 1 april 2026"
    targets = document.xpath("//dl//a/@href")
    assert "/organisaties/utrecht" in targets
    assert "/componenten?standaard=fsc" in targets
    assert "mailto:team@voorbeeld.nl" in targets


def test_what_nobody_knows_is_said_too(session, shown):
    component = make_component(
        session, licence=None, documentation_url=None, contact_email=None, owner_slug=None
    )
    unknown = {name for name, value in facts(shown(component)).items() if value == "Niet bekend"}
    assert unknown == {"Eigenaar", "Licentie", "Documentatie", "Contact"}


def test_why_it_is_not_open_is_said(session, shown):
    component = make_component(session, licence=None, closed_reason="Het is van een leverancier.")
    assert facts(shown(component))["Licentie"] == "Niet open: Het is van een leverancier."


def test_the_ways_out_are_links(session, shown):
    component = make_component(
        session,
        repository_url="https://code.nl/x",
        website_url="https://x.nl",
        demo_url="https://demo.nl",
        api_docs_url="https://api.nl",
        roadmap_url="https://plan.nl",
    )
    links = {words(a): a.get("href") for a in shown(component).xpath("//main//a")}
    assert links["Broncode bekijken"] == links["Broncode"] == "https://code.nl/x"
    assert links["Website"] == "https://x.nl"
    assert {"Demo", "API-documentatie", "Roadmap", "Documentatie"} <= links.keys()
    assert links["Volgen"] == f"/componenten/{component.slug}/volgen"


def test_the_timeline_shows_every_status_with_date_reason_and_evidence(session, shown):
    component = make_component(session, status=Status.DEMO, reason="Om te proberen.")
    line = changing.Change(
        new=Status.AVAILABLE,
        decided_by="Gemeente Utrecht",
        reason="Versie 1 is er.",
        evidence_url="https://code.nl/v1",
        effective_on=date(2026, 3, 2),
    )
    with transaction(session):
        changing.enter(session, component, line)
    newest, oldest = shown(component).find_class("gh-timeline__item")
    assert words(newest).startswith("Status: Beschikbaar sinds 2 maart 2026 Versie 1 is er.")
    assert "Besluit van Gemeente Utrecht" in words(newest)
    assert newest.xpath(".//a/@href") == ["https://code.nl/v1"]
    assert newest.get("aria-current") == "step"
    assert "Om te proberen. Besluit van redactie GovHub" in words(oldest)


def test_related_components_stand_by_kind_with_their_badge(session, shown):
    whole, part = make_component(session, name="Geheel"), make_component(session, name="Deel")
    hidden = make_component(session, name="Geheim", publication=Publication.DRAFT)
    make_relation(session, part, "onderdeel", whole, reason="Zit erin.")
    make_relation(session, part, "vereist", hidden)
    related = section(shown(part), "c-verwant")
    assert related.endswith("Onderdeel van Geheel Status: Beschikbaar Zit erin.")
    assert "Bestaat uit Deel" in section(shown(whole), "c-verwant")
    assert "Geheim" not in words(shown(part))


def test_the_principles_lead_to_their_page_and_to_the_guidance(session, shown):
    make_principle(session, key="open", number=3, title="Wees open", url="https://nerds.nl/open/")
    component = make_component(session, principle_keys=("open",))
    with transaction(session):
        component.principle_links[0].motivation = "De broncode is open."
    document = shown(component)
    text = section(document, "c-richtlijnen")
    assert "3. Wees open De broncode is open. Lees de richtlijn" in text
    assert document.xpath("//section[@aria-labelledby='c-richtlijnen']//a/@href") == [
        "/principes/open",
        "https://nerds.nl/open/",
    ]


def test_sources_are_shown(session, shown):
    component = make_component(session)
    with transaction(session):
        component.sources = ["https://bron.nl/pagina", "README.md", "javascript:alert(1)"]
    text = section(shown(component), "c-bronnen")
    assert text == "Waar dit vandaan komt bron.nl/pagina README.md javascript:alert(1)"
    assert not shown(component).xpath("//a[starts-with(@href, 'javascript')]")


def test_the_head_has_a_description_an_address_and_the_feed(session, shown):
    head = shown(make_component(session, name="Zaakvolger", summary="Doet <iets>.")).head
    assert head.xpath("meta[@name='description']/@content") == ["Doet <iets>."]
    canonical = head.xpath("link[@rel='canonical']/@href")
    assert canonical == ["http://localhost/componenten/zaakvolger"]
    assert "/componenten/zaakvolger.atom" in head.xpath("link[@rel='alternate']/@href")


def test_only_who_may_change_it_sees_how(session, client, sign_in):
    owner = make_user(session)
    component = make_component(session, submitted_by=owner)
    address = f"/componenten/{component.slug}"
    assert "/status" not in client.get(address).text
    assert f"{address}/status" not in sign_in(client, make_user(session)).get(address).text
    for user in (owner, make_editor(session)):
        links = page(sign_in(client, user).get(address)).xpath("//main//a/@href")
        assert {f"{address}/wijzigen", f"{address}/status"} <= set(links)


@pytest.mark.parametrize(
    "publication",
    [each for each in Publication if each not in {Publication.PUBLISHED, Publication.HIDDEN}],
)
def test_what_is_not_public_is_only_for_who_follows_along(session, client, sign_in, publication):
    owner = make_user(session)
    component = make_component(session, publication=publication, submitted_by=owner)
    address = f"/componenten/{component.slug}"
    assert client.get(address).status_code == 404
    assert sign_in(client, make_user(session)).get(address).status_code == 404
    for user in (owner, make_editor(session)):
        answer = sign_in(client, user).get(address)
        assert answer.status_code == 302
        assert answer.location == f"/aanmelden/{component.slug}"


def test_markup_stays_text_and_only_safe_markdown_is_shown(session, client):
    component = make_component(
        session,
        name="<script>a</script>",
        summary="<img src=x>",
        description="<script>b</script> [x](javascript:alert(1)) *mooi*",
        purposes=("<script>c</script>",),
        conditions="<script>d</script>",
        licence="<script>e</script>",
    )
    text = client.get(f"/componenten/{component.slug}").text
    assert "<script>" not in text
    assert "<img" not in text
    assert "javascript:" not in text
    assert "<em>mooi</em>" in text


def test_the_number_of_queries_does_not_grow_with_what_is_shown(session, client, statements):
    component = make_component(session)
    address = f"/componenten/{component.slug}"
    few = statements(lambda: client.get(address))
    rich = make_component(
        session,
        principle_keys=("a", "b", "c"),
        standard_keys=("d", "e", "f"),
        category_keys=("g", "h"),
        aliases=("i", "j"),
    )
    for _number in range(5):
        make_relation(session, rich, "optioneel", make_component(session))
    many = statements(lambda: client.get(f"/componenten/{rich.slug}"))
    assert many == few <= 11
