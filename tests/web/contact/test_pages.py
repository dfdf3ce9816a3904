"""``/contactadres``: the link in the mail, and the button for who answers for the component."""

import re
from datetime import timedelta

import pytest

from govhub.catalogue import contact
from govhub.catalogue.vocabulary import Publication
from govhub.kernel import clock
from govhub.platform.db import transaction
from govhub.registration import service
from tests.inspector import page, words
from tests.making import make_component, make_user

TEAM = "team@voorbeeld.nl"


@pytest.fixture
def component(session, submitter):
    component = make_component(
        session,
        name="Zaakwijzer",
        publication=Publication.DRAFT,
        submitted_by=submitter,
        contact_is_confirmed=False,
    )
    with transaction(session):
        service.submit(session, submitter, component)
    return component


@pytest.fixture
def link(component, work, mail):
    """Return the path in the mail to the address."""
    work()
    [message] = [each for each in mail.sent if each.to == TEAM]
    return re.search(r"http://localhost(/contactadres/\S+)", message.text)[1]


def test_opening_the_link_changes_nothing(session, client, component, link):
    document = page(client.get(link))
    assert "Mag dit adres bij Zaakwijzer staan?" in words(document)
    assert TEAM in words(document)
    session.refresh(component)
    assert not contact.is_shown(component)


def test_yes_and_then_no(session, client, component, link):
    done = client.post(link, data={"antwoord": "ja"}, follow_redirects=True)
    assert "Dank u wel, het adres staat er" in words(page(done))
    session.refresh(component)
    assert contact.is_shown(component)
    again = client.post(link, data={"antwoord": "ja"}, follow_redirects=True)
    assert "het adres staat er" in words(page(again))
    undone = client.post(link, data={"antwoord": "nee"}, follow_redirects=True)
    assert "Het adres staat er niet" in words(page(undone))
    session.refresh(component)
    assert component.contact_email is None


@pytest.mark.parametrize("answer", [{}, {"antwoord": ""}, {"antwoord": "misschien"}])
def test_no_answer_is_no_yes(session, client, component, link, answer):
    asked = client.post(link, data=answer, follow_redirects=True)
    assert "Mag dit adres bij Zaakwijzer staan?" in words(page(asked))
    session.refresh(component)
    assert not contact.is_shown(component)


def test_no(session, client, component, link):
    done = client.post(link, data={"antwoord": "nee"}, follow_redirects=True)
    assert "We tonen uw adres niet bij Zaakwijzer" in words(page(done))
    session.refresh(component)
    assert component.contact_email is None
    assert "staat er niet" in words(page(client.get(link)))


@pytest.mark.parametrize("token", ["x", "WyJ4Il0.abc", "é" * 100])
def test_a_made_up_link_is_refused(client, token):
    assert client.get(f"/contactadres/{token}").status_code == 410
    assert client.post(f"/contactadres/{token}", data={"antwoord": "ja"}).status_code == 410


def test_a_link_that_lapsed_says_so(client, component, link):
    with clock.at(clock.now() + timedelta(days=31)):
        response = client.get(link)
    assert response.status_code == 410
    assert "verlopen" in words(page(response))


def test_a_link_to_sign_in_confirms_nothing(app, client, component, link):
    signer = app.extensions["govhub"].signer
    other = signer.token("inloggen", str(signer.identifier(contact.CONFIRM, link.split("/")[2])))
    assert client.get(f"/contactadres/{other}").status_code == 410


def test_who_registered_it_sees_that_it_waits_and_can_have_it_mailed_again(
    session, browser, submitter, component, link, work, mail
):
    here = browser(submitter)
    assert "wacht op bevestiging" in words(page(here.get(f"/aanmelden/{component.slug}")))
    with transaction(session):
        component.publication = Publication.PUBLISHED
        component.is_on_behalf = True
    text = words(page(here.get(f"/componenten/{component.slug}")))
    assert "Het contactadres wacht op bevestiging" in text
    assert "Mail het adres opnieuw" not in text
    address = f"/componenten/{component.slug}/contactadres"
    soon = here.post(address, follow_redirects=True)
    assert "kort geleden al gemaild" in words(page(soon))
    with clock.at(clock.now() + timedelta(hours=2)):
        assert "Mail het adres opnieuw" in words(page(here.get(f"/componenten/{component.slug}")))
        later = here.post(address, follow_redirects=True)
        assert f"We hebben {TEAM} gemaild" in words(page(later))
        work()
    assert len([each for each in mail.sent if each.to == TEAM]) == 2


def test_the_redactie_sees_it_too(browser, editor, component, link):
    assert TEAM in words(page(browser(editor).get(f"/aanmelden/{component.slug}")))


def test_nobody_else_sees_it_or_can_have_mail_sent(session, browser, client, component, work, mail):
    with transaction(session):
        component.publication = Publication.PUBLISHED
    work()
    mail.sent.clear()
    other = browser(make_user(session))
    assert TEAM not in other.get(f"/componenten/{component.slug}").text
    with clock.at(clock.now() + timedelta(hours=2)):
        assert other.post(f"/componenten/{component.slug}/contactadres").status_code == 403
        assert client.post(f"/componenten/{component.slug}/contactadres").status_code == 302
        work()
    assert mail.sent == []


def test_a_draft_says_when_the_address_is_mailed(session, browser, submitter):
    component = make_component(
        session,
        publication=Publication.DRAFT,
        submitted_by=submitter,
        contact_is_confirmed=False,
    )
    here = browser(submitter)
    assert "Als u de aanmelding indient" in words(page(here.get(f"/aanmelden/{component.slug}")))
    done = here.post(f"/componenten/{component.slug}/contactadres", follow_redirects=True)
    assert "zodra u de aanmelding indient" in words(page(done))


def test_others_that_wait_can_be_answered_in_one_go(session, client, submitter, component, link):
    other = make_component(
        session,
        name="Boomregister",
        submitted_by=submitter,
        contact_is_confirmed=False,
    )
    document = page(client.get(link))
    assert "Boomregister" in words(document)
    data = {"antwoord": "ja", "also": str(other.public_id)}
    client.post(link, data=data)
    session.refresh(other)
    assert contact.is_shown(other)
