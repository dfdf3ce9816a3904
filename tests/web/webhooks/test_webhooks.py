"""Somebody adds a webhook, has it verified, looks what was sent and sends it again."""

import pytest
import sqlalchemy as sa

from govhub.catalogue.changing import StatusWish, change_status
from govhub.catalogue.status import Status
from govhub.following import service as following
from govhub.following import webhook_queries, webhooks
from govhub.following.models import Subscription, WebhookState
from govhub.following.wishes import FollowWish
from govhub.platform.db import transaction
from govhub.platform.outbox import Delivery, DeliveryState, key_of
from tests.inspector import page, words
from tests.making import make_user


@pytest.fixture
def follow(session, submitter, webhook):
    """Let the webhook of a page follow a component, or everything."""

    def _follow(path, subject=None):
        with transaction(session):
            wish = FollowWish(subject=subject, webhook=webhook(path))
            return following.follow(session, submitter.email, wish, is_own=True)

    return _follow


@pytest.fixture
def component(public, work):
    made = public(status=Status.DEMO, name="Zaakregister")
    work()
    return made


@pytest.fixture
def become(session, component):
    """Change the status of the component."""

    def _become(new, **wish):
        with transaction(session):
            change_status(
                session, component, StatusWish(new=new, **wish), decided_by="Gemeente Voorbeeld"
            )

    return _become


def log(me, path):
    return [words(item) for item in page(me.get(path)).xpath("//li[contains(@class,'gh-message')]")]


def test_a_webhook_is_added_and_waits_to_be_verified(me, added, receiver, webhook):
    path = added()
    answer = me.get(path)
    assert "Nog niet gecontroleerd" in answer.text
    assert receiver.url in answer.text
    assert webhook(path).state is WebhookState.UNVERIFIED
    assert "Ons register" in me.get("/webhooks").text


@pytest.mark.parametrize(
    ("url", "words_of_error"),
    [
        ("http://voorbeeld.nl/", "begint met https://"),
        ("https://10.0.0.1/", "intern netwerk"),
        ("https://u:p@voorbeeld.nl/", "zonder gebruikersnaam"),
        ("https://voorbeeld.nl:22/", "poort 80 of 443"),
        ("ftp://voorbeeld.nl/", "https:// of http://"),
        ("voorbeeld", "https:// of http://"),
        ("", "Vul het adres in"),
        ("https://voorbeeld.nl/" + "x" * 500, "hoogstens 500 tekens"),
    ],
)
def test_an_address_that_cannot_be_is_said_at_its_field_and_kept(me, url, words_of_error):
    answer = me.submit("/webhooks", name="Ons register", url=url)
    document = page(answer)
    assert words_of_error in words(document.xpath("//*[@id='url-fout']")[0])
    assert document.xpath("//input[@id='url']/@value") == [url]
    assert words(document.find(".//title")).startswith("Fout: ")


def test_the_eleventh_webhook_is_refused(me, session, added, receiver):
    for number in range(webhooks.MOST):
        added(url=f"{receiver.url}/{number}")
    answer = me.submit("/webhooks", name="Nog een", url=f"{receiver.url}/nog-een")
    assert "U hebt al 10 webhooks." in answer.text


def test_a_receiver_that_agrees_makes_it_active(me, added, receiver, webhook):
    path = added()
    assert me.post(f"{path}/controleren").location == path
    assert receiver.asked == ["localhost"]
    assert webhook(path).state is WebhookState.ACTIVE
    assert "De webhook is actief." in me.get(path).text


def test_a_receiver_that_does_not_agree_is_explained(me, added, receiver, webhook):
    path = added()
    receiver.allowed = None
    answer = me.post(f"{path}/controleren")
    assert "ontbreekt de regel WebHook-Allowed-Origin" in answer.text
    assert words(page(answer).find(".//title")).startswith("Fout: ")
    assert webhook(path).state is WebhookState.UNVERIFIED


def test_the_secret_is_shown_only_on_request_and_verifies_messages(
    me, active, receiver, webhook, work
):
    path = active()
    assert "whsec_" not in me.get(path).text
    shown = page(me.post(f"{path}/geheim")).xpath("//pre[@id='geheim-tekst']")[0]
    me.post(f"{path}/test")
    work()
    assert receiver.received[0].verify(words(shown))


def test_a_new_secret_works_at_once_and_the_old_one_for_a_day(me, active, receiver, webhook, work):
    path = active()
    old = webhook(path).secret
    me.post(f"{path}/nieuw-geheim")
    assert "Het vorige geheim tekent nog mee tot" in me.get(path).text
    me.post(f"{path}/test")
    work()
    assert receiver.received[0].verify(old)
    assert receiver.received[0].verify(webhook(path).secret)


def test_a_test_message_is_in_the_log(me, active, receiver, work):
    path = active()
    me.post(f"{path}/test")
    assert "onderweg" in me.get(path).text
    work()
    (line,) = log(me, path)
    assert line.startswith("Testbericht Verstuurd op")
    assert receiver.received[0].headers["webhook-id"] in line
    assert "1 poging" in line


def test_what_did_not_arrive_says_why_and_is_sent_again_with_the_same_id(
    me, session, active, follow, component, become, receiver, work
):
    path = active()
    follow(path, component)
    receiver.statuses = [410]
    become(Status.AVAILABLE)
    work()
    (line,) = log(me, path)
    assert "Zaakregister heeft nu de status ‘Beschikbaar’ Niet aangekomen" in line
    assert "De ontvanger wil geen berichten meer." in line
    assert "HTTP 410" in line
    assert "De webhook staat uit" in me.get(path).text

    me.post(f"{path}/controleren")
    me.submit(path, "//form[contains(@action,'/opnieuw')]")
    work()
    first, second = receiver.received
    assert first.headers["webhook-id"] == second.headers["webhook-id"]
    assert "Verstuurd" in log(me, path)[0]


def test_what_is_tried_again_says_when(me, active, follow, component, become, receiver, work):
    path = active()
    follow(path, component)
    receiver.statuses = [503]
    become(Status.AVAILABLE)
    work()
    (line,) = log(me, path)
    assert "Wacht : Bij de ontvanger ging iets mis. Nieuwe poging op" in line
    assert "HTTP 503" in line


def test_every_kind_of_message_reads_as_a_sentence(
    me, session, active, follow, component, become, public, work
):
    path = active()
    follow(path)
    become(Status.AVAILABLE)
    public(name="Nieuwkomer")
    work()
    assert [line.split(" Verstuurd")[0] for line in log(me, path)] == [
        "Nieuw: Nieuwkomer",
        "Zaakregister heeft nu de status ‘Beschikbaar’",
    ]


def test_a_fault_of_ours_is_not_shown_as_a_program_says_it(me, session, active, webhook, work):
    path = active()
    me.post(f"{path}/test")
    work()
    with transaction(session):
        session.execute(
            sa.update(Delivery).values(state=DeliveryState.DEAD, last_error="KeyError: 'geheim'")
        )
    assert "Er ging bij ons iets mis." in log(me, path)[0]
    assert "geheim" not in log(me, path)[0]


def test_a_paused_webhook_hears_nothing_until_it_is_verified(
    me, active, follow, component, become, receiver, work, webhook
):
    path = active()
    follow(path, component)
    me.post(f"{path}/pauzeren")
    assert "U hebt de webhook gepauzeerd." in me.get(path).text
    become(Status.AVAILABLE)
    work()
    assert receiver.received == []
    assert me.post(f"{path}/test").status_code == 409
    me.post(f"{path}/controleren")
    become(Status.DEMO, reason="Toch niet.")
    work()
    assert len(receiver.received) == 1


def test_it_can_stop_following_something(me, session, active, follow, component, public):
    path = active()
    follow(path, component)
    follow(path, public(name="Blijft"))
    me.post(
        f"{path}/stoppen",
        data={"abonnement": page(me.get(path)).xpath("//input[@name='abonnement']/@value")[0]},
    )
    answer = me.get(path)
    assert "De webhook volgt dit niet meer: Zaakregister." in answer.text
    left = sa.select(Subscription).where(Subscription.webhook_id.is_not(None))
    assert [each.subject for each in session.scalars(left)] == ["Blijft"]


def test_a_webhook_is_deleted_after_a_question(me, session, active, follow, component, webhook):
    path = active()
    follow(path, component)
    assert "Ook het ene ding" in me.get(f"{path}/verwijderen").text
    assert webhook(path) is not None
    assert me.submit(f"{path}/verwijderen").location == "/webhooks"
    assert webhook(path) is None
    assert "is verwijderd" in me.get("/webhooks").text
    assert me.get(path).status_code == 404


def test_a_webhook_is_nobody_else_s(browser, session, active, webhook):
    path = active()
    other = browser(make_user(session))
    assert other.get(path).status_code == 404
    for what in (
        "controleren",
        "geheim",
        "nieuw-geheim",
        "opnieuw",
        "pauzeren",
        "stoppen",
        "test",
        "verwijderen",
    ):
        assert other.post(f"{path}/{what}").status_code == 404
    assert webhook(path).state is WebhookState.ACTIVE
    assert "Ons register" not in other.get("/webhooks").text


def test_what_is_asked_too_often_waits(me, added, receiver):
    path = added()
    answers = [me.post(f"{path}/controleren").status_code for _ in range(21)]
    assert answers[-1] == 429
    assert len(receiver.asked) == 20


@pytest.mark.parametrize("number", ["", "x", "999999999", "1"])
def test_a_message_that_is_not_there_is_not_sent(me, active, number):
    path = active()
    me.post(f"{path}/opnieuw", data={"bericht": number})
    assert "bestaat niet meer" in me.get(path).text


def test_a_long_log_has_pages(me, session, active, webhook, work):
    path = active()
    found = webhook(path)
    with transaction(session):
        for _ in range(30):
            webhooks.send_test(session, found)
    work()
    assert len(log(me, path)) == 25
    assert len(log(me, f"{path}?pagina=2")) == 5
    assert "Dit is de laatste." in me.get(f"{path}?pagina=99").text


def test_a_long_log_asks_the_database_no_more(me, session, active, webhook, work, statements):
    path = active()
    me.post(f"{path}/test")
    work()
    short = statements(lambda: me.get(path))
    found = webhook(path)
    with transaction(session):
        for _ in range(20):
            webhooks.send_test(session, found)
    work()
    assert statements(lambda: me.get(path)) == short


def test_the_key_in_the_log_is_the_one_that_was_sent(me, session, active, webhook, work, receiver):
    path = active()
    me.post(f"{path}/test")
    work()
    (delivery,) = webhook_queries.deliveries_of(session, webhook(path), limit=9)
    assert str(key_of(delivery)) == receiver.received[0].headers["webhook-id"]
