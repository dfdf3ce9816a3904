from datetime import timedelta

import pytest
import sqlalchemy as sa

from govhub.kernel import clock
from govhub.platform.ratelimit import RateLimit
from govhub.web.limits import client as client_of_request


@pytest.fixture
def moment():
    """Time stands still, or the window could pass while the test counts."""
    with clock.at(clock.now()) as now:
        yield now


def ask(client, email, ip):
    return client.post("/inloggen", data={"email": email}, environ_base={"REMOTE_ADDR": ip})


def test_the_eleventh_link_to_one_address_in_five_minutes_is_refused(client, moment, mail, work):
    for number in range(10):
        assert ask(client, "jan@voorbeeld.nl", f"192.0.2.{number}").status_code == 302
    refused = ask(client, "JAN@voorbeeld.nl", "192.0.2.99")
    assert refused.status_code == 429
    assert refused.headers["Retry-After"] == "300"
    assert "Probeer het over 5 minuten opnieuw." in refused.text
    assert ask(client, "piet@voorbeeld.nl", "192.0.2.99").status_code == 302
    work()
    assert len(mail.sent) == 11


def test_the_eleventh_link_from_one_ip_address_is_refused(client, moment):
    for number in range(10):
        assert ask(client, f"jan{number}@voorbeeld.nl", "192.0.2.1").status_code == 302
    assert ask(client, "jan99@voorbeeld.nl", "192.0.2.1").status_code == 429
    assert ask(client, "jan99@voorbeeld.nl", "192.0.2.2").status_code == 302


def test_after_five_minutes_it_is_allowed_again(client):
    start = clock.now()
    with clock.at(start):
        for _ in range(11):
            answer = ask(client, "jan@voorbeeld.nl", "192.0.2.1")
        assert answer.status_code == 429
    with clock.at(start + timedelta(minutes=5)):
        assert ask(client, "jan@voorbeeld.nl", "192.0.2.1").status_code == 302


def test_a_mistake_in_the_address_does_not_count(client, session):
    client.post("/inloggen", data={"email": "jan"})
    assert session.scalars(sa.select(RateLimit)).all() == []


@pytest.mark.parametrize(
    ("remote", "counted"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("::1", "::/64"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("", "unknown"),
        ("een socket", "unknown"),
    ],
)
def test_an_ipv6_subscriber_counts_as_one(app, remote, counted):
    with app.test_request_context(environ_base={"REMOTE_ADDR": remote}):
        assert client_of_request() == counted
