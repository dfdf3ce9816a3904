"""Registering in steps that can be left and resumed; no step wipes what another asks."""

from dataclasses import replace

import pytest

from govhub.accounts.models import MembershipRole
from govhub.catalogue.facts import facts_of
from govhub.catalogue.queries import component_by_slug
from govhub.catalogue.serving import PrincipleDetail
from govhub.catalogue.status import Status
from govhub.catalogue.vocabulary import Kind, Maintenance, Publication
from govhub.guidance.models import Phase
from govhub.platform.db import transaction
from govhub.registration import service
from govhub.web.registration.forms import ComponentForm
from govhub.web.registration.steps import STEPS, step_of
from tests.filling import NEW, fill_in, register, step_path
from tests.inspector import page, words
from tests.making import (
    make_component,
    make_member,
    make_organisation,
    make_principle,
    make_user,
)

KEYS = [step.key for step in STEPS]


@pytest.fixture
def full(session, submitter):
    """A draft in which every fact is filled in."""
    return make_component(
        session,
        name="Zaakregister",
        publication=Publication.DRAFT,
        submitted_by=submitter,
        keywords=("ZGW", "zaken"),
        category_keys=("zaken", "betalen"),
        website_url="https://www.voorbeeld.nl",
        api_docs_url="https://api.voorbeeld.nl",
        demo_url="https://demo.voorbeeld.nl",
        roadmap_url="https://plan.voorbeeld.nl",
        closed_reason="Nog niet.",
        software_version="2.4.1",
        maintenance=Maintenance.COMMUNITY,
        conditions="Sluit eerst een overeenkomst.",
        standard_keys=("zgw", "saml"),
        principle_keys=("open-source", "veiligheid"),
        principle_details={
            "open-source": PrincipleDetail(motivation="De code is open.", phases=(Phase.BUILDING,))
        },
        aliases=("Zaakbak", "ZR"),
        platforms=("ios", "web", "Solaris"),
        languages=("es", "nl"),
    )


def test_a_step_asks_each_field_once():
    asked = [field for step in STEPS for field in step.asks]
    assert len(asked) == len(set(asked))


@pytest.mark.parametrize("key", KEYS)
def test_a_step_that_is_saved_as_it_is_changes_nothing(me, full, key):
    before, version = facts_of(full), full.version
    answer = me.submit(step_path(full.slug, key))
    assert answer.status_code == 302
    assert (facts_of(full), full.version) == (before, version)


@pytest.mark.parametrize(
    ("key", "values", "changed"),
    [
        ("wat", {"name": "Anders", "summary": "Anders."}, {"name": "Anders", "summary": "Anders."}),
        ("waarvoor", {"aliases": "ZR\nNieuw"}, {"aliases": ("Nieuw", "ZR")}),
        ("eigenaar", {"contact_email": "an@der.nl"}, {"contact_email": "an@der.nl"}),
        ("gebruik", {"conditions": "Geen."}, {"conditions": "Geen."}),
        ("vindplaats", {"software_version": "3"}, {"software_version": "3"}),
        (
            "aansluiting",
            {
                "principle_details-motivation-veiligheid": "Met SAML.",
                "principle_details-phases-veiligheid": ["live", "ontwerp", "ooit"],
                "platforms": ["web"],
                "other_languages": "Fries",
            },
            {
                "principle_details": {
                    "open-source": PrincipleDetail(
                        motivation="De code is open.", phases=(Phase.BUILDING,)
                    ),
                    "veiligheid": PrincipleDetail(
                        motivation="Met SAML.", phases=(Phase.DESIGN, Phase.LIVE)
                    ),
                },
                "platforms": ("web", "Solaris"),
                "languages": ("nl", "fy"),
            },
        ),
    ],
)
def test_a_step_writes_only_what_it_asks(me, full, key, values, changed):
    before = facts_of(full)
    me.submit(step_path(full.slug, key), **values)
    assert facts_of(full) == replace(before, **changed)


def test_a_step_that_was_emptied_wipes_its_own_facts_and_no_others(me, full):
    opened = opened_at(me, full, "aansluiting")
    emptied = {**opened, "other_platforms": "", "other_languages": ""}
    me.post(step_path(full.slug, "aansluiting"), data=emptied)
    assert (full.platforms, full.languages, full.standards) == ([], [], [])
    assert (full.keywords, full.conditions) == (["ZGW", "zaken"], "Sluit eerst een overeenkomst.")


def opened_at(browser, component, key):
    """Return what a form that is opened now says of where it began."""
    document = page(browser.get(step_path(component.slug, key)))
    return {
        name: document.xpath("//main//input[@name=$name]/@value", name=name)[0]
        for name in ("form_id", "version", "begonnen")
    }


def test_all_steps_after_each_other_lead_to_the_page_to_check(me):
    answer = me.submit(NEW, name="Zaakregister")
    seen = []
    while "/stap/" in answer.location:
        seen.append(answer.location.rpartition("/")[2])
        answer = me.submit(answer.location)
    assert seen == KEYS[1:]
    assert answer.location == "/aanmelden/zaakregister"


def test_the_list_says_which_steps_are_done_and_what_is_still_needed(me, draft):
    register(me, name="Half af", summary="Nog niet klaar.", status="demo")
    states = words(page(me.get("/aanmelden/half-af/stap/eigenaar")).find_class("gh-steps")[0])
    assert "Wat het is Nog 1 ding nodig" in states
    assert "Van wie het is Nog 2 dingen nodig" in states
    assert "Of iemand het mag gebruiken Ingevuld" in states
    assert "Waar iemand meer vindt Nog leeg" in states
    done = page(me.get(f"/aanmelden/{draft.slug}")).find_class("gh-steps__item--done")
    assert [words(each).removesuffix(" Ingevuld") for each in done] == [
        "Wat het is",
        "Waarvoor het is",
        "Van wie het is",
        "Of iemand het mag gebruiken",
        "Waar iemand meer vindt",
    ]


def test_a_draft_is_picked_up_where_it_was_left(me, browser, submitter):
    me.submit(NEW, name="Zaakregister", verder="klad")
    fill_in(me, "zaakregister", purposes="een\ntwee\ndrie")
    later = browser(submitter)
    field = page(later.get(step_path("zaakregister", "waarvoor"))).get_element_by_id("purposes")
    assert field.text.strip() == "een\ntwee\ndrie"


def test_what_leads_from_the_page_to_check_leads_back_to_it(me, draft):
    [link, *_] = page(me.get(f"/aanmelden/{draft.slug}")).xpath(
        "//dl[contains(@class, 'gh-readers')]//a/@href"
    )
    answer = me.submit(link.partition("#")[0], verder="controle")
    assert answer.location == f"/aanmelden/{draft.slug}"
    assert "Opslaan en controleren" in me.get(link.partition("#")[0]).text


def test_a_script_keeps_the_text_when_another_step_is_opened(me, draft):
    answer = me.post(
        step_path(draft.slug, "eigenaar"),
        data={
            "verder": "stap-gebruik",
            "contact_email": "nieuw@voorbeeld.nl",
            "owner_slug": draft.owner.name,
            **opened_at(me, draft, "eigenaar"),
        },
    )
    assert answer.location == step_path(draft.slug, "gebruik")
    assert draft.contact_email == "nieuw@voorbeeld.nl"


def test_a_draft_may_have_fewer_purposes_than_a_submission(me, draft):
    assert me.submit(step_path(draft.slug, "waarvoor"), purposes="een").status_code == 302
    text = words(page(me.get(f"/aanmelden/{draft.slug}")))
    assert "Schrijf minstens 3 regels over waar mensen het voor gebruiken." in text


def test_an_unknown_step_is_not_found(me, draft):
    assert me.get(step_path(draft.slug, "onzin")).status_code == 404


@pytest.mark.parametrize("key", KEYS)
def test_a_step_of_somebody_else_does_not_exist(browser, session, draft, key):
    stranger = browser(make_user(session))
    assert stranger.get(step_path(draft.slug, key)).status_code == 404
    assert stranger.post(step_path(draft.slug, key)).status_code == 404


def test_a_step_of_what_is_public_shows_nothing_to_others(session, browser, public):
    component = public(contact_is_confirmed=False)
    stranger = browser(make_user(session))
    answer = stranger.post(step_path(component.slug, "eigenaar"), data={"contact_email": "a@b.nl"})
    assert answer.location == f"/componenten/{component.slug}"
    assert component.contact_email == "team@voorbeeld.nl"


# --- going back, twice, at the same time -----------------------------------------------------


def test_two_windows_at_different_steps_do_not_disturb_each_other(me, draft):
    one, other = opened_at(me, draft, "waarvoor"), opened_at(me, draft, "gebruik")
    me.post(step_path(draft.slug, "gebruik"), data={**other, "conditions": "Nieuw."})
    answer = me.post(step_path(draft.slug, "waarvoor"), data={**one, "keywords": "nieuw"})
    assert answer.status_code == 302
    assert (draft.conditions, draft.keywords) == ("Nieuw.", ["nieuw"])


def test_going_back_in_the_browser_and_saving_again_is_no_conflict_with_oneself(me, draft):
    opened = opened_at(me, draft, "gebruik")
    address = step_path(draft.slug, "gebruik")
    me.post(address, data={**opened, "conditions": "Eerst zo."})
    answer = me.post(address, data={**opened, "conditions": "Nee, zo."})
    assert answer.status_code == 302
    assert draft.conditions == "Nee, zo."


def test_going_back_to_the_empty_form_edits_the_draft_that_it_made(session, me):
    form = {"form_id": "6f1c1a52-5c3c-4c3a-9a0e-0d8a7a1f3b11", "name": "Zaakregister"}
    me.post(NEW, data=form)
    fill_in(me, "zaakregister", keywords="ZGW", conditions="Geen.")
    answer = me.post(NEW, data={**form, "summary": "Nu met een omschrijving."})
    assert answer.status_code == 302
    kept = component_by_slug(session, "zaakregister")
    assert (kept.summary, kept.keywords) == ("Nu met een omschrijving.", ["ZGW"])
    assert kept.conditions == "Geen."


def test_going_back_to_the_address_of_the_form_leads_to_the_draft_that_it_made(me):
    address = me.get(NEW).location
    assert page(me.get(address)).get_element_by_id("form_id").get("value") in address
    me.submit(address, name="Zaakregister")
    assert me.get(address).location == step_path("zaakregister", "wat")


def test_the_form_of_somebody_else_is_a_new_one(me, browser, session):
    address = me.get(NEW).location
    me.submit(address, name="Zaakregister")
    answer = browser(make_user(session)).get(address)
    assert answer.location.startswith("/aanmelden/nieuw?formulier=")
    assert answer.location != address


@pytest.mark.parametrize("sent", ["", "onzin", "<b>"])
def test_a_damaged_form_is_a_conflict_and_no_error(me, draft, sent):
    data = {"begonnen": sent, "version": sent, "form_id": sent, "conditions": "Anders."}
    assert me.post(step_path(draft.slug, "gebruik"), data=data).status_code == 409
    assert draft.conditions is None


def test_what_was_typed_stays_when_the_redactie_looks_at_it_meanwhile(
    session, me, submitter, draft
):
    opened = opened_at(me, draft, "gebruik")
    with transaction(session):
        service.submit(session, submitter, draft)
    data = {**opened, "conditions": "Nog even dit."}
    answer = me.post(step_path(draft.slug, "gebruik"), data=data)
    assert answer.status_code == 409
    document = page(answer)
    assert document.get_element_by_id("conditions").text.strip() == "Nog even dit."
    assert "Trek de aanmelding in" in words(document.find_class("gh-error-summary")[0])
    assert me.get(step_path(draft.slug, "gebruik")).status_code == 403


def test_a_step_asks_the_database_a_bounded_number_of_questions(session, me, statements, draft):
    make_component(session)
    few = [statements(lambda key=key: me.get(step_path(draft.slug, key))) for key in KEYS]
    for number in range(20):
        make_organisation(session, name=f"Gemeente {number}x")
        make_component(session, name=f"Ander {number}")
    many = [statements(lambda key=key: me.get(step_path(draft.slug, key))) for key in KEYS]
    the_thesaurus_looks_now_and_then = 2
    for before, now in zip(few, many, strict=True):
        assert now <= before + the_thesaurus_looks_now_and_then


# --- what is asked -----------------------------------------------------------------------------


def test_what_is_new_starts_with_the_principle_of_sharing(session, me):
    make_principle(session, key="samenwerking", title="Samenwerking")
    register(me, name="Zaakregister")
    kept = component_by_slug(session, "zaakregister")
    assert [link.principle.key for link in kept.principle_links] == ["samenwerking"]


def test_languages_are_understood_by_name_and_code(session, me):
    register(me, name="Zaak", languages=["nl"], other_languages="Spaans\r\nPT\r\nzh_Hant")
    assert component_by_slug(session, "zaak").languages == ["nl", "es", "pt", "zh-Hant"]


def test_a_detail_counts_only_for_a_principle_that_is_chosen(session, me, full):
    fill_in(me, full.slug, principle_keys=["veiligheid"])
    assert facts_of(full).principle_details == {}
    assert facts_of(full).principle_keys == ("veiligheid",)


def test_a_service_is_asked_what_fits_it(session, me):
    register(me, name="DigiX", kind="dienst")
    use = words(page(me.get(step_path("digix", "gebruik"))))
    assert "Wie mag het gebruiken, en hoe?" in use
    places = words(page(me.get(step_path("digix", "vindplaats"))))
    assert "Waar vraagt iemand aansluiting aan?" in places
    licence = page(me.get(step_path("digix", "gebruik"))).get_element_by_id("licence")
    assert [each.tag for each in licence.iterancestors()].count("details") == 1


@pytest.mark.parametrize("kind", [Kind.SERVICE, Kind.REGISTER, Kind.KNOWLEDGE])
def test_a_service_can_be_available_without_a_licence(session, me, submitter, kind):
    component = make_component(
        session,
        kind=kind,
        status=Status.AVAILABLE,
        publication=Publication.DRAFT,
        submitted_by=submitter,
        repository_url=None,
        website_url="https://www.voorbeeld.nl",
        licence=None,
    )
    document = page(me.get(f"/aanmelden/{component.slug}"))
    to_do = document.xpath("//section[@aria-labelledby='stand']//ul//a/@href")
    assert [link.partition("#")[2] for link in to_do] == ["conditions"]
    fill_in(me, component.slug, conditions="Voor iedere overheid.")
    assert me.post(f"/aanmelden/{component.slug}").status_code == 302
    assert component.publication is Publication.SUBMITTED


# --- on behalf of the owner ------------------------------------------------------------------


def test_for_whom_somebody_does_not_work_they_register_on_behalf_of(session, me):
    make_organisation(session, name="Provincie Zuid")
    register(me, name="Zaakregister")
    fill_in(me, "zaakregister", owner_slug="Provincie Zuid")
    said = words(page(me.get(step_path("zaakregister", "gebruik"))))
    assert "U meldt dit aan namens Provincie Zuid." in said
    assert "U meldt dit aan namens Provincie Zuid" in words(
        page(me.get(step_path("zaakregister", "eigenaar")))
    )
    assert "Aangemeld namens Provincie Zuid" in words(page(me.get("/aanmelden/zaakregister")))


def test_everybody_sees_that_it_was_registered_on_behalf_of_the_owner(
    session, client, browser, public
):
    component = public(owner_slug="provincie-zuid")
    address = f"/componenten/{component.slug}"
    said = "Aangemeld namens de eigenaar, door iemand die daar niet werkt."
    take_over = f"//section[@aria-labelledby='c-kenmerken']//a[@href='{address}/overnemen']"
    document = page(client.get(address))
    assert said in words(document)
    assert not document.xpath(take_over)
    colleague = make_member(session, component.owner, MembershipRole.EDITOR)
    assert page(browser(colleague).get(address)).xpath(take_over)
    with transaction(session):
        component.is_on_behalf = False
    assert said not in words(page(client.get(address)))


def test_who_works_for_one_organisation_finds_it_filled_in(session, me, submitter):
    home = make_organisation(session, name="Provincie Zuid")
    make_member(session, home, MembershipRole.EDITOR, submitter)
    register(me, name="Zaakregister")
    answer = me.submit(step_path("zaakregister", "eigenaar"), contact_email="team@voorbeeld.nl")
    kept = component_by_slug(session, "zaakregister")
    assert (kept.owner, kept.is_on_behalf) == (home, False)
    assert "namens" not in words(page(me.get(answer.location)).find(".//main"))


def test_a_step_does_not_choose_an_owner_that_was_chosen_already(session, me, submitter, draft):
    make_member(session, make_organisation(session), MembershipRole.EDITOR, submitter)
    owner = draft.owner
    me.submit(step_path(draft.slug, "eigenaar"))
    assert draft.owner is owner


def test_every_field_of_the_form_is_asked_by_a_step():
    fields = {
        name
        for name, value in vars(ComponentForm).items()
        if hasattr(value, "creation_counter")  # of WTForms
    }
    assert {name for name in fields if step_of(name) is None} == {"form_id", "version"}
