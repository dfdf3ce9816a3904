"""``govhub serve`` does not start when that would be unsafe, and says what to set."""

import re
import socket

import click
import pytest
from click.testing import CliRunner

from govhub.cli import cli
from govhub.cli.refusals import refuse_taken, refuse_unsafe
from govhub.config import Settings
from tests.serving import free_port

KEY = "0123456789abcdef0123456789abcdef"
MAIL = "smtp+starttls://mail.voorbeeld.nl:587"
LOOPBACK = ["127.0.0.1", "127.9.9.9", "::1", "localhost"]
OPEN = [
    "0.0.0.0",  # noqa: S104  # this is what must be refused
    "::",
    "192.168.1.4",
    "2001:db8::1",
    "govhub.voorbeeld.nl",
    "",
    "127.1",
    "::ffff:0",
]


@pytest.mark.parametrize("host", LOOPBACK)
def test_the_demo_serves_this_machine(host):
    refuse_unsafe(Settings(demo=True, secret_key=KEY), host)


@pytest.mark.parametrize("host", OPEN)
def test_the_demo_serves_no_other_machine(host):
    with pytest.raises(click.ClickException, match="Zet GOVHUB_DEMO uit"):
        refuse_unsafe(Settings(demo=True, secret_key=KEY), host)


@pytest.mark.parametrize("host", LOOPBACK + OPEN)
def test_a_portal_with_a_key_and_a_mail_server_serves_everybody(host):
    refuse_unsafe(Settings(secret_key=KEY, mail_url=MAIL), host)


@pytest.mark.parametrize("key", [None, "", KEY[:-1]])
@pytest.mark.parametrize("demo", [True, False])
def test_without_a_long_secret_key_nothing_is_served(key, demo):
    with pytest.raises(click.ClickException, match="Zet GOVHUB_SECRET_KEY"):
        refuse_unsafe(Settings(demo=demo, secret_key=key, mail_url=MAIL), "127.0.0.1")


@pytest.mark.parametrize("mail_url", [None, ""])
def test_without_a_mail_server_nothing_is_served_but_the_demo(mail_url):
    with pytest.raises(click.ClickException, match="Zet GOVHUB_MAIL_URL"):
        refuse_unsafe(Settings(secret_key=KEY, mail_url=mail_url), "127.0.0.1")


@pytest.mark.parametrize("missing", ["SECRET_KEY", "MAIL_URL"])
def test_a_worker_apart_needs_the_same_as_the_portal(monkeypatch, missing):
    monkeypatch.setenv("GOVHUB_SECRET_KEY", KEY)
    monkeypatch.setenv("GOVHUB_MAIL_URL", MAIL)
    monkeypatch.setenv(f"GOVHUB_{missing}", "")
    result = CliRunner().invoke(cli, ["work"])
    assert result.exit_code == 1
    assert f"Zet GOVHUB_{missing}" in result.output


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DATABASE_URL", "mysql://localhost/govhub"),
        ("DATABASE_URL", "geen adres"),
        ("SEARCH_URL", "elders://localhost"),
        ("MAIL_URL", "http://localhost"),
        ("MAIL_FROM", "GovHub"),
        ("MAIL_FROM", "Gov,Hub <govhub@voorbeeld.nl>"),
        ("MAIL_FROM", ""),
        ("BASE_URL", "govhub.voorbeeld.nl"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named_in_one_sentence(monkeypatch, tmp_path, name, value):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GOVHUB_SECRET_KEY", KEY)
    monkeypatch.setenv("GOVHUB_MAIL_URL", MAIL)
    monkeypatch.setenv(f"GOVHUB_{name}", value)
    result = CliRunner().invoke(cli, ["serve", "--port", str(free_port())])
    assert result.exit_code == 1
    assert re.fullmatch(rf"Error: .*GOVHUB_{name}.*\n", result.output)


def test_a_port_where_somebody_listens_is_refused_with_another_to_try():
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(click.ClickException, match=f"Poort {port} is al in gebruik"):
            refuse_taken("127.0.0.1", port)


def test_a_port_where_nobody_listens_is_fine():
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
    refuse_taken("127.0.0.1", port)


def test_an_address_that_is_not_of_this_machine_is_refused(monkeypatch):
    def look_up(*_arguments, **_options):
        return [(socket.AF_INET, socket.SOCK_STREAM, 0, "", ("192.0.2.1", 8000))]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    with pytest.raises(click.ClickException, match="Op elders, poort 8000, kan GovHub niet"):
        refuse_taken("elders", 8000)
