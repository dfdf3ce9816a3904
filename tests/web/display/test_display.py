"""Light, dark, or as the system does."""

import pytest

from tests.inspector import page


def scheme(client):
    return page(client.get("/over")).get("data-color-scheme")


def test_a_choice_is_kept_and_leads_back_to_the_page(client):
    answer = client.get("/weergave?schema=dark&terug=/componenten?q=zaak")
    assert answer.status_code == 303
    assert answer.location == "/componenten?q=zaak"
    assert scheme(client) == "dark"


def test_the_system_decides_again_when_asked(client):
    client.get("/weergave?schema=dark")
    client.get("/weergave?schema=auto")
    assert scheme(client) is None


def test_a_choice_that_does_not_exist_is_forgotten(client):
    client.get("/weergave?schema=paars")
    assert scheme(client) is None


@pytest.mark.parametrize(
    "back", ["//elders.nl", "/\\elders.nl", "https://elders.nl", "/a\nb", "javascript:alert(1)", ""]
)
def test_it_never_leads_to_another_site(client, back):
    answer = client.get("/weergave", query_string={"schema": "dark", "terug": back})
    assert answer.location == "/"
