"""An address that its mail server refuses for good: three times, and then no more mail."""

import pytest

from govhub.accounts import service as accounts
from govhub.catalogue import changing
from govhub.catalogue.changing import Change
from govhub.catalogue.status import Status
from govhub.following.queries import subscriber_by_email
from govhub.notifications.channel import AddressRefused
from govhub.platform.db import transaction
from govhub.platform.outbox import Undeliverable
from tests.making import make_component, make_follower

EMAIL = "weg@voorbeeld.nl"
REFUSAL = AddressRefused("550 5.1.1 no such user")


@pytest.fixture
def change(session, work, mail):
    """Let something change that the address follows, with this answer of its mail server."""
    component = make_component(session, status=Status.CONCEPT)
    work()
    make_follower(session, component, email=EMAIL)
    statuses = iter([Status.DEMO, Status.DEVELOPMENT] * 5)

    def _change(refusal=None):
        mail.refuse_with = refusal
        with transaction(session):
            line = Change(new=next(statuses), decided_by="Gemeente", reason="Anders.")
            changing.enter(session, component, line)
        work()
        mail.refuse_with = None

    return _change


def test_three_refusals_in_a_row_end_the_mail(session, change, mail):
    for _ in range(3):
        change(REFUSAL)
    change()
    assert mail.sent == []
    assert subscriber_by_email(session, EMAIL).stopped_at is not None


def test_a_mail_that_arrives_in_between_starts_the_count_again(session, change, mail):
    for refusal in (REFUSAL, REFUSAL, None, REFUSAL, REFUSAL):
        change(refusal)
    assert subscriber_by_email(session, EMAIL).stopped_at is None
    change()
    assert len(mail.sent) == 2


def test_a_refusal_of_what_we_wrote_does_not_count(session, change):
    for _ in range(4):
        change(Undeliverable("554 5.7.1 message content rejected"))
    subscriber = subscriber_by_email(session, EMAIL)
    assert (subscriber.bounces, subscriber.stopped_at) == (0, None)


def test_who_gets_no_news_can_still_sign_in(session, change, work, mail):
    for _ in range(3):
        change(REFUSAL)
    with transaction(session):
        accounts.request_sign_in(session, EMAIL)
    work()
    assert [sent.to for sent in mail.sent] == [EMAIL]
