"""Who gets which mail when something changes, and who does not."""

import smtplib
from datetime import timedelta

import pytest
import sqlalchemy as sa

from govhub.catalogue import changing, hiding
from govhub.catalogue.changing import Change, StatusWish
from govhub.catalogue.status import Status
from govhub.catalogue.vocabulary import Publication, RelationType
from govhub.following import service as following
from govhub.following import stopping
from govhub.following.saved_search import SavedSearch
from govhub.following.wishes import FollowWish
from govhub.kernel import clock
from govhub.platform.db import transaction
from govhub.platform.outbox import Delivery, DeliveryState, Undeliverable
from tests.making import make_category, make_component, make_follower, make_relation

EMAIL = "lezer@voorbeeld.nl"
LATER = timedelta(hours=1)


@pytest.fixture
def component(session, work):
    """A component in the category ``zaken`` that is a demo, of which nobody knows yet."""
    made = make_component(session, name="Open Zaak", status=Status.DEMO)
    work()
    return made


@pytest.fixture
def enter(session):
    """Write a line in the ledger: ``enter(component, new=…)``."""

    def _enter(component, **line):
        values = {"new": Status.AVAILABLE, "decided_by": "Gemeente Voorbeeld", "reason": "Getest."}
        with transaction(session):
            return changing.enter(session, component, Change(**values | line))

    return _enter


def test_each_address_gets_one_mail_however_it_follows(session, component, enter, work, mail):
    for subject in (component, component.categories[0], None):
        make_follower(session, subject, email=EMAIL)
    make_follower(session, email="ander@voorbeeld.nl")
    enter(component)
    work()
    assert sorted(sent.to for sent in mail.sent) == ["ander@voorbeeld.nl", EMAIL]


def test_a_saved_search_is_told_of_what_it_finds_and_the_mail_names_it(
    session, component, enter, work, mail
):
    make_follower(session, SavedSearch.of("open zaken", {}, {}))
    make_follower(session, SavedSearch.of("betalen", {}, {}))
    enter(component)
    work()
    (sent,) = mail.sent
    assert "omdat u de zoekopdracht ‘open zaken’ volgt op GovHub." in sent.text


def test_the_mail_says_what_changed_and_why(session, component, enter, work, mail):
    make_follower(session, component)
    enter(component, evidence_url="https://voorbeeld.nl/besluit")
    work()
    (sent,) = mail.sent
    assert sent.subject == "Open Zaak gaat van ‘Demo’ naar ‘Beschikbaar’"
    for said in ("Getest.", "Gemeente Voorbeeld", "https://voorbeeld.nl/besluit", "Ja."):
        assert said in sent.text
    assert f"http://localhost/componenten/{component.slug}" in sent.text


def test_the_mail_names_the_end_date_and_the_successor(session, component, work, mail):
    make_follower(session, component)
    successor = make_component(session, name="Nieuwe Zaak")
    make_relation(session, successor, RelationType.REPLACES, component)
    wish = StatusWish(
        new=Status.PHASING_OUT, reason="Verouderd.", end_date=clock.today() + timedelta(days=30)
    )
    with transaction(session):
        changing.change_status(session, component, wish, decided_by="Gemeente Voorbeeld")
    work()
    (sent,) = mail.sent
    assert "Opvolger: Nieuwe Zaak (http://localhost/componenten/nieuwe-zaak)" in sent.text
    assert "Werkt tot:" in sent.text


def test_a_new_component_is_news_for_who_follows_its_category_or_everything(session, work, mail):
    category = make_category(session, key="zaken")
    make_follower(session, category, email="zaken@voorbeeld.nl")
    make_follower(session, make_category(session), email="iets-anders@voorbeeld.nl")
    make_follower(session, email="alles@voorbeeld.nl")
    make_component(session, name="Open Zaak", category_keys=("zaken",))
    work()
    assert {sent.to for sent in mail.sent} == {"zaken@voorbeeld.nl", "alles@voorbeeld.nl"}
    assert {sent.subject for sent in mail.sent} == {
        "Nieuw in de catalogus: Open Zaak (Beschikbaar)"
    }


@pytest.mark.parametrize("publication", [p for p in Publication if p is not Publication.PUBLISHED])
def test_nobody_is_mailed_about_what_is_not_public(session, enter, work, mail, publication):
    make_follower(session)
    enter(make_component(session, publication=publication))
    work()
    assert mail.sent == []


def test_what_was_hidden_before_the_mail_goes_out_is_only_told_to_be_hidden(
    session, component, enter, work, mail
):
    make_follower(session, component)
    hold_up(enter, component, work, mail)
    with transaction(session):
        hiding.withdraw(session, component, reason="Dubbel.")
    with clock.at(clock.now() + LATER):
        work()
    assert [each.subject for each in mail.sent] == [f"{component.name} is verborgen"]


def test_who_stops_before_the_mail_goes_out_gets_none(session, component, enter, work, mail):
    leaving, staying = make_follower(session, component), make_follower(session, component)
    hold_up(enter, component, work, mail)
    with transaction(session):
        stopping.stop(session, leaving)
    with clock.at(clock.now() + LATER):
        work()
    assert [sent.to for sent in mail.sent] == [staying.subscriber.email]


def hold_up(enter, component, work, mail):
    """Change the status while the mail server is away, so that the mail waits."""
    mail.refuse_with = ConnectionRefusedError("no mail server")
    enter(component)
    work()
    mail.refuse_with = None


def test_who_did_not_confirm_gets_no_news(session, component, enter, work, mail):
    make_follower(session, component, is_confirmed=False)
    enter(component)
    work()
    assert mail.sent == []


def test_history_that_is_entered_afterwards_is_no_news(session, component, enter, work, mail):
    make_follower(session, component)
    enter(component, effective_on=clock.today() - timedelta(days=15))
    work()
    assert mail.sent == []


def test_the_mail_stops_exactly_what_it_is_about(session, client, component, enter, work, mail):
    make_follower(session, component, email=EMAIL)
    kept = make_follower(session, make_category(session), email=EMAIL)
    enter(component)
    work()
    stop = mail.sent[0].list_unsubscribe.removeprefix("http://localhost")
    client.post(stop, data={"List-Unsubscribe": "One-Click"})
    assert session.scalars(sa.select(following.Subscription)).all() == [kept]


def test_a_mail_server_that_is_away_gets_the_mail_later(session, component, enter, work, mail):
    make_follower(session, component)
    hold_up(enter, component, work, mail)
    assert session.scalars(sa.select(Delivery.last_error)).all()[-1] == (
        "ConnectionRefusedError: no mail server"
    )
    with clock.at(clock.now() + LATER):
        work()
    assert len(mail.sent) == 1


def test_every_attempt_carries_the_same_key(session, component, enter, work, mail):
    keys = []
    make_follower(session, component)
    deliver = mail.deliver

    def refuse(message):
        keys.append(message.key)
        raise smtplib.SMTPServerDisconnected("who knows whether it arrived")

    mail.deliver = refuse
    enter(component)
    work()
    mail.deliver = deliver
    with clock.at(clock.now() + LATER):
        work()
    assert [*keys] == [sent.key for sent in mail.sent]


def test_a_mailbox_that_does_not_exist_is_given_up_visibly(session, component, enter, work, mail):
    make_follower(session, component)
    mail.refuse_with = Undeliverable("550 no such mailbox")
    enter(component)
    work()
    dead = session.scalars(sa.select(Delivery).where(Delivery.state == DeliveryState.DEAD)).all()
    assert [delivery.last_error for delivery in dead] == ["Undeliverable: 550 no such mailbox"]


def test_a_request_that_was_withdrawn_gets_no_mail(session, work, mail):
    with transaction(session):
        subscription = following.follow(session, EMAIL, FollowWish())
        stopping.stop(session, subscription)
    work()
    assert mail.sent == []
