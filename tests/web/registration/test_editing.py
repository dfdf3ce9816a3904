import pytest

from govhub.catalogue.models import Component
from govhub.catalogue.vocabulary import Publication
from tests.inspector import page, words
from tests.making import make_component, make_organisation, make_user


def test_a_draft_is_changed_in_its_steps(me, draft):
    answer = me.get("/componenten/zaakregister/wijzigen")
    assert answer.location == "/aanmelden/zaakregister/stap/wat"


def test_a_change_of_a_public_component_is_seen_at_once(me, client, public):
    component = public()
    answer = me.submit(f"/componenten/{component.slug}/wijzigen", summary="Beter omschreven.")
    assert answer.location == f"/componenten/{component.slug}"
    assert "Beter omschreven." in client.get(answer.location).text
    assert "Uw wijzigingen zijn opgeslagen." in me.get(answer.location).text


def test_a_redacteur_changes_what_is_public(browser, editor, public):
    component = public()
    browser(editor).submit(f"/componenten/{component.slug}/wijzigen", name="Zonder tikfout")
    assert component.name == "Zonder tikfout"


def test_the_status_of_a_public_component_is_not_in_the_form(me, public):
    form = page(me.get(f"/componenten/{public().slug}/wijzigen"))
    assert not form.xpath("//input[@name='status']")


def test_the_owner_of_a_public_component_is_not_in_the_form(session, me, public):
    make_organisation(session, name="Provincie")
    component = public()
    address = f"/componenten/{component.slug}/wijzigen"
    form = page(me.get(address))
    assert not form.xpath("//input[@name='owner_slug']")
    data = {"version": str(component.version), "name": component.name, "owner_slug": "provincie"}
    me.post(address, data=data)
    assert component.owner.slug == "gemeente-voorbeeld"


def test_a_public_component_cannot_lose_what_it_must_have(me, public):
    component = public()
    answer = me.submit(
        f"/componenten/{component.slug}/wijzigen", contact_email="", documentation_url=""
    )
    document = page(answer)
    assert words(document.find(".//title")).startswith("Fout: ")
    summary = words(document.find_class("gh-error-summary")[0])
    assert "Vul een e-mailadres in waar mensen vragen kunnen stellen." in summary
    assert "Vul het adres van de documentatie in." in summary
    assert component.contact_email == "team@voorbeeld.nl"


def test_a_stranger_does_not_change_a_public_component(session, browser, public):
    stranger = browser(make_user(session))
    component = public()
    for path in ("wijzigen", "status"):
        address = f"/componenten/{component.slug}/{path}"
        assert stranger.get(address).status_code == 403
        assert stranger.post(address, data={"name": "Van mij"}).status_code == 403


@pytest.mark.parametrize(
    "path", ["/aanmelden/{}", "/aanmelden/{}/verwijderen", "/componenten/{}/wijzigen"]
)
@pytest.mark.parametrize(
    "publication", [Publication.DRAFT, Publication.SUBMITTED, Publication.REFUSED]
)
def test_what_is_not_public_does_not_exist_for_others(
    session, browser, submitter, path, publication
):
    component = make_component(session, publication=publication, submitted_by=submitter)
    stranger = browser(make_user(session))
    assert stranger.get(path.format(component.slug)).status_code == 404
    assert stranger.post(path.format(component.slug)).status_code == 404
    assert session.get(Component, component.id).publication is publication


@pytest.mark.parametrize("path", ["/aanmelden/{}", "/componenten/{}/wijzigen"])
def test_what_never_existed_is_not_found(me, path):
    assert me.get(path.format("bestaat-niet")).status_code == 404


@pytest.mark.parametrize("publication", [Publication.SUBMITTED, Publication.REFUSED])
def test_the_submitter_cannot_change_what_the_redactie_has(session, me, submitter, publication):
    component = make_component(session, publication=publication, submitted_by=submitter)
    answer = me.get(f"/componenten/{component.slug}/wijzigen")
    assert answer.status_code == 403
    assert "De redactie" in answer.text


def test_the_second_of_two_who_edit_gets_the_text_back(me, browser, editor, public):
    component = public(name="Zaken", summary="Zoals het was.")
    address = f"/componenten/{component.slug}/wijzigen"
    mine = {"version": str(component.version), "name": "Zaken", "summary": "Van mij."}
    browser(editor).submit(address, summary="Van de redactie.")

    answer = me.submit(address, **mine)
    assert answer.status_code == 409
    document = page(answer)
    assert document.get_element_by_id("summary").text.strip() == "Van mij."
    assert "Iemand anders heeft dit intussen gewijzigd" in words(document)
    block = words(document.find_class("gh-clash")[0])
    assert "Nu opgeslagen Van de redactie. Wat u invulde Van mij." in block
    assert component.summary == "Van de redactie."


def test_a_conflict_names_choices_by_their_words(me, browser, editor, public):
    component = public()
    address = f"/componenten/{component.slug}/wijzigen"
    form = me.get(address)
    seen = page(form).get_element_by_id("version").get("value")
    browser(editor).submit(address, kind="dienst")
    answer = me.submit(address, version=seen, kind="module")
    block = words(page(answer).find_class("gh-clash")[0])
    assert "Nu opgeslagen Dienst Wat u invulde Module" in block


def test_saving_again_after_a_conflict_is_deliberate_and_works(me, browser, editor, public):
    component = public()
    address = f"/componenten/{component.slug}/wijzigen"
    old = str(component.version)
    browser(editor).submit(address, summary="Van de redactie.")
    answer = me.submit(address, version=old, summary="Van mij.")
    again = page(answer).get_element_by_id("version").get("value")
    assert me.submit(address, version=again, summary="Van mij.").status_code == 302
    assert component.summary == "Van mij."


@pytest.mark.parametrize("version", ["", "x", "-1", "9" * 40, "1.0"])
def test_a_damaged_version_is_a_conflict_and_no_error(me, public, version):
    component = public(name="Zaakregister")
    address = f"/componenten/{component.slug}/wijzigen"
    answer = me.submit(address, version=version, summary="Anders")
    assert answer.status_code == 409
    assert component.summary != "Anders"


def test_the_page_to_edit_asks_the_database_a_bounded_number_of_questions(
    session, me, statements, public
):
    address = f"/componenten/{public().slug}/wijzigen"
    for number in range(5):
        make_organisation(session, name=f"Organisatie {number}")
    few = statements(lambda: me.get(address))
    for number in range(20):
        make_organisation(session, name=f"Gemeente {number}x")
    assert statements(lambda: me.get(address)) == few


def test_another_name_is_shown_and_found(session, app, me, client, public):
    component = public(name="Zaakregister")
    me.submit(f"/componenten/{component.slug}/wijzigen", aliases="Dossierbak\nZaakmap")
    document = page(client.get(f"/componenten/{component.slug}"))
    assert "Ook bekend als Dossierbak, Zaakmap" in words(document)
    app.extensions["govhub"].follower.work()
    assert "Zaakregister" in client.get("/componenten?q=dossierbak").text


def test_more_other_names_than_a_form_takes_are_no_mistake_when_they_are_there(
    session, browser, submitter
):
    names = tuple(f"Naam {number:02}" for number in range(23))
    component = make_component(session, submitted_by=submitter, aliases=names)
    me, address = browser(submitter), f"/componenten/{component.slug}/wijzigen"
    assert me.submit(address, summary="Iets korter.").status_code == 302
    session.refresh(component)
    assert (component.summary, len(component.aliases)) == ("Iets korter.", 23)
    too_many = me.submit(address, aliases="\n".join([*names, "Nog een"]))
    assert "Schrijf hoogstens 20 regels." in words(page(too_many))
