"""Whatever an address asks, there is a clear page and never an error of ours."""

import pytest

from tests.inspector import page, words
from tests.making import make_component

ODD = [
    ("pagina=999", "Pagina 999 bestaat niet. U ziet pagina 1 van 1."),
    ("pagina=0", "Pagina ‘0’ bestaat niet. U ziet de eerste pagina."),
    ("pagina=abc", "Pagina ‘abc’ bestaat niet. U ziet de eerste pagina."),
    ("pagina=-1", "Pagina ‘-1’ bestaat niet."),
    ("pagina=²", "Pagina ‘²’ bestaat niet."),
    ("pagina=" + 400 * "9", "bestaat niet. U ziet pagina 1 van 1."),
    ("status=kapot", "Het filter status ‘kapot’ kennen we niet. We hebben het weggelaten."),
    ("status=demo&status=<b>x</b>", "Het filter status ‘<b>x</b>’ kennen we niet."),
    ("licentie=" + 300 * "x", "kennen we niet"),
    ("sorteer=hergebruik", "We kunnen niet sorteren op ‘hergebruik’. U ziet de gewone volgorde."),
    ("q=" + 150 * "a+", "We zoeken met de eerste 200 tekens."),
]
HARMLESS = [
    "q=",
    "q=+++",
    "q=een&q=twee",
    "q=%07%1b%e2%80%ae",
    'q=(AND OR NOT *:* "~',
    "q=%ff%fe",
    "pagina=",
    "pagina=1&pagina=2",
    "sorteer=relevantie",
    "onbekend=1&onbekend=2",
    "status=&status=",
    "status=beschikbaar&status=beschikbaar",
    "q=" + "%F0%9F%A6%84" * 150,
]


@pytest.fixture
def component(session, work):
    make_component(session, name="Een")
    work()


@pytest.mark.parametrize(("question", "notice"), ODD, ids=lambda text: text[:20])
@pytest.mark.usefixtures("component")
def test_what_cannot_be_used_is_left_out_with_a_notice(client, question, notice):
    answer = client.get(f"/componenten?{question}")
    assert answer.status_code == 200
    (alert,) = page(answer).find_class("utrecht-alert")
    assert notice in words(alert)


@pytest.mark.parametrize("question", HARMLESS)
@pytest.mark.usefixtures("component")
def test_strange_questions_are_no_trouble(client, question):
    answer = client.get(f"/componenten?{question}")
    assert answer.status_code == 200
    assert not page(answer).find_class("utrecht-alert")


@pytest.mark.parametrize(
    "address",
    ["/componenten?q=a%00b", "/componenten/%00", "/suggesties?q=%00", "/organisaties/%00"],
)
def test_a_nul_is_refused(client, address):
    assert client.get(address).status_code == 400


@pytest.mark.parametrize(
    "address", ["/componenten/bestaat-niet", "/componenten/" + 500 * "x", "/componenten/É"]
)
def test_an_unknown_component_is_a_page_that_does_not_exist(client, address):
    assert client.get(address).status_code == 404
