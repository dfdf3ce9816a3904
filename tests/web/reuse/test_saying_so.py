"""``/componenten/<slug>/gebruik``: who uses it, and saying that one's organisation does."""

import pytest

from govhub.accounts.models import MembershipRole
from govhub.catalogue.vocabulary import Publication
from govhub.platform.db import transaction
from govhub.reuse import queries, service
from govhub.reuse.models import Phase, Standing
from govhub.reuse.queries import Counts
from govhub.web import limits
from govhub.web.uses import summary
from tests.making import make_component, make_member, make_organisation, make_user
from tests.web.reuse.conftest import EDITOR, PAGE

SAID = {
    "phase": "productie",
    "software_version": "2.1",
    "since": "maart 2025",
    "experience": "Fijn.",
}


def test_everybody_reads_who_uses_it(client, component, confirmed):
    page = client.get(PAGE)
    assert "Bevestigd gebruik: 1 organisatie in productie." in page.text
    assert "Gemeente Ander" in page.text
    assert "Log in om te melden" in page.text


def test_nobody_uses_it_yet(client, component):
    assert "Nog geen enkele organisatie" in client.get(PAGE).text


def test_a_redacteur_says_so_for_the_organisation(session, browser, user, keeper, component):
    page = browser(user).post(PAGE, data=SAID | {"organisation": "gemeente-ander"})
    (reuse,) = queries.of_component(session, component)
    assert page.location == f"/gebruik/{reuse.public_id}"
    assert (reuse.phase, reuse.software_version, reuse.experience) == (
        Phase.PRODUCTION,
        "2.1",
        "Fijn.",
    )
    assert (reuse.since.year, reuse.since.month) == (2025, 3)
    page = browser(user).get(page.location)
    assert "Nog niet bevestigd" in page.text
    assert "Sinds" in page.text


def test_what_stands_there_already_is_not_asked_again(browser, user, confirmed):
    page = browser(user).get(PAGE)
    assert "Gemeente Ander staat er al." in page.text
    assert f"/gebruik/{confirmed.public_id}" in page.text
    assert "<textarea" not in page.text


def test_only_for_ones_own_organisation(session, browser, user, keeper, component):
    make_organisation(session, name="Gemeente Derde")
    page = browser(user).post(PAGE, data=SAID | {"organisation": "gemeente-derde"})
    assert "Kies iets uit de lijst." in page.text
    assert queries.of_component(session, component) == []


@pytest.mark.parametrize("who", ["keeper", "user"])
def test_what_is_typed_stays_when_something_is_wrong(who, request, browser, component):
    wrong = {"since": "ergens in 2025", "experience": "Onze ervaring"}
    page = browser(request.getfixturevalue(who)).post(PAGE, data=wrong)
    assert page.status_code == 200
    for text in ("Kies hoe ver het is.", "Vul een maand en een jaar in", *wrong.values()):
        assert text in page.text
    assert "<title>Fout: " in page.text


def test_who_works_nowhere_is_told_what_to_do(session, browser, component):
    page = browser(make_user(session)).get(PAGE)
    assert "vraag daar een beheerder om een uitnodiging" in page.text
    assert "<textarea" not in page.text
    assert browser(make_user(session)).post(PAGE, data=SAID).status_code == 200
    assert queries.of_component(session, component) == []


def test_a_lezer_cannot_say_so(session, browser, organisation, component):
    reader = make_member(session, organisation, MembershipRole.READER)
    page = browser(reader).post(PAGE, data=SAID | {"organisation": "gemeente-ander"})
    assert "<textarea" not in page.text
    assert queries.of_component(session, component) == []


def test_who_keeps_it_names_another_organisation(session, browser, keeper, user, component):
    reader, other = browser(keeper), SAID | {"organisation": "Gemeente Ander"}
    page = reader.post(PAGE, data=other)
    assert "Alleen de organisatie zelf kan haar ervaring vertellen." in page.text
    assert queries.of_component(session, component) == []
    page = reader.post(PAGE, data=other | {"experience": ""})
    (reuse,) = queries.of_component(session, component)
    assert reuse.standing is Standing.WAITS
    assert "We vragen de andere kant" in reader.get(page.location).text


def test_who_keeps_it_says_it_of_ones_own(session, browser, keeper, owner, component):
    browser(keeper).post(PAGE, data=SAID | {"organisation": "Gemeente Zwolle"})
    (reuse,) = queries.of_component(session, component)
    assert (reuse.standing, reuse.experience) == (Standing.CONFIRMED, "Fijn.")
    assert "(eigenaar)" in browser(keeper).get(PAGE).text


def test_an_address_that_may_be_anybodys_is_refused_at_its_field(
    session, browser, keeper, organisation, component, domain
):
    page = browser(keeper).post(
        PAGE,
        data=SAID | {"organisation": "Gemeente Ander", "email": "jan@elders.nl", "experience": ""},
    )
    assert "We weten niet of dit adres bij Gemeente Ander hoort" in page.text
    assert "jan@elders.nl" in page.text
    assert queries.of_component(session, component) == []


def test_where_nobody_keeps_it_the_confirmed_address_is_offered(session, browser, user):
    make_component(session, name="Verlaten", owner_slug="leeg", contact_email="team@leeg.nl")
    page = browser(user).get("/componenten/verlaten/gebruik")
    assert 'value="team@leeg.nl"' in page.text


def test_not_where_somebody_keeps_it(browser, user, keeper, component):
    assert "E-mailadres" not in browser(user).get(PAGE).text


def test_of_what_is_not_public_there_is_no_page(session, browser, user, editor, component):
    with transaction(session):
        component.publication = Publication.HIDDEN
    for who in (user, editor):
        assert browser(who).get(PAGE).status_code in {404, 410}
        assert browser(who).post(PAGE, data=SAID).status_code in {404, 410}


def test_not_too_often(session, browser, user, keeper, component, app):
    limiter = app.extensions["govhub"].limiter
    for _time in range(40):
        limiter.hit(limits.REUSE_BY_USER, str(user.public_id))
    page = browser(user).post(PAGE, data=SAID | {"organisation": "gemeente-ander"})
    assert page.status_code == 429
    assert "Fijn." in page.text


HOSTILE = "<script>alert(1)</script>\n[x](javascript:alert(1)) {{ 7 * 7 }} \u202egnip"


def test_hostile_text_is_only_text(
    session, browser, client, user, keeper, component, claim, work, mail
):
    reuse = claim(user, experience=HOSTILE, software_version="<b>1</b>")
    with transaction(session):
        service.confirm(session, keeper, reuse)
    for page in (client.get(PAGE), browser(user).get(f"/gebruik/{reuse.public_id}")):
        assert "<script>alert(1)" not in page.text
        assert "&lt;script&gt;" in page.text
        assert "<b>1</b>" not in page.text
        assert 'href="javascript' not in page.text
    assert "{{ 7 * 7 }}" in client.get(PAGE).text
    work()
    for message in mail.sent:
        assert "<script>" not in (message.html or "")


def test_the_number_of_queries_does_not_grow(session, client, statements, component, keeper, claim):
    def add(name):
        each = make_organisation(session, name=name)
        reuse = claim(make_member(session, each, EDITOR), at=each)
        with transaction(session):
            service.confirm(session, keeper, reuse)

    add("Gemeente Eerste")
    pages = (PAGE, "/componenten/zaakwijzer", "/organisaties/gemeente-eerste")
    few = [statements(lambda page=page: client.get(page)) for page in pages]
    for number in range(5):
        add(f"Gemeente {number}")
    assert [statements(lambda page=page: client.get(page)) for page in pages] == few
    assert few[0] <= 8


def test_the_page_of_the_component_says_it_in_short(client, component, confirmed, claim, session):
    other = make_organisation(session, name="Gemeente Derde")
    claim(make_member(session, other, EDITOR), at=other, phase="pilot")
    page = client.get("/componenten/zaakwijzer").text
    assert "Wie gebruikt dit?" in page
    assert page.index("Gemeente Ander") < page.index("Gemeente Derde")
    assert "Nog niet bevestigd" in page
    assert "Wij gebruiken dit" in page


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        ({}, "Nog geen bevestigd gebruik."),
        ({"production": 1}, "Bevestigd gebruik: 1 organisatie in productie."),
        (
            {"production": 2, "pilot": 1, "exploring": 3},
            "Bevestigd gebruik: 2 organisaties in productie, 1 in een pilot, 3 aan het verkennen.",
        ),
        ({"exploring": 2}, "Bevestigd gebruik: 2 organisaties aan het verkennen."),
    ],
)
def test_how_many_in_one_sentence(counts, words):
    assert summary(Counts(**counts)) == words


def test_on_a_day_in_the_past_it_is_left_out(client, component, confirmed):
    page = client.get("/componenten/zaakwijzer?op=2020-01-01").text
    assert "Wie gebruikt dit?" not in page


def test_the_page_of_the_organisation_says_what_it_uses(client, component, confirmed):
    page = client.get("/organisaties/gemeente-ander").text
    assert "Gebruikt 1 component" in page
    assert "Zaakwijzer" in page


def test_programs_read_only_what_both_sides_say(session, client, component, confirmed, claim):
    other = make_organisation(session, name="Gemeente Derde")
    claim(make_member(session, other, EDITOR), at=other)
    found = client.get("/componenten/zaakwijzer.json").json["gebruik"]
    assert (found["aantal"], found["inProductie"]) == (1, 1)
    assert [each["naam"] for each in found["organisaties"]] == ["Gemeente Ander"]
    past = client.get("/componenten/zaakwijzer.json?op=2020-01-01").json
    assert past["gebruik"] is None
