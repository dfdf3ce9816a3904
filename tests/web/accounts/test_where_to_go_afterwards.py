import pytest

from govhub.accounts import service
from govhub.platform.db import transaction
from tests.inspector import page

ELSEWHERE = [
    "https://kwaad.example/",
    "//kwaad.example/",
    "/\\kwaad.example/",
    "\\\\kwaad.example/",
    "/\t/kwaad.example/",
    "/%0a/kwaad.example\n",
    " //kwaad.example/",
    "javascript:alert(1)",
    "kwaad.example",
    "http:kwaad.example",
    "/" + "a" * 3000,
    "",
]


def test_a_page_for_who_is_signed_in_comes_back_with_its_question(client, invited):
    to_sign_in = client.get("/mijn-aanmeldingen?pagina=2").location
    assert client.submit(invited(page=to_sign_in)).location == "/mijn-aanmeldingen?pagina=2"


def test_a_mistake_in_the_form_keeps_where_to_go(client):
    shown = page(client.submit("/inloggen?verder=/aanmelden", email="jan"))
    assert shown.xpath("//input[@name='verder']/@value") == ["/aanmelden"]


@pytest.mark.parametrize("address", ELSEWHERE)
def test_nobody_is_sent_to_another_site(client, link_in_mail, address):
    client.post("/inloggen", data={"email": "jan@voorbeeld.nl", "verder": address})
    path = link_in_mail()
    assert client.submit(path).location == "/mijn-aanmeldingen"
    asked_again = client.get("/inloggen", query_string={"verder": address})
    assert asked_again.location == "/mijn-aanmeldingen"


def test_an_address_elsewhere_that_got_into_a_link_leads_nowhere(client, app, session):
    with transaction(session):
        link = service.sign_in_link(session, "jan@voorbeeld.nl", "https://kwaad.example/")
    token = app.extensions["govhub"].signer.token(service.SIGN_IN, str(link.id))
    assert client.submit(f"/inloggen/{token}").location == "/mijn-aanmeldingen"


@pytest.mark.parametrize("address", ELSEWHERE)
def test_the_form_does_not_repeat_an_address_elsewhere(client, address):
    shown = page(client.get("/inloggen", query_string={"verder": address}))
    assert not shown.xpath("//input[@name='verder']")
