"""Requests that no browser sends: a clear page, never a 500."""

import pytest


@pytest.mark.parametrize(
    "path",
    [
        "/over?x=%00",
        "/componenten?q=%00zaak",
        "/componenten/%00",
        "/componenten/%ff%fe",
        "/organisaties/%00",
        "/principes/%ff",
        "/volgen/bevestigen/%00",
        "/wijzigingen?pagina=%00",
    ],
)
def test_what_is_no_text_is_refused(client, path):
    assert client.get(path).status_code == 400


@pytest.mark.parametrize(
    "path",
    [
        "/componenten?q=%ff%fe",
        "/componenten?q=" + "a" * 5000,
        "/componenten?q=a&q=b&pagina=2&pagina=x",
        "/componenten?pagina=999999999999999999999",
        "/wijzigingen?pagina=-1",
        "/wijzigingen?categorie=%F0%9F%92%A9",
    ],
)
def test_odd_parameters_give_a_page(client, path):
    assert client.get(path).status_code == 200


def test_a_body_that_is_too_large_is_refused(client):
    answer = client.post("/volgen", data={"email": "x" * 300_000})
    assert answer.status_code == 413
    assert "te veel tekst" in answer.text


def test_nul_in_a_form_is_refused(client):
    assert client.post("/volgen", data={"email": "a\x00@b.nl"}).status_code == 400
