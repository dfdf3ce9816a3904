"""Who signs in in another way than before, gets a mail about it."""

import pytest

from govhub.accounts import own_data, second_factor
from govhub.platform.db import transaction
from tests.making import make_user


@pytest.mark.parametrize("action", sorted(second_factor.TOLD_BY_MAIL))
def test_each_change_is_told(app, session, mail, work, action):
    user = make_user(session, email="ria@voorbeeld.nl")
    with transaction(session):
        second_factor.note(session, user, action)
    work()
    (sent,) = mail.sent
    assert sent.to == "ria@voorbeeld.nl"
    assert "Deed u dit niet?" in sent.text
    assert "http://localhost/mijn-account" in sent.text
    assert "Er is iets veranderd aan hoe u inlogt." not in sent.text  # but what it was


def test_what_changes_nothing_is_not_told(app, session, mail, work):
    user = make_user(session)
    with transaction(session):
        second_factor.note(session, user, "gegevens-gedownload")
    work()
    assert mail.sent == []


def test_who_left_gets_only_the_last_mail(app, session, mail, work):
    user = make_user(session, email="ria@voorbeeld.nl")
    with transaction(session):
        second_factor.note(session, user, "app-verwijderd")
        own_data.leave(session, user)
    work()
    assert [sent.subject for sent in mail.sent] == ["Uw account bij GovHub is verwijderd"]
