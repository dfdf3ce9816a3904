"""``/mijn-account``: what somebody sees of themselves, takes along, and leaves behind."""

import json

import pytest
import sqlalchemy as sa

from govhub.accounts.models import User, UserRole, UserSession
from govhub.platform.audit import AuditEntry
from tests.inspector import page, words
from tests.making import make_component, make_user

FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:128.0) Gecko/20100101 Firefox/128.0"


@pytest.fixture
def user(session):
    return make_user(session, email="ria@voorbeeld.nl")


@pytest.fixture
def here(browser, user):
    """The browser of the user."""
    return browser(user)


def rows(client):
    shown = page(client.get("/mijn-account"))
    return [words(row) for row in shown.xpath("//section[@aria-labelledby='sessies']//li")]


def test_the_browsers_have_names_that_people_know(client, invited, session):
    path = invited("ria@voorbeeld.nl")
    client.open(
        path,
        method="POST",
        headers={"User-Agent": FIREFOX, "X-CSRFToken": client._csrf_token()},
    )
    assert rows(client)[0].startswith("Firefox op Windows (deze browser)")
    assert session.scalars(sa.select(UserSession.browser)).one() == "Firefox op Windows"


def test_another_session_is_ended_and_this_one_stays(browser, user, here):
    elsewhere = browser(user)
    shown = page(here.get("/mijn-account"))
    (action,) = shown.xpath("//form[contains(@action, '/sessies/') and .//button]/@action")[:1]
    assert here.post(action).location == "/mijn-account"
    assert len(rows(here)) == 1
    assert elsewhere.get("/mijn-account").location.startswith("/inloggen?")


def test_all_others_are_ended_at_once(browser, user, here, session):
    others = [browser(user), browser(user)]
    stranger = browser(make_user(session))
    here.post("/mijn-account/sessies/beeindigen")
    assert "2 andere sessies zijn beëindigd." in here.get("/mijn-account").text
    assert [each.get("/mijn-account").status_code for each in others] == [302, 302]
    assert stranger.get("/mijn-account").status_code == 200


def test_nobody_ends_the_session_of_somebody_else(browser, here, session):
    stranger = browser(make_user(session))
    key = session.scalars(sa.select(UserSession).order_by(UserSession.id)).all()[0].public_id
    stranger.post(f"/mijn-account/sessies/{key}/beeindigen")
    assert here.get("/mijn-account").status_code == 200


def test_ones_own_data_come_as_a_file_and_that_is_noted(here, user, session):
    answer = here.post("/mijn-account/gegevens")
    assert answer.mimetype == "application/json"
    assert answer.headers["Content-Disposition"].startswith("attachment; filename=")
    assert answer.cache_control.no_store
    assert json.loads(answer.text)["account"]["e-mailadres"] == "ria@voorbeeld.nl"
    entry = session.scalars(sa.select(AuditEntry)).one()
    assert (entry.actor, entry.action) == (str(user.public_id), "gegevens-gedownload")
    assert "ria" not in f"{entry.subject}{entry.details}"


def test_leaving_asks_for_the_own_address_and_signs_out(here, user, session, mail, work):
    wrong = here.submit("/mijn-account/verwijderen", email="piet@voorbeeld.nl")
    assert "Dit is niet het adres van dit account" in wrong.text
    assert here.get("/mijn-account").status_code == 200
    done = here.submit("/mijn-account/verwijderen", email=" RIA@voorbeeld.nl ")
    assert done.location == "/mijn-account/verwijderd"
    assert "Uw account is verwijderd" in here.get(done.location).text
    assert here.get("/mijn-account").location.startswith("/inloggen?")
    work()
    assert [sent.to for sent in mail.sent] == ["ria@voorbeeld.nl"]
    assert session.get(User, user.id).email.endswith("@verwijderd.invalid")


def test_before_leaving_one_sees_where_ones_address_stands(here, user, session):
    assert "Uw adres staat als contact" not in here.get("/mijn-account/verwijderen").text
    make_component(
        session,
        name="Zaakwijzer",
        submitted_by=user,
        owner_slug=None,
        contact_email=user.email,
    )
    make_component(session, name="Van een ander", contact_email=user.email)
    document = page(here.get("/mijn-account/verwijderen"))
    text = words(document)
    assert "Uw adres staat als contact bij 2 componenten" in text
    links = document.xpath("//main//a/@href")
    assert "/componenten/zaakwijzer/wijzigen" in links
    assert "/componenten/van-een-ander" in links
    assert "/componenten/van-een-ander/wijzigen" not in links


def test_the_last_administrator_is_told_why_not(browser, session):
    client = browser(make_user(session, role=UserRole.ADMINISTRATOR))
    shown = client.get("/mijn-account/verwijderen")
    assert "U bent de enige beheerder van dit portaal" in shown.text
    assert not page(shown).xpath("//main//form")
    assert client.post("/mijn-account/verwijderen", data={"email": "x"}).status_code == 409
    assert client.get("/mijn-account").status_code == 200


def test_on_a_bare_address_the_page_says_why_there_are_no_passkeys(make_app, session, sign_in):
    app = make_app(base_url="http://127.0.0.1", trusted_hosts="localhost")
    client = sign_in(app.test_client(session=session), make_user(session))
    assert "Op dit adres werken passkeys niet" in client.get("/mijn-account").text
    assert "data-gh-passkey" not in client.get("/inloggen").text
    assert client.post("/inloggen/passkey/vraag").status_code == 400
