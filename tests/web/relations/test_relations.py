"""``/componenten/<slug>/relaties``: what belongs together, said by who keeps one of them."""

from datetime import timedelta

import pytest

from govhub.catalogue import planning
from govhub.catalogue.changing import StatusWish
from govhub.catalogue.status import Status
from govhub.catalogue.vocabulary import Publication, RelationType
from govhub.kernel import clock
from govhub.platform import audit
from govhub.platform.db import transaction
from govhub.web.relations.forms import SAYINGS
from tests.making import make_component, make_user


def address(component):
    return f"/componenten/{component.slug}/relaties"


def add(browser, component, **fields):
    given = {"other": "Inlogdienst", "saying": "vereist"} | fields
    return browser.post(address(component), data=given)


def text(response):
    return response.get_data(as_text=True)


def test_who_keeps_it_says_what_it_needs(me, mine, other, said):
    answer = add(me, mine, reason="Zonder kan niemand inloggen.")
    assert answer.status_code == 302
    assert said(mine) == ["Formulierenmaker vereist Inlogdienst"]
    page = text(me.get(address(mine)))
    assert "Toegevoegd. Heeft nodig: Inlogdienst" in page
    assert "Zonder kan niemand inloggen." in page


@pytest.mark.parametrize("key", [key for key in SAYINGS if key != "vervangt"])
def test_everything_in_the_form_can_be_said(me, mine, other, said, key):
    add(me, mine, saying=key)
    (sentence,) = said(mine)
    assert SAYINGS[key].type.value in sentence
    assert sentence.startswith("Formulierenmaker" if SAYINGS[key].is_target else "Inlogdienst")


def test_both_pages_show_it_in_their_own_words(client, mine, other, related):
    related(mine, "vereist", other, "Voor het inloggen.")
    here, there = (text(client.get(f"/componenten/{each.slug}")) for each in (mine, other))
    assert "Heeft nodig" in here
    assert "Is nodig voor" in there
    assert "Voor het inloggen." in here
    assert "Voor het inloggen." in there


def test_what_goes_both_ways_reads_the_same_on_both_pages(client, mine, other, related):
    related(mine, "alternatief", other)
    related(other, "alternatief", mine)
    for each, neighbour in ((mine, other), (other, mine)):
        page = text(client.get(f"/componenten/{each.slug}"))
        assert page.count("Alternatief voor") == 1
        assert page.count(f'href="/componenten/{neighbour.slug}"') == 1


@pytest.mark.parametrize("typed", ["Inlogdienst", "inlogdienst", "  INLOGDIENST ", "eherkenning"])
def test_a_name_is_enough_to_choose_the_other(me, mine, other, said, typed):
    assert add(me, mine, other=typed).status_code == 302
    assert said(mine) == ["Formulierenmaker vereist Inlogdienst"]


def test_without_scripts_a_part_of_the_name_gives_a_choice(session, me, mine, other, said):
    make_component(session, name="Inlogdienst voor bedrijven")
    page = text(add(me, mine, other="inlog", reason="Omdat."))
    assert "Kies hieronder welk component u bedoelt." in page
    assert "Inlogdienst voor bedrijven" in page
    assert 'value="Omdat."' in page
    chosen = add(me, mine, other="inlog", **{"other-keuze": "inlogdienst-voor-bedrijven"})
    assert chosen.status_code == 302
    assert said(mine) == ["Formulierenmaker vereist Inlogdienst voor bedrijven"]


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"other": ""}, "Vul de naam van het andere component in."),
        ({"other": "Zzzyx"}, "Dit component kennen we niet."),
        ({"other": "Formulierenmaker"}, "Dit component kennen we niet."),
        ({"saying": ""}, "Kies hoe de componenten bij elkaar horen."),
        ({"saying": "onzin"}, "Kies hoe de componenten bij elkaar horen."),
        ({"reason": "x" * 501}, "Gebruik hoogstens 500 tekens."),
    ],
)
def test_what_is_wrong_is_told_at_the_field(me, mine, other, said, fields, message):
    answer = add(me, mine, **fields)
    assert message in text(answer)
    assert said(mine) == []


def test_a_circle_is_told_at_the_field(me, mine, other, related, said):
    related(other, "onderdeel", mine)
    page = text(add(me, mine, saying="onderdeel"))
    assert "Dat kan niet: Inlogdienst is al onderdeel van Formulierenmaker." in page
    assert len(said(mine)) == 1


def test_names_are_completed_while_typing(session, me, mine, other):
    make_component(session, name="Inlogklad", publication=Publication.DRAFT)
    found = me.get(f"{address(mine)}/namen?q=inlog").get_json()
    assert [each["text"] for each in found] == ["Inlogdienst"]
    assert me.get(f"{address(mine)}/namen?q=formulierenmaker").get_json() == []


# --- who ------------------------------------------------------------------------------------


def test_somebody_else_may_not(browser, session, mine, other, submitter, said):
    stranger = browser(make_user(session))
    assert stranger.get(address(mine)).status_code == 403
    assert add(stranger, mine).status_code == 403
    assert said(mine) == []


def test_that_another_is_replaced_is_not_for_me_to_say(me, mine, other, said):
    page = text(add(me, mine, saying="vervangt"))
    assert "Alleen wie Inlogdienst bijhoudt of de redactie" in page
    assert said(mine) == []


def test_the_redactie_says_what_replaces_what(redactie, mine, other, said):
    add(redactie, mine, saying="vervangt")
    assert said(mine) == ["Formulierenmaker vervangt Inlogdienst"]


def test_who_keeps_the_other_takes_it_back(me, mine, other, related, said):
    relation = related(other, "vereist", mine)
    where = f"{address(mine)}/{relation.id}/verwijderen"
    page = text(me.get(where))
    assert "Is nodig voor: Inlogdienst" in page
    assert len(said(mine)) == 1
    assert me.post(where).status_code == 302
    assert said(mine) == []
    assert me.get(where).status_code == 404


def test_a_relation_is_only_found_at_its_own_components(session, me, mine, other, related):
    relation = related(other, "vereist", make_component(session))
    for what in ("", "/verwijderen"):
        assert me.get(f"{address(mine)}/{relation.id}{what}").status_code == 404
        assert me.post(f"{address(mine)}/{relation.id}{what}").status_code == 404


def test_the_reason_can_change(me, mine, other, related, session):
    relation = related(mine, "vereist", other, "Eerst.")
    where = f"{address(mine)}/{relation.id}"
    assert 'value="Eerst."' in text(me.get(where))
    assert me.post(where, data={"reason": "Beter."}).status_code == 302
    assert "Beter." in text(me.get(address(mine)))


def test_a_draft_of_somebody_else_is_not_told(session, me, redactie, mine, related):
    draft = make_component(session, name="Geheim plan", publication=Publication.DRAFT)
    related(draft, "vereist", mine)
    assert "Geheim plan" not in text(me.get(address(mine)))


def test_the_log_knows_who_said_it(session, me, mine, other, submitter):
    add(me, mine)
    session.rollback()
    wanted = audit.AuditFilter(action="relatie-gelegd")
    (entry,) = audit.entries(session, wanted, offset=0, limit=5)
    assert entry.actor == str(submitter.public_id)
    assert entry.details == {"soort": "vereist", "ander": str(other.public_id)}


# --- what cannot be counted on --------------------------------------------------------------

SHAKY = "Dat is nog niet beschikbaar."


def test_the_page_warns_for_what_is_not_available_yet(session, client, me, mine, related):
    demo = make_component(session, name="Proefje", status=Status.DEMO)
    related(mine, "vereist", demo)
    assert SHAKY in text(client.get(f"/componenten/{mine.slug}"))
    page = text(me.get(address(mine)))
    assert "Dit component is beschikbaar, maar niet alles wat het nodig heeft" in page
    assert "is nog niet beschikbaar" in page
    assert "Niet alles wat dit component nodig heeft" in text(
        me.get(f"/componenten/{mine.slug}/status")
    )
    assert "Niet alles wat dit component nodig heeft" in text(
        me.get(f"/componenten/{mine.slug}/klaar-voor-gebruik")
    )


def test_what_is_not_available_and_will_stop_is_warned_for_once(session, client, mine, related):
    demo = make_component(session, name="Proefje", status=Status.DEMO)
    related(mine, "vereist", demo)
    wish = StatusWish(
        new=Status.ENDED, reason="Het stopt.", effective_on=clock.today() + timedelta(days=9)
    )
    with transaction(session):
        planning.announce(session, demo, wish, decided_by="Gemeente", is_approved=True)
    assert text(client.get(f"/componenten/{mine.slug}")).count('class="gh-stops"') == 1


@pytest.mark.parametrize("type_", [each for each in RelationType if each.value != "vereist"])
def test_only_what_is_required_is_warned_for(session, client, me, mine, related, type_):
    related(mine, type_, make_component(session, status=Status.DEMO))
    assert SHAKY not in text(client.get(f"/componenten/{mine.slug}"))
    assert "maar niet alles" not in text(me.get(address(mine)))


def test_what_is_not_available_itself_needs_no_warning(session, client, submitter, related):
    mine = make_component(session, status=Status.DEMO, submitted_by=submitter)
    related(mine, "vereist", make_component(session, status=Status.CONCEPT))
    assert SHAKY not in text(client.get(f"/componenten/{mine.slug}"))


def test_what_is_hidden_is_no_dead_link(session, client, me, mine, other, related):
    related(mine, "vereist", other)
    with transaction(session):
        other.publication = Publication.HIDDEN
    assert "Dat staat niet meer in de catalogus." in text(client.get(f"/componenten/{mine.slug}"))
    page = text(me.get(address(mine)))
    assert "Verborgen" in page
    assert f'href="/componenten/{other.slug}"' not in page


def test_the_redactie_sees_what_rests_on_something_unusable(session, redactie, mine, related):
    assert "heeft alleen dingen nodig die ook beschikbaar zijn" in text(
        redactie.get("/redactie/relaties")
    )
    related(mine, "vereist", make_component(session, name="Proefje", status=Status.DEMO))
    related(
        make_component(session, name="Ook een demo", status=Status.DEMO),
        "vereist",
        make_component(session, status=Status.CONCEPT),
    )
    page = text(redactie.get("/redactie/relaties"))
    assert "Formulierenmaker" in page
    assert "Proefje" in page
    assert "Ook een demo" not in page
    assert "/redactie/relaties" in text(redactie.get("/redactie"))


def test_the_list_asks_the_database_as_often_for_many(session, redactie, related, statements):
    def one_more():
        related(make_component(session), "vereist", make_component(session, status=Status.DEMO))

    one_more()
    few = statements(lambda: redactie.get("/redactie/relaties"))
    for _ in range(4):
        one_more()
    assert statements(lambda: redactie.get("/redactie/relaties")) == few
