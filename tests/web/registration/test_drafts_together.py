"""Two windows, or two keepers, at the same step of a draft: nothing that was typed is lost."""

import json

import pytest

from govhub.accounts.models import MembershipRole
from govhub.catalogue.facts import facts_of
from govhub.catalogue.serving import PrincipleDetail
from govhub.catalogue.status import Status
from govhub.platform.db import transaction
from govhub.platform.links import Signer
from govhub.registration.permissions import may_change
from tests.filling import step_path
from tests.inspector import page, words
from tests.making import make_member, make_organisation, make_principle
from tests.web.opened import Form, clashes


@pytest.fixture
def open_step(draft):
    """Open a step: ``open_step(browser, "gebruik")``."""

    def open_it(browser, key, query=""):
        return Form(browser, browser.get(step_path(draft.slug, key) + query))

    return open_it


@pytest.fixture
def colleague(session, browser, draft):
    """The browser of somebody who keeps the draft too."""
    with transaction(session):
        draft.is_on_behalf = False
    user = make_member(session, draft.owner, role=MembershipRole.EDITOR)
    assert may_change(user, draft)
    return browser(user)


def said(browser, answer):
    return words(page(browser.get(answer.location)))


def test_what_only_one_of_both_changed_is_saved_and_told(me, colleague, open_step, draft):
    form = open_step(me, "gebruik")
    open_step(colleague, "gebruik").send(conditions="Van de collega.")
    answer = form.send(closed_reason="Van mij.", verder="klad")
    assert answer.location == "/mijn-aanmeldingen"
    assert "Intussen is ook dit gewijzigd: voorwaarden. Dat blijft staan." in said(me, answer)
    assert (draft.conditions, draft.closed_reason) == ("Van de collega.", "Van mij.")


def test_what_both_changed_is_chosen_and_leads_on_to_where_the_button_went(
    me, colleague, open_step, draft
):
    form = open_step(me, "gebruik", "?naar=controle")
    open_step(colleague, "gebruik").send(conditions="Van hen.", licence="MIT")
    answer = form.send(conditions="Van mij.", closed_reason="Ook van mij.", verder="controle")
    (block,) = clashes(answer).values()
    assert "Nu opgeslagen Van hen. Wat u invulde Van mij." in block
    assert "Wat stond er toen u begon? Voorwaarden (leeg)" in block
    assert "blijft staan: licentie." in words(page(answer))
    assert draft.closed_reason is None
    clash = Form(me, answer)
    answer = clash.send(**{"keuze-conditions": "mijn", "verder": "controle"})
    assert answer.location == f"/aanmelden/{draft.slug}"
    assert (draft.conditions, draft.closed_reason, draft.licence) == (
        "Van mij.",
        "Ook van mij.",
        "MIT",
    )


@pytest.mark.parametrize(
    ("choice", "expected"),
    [("hun", Status.DEMO), ("mijn", Status.AVAILABLE), ("zelf", Status.DEVELOPMENT)],
)
def test_the_first_status_is_chosen_like_any_fact(
    session, me, colleague, open_step, draft, choice, expected
):
    with transaction(session):
        draft.status = Status.CONCEPT
    form = open_step(me, "gebruik")
    open_step(colleague, "gebruik").send(status=Status.DEMO.value)
    answer = form.send(status=Status.AVAILABLE.value)
    assert "Nu opgeslagen Demo Wat u invulde Beschikbaar" in clashes(answer)["Status"]
    Form(me, answer).send(**{"keuze-status": choice, "status": Status.DEVELOPMENT.value})
    assert draft.status is expected


def test_a_status_that_only_the_other_chose_stays(session, me, colleague, open_step, draft):
    with transaction(session):
        draft.status = Status.CONCEPT
    form = open_step(me, "gebruik")
    open_step(colleague, "gebruik").send(status=Status.DEMO.value)
    answer = form.send(conditions="Van mij.")
    assert "gewijzigd: status." in said(me, answer)
    assert (draft.status, draft.conditions) == (Status.DEMO, "Van mij.")


def test_the_owner_can_be_written_anew(session, me, open_step, draft):
    for name in ("Gemeente Aa", "Gemeente Bee", "Gemeente Cee"):
        make_organisation(session, name=name)
    form = open_step(me, "eigenaar")
    open_step(me, "eigenaar").send(owner_slug="Gemeente Aa")
    answer = form.send(owner_slug="Gemeente Bee", contact_email="nieuw@voorbeeld.nl")
    assert (
        "Nu opgeslagen Gemeente Aa Wat u invulde Gemeente Bee"
        in (clashes(answer)["Organisatie die eigenaar is"])
    )
    Form(me, answer).send(**{"keuze-owner_slug": "zelf", "owner_slug": "Gemeente Cee"})
    assert draft.owner.name == "Gemeente Cee"
    assert draft.contact_email == "nieuw@voorbeeld.nl"


def test_a_suggestion_that_was_ticked_is_among_what_was_typed(me, open_step, draft):
    form = open_step(me, "waarvoor")
    open_step(me, "waarvoor").send(keywords="van hen")
    answer = me.post(
        form.form.get("action"),
        data={**form.fields, "keywords": "van mij", "picked_keywords": ["gekozen"]},
    )
    Form(me, answer).send(**{"keuze-keywords": "mijn"})
    assert draft.keywords == ["van mij", "gekozen"]


def test_what_is_said_about_a_guideline_is_chosen_together(session, me, open_step, draft):
    key = make_principle(session).key
    form, other = open_step(me, "aansluiting"), open_step(me, "aansluiting")
    field = f"principle_details-motivation-{key}"
    other.send(principle_keys=key, **{field: "Van hen."})
    answer = form.send(principle_keys=key, **{field: "Van mij."})
    assert list(clashes(answer)) == ["NeRDS-richtlijnen"]
    Form(me, answer).send(**{"keuze-principle_keys": "mijn"})
    assert facts_of(draft).principle_details == {key: PrincipleDetail(motivation="Van mij.")}


def test_without_a_choice_the_page_asks_again_and_keeps_everything(me, open_step, draft):
    form = open_step(me, "gebruik")
    open_step(me, "gebruik").send(conditions="Van hen.")
    clash = Form(me, form.send(conditions="Van mij.", closed_reason="Ook van mij."))
    answer = clash.send(conditions="Half herschreven.")
    assert "Fout: Kies wat er moet staan." in clashes(answer)["Voorwaarden"]
    Form(me, answer).send(**{"keuze-conditions": "zelf"})
    assert (draft.conditions, draft.closed_reason) == ("Half herschreven.", "Ook van mij.")


def test_a_second_conflict_in_the_meantime_is_chosen_about_again(me, open_step, draft):
    form = open_step(me, "gebruik")
    open_step(me, "gebruik").send(conditions="Eerst van hen.")
    clash = Form(me, form.send(conditions="Van mij."))
    open_step(me, "gebruik").send(conditions="Toch anders.")
    answer = clash.send(**{"keuze-conditions": "mijn"})
    assert "Nu opgeslagen Toch anders." in clashes(answer)["Voorwaarden"]
    Form(me, answer).send(**{"keuze-conditions": "mijn"})
    assert draft.conditions == "Van mij."


def test_a_mistake_is_told_and_what_it_started_from_stays(me, colleague, open_step, draft):
    form = open_step(me, "gebruik")
    open_step(colleague, "gebruik").send(conditions="Van hen.")
    answer = form.send(licence="onzin")
    assert "Deze licentie kennen we niet." in answer.text
    Form(me, answer).send(licence="MIT")
    assert (draft.licence, draft.conditions) == ("MIT", "Van hen.")


def test_going_back_to_a_form_keeps_what_was_done_at_another_step(me, open_step, draft):
    form = open_step(me, "gebruik")
    form.send(conditions="Eerst zo.")
    open_step(me, "vindplaats").send(software_version="2.0")
    assert form.send(conditions="Nee, zo.").status_code == 302
    assert (draft.conditions, draft.software_version) == ("Nee, zo.", "2.0")


def test_a_form_says_only_what_its_step_asks(app, me, open_step):
    (token,) = open_step(me, "eigenaar").fields["begonnen"]
    signer: Signer = app.extensions["govhub"].signer
    begun = json.loads(signer.value("formulier", token))["gegevens"]
    assert set(begun) == {"owner_slug", "contact_email"}
