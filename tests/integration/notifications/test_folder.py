"""Mail as files, for the demo."""

from dataclasses import replace
from email import message_from_bytes

import pytest

from govhub.notifications.channel import Message
from govhub.notifications.channels.folder import FolderChannel
from govhub.notifications.channels.mime import Envelope

MESSAGE = Message(to="lezer@voorbeeld.nl", subject="Eerst", text="x", html="x", key="sleutel")


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "mail"


@pytest.fixture
def channel(folder):
    return FolderChannel(folder, Envelope(sender="hub@voorbeeld.nl", host="voorbeeld.nl"))


def test_a_mail_is_one_file_with_the_message_id_in_it(channel, folder):
    channel.deliver(MESSAGE)
    (file,) = folder.iterdir()
    assert message_from_bytes(file.read_bytes())["Message-ID"] == "<sleutel@voorbeeld.nl>"


def test_a_repeat_replaces_the_file(channel, folder):
    channel.deliver(MESSAGE)
    channel.deliver(replace(MESSAGE, subject="Opnieuw"))
    (file,) = folder.iterdir()
    assert message_from_bytes(file.read_bytes())["Subject"] == "Opnieuw"


def test_a_mail_that_cannot_be_written_leaves_the_one_before_whole(channel, folder, monkeypatch):
    channel.deliver(MESSAGE)
    monkeypatch.setattr("pathlib.Path.replace", lambda *_: (_ for _ in ()).throw(OSError("full")))
    with pytest.raises(OSError, match="full"):
        channel.deliver(replace(MESSAGE, subject="Half"))
    assert message_from_bytes((folder / "sleutel.eml").read_bytes())["Subject"] == "Eerst"
