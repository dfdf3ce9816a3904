"""Choosing an organisation: suggestions while typing, and without scripts a list to choose from."""

import pytest

from govhub.accounts import organisations
from govhub.platform.db import transaction
from tests.inspector import page, words
from tests.making import make_organisation


def suggested(client, text):
    response = client.get("/organisaties/suggesties", query_string={"q": text})
    assert response.status_code == 200
    return response.json


def test_suggestions_are_names_with_a_hint(session, client, editor, zwolle):
    old = make_organisation(session, name="Gemeente Zwollerkerspel", kind="gemeente")
    with transaction(session):
        organisations.merge(session, editor, old, zwolle)
    assert suggested(client, "zwol") == [
        {"text": "Gemeente Zwolle", "label": "Gemeente"},
        {"text": "Gemeente Zwollerkerspel", "label": "Gemeente, opgegaan in Gemeente Zwolle"},
    ]


def test_at_most_ten_and_nothing_for_nothing(session, client):
    for number in range(12):
        make_organisation(session, name=f"Gemeente {number:02}")
    assert len(suggested(client, "gemeente")) == 10
    assert suggested(client, " ") == []
    assert suggested(client, "%_'") == []


def test_two_of_the_same_name_are_told_apart(session, client):
    make_organisation(session, slug="bergen-l", name="Gemeente Bergen")
    make_organisation(session, slug="bergen-nh", name="Gemeente Bergen")
    texts = {each["text"] for each in suggested(client, "bergen")}
    assert texts == {"bergen-l", "bergen-nh"}


@pytest.fixture
def merging(zwolle):
    """The page with a picker that only the redactie sees."""
    return f"/organisaties/{zwolle.slug}/opgegaan"


def test_a_whole_name_is_enough(session, browser, editor, zwolle, ander, merging):
    browser(editor).submit(merging, into="gemeente ander", since="1-1-2026")
    session.refresh(zwolle)
    assert zwolle.merged_into is ander


def test_a_part_offers_what_may_be_meant_and_the_choice_counts(
    session, browser, editor, zwolle, ander, merging
):
    make_organisation(session, name="Gemeente Andere Kant")
    here = browser(editor)
    asked = here.submit(merging, into="ander", since="")
    text = words(page(asked))
    assert "Kies hieronder welke organisatie u bedoelt." in text
    assert "Gemeente Andere Kant" in text
    assert page(asked).xpath("//input[@name='into']/@value") == ["ander"]
    here.post(merging, data={"into": "ander", "into-keuze": ander.slug, "since": ""})
    session.refresh(zwolle)
    assert zwolle.merged_into is ander


def test_an_unknown_name_is_kept_and_refused(session, browser, editor, zwolle, merging):
    refused = browser(editor).submit(merging, into="Xyzzy", since="1-1-2026")
    assert "Deze organisatie kennen we niet" in words(page(refused))
    assert page(refused).xpath("//input[@name='into']/@value") == ["Xyzzy"]
    session.refresh(zwolle)
    assert zwolle.merged_into is None


def test_a_forged_choice_that_was_not_offered_counts_for_nothing(
    session, browser, editor, zwolle, ander, merging
):
    browser(editor).post(merging, data={"into": "Xyzzy", "into-keuze": ander.slug})
    session.refresh(zwolle)
    assert zwolle.merged_into is None


def test_the_owner_of_a_public_component_is_not_changed_by_its_form(
    session, browser, editor, member_editor, zwolle, ander, component
):
    address = f"/componenten/{component.slug}/wijzigen"
    for user in (member_editor, editor):
        here = browser(user)
        form = page(here.get(address)).xpath("//main//form[.//*[@name='summary']]")[0]
        data = {
            **dict(form.form_values()),
            "owner_slug": ander.name,
            "owner_slug-keuze": ander.slug,
        }
        here.post(address, data={**data, "summary": f"Gewijzigd door {user.id}."})
        session.refresh(component)
        assert component.owner is zwolle
        assert component.summary == f"Gewijzigd door {user.id}."


def test_nobody_else_gets_to_the_form(session, browser, submitter, ander, component):
    address = f"/componenten/{component.slug}/wijzigen"
    data = {"owner_slug": ander.name, "name": "Van mij"}
    assert browser(submitter).post(address, data=data).status_code in {302, 403}
    session.refresh(component)
    assert component.owner is not ander
    assert component.name == "Zaakwijzer"
