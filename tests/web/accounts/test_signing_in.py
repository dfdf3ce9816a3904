from datetime import timedelta

import pytest
import sqlalchemy as sa

from govhub.accounts.models import User, UserSession
from govhub.kernel import clock
from govhub.platform.links import OneTimeLink
from govhub.web.access import SECRET
from tests.inspector import page, words
from tests.making import make_editor, make_user


def who(client):
    """Return who the browser is signed in as, by the page that only they may see."""
    return client.get("/mijn-aanmeldingen").status_code == 200


def test_a_mail_with_a_button_signs_in(client, invited, mail, session):
    path = invited()
    assert [sent.to for sent in mail.sent] == ["jan@voorbeeld.nl"]
    assert mail.sent[0].subject == "Inloggen bij GovHub"
    assert "30 minuten" in mail.sent[0].text
    assert f"http://localhost{path}" in mail.sent[0].html
    assert not who(client)
    answer = client.submit(path)
    assert answer.location == "/mijn-aanmeldingen"
    assert who(client)


def test_opening_the_link_shows_whose_it_is_and_uses_nothing(client, invited, session):
    path = invited()
    for _ in range(3):
        shown = page(client.get(path))
    assert "jan@voorbeeld.nl" in words(shown.find(".//main"))
    assert session.scalars(sa.select(OneTimeLink.used_at)).one() is None
    assert not who(client)


def test_everybody_gets_the_same_answer(client, session, mail, work):
    make_user(session, email="bekend@voorbeeld.nl")
    known = client.submit("/inloggen", email="bekend@voorbeeld.nl")
    unknown = client.submit("/inloggen", email="onbekend@voorbeeld.nl")
    assert known.location == unknown.location == "/inloggen/kijk-in-uw-mail"
    assert known.data == unknown.data
    assert "Kijk in uw mail" in client.get(known.location).text
    work()
    assert len(mail.sent) == 2


def test_capitals_and_spaces_make_no_other_user(client, invited, session):
    make_editor(session, email="ria@voorbeeld.nl")
    client.submit(invited("  RIA@Voorbeeld.nl "))
    assert client.get("/redactie").location == "/inloggen/tweede-stap?verder=/redactie"
    assert session.scalar(sa.select(sa.func.count(User.id))) == 1


def test_an_editor_starts_at_the_queue(client, invited, session):
    make_editor(session, email="ria@voorbeeld.nl")
    assert client.submit(invited("ria@voorbeeld.nl")).location == "/redactie"


@pytest.mark.parametrize("email", ["", "   ", "jan", "jan@voorbeeld.nl\r\nBcc: piet@voorbeeld.nl"])
def test_what_is_no_address_is_explained_at_its_field(client, email, mail, work):
    answer = client.submit("/inloggen", email=email)
    assert answer.status_code == 200
    shown = page(answer)
    assert words(shown.find(".//title")).startswith("Fout: Inloggen")
    assert shown.xpath("//input[@name='email' and @aria-invalid='true']")
    assert email.split("\r")[0].strip() in shown.xpath("//input[@name='email']/@value")[0]
    work()
    assert mail.sent == []


def test_a_link_that_was_used_says_so_and_leads_to_a_new_one(app, session, invited):
    path = invited()
    app.test_client(session=session).submit(path)
    other = app.test_client(session=session)
    for answer in (other.get(path), other.post(path)):
        assert answer.status_code == 410
        assert "Deze link is al gebruikt" in answer.text
        assert page(answer).xpath("//main//a[@href='/inloggen']")
    assert not who(other)


def test_pressing_the_button_twice_says_that_you_are_in_already(client, invited):
    path = invited()
    client.submit(path)
    answer = client.post(path)
    assert answer.status_code == 410
    assert "U bent al ingelogd als jan@voorbeeld.nl" in answer.text
    assert who(client)


def test_a_link_that_lapsed_says_so(client, invited):
    path = invited()
    with clock.at(clock.now() + timedelta(minutes=31)):
        for answer in (client.get(path), client.post(path)):
            assert answer.status_code == 410
            assert "Deze link is verlopen" in answer.text


@pytest.mark.parametrize("token", ["x", "%00", "é", "a.b.c", "demo"])
def test_a_link_that_somebody_broke_is_refused(client, token):
    answer = client.get(f"/inloggen/{token}")
    assert answer.status_code in (400, 410)
    assert client.get(f"/inloggen/{'a' * 3000}").status_code == 410


def test_a_mail_that_comes_too_late_is_not_sent(client, mail, work):
    client.submit("/inloggen", email="jan@voorbeeld.nl")
    with clock.at(clock.now() + timedelta(minutes=31)):
        work()
    assert mail.sent == []


def test_signing_in_as_somebody_else_ends_what_this_browser_had(
    client, invited, link_in_mail, session
):
    client.submit(invited("jan@voorbeeld.nl"))
    before = client.get_cookie("govhub").value
    client.post("/inloggen", data={"email": "piet@voorbeeld.nl"})
    client.submit(link_in_mail())
    assert session.scalar(sa.select(sa.func.count(UserSession.id))) == 1
    client.set_cookie("govhub", before)
    assert not who(client)


def test_after_twelve_hours_you_sign_in_again_and_come_back(client, invited):
    client.submit(invited())
    with clock.at(clock.now() + timedelta(hours=12)):
        answer = client.get("/mijn-aanmeldingen")
    assert answer.location == "/inloggen?verder=/mijn-aanmeldingen"


def test_signing_out_ends_the_session_also_for_a_copy_of_the_cookie(client, invited, session):
    client.submit(invited())
    copy = client.get_cookie("govhub").value
    answer = client.post("/uitloggen")
    assert answer.location == "/"
    assert session.scalars(sa.select(UserSession)).all() == []
    client.set_cookie("govhub", copy)
    assert not who(client)


def test_signing_in_and_out_leave_nothing_in_the_cookie_from_before(client, invited):
    path = invited()
    with client.session_transaction() as cookie:
        cookie["van een ander"] = "x"
        token_before = cookie["csrf_token"]
    client.submit(path)
    with client.session_transaction() as cookie:
        assert set(cookie) == {SECRET}
        assert token_before not in cookie.values()
    client.post("/uitloggen")
    with client.session_transaction() as cookie:
        assert dict(cookie) == {}


def test_signing_out_twice_is_no_problem(client):
    assert client.post("/uitloggen").location == "/"


def test_who_is_signed_in_goes_on(client, invited):
    client.submit(invited())
    assert client.get("/inloggen").location == "/mijn-aanmeldingen"
    assert client.get("/inloggen?verder=/aanmelden").location == "/aanmelden"


def test_a_form_that_another_site_sends_signs_nobody_in(client, invited):
    path = invited()
    for address in (path, "/inloggen", "/uitloggen"):
        assert client.open(address, method="POST").status_code == 400
    assert not who(client)


def test_no_proxy_keeps_a_page_of_signing_in(client, invited):
    for path in ("/inloggen", invited()):
        kept = client.get(path).cache_control
        assert kept.private or kept.no_store
