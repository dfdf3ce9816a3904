"""The demo mailbox: what the demo mailed, and nothing else of the disk."""

import os
import uuid

import pytest

from govhub.notifications.channel import Message
from govhub.notifications.channels import MAILBOX
from govhub.notifications.channels.folder import FolderChannel
from govhub.notifications.channels.mime import Envelope
from govhub.notifications.mailbox import Mailbox
from tests.inspector import page, words


@pytest.fixture
def folder(app, monkeypatch):
    """The mail folder of the application, in the demo, and empty."""
    settings = app.extensions["govhub"].settings
    monkeypatch.setitem(settings.__dict__, "demo", 1)
    folder = settings.data_folder / MAILBOX
    folder.mkdir(exist_ok=True)
    yield folder
    for file in folder.iterdir():
        file.unlink()


@pytest.fixture
def send(folder):
    """Bring a mail to the mailbox and return its key."""
    channel = FolderChannel(folder, Envelope(sender="GovHub <hub@voorbeeld.nl>", host="localhost"))

    def _send(*, age=0, **overrides):
        values = {"to": "lezer@voorbeeld.nl", "subject": "Nieuws", "text": "Dag.", "html": "<p>Dag"}
        message = Message(**values | overrides, key=str(uuid.uuid4()))
        channel.deliver(message)
        file = folder / f"{message.key}.eml"
        os.utime(file, (file.stat().st_mtime - age,) * 2)
        return message.key

    return _send


def show(client, key):
    return page(client.get(f"/demo/postvak/{key}")).find(".//main")


def test_an_empty_mailbox_says_that_mail_takes_a_few_seconds(client, folder):
    assert "binnen een paar seconden" in words(page(client.get("/demo/postvak")))


def test_the_newest_mail_comes_first(client, send):
    for age in (20, 10, 30):
        send(age=age, subject=f"{age} seconden oud")
    shown = page(client.get("/demo/postvak")).xpath("//main//li//a")
    assert [words(link) for link in shown if "oud" in words(link)] == [
        "10 seconden oud",
        "20 seconden oud",
        "30 seconden oud",
    ]


def test_a_mail_shows_who_it_is_for_and_what_it_says(client, send):
    shown = words(show(client, send(subject="U volgt Zaken", text="Beste lezer,\n\nVeel één")))
    assert "GovHub <hub@voorbeeld.nl>" in shown
    assert "lezer@voorbeeld.nl" in shown
    assert "Beste lezer, Veel één" in shown


def test_only_links_to_the_portal_and_to_https_can_be_clicked(client, send):
    text = (
        "http://localhost/volgen/x (https://elders.nl/a). http://elders.nl javascript:alert(1) "
        "http://localhost.elders.nl/"
    )
    links = show(client, send(text=text)).xpath(".//a[@rel='nofollow']/@href | .//div//a/@href")
    assert [link for link in links if link.startswith("http")] == [
        "http://localhost/volgen/x",
        "https://elders.nl/a",
    ]


def test_markup_in_a_mail_is_text(client, send):
    shown = show(client, send(subject="<b>Nieuws</b>", text="<script>alert(1)</script>"))
    assert "<script>alert(1)</script>" in words(shown)
    assert "<b>Nieuws</b>" in words(shown)


@pytest.mark.parametrize(
    "key", [str(uuid.UUID(int=0)), "x", "..", "..%2f..%2fgovhub", "%2e%2e/secret", "a" * 3000]
)
def test_a_mail_that_is_not_there_gets_a_404(client, folder, key):
    assert client.get(f"/demo/postvak/{key}").status_code == 404


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe\x00",
        b"To: x@y.nl\n",
        b"To: x@y.nl\nSubject: x\nContent-Type: text/plain; charset=bestaat-niet\n\nx",
        b"To: =?x?b?\nSubject: =?utf-8?q?=ff?=\nContent-Type: multipart/mixed; boundary=\n\n--",
    ],
)
def test_a_broken_file_spoils_nothing(client, send, folder, content):
    send(subject="Heel")
    broken = uuid.uuid4()
    (folder / f"{broken}.eml").write_bytes(content)
    (folder / f"{uuid.uuid4()}.tmp").write_bytes(b"To: half@voorbeeld.nl")
    (folder / "notes.eml").write_bytes(b"To: x@y.nl\nSubject: Anders\n\nx")
    assert "Heel" in words(page(client.get("/demo/postvak")))
    assert client.get(f"/demo/postvak/{broken}").status_code in {200, 404}
    assert client.get("/demo/postvak/notes").status_code == 404


def test_outside_the_demo_there_is_no_mailbox(client, send, monkeypatch, app):
    key = send()
    monkeypatch.setitem(app.extensions["govhub"].settings.__dict__, "demo", 0)
    for path in ("/demo/postvak", f"/demo/postvak/{key}"):
        assert client.get(path).status_code == 404


def test_a_folder_that_does_not_exist_yet_is_an_empty_mailbox(tmp_path):
    assert Mailbox(tmp_path / "geen").mails() == []
