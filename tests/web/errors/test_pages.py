"""Every error is a page in Dutch that says what to do."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy.exc import OperationalError
from structlog.testing import capture_logs

from govhub.kernel.errors import Conflict, DomainError, NotAllowed
from govhub.platform.links import LinkRefused
from tests.inspector import page, words


@pytest.fixture
def break_page(app, monkeypatch):
    """Let ``/over`` end with an error: ``break_page(error)``."""

    def _break(error):
        def broken():
            raise error

        broken.access = app.view_functions["about.index"].access
        monkeypatch.setitem(app.view_functions, "about.index", broken)

    return _break


def heading(answer):
    return words(page(answer).find(".//h1"))


def test_an_address_that_is_not_there_offers_to_search(client):
    answer = client.get("/bestaat-niet")
    assert answer.status_code == 404
    assert heading(answer) == "Deze pagina bestaat niet"
    assert page(answer).xpath("//main//input[@name='q']")


def test_a_method_that_is_not_there_says_so(client):
    answer = client.post("/over")
    assert answer.status_code == 405
    assert "GET" in answer.headers["Allow"]


def test_a_form_without_its_token_asks_to_load_the_page_again(app, client):
    answer = FlaskClient.post(client, "/volgen", data={"email": "lezer@example.nl"})
    assert answer.status_code == 400
    assert heading(answer) == "Dit formulier is verlopen"


def test_a_form_that_lapsed_gives_the_text_back_without_a_button_to_send_it(app, client):
    answer = FlaskClient.post(client, "/volgen", data={"email": "lezer@example.nl"})
    assert "lezer@example.nl" in words(page(answer).find(".//main//details[@open]"))
    assert not page(answer).xpath("//main//form")


def test_who_was_signed_out_meanwhile_gets_the_text_back(client):
    answer = client.post("/aanmelden/nieuw", data={"summary": "Een uur werk"})
    assert answer.status_code == 403
    assert heading(answer) == "U bent niet meer ingelogd"
    assert "Een uur werk" in words(page(answer).find(".//main//details[@open]"))


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (LinkRefused("Vraag een nieuwe link aan."), 410),
        (NotAllowed("Alleen de redactie mag dit."), 403),
        (Conflict("Iemand was u voor."), 409),
        (DomainError("Kies een andere."), 400),
    ],
)
def test_what_the_domain_refuses_is_said_in_its_own_words(break_page, client, error, code):
    break_page(error)
    answer = client.get("/over")
    assert answer.status_code == code
    assert error.message in answer.text


def test_a_database_that_fails_gives_a_page_without_asking_it_again(break_page, client):
    break_page(OperationalError("SELECT", {}, Exception("database is gone")))
    answer = client.get("/over")
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "60"
    assert "database is gone" not in answer.text


def test_a_mistake_of_ours_gives_a_page_that_tells_nothing(break_page, client):
    break_page(ZeroDivisionError("a secret detail"))
    answer = client.get("/over")
    assert answer.status_code == 500
    assert heading(answer) == "Er ging iets mis"
    assert "secret detail" not in answer.text


def test_the_log_holds_no_link_that_may_still_sign_somebody_in(app, client, monkeypatch):
    def broken(token):
        raise OperationalError("SELECT", {}, Exception("database is gone"))

    broken.access = app.view_functions["accounts.invited"].access
    monkeypatch.setitem(app.view_functions, "accounts.invited", broken)
    with capture_logs() as log:
        client.get("/inloggen/een-geheim")
    [line] = [line for line in log if line["event"] == "database_trouble"]
    assert line["path"] == "/inloggen/…"
