"""``govhub outbox``: an operator sees what was given up, and puts it back in line."""

import pytest
from click.testing import CliRunner

from govhub.cli import cli
from govhub.following import service
from govhub.following.wishes import FollowWish
from govhub.platform.db import transaction
from govhub.platform.outbox import Undeliverable


@pytest.fixture
def govhub(database_url, tmp_path, monkeypatch):
    monkeypatch.setenv("GOVHUB_DATABASE_URL", database_url)
    monkeypatch.setenv("GOVHUB_SEARCH_URL", f"whoosh:///{tmp_path}/search")
    monkeypatch.setenv("GOVHUB_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("GOVHUB_DEMO", "1")
    return lambda *arguments: CliRunner().invoke(cli, arguments).output


def test_mail_that_was_given_up_is_listed_without_addresses_and_can_go_out_again(
    govhub, session, work, mail
):
    mail.refuse_with = Undeliverable("550 no such mailbox")
    with transaction(session):
        service.follow(session, "lezer@voorbeeld.nl", FollowWish())
    work()
    listed = govhub("outbox", "list")
    assert "volgverzoek" in listed
    assert "550 no such mailbox" in listed
    assert "lezer@" not in listed
    mail.refuse_with = None
    assert govhub("outbox", "retry") == "1 leveringen worden opnieuw geprobeerd.\n"
    work()
    assert [sent.to for sent in mail.sent] == ["lezer@voorbeeld.nl"]
    assert govhub("outbox", "list") == "0 leveringen zijn opgegeven.\n"
