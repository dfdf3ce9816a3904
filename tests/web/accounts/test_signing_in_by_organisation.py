"""Signing in by an OIDC provider: a real one (oidc-provider-mock), on this machine."""

import json
import subprocess
import sys
import time
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
import sqlalchemy as sa

from govhub.accounts.models import Identity, User, UserRole
from tests.inspector import page, words
from tests.making import make_editor, make_user
from tests.serving import free_port

PEOPLE = {
    "ria": {"email": "ria@voorbeeld.nl", "email_verified": True},
    "mfa": {"email": "mfa@voorbeeld.nl", "email_verified": True, "amr": ["pwd", "mfa"]},
    "vals": {"email": "ria@voorbeeld.nl", "email_verified": False},
    "niets": {},
}
BACK = "/inloggen/organisatie/terug"
PATIENCE = 20
"""Seconds in which the provider must be there."""


@pytest.fixture(scope="module")
def provider():
    """The address of a provider that knows these people."""
    port = free_port()
    known = [
        argument
        for sub, claims in PEOPLE.items()
        for argument in ("--user-claims", json.dumps({"sub": sub, **claims}))
    ]
    command = [sys.executable, "-W", "ignore", "-m", "oidc_provider_mock", "--port", str(port)]
    with subprocess.Popen(
        [*command, "--require-nonce", *known],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        address = f"http://127.0.0.1:{port}"
        _wait_for(address)
        yield address
        process.terminate()


def _wait_for(address):
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            requests.get(address, timeout=1)
        except requests.ConnectionError:
            assert time.monotonic() < deadline, "the provider does not start"
            time.sleep(0.1)
        else:
            return


@pytest.fixture
def portal(make_app, provider):
    return make_app(
        base_url="http://localhost",
        oidc_issuer=provider,
        oidc_client_id="govhub",
        oidc_client_secret="een geheim",
        oidc_name="Gemeente Voorbeeld",
    )


@pytest.fixture
def client(portal, session):
    return portal.test_client(session=session)


def at_provider(address, sub):
    """Sign in at the provider as this person; return the path that the browser comes back to."""
    answer = requests.post(address, data={"sub": sub}, allow_redirects=False, timeout=10)
    back = urlsplit(answer.headers["Location"])
    assert (back.netloc, back.path) == ("localhost", BACK)
    return f"{back.path}?{back.query}"


def sign_in_as(client, sub, verder=None):
    to = client.get("/inloggen/organisatie", query_string={"verder": verder}).location
    return client.submit(at_provider(to, sub))


def test_the_page_to_sign_in_offers_it(client):
    shown = page(client.get("/inloggen?verder=/aanmelden"))
    (link,) = shown.xpath("//main//a[starts-with(@href, '/inloggen/organisatie')]")
    assert words(link) == "Inloggen via Gemeente Voorbeeld"
    assert link.get("href").endswith("verder=/aanmelden")


def test_who_signs_in_there_is_signed_in_here_and_comes_back(client, session):
    assert sign_in_as(client, "ria", "/aanmelden").location == "/aanmelden"
    assert "ria@voorbeeld.nl" in client.get("/mijn-account").text
    assert session.scalars(sa.select(User)).one().role is UserRole.SUBMITTER
    assert session.scalars(sa.select(Identity.subject)).one() == "ria"


def test_the_question_is_bound_to_this_browser(client, provider):
    asked = parse_qs(urlsplit(client.get("/inloggen/organisatie").location).query)
    assert asked["code_challenge_method"] == ["S256"]
    assert {"state", "nonce", "code_challenge"} <= asked.keys()
    assert asked["redirect_uri"] == [f"http://localhost{BACK}"]
    assert asked["scope"] == ["openid email"]


def test_coming_back_signs_nobody_in_before_the_button(client):
    path = at_provider(client.get("/inloggen/organisatie").location, "ria")
    assert "Met deze knop logt u in" in client.get(path).text
    assert client.get("/mijn-account").status_code == 302


def test_somebody_elses_answer_does_not_sign_in(client, portal, session):
    path = at_provider(client.get("/inloggen/organisatie").location, "ria")
    other = portal.test_client(session=session)
    assert other.submit(path).status_code == 502
    assert other.get("/mijn-account").status_code == 302


def test_an_answer_works_once(client):
    path = at_provider(client.get("/inloggen/organisatie").location, "ria")
    assert client.submit(path).status_code == 302
    assert client.submit(path).status_code == 502


@pytest.mark.parametrize("query", ["", "?code=x", "?state=x", "?code=x&state=y"])
def test_an_answer_that_somebody_made_up_is_refused(client, query):
    assert client.get("/inloggen/organisatie").status_code == 302
    refused = client.submit(f"{BACK}{query}")
    assert refused.status_code == 502
    assert "Begin opnieuw" in refused.text


def test_an_editor_stays_one_and_takes_the_second_step_here(client, session):
    make_editor(session, email="ria@voorbeeld.nl")
    assert sign_in_as(client, "ria").location == "/redactie"
    assert client.get("/redactie").location.startswith("/inloggen/tweede-stap")


def test_two_factors_there_count_as_the_second_step_here(client, session):
    make_editor(session, email="mfa@voorbeeld.nl")
    sign_in_as(client, "mfa")
    assert client.get("/redactie").status_code == 200


@pytest.mark.parametrize("sub", ["vals", "niets"])
def test_without_a_verified_address_nobody_signs_in(client, session, sub):
    make_user(session, email="ria@voorbeeld.nl")
    refused = sign_in_as(client, sub)
    assert refused.status_code == 403
    assert "geen e-mailadres door dat zij heeft gecontroleerd" in words(
        page(refused).find(".//main")
    )
    assert session.scalars(sa.select(Identity)).all() == []


def test_who_stops_there_is_told_how_else(client):
    answer = client.get(f"{BACK}?error=access_denied&state=x")
    assert answer.status_code == 400
    assert page(answer).xpath("//main//a[@href='/inloggen']")


def test_a_provider_that_is_away_is_no_error_of_ours(make_app, session):
    portal = make_app(
        base_url="http://localhost",
        oidc_issuer=f"http://127.0.0.1:{free_port()}",
        oidc_client_id="govhub",
    )
    answer = portal.test_client(session=session).get("/inloggen/organisatie")
    assert answer.status_code == 502
    assert "Andere manieren om in te loggen" in answer.text


@pytest.fixture
def impostor():
    """A provider that says to be another one."""

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.end_headers()
            said = {"issuer": "https://kwaad.example", "authorization_endpoint": "https://x"}
            self.wfile.write(json.dumps(said).encode())

        def log_message(self, *_arguments):
            """Say nothing."""

    with HTTPServer(("127.0.0.1", 0), Answer) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def test_a_provider_that_says_to_be_another_is_refused(make_app, session, impostor):
    portal = make_app(base_url="http://localhost", oidc_issuer=impostor, oidc_client_id="govhub")
    client = portal.test_client(session=session)
    for _ in range(2):
        assert client.get("/inloggen/organisatie").status_code == 502


def test_without_a_provider_there_is_no_such_way(make_app, session):
    client = make_app(base_url="http://localhost").test_client(session=session)
    assert client.get("/inloggen/organisatie").status_code == 404
    assert client.post(BACK, data={"code": "x"}).status_code == 404
    assert "/inloggen/organisatie" not in client.get("/inloggen").text
