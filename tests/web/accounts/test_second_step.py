"""The second step: set up, shown, asked of whom it must, and not a step further without."""

import re

import pyotp
import pytest

from govhub.accounts.models import Membership, MembershipRole
from govhub.kernel import clock
from govhub.platform.db import transaction
from tests.inspector import page, words
from tests.making import make_component, make_editor, make_organisation, make_user

STEP = "/inloggen/tweede-stap"
CODE = f"//form[@action='{STEP}']"
CONFIRM = "//form[@action='/mijn-account/app/bevestigen']"


@pytest.fixture
def half(app, session, sign_in):
    """A browser in which somebody signed in by the link in a mail alone."""

    def half(user):
        return sign_in(app.test_client(session=session), user, has_second_factor=False)

    return half


@pytest.fixture
def with_app(session):
    """Somebody whose app was linked a while ago."""

    def link(user):
        with transaction(session):
            user.totp_secret, user.totp_confirmed_at = pyotp.random_base32(), clock.now()
        return user

    return link


def code_of(user):
    return pyotp.TOTP(user.totp_secret).at(clock.now())


def set_up(client, back="/redactie"):
    """Link an app as a person does; return the page with the recovery codes."""
    client.submit(f"{STEP}?verder={back}", "//form[@action='/mijn-account/app']")
    shown = page(client.get(f"/mijn-account/app/bevestigen?verder={back}"))
    secret = "".join(words(shown.find(".//code")).split())
    code = pyotp.TOTP(secret).at(clock.now())
    return client.submit(f"/mijn-account/app/bevestigen?verder={back}", CONFIRM, code=code)


def codes_in(answer):
    return re.findall(r"\b(?:[a-z2-9]{4}-){3}[a-z2-9]{4}\b", answer.text)


def test_an_editor_without_one_is_led_to_set_it_up_and_back(session, half):
    client = half(make_editor(session))
    assert client.get("/redactie?x=1").location == f"{STEP}?verder=/redactie?x%3D1"
    answer = set_up(client)
    assert len(codes_in(answer)) == 10
    assert page(answer).xpath("//main//a[@href='/redactie']")
    assert client.get("/redactie").status_code == 200


def test_until_then_an_editor_may_do_what_an_aanmelder_may_and_no_more(session, half):
    editor = make_editor(session)
    client = half(editor)
    make_component(session, name="Van een ander", submitted_by=make_user(session))
    make_component(session, name="Eigen", submitted_by=editor)
    for address in ("/mijn-aanmeldingen", "/aanmelden", "/mijn-account"):
        assert client.get(address).status_code == 200
    assert client.get("/componenten/eigen/status").status_code == 200
    change = "/componenten/van-een-ander/status"
    assert client.get(change).location == f"{STEP}?verder={change}"
    answer = client.post(change, data={"status": "demo", "reason": "Zomaar."})
    assert answer.status_code == 403
    set_up(client)
    assert client.get(change).status_code == 200


def test_the_way_to_the_redactie_stays_in_view(session, half):
    shown = page(half(make_editor(session)).get("/"))
    assert shown.xpath("//header//a[@href='/redactie']")


@pytest.mark.parametrize("role", [MembershipRole.MANAGER, MembershipRole.EDITOR])
def test_who_manages_an_organisation_is_asked_too(session, half, role):
    user, organisation = make_user(session), make_organisation(session)
    with transaction(session):
        session.add(
            Membership(
                user_id=user.id,
                organisation_id=organisation.id,
                role=role,
                created_at=clock.now(),
            )
        )
    answer = half(user).get(STEP)
    if role is MembershipRole.MANAGER:
        assert "Stel een tweede stap in" in answer.text
    else:
        assert answer.location == "/mijn-aanmeldingen"


def test_who_needs_none_goes_on(session, half):
    client = half(make_user(session))
    assert client.get(f"{STEP}?verder=/aanmelden").location == "/aanmelden"
    assert client.get(f"{STEP}?verder=//kwaad.example").location == "/mijn-aanmeldingen"


@pytest.mark.parametrize("make", [make_user, make_editor])
def test_who_has_an_app_shows_a_code_before_anything_else(session, half, with_app, make):
    user = with_app(make(session))
    client = half(user)
    asked = client.get("/mijn-aanmeldingen")
    assert asked.location == f"{STEP}?verder=/mijn-aanmeldingen"
    wrong = client.submit(asked.location, CODE, code="000000")
    assert "Deze code klopt niet" in words(page(wrong).find(".//main"))
    assert page(wrong).xpath("//input[@id='code']/@value") == [""]
    assert client.get("/mijn-account").status_code == 302
    right = client.submit(asked.location, CODE, code=code_of(user))
    assert right.location == "/mijn-aanmeldingen"
    assert client.get("/mijn-account").status_code == 200


def test_a_code_that_was_used_in_one_browser_does_not_work_in_another(session, half, with_app):
    user = with_app(make_editor(session))
    code = code_of(user)
    assert half(user).submit(STEP, CODE, code=code).location == "/redactie"
    assert "Deze code klopt niet" in half(user).submit(STEP, CODE, code=code).text


def test_taking_the_step_changes_the_cookie(session, half, with_app):
    user = with_app(make_editor(session))
    client = half(user)
    before = client.get_cookie("govhub").value
    client.submit(STEP, CODE, code=code_of(user))
    client.set_cookie("govhub", before)
    assert client.get("/mijn-account").location.startswith("/inloggen?")


def test_a_recovery_code_opens_the_door_once_and_says_how_many_are_left(session, half):
    editor = make_editor(session)
    code = codes_in(set_up(half(editor)))[0]
    client = half(editor)
    client.submit(STEP, CODE, code=code.upper())
    assert "U hebt er nog 9." in client.get("/redactie").text
    assert "Deze code klopt niet" in half(editor).submit(STEP, CODE, code=code).text


def test_the_eleventh_try_waits_whichever_browser_or_process(session, half, with_app):
    user = with_app(make_editor(session))
    with clock.at(clock.now()):
        for _ in range(10):
            assert half(user).post(STEP, data={"code": "000000"}).status_code == 200
        refused = half(user).post(STEP, data={"code": code_of(user)})
    assert refused.status_code == 429
    assert "te vaak achter elkaar" in refused.text
    other = with_app(make_user(session))
    assert half(other).submit(STEP, CODE, code=code_of(other)).status_code == 302


def test_what_somebody_filled_in_is_given_back_when_the_step_is_asked(session, half, with_app):
    client = half(with_app(make_user(session)))
    answer = client.post("/aanmelden/nieuw", data={"name": "Mijn lange tekst"})
    assert answer.status_code == 403
    assert "Eerst nog een stap" in answer.text
    assert "Mijn lange tekst" in answer.text


def test_an_empty_code_is_no_try(session, half, with_app):
    client = half(with_app(make_user(session)))
    for _ in range(12):
        answer = client.submit(STEP, CODE, code=" ")
    assert answer.status_code == 200
    assert "Vul de code in." in answer.text


def test_the_secret_is_not_kept_by_a_proxy_and_is_gone_once_it_counts(session, half):
    client = half(make_editor(session))
    client.post("/mijn-account/app")
    shown = client.get("/mijn-account/app/bevestigen")
    assert "<svg" in shown.text
    assert "style=" not in shown.text
    assert shown.cache_control.private or shown.cache_control.no_store
    set_up(client)
    assert client.get("/mijn-account/app/bevestigen").location == "/mijn-account"


def test_the_people_of_the_demo_need_no_second_step(make_app, session):
    demo = make_app(demo=True, base_url="http://localhost").test_client(session=session)
    demo.post("/inloggen/demo", data={"rol": "redacteur"})
    assert demo.get("/redactie").status_code == 200
