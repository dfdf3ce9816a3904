"""The status is still true: said by who may change it, or by the link in a mail."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import sessionmaker

from govhub.catalogue import confirming
from govhub.catalogue.ledger.models import LineKind
from govhub.catalogue.ledger.queries import status_history
from govhub.catalogue.status import Status
from govhub.kernel import clock
from govhub.platform import links
from govhub.platform.db import transaction
from govhub.platform.language import long_date
from tests.inspector import page, words
from tests.making import make_component, make_user


def long_after():
    return clock.at(clock.now() + timedelta(days=400))


def confirmations(session, component):
    lines = status_history(session, component)
    return [line.decided_by for line in lines if line.kind is LineKind.CONFIRMATION]


@pytest.fixture
def token(app, session):
    """The token of a link that asks about a component: ``token(component)``."""

    def token(component, *, lifetime=timedelta(days=60)):
        subject = {
            "component": str(component.public_id),
            "submitter": component.submitted_by_id,
            "status": component.status.value,
        }
        with transaction(session):
            link = links.issue(
                session, purpose=confirming.CONFIRM_STATUS, subject=subject, lifetime=lifetime
            )
        signer = app.extensions["govhub"].signer
        return signer.token(confirming.CONFIRM_STATUS, str(link.id))

    return token


@pytest.mark.parametrize("path", ["/componenten/{}", "/componenten/{}/status"])
def test_who_may_change_it_is_asked_when_it_is_time(me, browser, submitter, public, path):
    component = public()
    question = f"//form[@action='/componenten/{component.slug}/status/bevestigen']"
    assert "moest bevestigd zijn" not in me.get(path.format(component.slug)).text
    with long_after():
        document = page(browser(submitter).get(path.format(component.slug)))
    assert len(document.xpath(question)) == 1
    assert "Dit moest bevestigd zijn op" in words(document)


def test_a_visitor_is_not_asked(client, browser, session, public):
    component = public()
    with long_after():
        for visitor in (client, browser(make_user(session))):
            assert "/status/bevestigen" not in visitor.get(f"/componenten/{component.slug}").text


def test_one_press_confirms_in_the_name_of_the_owner(session, browser, submitter, public):
    component = public()
    with long_after():
        me = browser(submitter)
        path = f"/componenten/{component.slug}/status/bevestigen"
        answer = me.post(path)
        assert answer.location == f"/componenten/{component.slug}"
        assert "U bevestigde dat" in me.get(answer.location).text
        assert component.confirmed_on == clock.today()
    assert confirmations(session, component) == [component.owner.name]


def test_somebody_else_confirms_nothing(session, browser, public):
    component = public()
    stranger = browser(make_user(session))
    assert stranger.post(f"/componenten/{component.slug}/status/bevestigen").status_code == 403
    assert confirmations(session, component) == []


def test_what_ended_need_not_be_confirmed(me, public):
    component = public(status=Status.ENDED, reason="Klaar.")
    assert "/status/bevestigen" not in me.get(f"/componenten/{component.slug}/status").text
    assert me.post(f"/componenten/{component.slug}/status/bevestigen").status_code == 409


def test_my_components_show_where_it_is_time(me, browser, submitter, public):
    component = public()
    question = "Klopt deze status nog?"
    assert question not in me.get("/mijn-aanmeldingen").text
    with long_after():
        document = page(browser(submitter).get("/mijn-aanmeldingen"))
    assert question in words(document)
    assert f"/componenten/{component.slug}/status" in document.xpath("//main//a/@href")


def test_a_link_from_a_mail_confirms_without_signing_in(session, client, public, token):
    component = public()
    path = f"/status-bevestigen/{token(component)}"
    document = page(client.get(path))
    assert f"Klopt de status van {component.name} nog?" in words(document)
    assert f"/componenten/{component.slug}/status" in document.xpath("//main//a/@href")
    assert confirmations(session, component) == []
    answer = client.submit(path)
    assert answer.location == path
    assert confirmations(session, component) == [component.owner.name]


def test_a_used_link_says_that_it_was_done(session, client, public, token):
    component = public()
    path = f"/status-bevestigen/{token(component)}"
    client.submit(path)
    text = words(page(client.get(path)))
    assert f"De status van {component.name} is bevestigd" in text
    assert f"Dat is bevestigd op {long_date(clock.today())}" in text
    assert client.post(path).location == path
    assert len(confirmations(session, component)) == 1


def test_an_expired_or_invented_link_says_what_to_do(client, public, token):
    component = public()
    old = token(component)
    with clock.at(clock.now() + timedelta(days=61)):
        answers = [client.get(f"/status-bevestigen/{each}") for each in (old, "verzonnen")]
        answers.append(client.post(f"/status-bevestigen/{old}"))
    assert [answer.status_code for answer in answers] == [410, 410, 410]
    for answer in answers:
        assert "/mijn-aanmeldingen" in page(answer).xpath("//main//a/@href")
    assert "Deze link is verlopen." in answers[0].text


def test_a_question_about_another_status_is_out_of_date(session, me, client, public, token):
    component = public(status=Status.CONCEPT)
    path = f"/status-bevestigen/{token(component)}"
    me.submit(f"/componenten/{component.slug}/status", "//form[@id='status']", new="demo")
    assert client.get(path).status_code == 410
    assert client.post(path).status_code == 410
    assert "De status is intussen veranderd." in client.get(path).text
    assert confirmations(session, component) == []


def test_the_link_that_the_worker_makes_leads_here(session, engine, app, client, submitter):
    component = make_component(session, submitted_by=submitter)
    with long_after():
        assert confirming.ask_due(sessionmaker(engine)) == 1
        link = session.query(links.OneTimeLink).one()
        token = app.extensions["govhub"].signer.token(confirming.CONFIRM_STATUS, str(link.id))
        assert client.submit(f"/status-bevestigen/{token}").status_code == 302
    assert confirmations(session, component) == [component.owner.name]
