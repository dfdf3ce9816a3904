"""Passkeys: an answer has one chance, must be of this portal, and asks who holds the device."""

import json
from datetime import timedelta

import pytest
import sqlalchemy as sa

from govhub.accounts import passkeys
from govhub.accounts.models import Passkey
from govhub.accounts.passkeys import PasskeyRefused, RelyingParty
from govhub.kernel import clock
from govhub.kernel.errors import InvalidInput
from govhub.platform.db import transaction
from tests.authenticator import Authenticator
from tests.making import make_user

HERE = RelyingParty.at("https://govhub.voorbeeld.nl/")
ORIGIN = "https://govhub.voorbeeld.nl"


@pytest.fixture
def challenge_of(session, signer):
    """Use up the challenge of a question."""

    def take(purpose, question, user=None):
        token = signer.token(purpose, str(question.link_id))
        with transaction(session):
            return passkeys.take_challenge(session, signer, purpose, token, user)

    return take


@pytest.fixture
def ask_to_add(session, challenge_of):
    def ask(user):
        with transaction(session):
            question = passkeys.ask_to_add(session, user, HERE)
        return question.options, challenge_of(passkeys.ADD, question, user)

    return ask


@pytest.fixture
def ask_to_sign_in(session, challenge_of):
    def ask():
        with transaction(session):
            question = passkeys.ask_to_sign_in(session, HERE)
        return question.options, challenge_of(passkeys.SIGN_IN, question)

    return ask


@pytest.fixture
def add(session, ask_to_add):
    def add_it(user, device, name="telefoon"):
        options, challenge = ask_to_add(user)
        with transaction(session):
            return passkeys.add(
                session,
                user,
                HERE,
                challenge=challenge,
                answer=device.make(options),
                name=name,
            )

    return add_it


@pytest.fixture
def sign_in(session, ask_to_sign_in):
    def show(device, change=None):
        options, challenge = ask_to_sign_in()
        answer = device.show(options)
        with transaction(session):
            return passkeys.accept(
                session, HERE, challenge=challenge, answer=change(answer) if change else answer
            )

    return show


@pytest.fixture
def user(session):
    return make_user(session)


@pytest.fixture
def device():
    return Authenticator(ORIGIN)


def test_a_passkey_signs_in_its_owner(add, sign_in, user, device, session):
    assert add(user, device).name == "telefoon"
    shown = sign_in(device)
    assert (shown.user, shown.sign_count) == (user, 1)
    assert shown.last_used_at


def test_the_questions_ask_for_what_we_need(ask_to_add, ask_to_sign_in, add, user, device):
    add(user, device)
    options, _challenge = ask_to_add(user)
    assert options["rp"] == {"id": "govhub.voorbeeld.nl", "name": "GovHub"}
    assert options["authenticatorSelection"]["residentKey"] == "required"
    assert options["authenticatorSelection"]["userVerification"] == "required"
    assert len(options["excludeCredentials"]) == 1
    options, _challenge = ask_to_sign_in()
    assert (options["rpId"], options["userVerification"]) == ("govhub.voorbeeld.nl", "required")


@pytest.mark.parametrize("origin", ["https://kwaad.example", "http://govhub.voorbeeld.nl"])
def test_an_answer_for_another_site_is_refused(add, sign_in, user, device, session, origin):
    with pytest.raises(PasskeyRefused):
        add(user, Authenticator(origin))
    add(user, device)
    device.origin = origin
    with pytest.raises(PasskeyRefused):
        sign_in(device)


def test_a_device_that_did_not_check_who_holds_it_is_refused(add, sign_in, user, device):
    with pytest.raises(PasskeyRefused):
        add(user, Authenticator(ORIGIN, is_verified=False))
    add(user, device)
    device.is_verified = False
    with pytest.raises(PasskeyRefused):
        sign_in(device)


def test_a_copy_of_a_passkey_is_refused(add, sign_in, user, device):
    add(user, device)
    copy = Authenticator(ORIGIN, key=device.key, id=device.id, user=device.user)
    sign_in(device)
    sign_in(device)
    with pytest.raises(PasskeyRefused):
        sign_in(copy)


def test_another_key_does_not_sign_in(add, sign_in, user, device):
    add(user, device)
    with pytest.raises(PasskeyRefused):
        sign_in(Authenticator(ORIGIN, id=device.id, user=device.user, count=5))


def test_a_passkey_that_says_to_be_of_somebody_else_is_refused(add, sign_in, user, device, session):
    add(user, device)
    device.user = make_user(session).public_id.bytes
    with pytest.raises(PasskeyRefused, match="kennen we niet"):
        sign_in(device)


def test_an_unknown_passkey_says_what_to_do(sign_in):
    with pytest.raises(PasskeyRefused, match="Log in met een link in uw mail"):
        sign_in(Authenticator(ORIGIN))


def test_a_challenge_works_once(session, signer, user):
    with transaction(session):
        question = passkeys.ask_to_sign_in(session, HERE)
    token = signer.token(passkeys.SIGN_IN, str(question.link_id))
    with transaction(session):
        passkeys.take_challenge(session, signer, passkeys.SIGN_IN, token)
    with pytest.raises(PasskeyRefused), transaction(session):
        passkeys.take_challenge(session, signer, passkeys.SIGN_IN, token)


def test_a_challenge_lapses_within_minutes(session, challenge_of, user):
    with transaction(session):
        question = passkeys.ask_to_add(session, user, HERE)
    with clock.at(clock.now() + timedelta(minutes=5)), pytest.raises(PasskeyRefused):
        challenge_of(passkeys.ADD, question, user)


def test_a_challenge_is_for_one_person_and_one_purpose(session, challenge_of, user):
    with transaction(session):
        question = passkeys.ask_to_add(session, user, HERE)
    for purpose, whose in (
        (passkeys.ADD, make_user(session)),
        (passkeys.ADD, None),
        (passkeys.SIGN_IN, None),
    ):
        with pytest.raises(PasskeyRefused):
            challenge_of(purpose, question, whose)


def test_an_answer_to_another_question_is_refused(session, ask_to_sign_in, add, user, device):
    add(user, device)
    options, _challenge = ask_to_sign_in()
    _options, challenge = ask_to_sign_in()
    with pytest.raises(PasskeyRefused), transaction(session):
        passkeys.accept(session, HERE, challenge=challenge, answer=device.show(options))


def test_the_same_passkey_twice_is_refused(add, user, device, session):
    add(user, device)
    with pytest.raises(PasskeyRefused, match="al toegevoegd"):
        add(make_user(session), device)
    assert session.scalar(sa.select(sa.func.count(Passkey.id))) == 1


@pytest.mark.parametrize(
    "answer",
    [
        "",
        "x",
        "[]",
        "{}",
        "null",
        '{"rawId": "é"}',
        '{"rawId": 7, "response": []}',
        "[" * 15_000,
        "[" * 50_000,
    ],
)
def test_nonsense_of_a_browser_is_refused(session, ask_to_sign_in, ask_to_add, user, answer):
    _options, challenge = ask_to_sign_in()
    with pytest.raises(PasskeyRefused), transaction(session):
        passkeys.accept(session, HERE, challenge=challenge, answer=answer)
    _options, challenge = ask_to_add(user)
    with pytest.raises(PasskeyRefused), transaction(session):
        passkeys.add(session, user, HERE, challenge=challenge, answer=answer, name="x")


@pytest.mark.parametrize("name", ["clientDataJSON", "authenticatorData", "signature"])
@pytest.mark.parametrize("value", [None, "", "AAAA", 7, {}])
def test_an_answer_that_somebody_broke_is_refused(add, sign_in, user, device, name, value):
    add(user, device)

    def broken(answer):
        said = json.loads(answer)
        said["response"][name] = value
        return json.dumps(said)

    with pytest.raises(PasskeyRefused):
        sign_in(device, broken)


@pytest.mark.parametrize("name", ["", "  ", "a" * 81])
def test_a_name_must_be_one(add, user, device, session, name):
    with pytest.raises(InvalidInput):
        add(user, device, name)
    passkey = add(user, device)
    with pytest.raises(InvalidInput), transaction(session):
        passkeys.rename(session, passkey, name)


@pytest.mark.parametrize(
    ("base_url", "party"),
    [
        ("https://govhub.voorbeeld.nl/", ("govhub.voorbeeld.nl", "https://govhub.voorbeeld.nl")),
        ("https://voorbeeld.nl:8443", ("voorbeeld.nl", "https://voorbeeld.nl:8443")),
        ("http://localhost:8000", ("localhost", "http://localhost:8000")),
        ("http://127.0.0.1:8000", None),
        ("https://192.0.2.1", None),
        ("https://[2001:db8::1]", None),
        ("http://govhub.voorbeeld.nl", None),
    ],
)
def test_passkeys_are_for_a_name_that_is_safe(base_url, party):
    found = RelyingParty.at(base_url)
    assert (found and (found.id, found.origin)) == party
