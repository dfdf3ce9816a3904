"""Two people who edit a component: who saves last sees both texts, chooses, and loses nothing."""

import pytest

from govhub.catalogue.changing import StatusWish
from govhub.catalogue.facts import facts_of
from govhub.catalogue.status import Status
from govhub.platform.db import transaction
from govhub.registration import waiting_edits
from govhub.registration.proposals import propose_or_change_status
from tests.inspector import page, words
from tests.web.opened import Form, clashes

LONG = (
    "Dit is een lange omschrijving van wat het component doet, zodat het helpt om te zien "
    "welk woord precies anders is."
)


@pytest.fixture
def open_form(public):
    """Open the form to edit: ``open_form(browser, component)``."""

    def open_it(browser, component):
        return Form(browser, browser.get(f"/componenten/{component.slug}/wijzigen"))

    return open_it


@pytest.fixture
def redactie(browser, editor):
    return browser(editor)


@pytest.fixture
def component(public):
    return public(
        name="Zaken", summary="Zoals het was.", description="De beschrijving.", licence="EUPL-1.2"
    )


def test_what_only_one_of_both_changed_is_saved_without_a_question(
    me, redactie, open_form, component
):
    form = open_form(me, component)
    open_form(redactie, component).send(description="Door de redactie.", conditions="Met contract.")
    answer = form.send(summary="Door mij.")
    assert answer.location == f"/componenten/{component.slug}"
    said = me.get(answer.location).text
    assert "Uw wijzigingen zijn opgeslagen." in said
    assert "Intussen wijzigde iemand anders ook iets: beschrijving, voorwaarden." in said
    assert (component.summary, component.description, component.conditions) == (
        "Door mij.",
        "Door de redactie.",
        "Met contract.",
    )


def test_a_field_that_both_changed_shows_the_three_texts(me, redactie, open_form, component):
    form = open_form(me, component)
    open_form(redactie, component).send(summary="Van de redactie.", conditions="Met contract.")
    answer = form.send(summary="Van mij.", description="Ook van mij.")
    (said,) = clashes(answer).values()
    assert "Nu opgeslagen Van de redactie. Wat u invulde Van mij." in said
    assert "Wat stond er toen u begon? Korte omschrijving Zoals het was." in said
    assert "blijft staan: voorwaarden." in words(page(answer))
    assert component.summary == "Van de redactie."


@pytest.mark.parametrize(
    ("choice", "expected"),
    [("hun", "Van de redactie."), ("mijn", "Van mij."), ("zelf", "Van ons samen.")],
)
def test_what_is_chosen_is_saved_and_the_rest_is_kept(
    me, redactie, open_form, component, choice, expected
):
    form = open_form(me, component)
    open_form(redactie, component).send(summary="Van de redactie.", conditions="Met contract.")
    clash = Form(
        me, form.send(summary="Van mij.", description="Ook van mij.", keywords="een\ntwee")
    )
    answer = clash.send(**{"keuze-summary": choice, "summary": "Van ons samen."})
    assert answer.status_code == 302
    now = facts_of(component)
    assert (now.summary, now.description, now.keywords, now.conditions) == (
        expected,
        "Ook van mij.",
        ("een", "twee"),
        "Met contract.",
    )


def test_without_a_choice_the_page_asks_again_and_keeps_what_was_chosen(
    me, redactie, open_form, component
):
    form = open_form(me, component)
    open_form(redactie, component).send(summary="Van hen.", description="Ook van hen.")
    clash = Form(me, form.send(summary="Van mij.", description="Ook van mij."))
    answer = clash.send(**{"keuze-summary": "hun", "description": "Half herschreven."})
    blocks = clashes(answer)
    assert "Fout: Kies wat er moet staan." in blocks["Beschrijving"]
    assert "Kies wat er moet staan" not in blocks["Korte omschrijving"]
    again = Form(me, answer)
    assert again.fields["keuze-summary"] == ["hun"]
    assert again.fields["description"][0].strip() == "Half herschreven."
    again.send(**{"keuze-description": "zelf"})
    assert (component.summary, component.description) == ("Van hen.", "Half herschreven.")


def test_a_second_conflict_in_the_meantime_is_chosen_about_again(
    me, redactie, open_form, component
):
    form = open_form(me, component)
    open_form(redactie, component).send(summary="Eerst van hen.")
    clash = Form(me, form.send(summary="Van mij."))
    open_form(redactie, component).send(summary="Toch anders.", conditions="Ook nieuw.")
    answer = clash.send(**{"keuze-summary": "mijn"})
    (said,) = clashes(answer).values()
    assert "Nu opgeslagen Toch anders. Wat u invulde Van mij." in said
    assert "toen u begon? Korte omschrijving Eerst van hen." in said
    Form(me, answer).send(**{"keuze-summary": "mijn"})
    assert (component.summary, component.conditions) == ("Van mij.", "Ook nieuw.")


def test_who_took_the_others_text_gets_what_the_other_made_of_it_later(
    me, redactie, open_form, component
):
    form = open_form(me, component)
    open_form(redactie, component).send(summary="Eerst van hen.")
    clash = Form(me, form.send(summary="Van mij."))
    open_form(redactie, component).send(summary="Toch anders.")
    assert clash.send(**{"keuze-summary": "hun"}).status_code == 302
    assert component.summary == "Toch anders."


def test_another_status_is_no_conflict(session, me, submitter, open_form, component):
    form = open_form(me, component)
    with transaction(session):
        wish = StatusWish(new=Status.DEMO, reason="Er is een fout.")
        propose_or_change_status(session, submitter, component, wish, seen=component.status)
        component.status = Status.DEMO
    assert form.send(summary="Van mij.").status_code == 302
    assert component.summary == "Van mij."


def test_the_same_text_from_both_is_no_conflict(me, redactie, open_form, component):
    form = open_form(me, component)
    open_form(redactie, component).send(summary="Hetzelfde.")
    assert form.send(summary="Hetzelfde.").status_code == 302


def test_choices_from_a_list_are_shown_in_words_and_can_be_chosen(
    me, redactie, open_form, component
):
    form = open_form(me, component)
    open_form(redactie, component).send(maintenance="internal")
    answer = form.send(maintenance="community")
    (said,) = clashes(answer).values()
    assert "Wat stond er toen u begon? Onderhoud (leeg)" in said
    Form(me, answer).send(**{"keuze-maintenance": "zelf", "maintenance": "none"})
    assert component.maintenance.value == "none"


def test_boxes_can_be_chosen(session, me, redactie, open_form, component):
    form = open_form(me, component)
    open_form(redactie, component).send(platforms=["web", "linux"])
    answer = form.send(platforms=["ios"], other_platforms="Amiga")
    assert "Platforms" in clashes(answer)
    Form(me, answer).send(**{"keuze-platforms": "mijn"})
    assert set(component.platforms) == {"ios", "Amiga"}


def test_a_long_text_shows_which_word_differs(me, redactie, open_form, component):
    form = open_form(me, component)
    open_form(redactie, component).send(conditions=LONG)
    answer = form.send(conditions=LONG.replace("precies", "juist"))
    document = page(answer)
    assert "precies" in words(document.find_class("gh-diff__gone")[0])
    assert "juist" in words(document.find_class("gh-diff__new")[0])


def test_a_mistake_in_the_text_written_after_a_conflict_is_told_at_the_field(
    me, redactie, open_form, component
):
    form = open_form(me, component)
    open_form(redactie, component).send(documentation_url="https://hun.voorbeeld.nl")
    clash = Form(me, form.send(documentation_url="https://mij.voorbeeld.nl", summary="Van mij."))
    answer = clash.send(**{"keuze-documentation_url": "zelf", "documentation_url": "geen adres"})
    assert answer.status_code == 200
    assert "Vul een volledig webadres in" in answer.text
    fixed = Form(me, answer)
    assert fixed.fields["summary"][0].strip() == "Van mij."
    fixed.send(documentation_url="https://goed.voorbeeld.nl")
    assert component.documentation_url == "https://goed.voorbeeld.nl"
    assert component.summary == "Van mij."


@pytest.mark.parametrize("begun", ["", "onzin", "a.b.c"])
def test_a_form_that_does_not_say_where_it_began_lets_choose_about_every_difference(
    me, redactie, open_form, component, begun
):
    form = open_form(me, component)
    open_form(redactie, component).send(conditions="Van hen.")
    answer = form.send(begonnen=begun, summary="Van mij.")
    assert set(clashes(answer)) == {"Korte omschrijving", "Voorwaarden"}
    assert "toen u begon" not in answer.text


def test_what_another_form_started_from_does_not_count(me, redactie, public, open_form, component):
    other = open_form(me, public())
    form = open_form(me, component)
    open_form(redactie, component).send(conditions="Van hen.")
    answer = form.send(begonnen=other.fields["begonnen"], summary="Van mij.")
    assert "Voorwaarden" in clashes(answer)


def test_what_passing_through_the_form_changes_is_no_edit(
    session, me, redactie, open_form, component
):
    with transaction(session):
        component.description = "  Met spaties eromheen.\r\n"
    form = open_form(me, component)
    open_form(redactie, component).send(description="Opgeschoond.")
    assert form.send(summary="Van mij.").status_code == 302
    assert component.description == "Opgeschoond."


# --- what waits for the redactie ------------------------------------------------------------


def test_before_saving_it_is_said_what_waits(me, redactie, component):
    address = f"/componenten/{component.slug}/wijzigen"
    assert "bekijkt de redactie eerst" in me.get(address).text
    assert "bekijkt de redactie eerst" not in redactie.get(address).text


def test_of_what_waits_and_what_does_not_each_is_told(me, open_form, component):
    answer = open_form(me, component).send(name="Zaken 2", summary="Nieuw.")
    said = me.get(answer.location).text
    assert "Uw wijzigingen zijn opgeslagen." in said
    assert "Dit wacht op de redactie: naam." in said
    assert (component.name, component.summary) == ("Zaken", "Nieuw.")


def test_a_conflict_about_what_waits_ends_in_one_edit_that_waits(
    session, me, redactie, submitter, open_form, component
):
    form = open_form(me, component)
    open_form(redactie, component).send(licence="MIT")
    answer = form.send(licence="Apache-2.0")
    assert "Licentie" in clashes(answer)
    Form(me, answer).send(**{"keuze-licence": "mijn"})
    session.rollback()
    assert component.licence == "MIT"
    (waiting,) = waiting_edits.waiting(session, component)
    assert waiting.facts == {"licence": "Apache-2.0"}


def test_what_i_let_wait_in_another_window_is_not_taken_back_by_an_older_one(
    session, me, open_form, component
):
    older = open_form(me, component)
    open_form(me, component).send(name="Zaken 2")
    older.send(summary="Nieuw.")
    session.rollback()
    (waiting,) = waiting_edits.waiting(session, component)
    assert waiting.facts == {"name": "Zaken 2"}
    assert component.summary == "Nieuw."
