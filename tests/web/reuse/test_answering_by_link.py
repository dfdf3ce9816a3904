"""``/gebruik/bevestigen/<token>``: GET shows, POST answers, without an account."""

import pytest
from sqlalchemy.orm import Session

from govhub.kernel import clock
from govhub.platform.db import transaction
from govhub.reuse import expiring, service
from govhub.reuse.models import Phase, Standing

JAN = "jan@ander.nl"


@pytest.fixture
def asked(claim, keeper, domain):
    return claim(keeper, email=JAN)


def test_looking_changes_nothing(session, client, asked, link):
    address = link(JAN)
    for _time in range(2):
        assert "Gebruikt Gemeente Ander Zaakwijzer?" in client.get(address).text
    session.refresh(asked)
    assert asked.standing is Standing.WAITS


def test_saying_yes(session, client, asked, link):
    address = link(JAN)
    page = client.post(address, data={"antwoord": "ja"}, follow_redirects=True)
    assert "Dank u wel" in page.text
    session.refresh(asked)
    assert asked.standing is Standing.CONFIRMED
    client.post(address, data={"antwoord": "nee", "reason": "Toch niet."})
    session.refresh(asked)
    assert asked.standing is Standing.CONFIRMED


def test_saying_no_needs_a_reason(session, client, asked, link):
    address = link(JAN)
    page = client.post(address, data={"antwoord": "nee"})
    assert "Leg uit waarom" in page.text
    page = client.post(
        address, data={"antwoord": "nee", "reason": "Wij niet."}, follow_redirects=True
    )
    assert "staat niet meer dat" in page.text
    session.refresh(asked)
    assert asked.standing is Standing.DISPUTED


@pytest.mark.parametrize(
    "data", [{}, {"antwoord": "misschien"}, {"antwoord": "ja", "reason": "x" * 1001}]
)
def test_an_answer_that_is_none_asks_again(session, client, asked, link, data):
    assert client.post(link(JAN), data=data).status_code == 200
    session.refresh(asked)
    assert asked.standing is Standing.WAITS


def test_a_link_that_does_not_work(client, session, keeper, asked, link):
    assert client.get("/gebruik/bevestigen/onzin").status_code == 410
    address = link(JAN)
    with transaction(session):
        service.withdraw(session, keeper, asked)
    for answer in (client.get(address), client.post(address, data={"antwoord": "ja"})):
        assert answer.status_code == 410
        assert "ingetrokken" in answer.text


def test_the_address_is_on_no_page(client, browser, keeper, asked, link):
    address = link(JAN)
    client.post(address, data={"antwoord": "ja"})
    for page in (client.get(address), browser(keeper).get(f"/gebruik/{asked.public_id}")):
        assert JAN not in page.text


def test_a_year_later_it_stopped(session, client, engine, asked, link):
    client.post(link(JAN), data={"antwoord": "ja"})
    session.refresh(asked)
    with clock.at(clock.now().replace(year=clock.now().year + 1)):
        assert expiring.ask_due(lambda: Session(engine)) == 1
        address = link(JAN)
        assert "Nee, wij zijn gestopt" in client.get(address).text
        page = client.post(address, data={"antwoord": "nee"}, follow_redirects=True)
        assert "is gestopt" in page.text
    session.refresh(asked)
    assert asked.phase is Phase.STOPPED
