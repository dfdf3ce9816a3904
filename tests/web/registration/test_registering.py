import uuid

import pytest

from govhub.catalogue.queries import component_by_slug
from govhub.catalogue.status import Status
from govhub.catalogue.vocabulary import Publication
from govhub.registration.queries import registrations_of
from govhub.web import limits
from govhub.web.registration.steps import STEPS
from tests.filling import NEW, register, step_path
from tests.inspector import page, words
from tests.making import (
    make_category,
    make_component,
    make_organisation,
    make_principle,
    make_standard,
    make_user,
)


@pytest.mark.parametrize(
    "path", ["/aanmelden", "/mijn-aanmeldingen", "/aanmelden/x", "/componenten/x/wijzigen"]
)
def test_whoever_did_not_sign_in_is_sent_to_do_so_and_back(client, path):
    answer = client.get(path)
    assert answer.status_code == 302
    assert answer.location == f"/inloggen?verder={path}"


def test_a_name_is_enough_for_a_draft(session, me, submitter):
    answer = me.submit(NEW, name="Zaakregister")
    assert answer.location == "/aanmelden/zaakregister/stap/waarvoor"
    [draft] = registrations_of(session, submitter)
    assert (draft.publication, draft.status) == (Publication.DRAFT, Status.CONCEPT)


def test_stopping_keeps_the_draft_and_says_where_it_is(me):
    answer = me.submit(NEW, name="Zaakregister", verder="klad")
    assert answer.location == "/mijn-aanmeldingen"
    document = page(me.get(answer.location))
    assert "Uw klad van Zaakregister is bewaard." in words(document)
    assert document.xpath("//main//a[@href='/aanmelden/zaakregister']")


def test_everything_that_is_filled_in_is_kept(session, me):
    make_category(session, name="Zaken")
    make_category(session, name="Betalen")
    make_organisation(session, name="Gemeente Voorbeeld")
    make_standard(session, name="ZGW")
    make_principle(session, key="samenwerking", title="Samenwerking")
    register(
        me,
        name="  Zaak\tregister ",
        summary="Bewaart zaken.",
        purposes="- zaken bewaren\r\n- zaken zoeken\r\n\r\n- zaken delen",
        description="**Vet** en meer.",
        keywords="ZGW\nzaakgericht",
        kind="dienst",
        category="zaken",
        other_categories=["betalen"],
        owner_slug="gemeente-voorbeeld",
        contact_email="Team@Voorbeeld.NL",
        status="demo",
        repository_url="https://code.voorbeeld.nl/zaken",
        licence="eupl-1.2",
        closed_reason="",
        conditions="Sluit eerst een overeenkomst.",
        software_version="2.4.1",
        released_on="1-11-2026",
        maintenance="community",
        standard_keys=["zgw"],
    )
    kept = component_by_slug(session, "zaak-register")
    assert (kept.name, kept.licence, kept.contact_email) == (
        "Zaak register",
        "EUPL-1.2",
        "team@voorbeeld.nl",
    )
    assert kept.purposes == ["zaken bewaren", "zaken zoeken", "zaken delen"]
    assert [category.key for category in kept.categories] == ["zaken", "betalen"]
    assert [link.principle.key for link in kept.principle_links] == ["samenwerking"]
    assert (kept.owner.name, kept.status) == ("Gemeente Voorbeeld", Status.DEMO)
    assert kept.released_on.isoformat() == "2026-11-01"
    assert "<strong>Vet</strong>" in kept.description_html


def test_an_edit_starts_from_what_is_kept(session, me, submitter):
    component = make_component(
        session,
        publication=Publication.DRAFT,
        submitted_by=submitter,
        category_keys=("zaken", "betalen"),
        standard_keys=("zgw",),
        principle_keys=("open-source",),
        released_on=None,
        maintenance=None,
    )
    before = (component.name, component.purposes, [c.key for c in component.categories])
    for step in STEPS:
        me.submit(step_path(component.slug, step.key))
    assert (component.name, component.purposes, [c.key for c in component.categories]) == before
    assert [link.standard.key for link in component.standard_links] == ["zgw"]


def test_the_same_form_sent_twice_makes_one_draft(session, me, submitter):
    form = {"form_id": str(uuid.uuid4()), "name": "Zaakregister", "kind": "software"}
    first, second = me.post(NEW, data=form), me.post(NEW, data=form)
    assert first.location == second.location == "/aanmelden/zaakregister/stap/waarvoor"
    assert len(registrations_of(session, submitter)) == 1


def test_an_old_form_that_says_something_else_gets_its_text_back(session, me, submitter):
    form = {"form_id": str(uuid.uuid4()), "name": "Zaakregister", "kind": "software"}
    me.post(NEW, data=form)
    me.submit("/aanmelden/zaakregister/stap/wat", name="Later bedacht")
    answer = me.post(NEW, data={**form, "summary": "Eerder geschreven."})
    assert answer.status_code == 409
    assert "Eerder geschreven." in answer.text
    assert "Later bedacht" in answer.text
    assert len(registrations_of(session, submitter)) == 1


def test_the_form_of_somebody_else_is_refused(me, browser, session):
    form = {"form_id": str(uuid.uuid4()), "name": "Zaakregister"}
    me.post(NEW, data=form)
    answer = browser(make_user(session)).post(NEW, data={**form, "name": "Van mij"})
    assert answer.status_code == 409
    assert "Zaakregister" not in answer.text


def test_a_damaged_form_id_does_no_harm(session, me, submitter):
    assert me.post(NEW, data={"form_id": "<b>", "name": "X"}).status_code == 302
    assert len(registrations_of(session, submitter)) == 1


def test_too_many_registrations_wait_and_the_text_stays(me, monkeypatch):
    monkeypatch.setattr(limits, "REGISTER_BY_USER", limits.Limit("aanmelden-test", "1 per hour"))
    me.submit(NEW, name="Eerste")
    answer = me.submit(NEW, name="Tweede", summary="Dit mag niet weg.")
    assert answer.status_code == 429
    assert "Probeer het over" in answer.text
    assert "Dit mag niet weg." in answer.text


def test_the_status_can_only_be_one_to_begin_with(me):
    register(me, name="Zaakregister")
    form = page(me.get(step_path("zaakregister", "gebruik")))
    choices = form.xpath("//input[@name='status']/@value")
    assert choices == ["concept", "gepland", "ontwikkeling", "demo", "beschikbaar"]


def test_my_registrations_show_where_each_stands(session, me, submitter):
    for publication in (Publication.DRAFT, Publication.REFUSED, Publication.PUBLISHED):
        make_component(
            session, name=f"Een {publication}", publication=publication, submitted_by=submitter
        )
    make_component(session, name="Van een ander")
    text = words(page(me.get("/mijn-aanmeldingen")))
    assert "Klad" in text
    assert "Afgewezen" in text
    assert "Gepubliceerd" in text
    assert "Van een ander" not in text


def test_without_registrations_the_page_helps(me):
    assert "U heeft nog niets aangemeld." in me.get("/mijn-aanmeldingen").text
