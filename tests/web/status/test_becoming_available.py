"""The page that shows, condition by condition, what ``beschikbaar`` asks."""

import pytest

from govhub.catalogue.link_check import LinkCheck
from govhub.catalogue.status import Status
from govhub.catalogue.vocabulary import Kind, Publication
from govhub.kernel import clock
from govhub.platform.db import transaction
from govhub.registration.queries import waiting_proposals
from tests.inspector import page, words
from tests.making import make_component, make_relation


def address(component):
    return f"/componenten/{component.slug}/klaar-voor-gebruik"


def missing(document):
    """Return the links of what is missing."""
    return document.xpath("//li[contains(@class, 'gh-checklist__item--open')]//a/@href")


def die(session, url):
    """Let the worker have seen that this page is gone."""
    now = clock.now()
    with transaction(session):
        session.add(LinkCheck(url=url, checked_at=now, http_status=404, dead_since=now))


def test_a_component_that_lacks_nothing_is_asked_for(session, me, public):
    component = public(status=Status.DEMO)
    document = page(me.get(address(component)))
    assert missing(document) == []
    assert "Alles is in orde" in words(document)
    assert "EUPL-1.2" in words(document)
    answer = me.submit(address(component), reason="Drie gemeenten draaien het.")
    assert answer.location == f"/componenten/{component.slug}/status"
    [proposal] = waiting_proposals(session)
    assert (proposal.new, proposal.reason) == (Status.AVAILABLE, "Drie gemeenten draaien het.")
    text = me.get(address(component)).text
    assert "U heeft Beschikbaar al aangevraagd." in text
    assert "Vraag Beschikbaar aan" not in text


def test_the_redactie_makes_it_available_at_once(redactie, public):
    component = public(status=Status.DEMO)
    assert "Maak het beschikbaar" in redactie.get(address(component)).text
    redactie.submit(address(component))
    assert component.status is Status.AVAILABLE


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"repository_url": None}, "repository_url"),
        ({"licence": None}, "licence"),
        ({"documentation_url": None}, "documentation_url"),
        ({"contact_email": None}, "contact_email"),
        ({"kind": Kind.SERVICE, "repository_url": None}, "website_url"),
        (
            {
                "kind": Kind.REGISTER,
                "repository_url": None,
                "website_url": "https://register.voorbeeld.nl",
                "licence": None,
            },
            "conditions",
        ),
    ],
)
def test_what_is_missing_leads_to_its_field(me, public, facts, field):
    component = public(status=Status.DEMO, **facts)
    document = page(me.get(address(component)))
    form = f"/componenten/{component.slug}/wijzigen"
    assert missing(document) == [f"{form}#{field}"]
    assert "Er mist nog 1 ding" in words(document)
    assert not document.xpath("//main//form")
    assert page(me.get(form)).get_element_by_id(field) is not None


def test_an_owner_is_not_filled_in_but_takes_it_over(me, public):
    component = public(status=Status.DEMO, owner_slug=None)
    document = page(me.get(address(component)))
    assert missing(document) == [f"/componenten/{component.slug}/overnemen"]


def test_a_link_that_does_not_work_is_named_apart(session, me, public):
    component = public(status=Status.DEMO)
    die(session, component.documentation_url)
    document = page(me.get(address(component)))
    assert missing(document) == [f"/componenten/{component.slug}/wijzigen#documentation_url"]
    [condition] = document.find_class("gh-checklist__item--open")
    assert words(condition).startswith("De links werken (mist nog)")
    assert component.documentation_url in words(condition)


def test_what_it_needs_stands_with_its_status(session, me, public):
    component = public(status=Status.DEMO)
    make_relation(session, component, "vereist", make_component(session, name="Kees"))
    other = make_component(session, name="Piet", status=Status.DEMO)
    make_relation(session, component, "vereist", other)
    document = page(me.get(address(component)))
    [condition] = document.find_class("gh-checklist__item--open")
    assert "Piet" in words(condition)
    assert "Kees" not in words(condition)
    needs = words(document.xpath("//section[@aria-labelledby='nodig']")[0])
    assert "Kees Status: Beschikbaar" in needs
    assert "Piet Status: Demo" in needs


def test_what_it_needs_and_nobody_sees_is_an_obstacle_too(session, me, public):
    component = public(status=Status.DEMO)
    hidden = make_component(
        session, name="Piet", status=Status.DEMO, publication=Publication.HIDDEN
    )
    make_relation(session, component, "vereist", hidden)
    assert "Piet" in words(page(me.get(address(component))).find_class("gh-checklist")[0])


def test_when_something_was_lost_meanwhile_the_answer_says_so(me, public):
    component = public(status=Status.DEMO)
    seen = page(me.get(address(component))).get_element_by_id("seen").get("value")
    me.submit(f"/componenten/{component.slug}/wijzigen", documentation_url="")
    answer = me.post(address(component), data={"seen": seen, "reason": ""})
    assert "Vul het adres van de documentatie in" in words(
        page(answer).find_class("gh-error-summary")[0]
    )
    assert component.status is Status.DEMO


def test_a_status_that_somebody_else_changed_first_is_a_conflict(me, public, decide):
    component = public(status=Status.CONCEPT)
    decide(component, Status.DEMO)
    answer = me.post(address(component), data={"seen": "concept", "reason": "Blijf."})
    assert answer.status_code == 409
    assert "Iemand anders heeft de status intussen gewijzigd." in answer.text
    assert "Blijf." in answer.text


def test_back_from_the_end_asks_for_a_reason(me, public):
    component = public(status=Status.ENDED, reason="Klaar.")
    assert words(page(me.get(address(component))).xpath("//label")[0]) == "Reden"
    answer = me.submit(address(component))
    error = words(page(answer).find_class("gh-error-summary")[0])
    assert "Leg uit waarom de status verandert." in error


def test_what_is_available_shows_whether_it_still_may_be(session, me, public):
    component = public()
    assert "Alles is nog in orde." in me.get(address(component)).text
    die(session, component.documentation_url)
    assert "Niet alles is nog in orde." in me.get(address(component)).text


def test_an_announcement_of_it_is_shown(redactie, editor, public, decide):
    component = public(status=Status.DEMO, licence=None)
    decide(component, Status.AVAILABLE, user=editor, in_days=20)
    assert "Op die dag moet alles hieronder in orde zijn" in redactie.get(address(component)).text
