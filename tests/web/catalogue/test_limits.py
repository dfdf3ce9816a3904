"""One visitor cannot keep the portal from the others; counting writes nothing."""

from datetime import timedelta

import pytest

from govhub.kernel import clock
from tests.making import make_user

BURST = 200


@pytest.fixture
def moment():
    with clock.at(clock.now()) as now:
        yield now


@pytest.fixture
def used_up(app):
    """Let a client use up what it may ask at once: ``used_up("192.0.2.1")``."""

    def use(who):
        for _ in range(BURST):
            app.extensions["govhub"].searches.take(who)
        for _ in range(5 * BURST):
            app.extensions["govhub"].suggestions.take(who)

    return use


def ask(client, address, ip="192.0.2.1"):
    return client.get(address, environ_base={"REMOTE_ADDR": ip})


@pytest.mark.parametrize(
    "address", ["/componenten?q=zaak", "/componenten.atom", "/suggesties?q=zaak"]
)
@pytest.mark.usefixtures("moment")
def test_who_asks_too_much_waits(client, used_up, address):
    used_up("192.0.2.1")
    refused = ask(client, address)
    assert refused.status_code == 429
    assert refused.headers["Retry-After"] == "1"
    assert "Even wachten" in refused.text
    assert ask(client, address, "192.0.2.2").status_code == 200


@pytest.mark.usefixtures("moment")
def test_the_whole_network_of_one_ipv6_subscriber_counts_as_one(client, used_up):
    used_up("2001:db8:1:2::/64")
    assert ask(client, "/componenten?q=a", "2001:db8:1:2:ffff::1").status_code == 429
    assert ask(client, "/componenten?q=a", "2001:db8:1:3::1").status_code == 200


def test_after_a_while_it_is_allowed_again(client, used_up):
    start = clock.now()
    with clock.at(start):
        used_up("192.0.2.1")
        assert ask(client, "/componenten?q=zaak").status_code == 429
    with clock.at(start + timedelta(seconds=1)):
        assert ask(client, "/componenten?q=zaak").status_code == 200


@pytest.mark.usefixtures("moment")
def test_looking_without_words_and_the_rest_of_the_portal_stay_open(client, used_up):
    used_up("192.0.2.1")
    for address in ("/componenten", "/componenten?status=demo", "/", "/wijzigingen.atom"):
        assert ask(client, address).status_code == 200


@pytest.mark.usefixtures("moment")
def test_who_is_signed_in_is_not_counted(session, client, sign_in, used_up):
    used_up("192.0.2.1")
    assert ask(sign_in(client, make_user(session)), "/componenten?q=zaak").status_code == 200
