"""Requests that no browser sends: a clear page, never a 500."""

import pytest

from tests.making import make_component, make_editor


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


@pytest.mark.parametrize("number", ["9" * 25, str(2**31)])
def test_a_number_that_no_row_can_have_is_an_address_that_is_not_there(
    app, session, browser, number
):
    redactie, slug = browser(make_editor(session)), make_component(session).slug
    rules = [rule for rule in app.url_map.iter_rules() if "<int:key>" in rule.rule]
    assert len(rules) > 10
    for rule in rules:
        path = rule.rule.replace("<slug>", slug).replace("<int:key>", number)
        method = "GET" if "GET" in rule.methods else "POST"
        assert redactie.open(path, method=method).status_code in {404, 405}, rule
