"""Signing in with a passkey and keeping them, through the pages and the questions of the script."""

import json

import pytest
import sqlalchemy as sa

from govhub.accounts.models import Passkey, UserSession
from govhub.platform.links import OneTimeLink
from govhub.web.limits import PASSKEY_FROM_CLIENT
from tests.authenticator import Authenticator
from tests.inspector import page, words
from tests.making import make_editor, make_user


@pytest.fixture
def device():
    return Authenticator("http://localhost")


@pytest.fixture
def editor_without(app, session, sign_in):
    """The browser of an editor who has no second factor yet."""
    return sign_in(
        app.test_client(session=session),
        make_editor(session, email="ria@voorbeeld.nl"),
        has_second_factor=False,
    )


def asked(client, address):
    return json.loads(client.post(address).text)


def add(client, device, **values):
    question = asked(client, "/mijn-account/passkeys/vraag")
    answer = device.make(question["options"])
    data = {"vraag": question["vraag"], "antwoord": answer, **values}
    return client.post("/mijn-account/passkeys", data=data)


def sign_in_with(client, device, **values):
    question = asked(client, "/inloggen/passkey/vraag")
    data = {"vraag": question["vraag"], "antwoord": device.show(question["options"]), **values}
    return client.post("/inloggen/passkey", data=data)


def test_a_first_passkey_is_the_second_step_and_brings_codes(editor_without, device):
    made = add(editor_without, device, verder="/redactie")
    assert "Bewaar uw herstelcodes" in made.text
    assert page(made).xpath("//main//a[@href='/redactie']")
    assert editor_without.get("/redactie").status_code == 200


def test_a_passkey_signs_in_directly_second_step_and_all(app, session, editor_without, device):
    add(editor_without, device)
    client = app.test_client(session=session)
    assert sign_in_with(client, device, verder="/redactie").location == "/redactie"
    assert client.get("/redactie").status_code == 200
    assert sign_in_with(client, device, verder="//kwaad.example").location == "/redactie"
    assert session.scalar(sa.select(sa.func.count(UserSession.id))) == 2


def test_an_answer_works_once(app, session, editor_without, device):
    add(editor_without, device)
    client = app.test_client(session=session)
    question = asked(client, "/inloggen/passkey/vraag")
    answer = device.show(question["options"])
    data = {"vraag": question["vraag"], "antwoord": answer}
    assert client.post("/inloggen/passkey", data=data).status_code == 302
    again = app.test_client(session=session).post("/inloggen/passkey", data=data)
    assert again.status_code == 400
    assert "Dit duurde te lang of gebeurde al" in again.text


def test_a_wrong_answer_uses_up_its_chance(client, editor_without, device):
    add(editor_without, device)
    question = asked(client, "/inloggen/passkey/vraag")
    right = device.show(question["options"])
    for answer in ("{}", right):
        data = {"vraag": question["vraag"], "antwoord": answer}
        assert client.post("/inloggen/passkey", data=data).status_code == 400


def test_a_stranger_cannot_add_to_the_account_of_somebody_else(
    browser, session, editor_without, device
):
    question = asked(editor_without, "/mijn-account/passkeys/vraag")
    data = {"vraag": question["vraag"], "antwoord": device.make(question["options"])}
    stranger = browser(make_user(session))
    assert stranger.post("/mijn-account/passkeys", data=data).status_code == 400
    assert session.scalars(sa.select(Passkey)).all() == []


def test_a_passkey_is_renamed_and_removed(session, browser, device):
    client = browser(make_user(session))
    add(client, device)
    address = f"/mijn-account/passkeys/{session.scalars(sa.select(Passkey)).one().public_id}"
    client.submit(address, name="Laptop van het werk")
    assert "Laptop van het werk" in client.get("/mijn-account").text
    empty = client.submit(address, name=" ")
    assert words(page(empty).find(".//title")).startswith("Fout: ")
    assert client.submit(f"{address}/verwijderen").location == "/mijn-account"
    assert session.scalars(sa.select(Passkey)).all() == []


def test_the_last_one_of_an_editor_stays(session, editor_without, device):
    add(editor_without, device)
    address = f"/mijn-account/passkeys/{session.scalars(sa.select(Passkey)).one().public_id}"
    refused = editor_without.post(f"{address}/verwijderen")
    assert refused.status_code == 409
    assert "Stel eerst een andere in" in refused.text


def test_nobody_touches_the_passkey_of_somebody_else(session, browser, editor_without, device):
    add(editor_without, device)
    address = f"/mijn-account/passkeys/{session.scalars(sa.select(Passkey)).one().public_id}"
    stranger = browser(make_user(session))
    for path in (address, f"{address}/verwijderen"):
        assert stranger.get(path).status_code == 404
        assert stranger.post(path, data={"name": "x"}).status_code == 404


def test_questions_are_limited_and_old_ones_do_not_pile_up(client, session):
    most = int(PASSKEY_FROM_CLIENT.rate.split()[0])
    codes = [client.post("/inloggen/passkey/vraag").status_code for _ in range(most + 1)]
    assert codes == [200] * most + [429]
    assert session.scalar(sa.select(sa.func.count(OneTimeLink.id))) == most
