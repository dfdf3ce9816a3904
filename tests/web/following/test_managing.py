"""What an address follows: see it, change it, stop it, and see what was sent."""

from datetime import timedelta

import pytest

from govhub.catalogue.events import StatusChanged
from govhub.following import bounces, service, stopping
from govhub.following.events import DigestDue
from govhub.following.models import Interest, Rhythm
from govhub.following.wishes import FollowWish
from govhub.kernel import clock
from govhub.platform.db import transaction
from govhub.platform.outbox import Delivery, DeliveryState, record
from tests.inspector import page, words
from tests.making import make_component, make_follower, make_user

EMAIL = "lezer@voorbeeld.nl"


@pytest.fixture
def ask(session):
    def _ask(subject=None, **choices):
        with transaction(session):
            return service.follow(session, EMAIL, FollowWish(subject=subject, **choices))

    return _ask


@pytest.fixture
def sent(session):
    """Store how a message went: ``sent(event, receiver, state=…, last_error=…)``."""

    def _sent(event, receiver, **values):
        with transaction(session):
            row = record(session, event)
            row.relayed = True
            session.add(
                Delivery(
                    event_id=row.id,
                    subscriber="volgers",
                    receiver=str(receiver.public_id),
                    **{"state": DeliveryState.DONE, "due_at": clock.now()} | values,
                )
            )

    return _sent


def changed(component, **values):
    return StatusChanged(
        subject=str(component.public_id),
        **{
            "old": "demo",
            "new": "beschikbaar",
            "effective_on": "2026-03-01",
            "decided_by": "Logius",
        }
        | values,
    )


def names(response):
    return [words(each) for each in page(response).xpath("//main//h3")]


# --- the overview ----------------------------------------------------------------------------


def test_who_is_signed_in_sees_all_that_the_address_follows(browser, session):
    user = make_user(session)
    make_follower(session, make_component(session, name="Open Zaak"), email=user.email)
    make_follower(session, email=user.email, rhythm=Rhythm.WEEKLY)
    make_follower(session, make_component(session, name="Van een ander"))
    shown = browser(user).get("/mijn-volgen")
    assert names(shown) == ["Open Zaak", "Alle wijzigingen"]
    assert "Elke week één mail" in words(page(shown))


def test_who_follows_nothing_is_told_how_to_begin(browser, session):
    shown = browser(make_user(session)).get("/mijn-volgen")
    assert "U volgt nu niets." in words(page(shown))


def test_the_overview_is_found_from_every_page_of_who_is_signed_in(browser, session):
    assert page(browser(make_user(session)).get("/")).xpath("//header//a[@href='/mijn-volgen']")


def test_who_has_a_mail_sees_all_that_the_address_follows(client, session, path_of, manage_path):
    component = make_component(session, name="Open Zaak")
    subscription = make_follower(session, component, email=EMAIL)
    make_follower(session, email=EMAIL)
    for path in (path_of("beheren", subscription), manage_path(subscription.subscriber)):
        assert names(client.get(path)) == ["Open Zaak", "Alle wijzigingen"]


def test_what_waits_stands_apart_and_can_be_taken_away(client, session, path_of, ask):
    subscription = make_follower(session, make_component(session), email=EMAIL)
    ask()
    path = path_of("beheren", subscription)
    assert "Wacht op uw bevestiging" in words(page(client.get(path)))
    client.submit(path, "//section[@aria-labelledby='wacht']//form")
    assert "Wacht op uw bevestiging" not in words(page(client.get(path)))


def test_one_thing_is_stopped_from_the_overview(client, session, path_of, subscriptions):
    kept = make_follower(session, email=EMAIL)
    make_follower(session, make_component(session, name="Open Zaak"), email=EMAIL)
    shown = client.submit(path_of("beheren", kept), "(//section//form)[2]")
    assert "U volgt Open Zaak niet meer." in words(page(shown))
    assert names(shown) == ["Alle wijzigingen"]
    assert subscriptions() == [kept]


def test_everything_is_stopped_from_the_overview(client, session, path_of, subscriptions):
    make_follower(session, make_component(session), email=EMAIL)
    path = path_of("beheren", make_follower(session, email=EMAIL))
    shown = client.submit(path, "//form[.//button[@name='alles']]", alles="ja")
    assert "We hebben uw adres verwijderd" in words(page(shown))
    assert subscriptions() == []


def test_the_link_of_a_mail_about_something_that_was_stopped_says_so(client, session, path_of):
    subscription = make_follower(session, email=EMAIL)
    paths = [path_of(name, subscription) for name in ("beheren", "wijzigen", "verloop")]
    with transaction(session):
        stopping.stop(session, subscription)
    for path in paths:
        assert "U was al gestopt" in words(page(client.get(path)))


def test_the_number_of_statements_does_not_grow_with_what_is_followed(
    client, session, path_of, statements
):
    subscription = make_follower(session, make_component(session), email=EMAIL)
    path = path_of("beheren", subscription)
    few = statements(lambda: client.get(path))
    for _ in range(5):
        make_follower(session, make_component(session), email=EMAIL)
    assert statements(lambda: client.get(path)) == few


# --- changing --------------------------------------------------------------------------------


def test_who_has_a_mail_changes_how_something_is_followed(client, session, path_of, subscriptions):
    subscription = make_follower(session, email=EMAIL)
    answer = client.submit(
        path_of("wijzigen", subscription),
        wanneer="beschikbaar",
        hoe_vaak="dagelijks",
        aankondigingen=[],
    )
    assert "Uw keuze is bewaard." in words(page(client.get(answer.location)))
    (now,) = subscriptions()
    assert (now.interest, now.rhythm, now.with_plans) == (Interest.AVAILABLE, Rhythm.DAILY, False)


def test_who_is_signed_in_returns_to_the_own_overview(browser, session, path_of):
    user = make_user(session)
    subscription = make_follower(session, email=user.email)
    me = browser(user)
    answer = me.submit(path_of("wijzigen", subscription), hoe_vaak="dagelijks")
    assert answer.location == "/mijn-volgen"
    assert "Uw keuze is bewaard." in words(page(me.get(answer.location)))


def test_what_a_webhook_is_told_has_no_rhythm(client, session, path_of, webhook_of, subscriptions):
    user = make_user(session)
    subscription = make_follower(session, email=user.email, webhook=webhook_of(user))
    path = path_of("wijzigen", subscription)
    assert not page(client.get(path)).xpath("//input[@name='hoe_vaak']")
    client.submit(path, wanneer="einde")
    assert subscriptions()[0].interest is Interest.ENDING


def test_a_wrong_choice_changes_nothing(client, session, path_of, subscriptions):
    subscription = make_follower(session, email=EMAIL)
    answer = client.post(path_of("wijzigen", subscription), data={"wanneer": "onzin"})
    assert words(page(answer).find(".//title")).startswith("Fout: ")
    assert subscriptions()[0].interest is Interest.ANY


# --- an address that refuses our mail --------------------------------------------------------


def test_an_address_that_was_stopped_says_since_when_and_starts_again(client, session, path_of):
    subscription = make_follower(session, email=EMAIL)
    with transaction(session):
        for _ in range(bounces.MOST):
            bounces.refused(session, subscription.subscriber)
    path = path_of("beheren", subscription)
    assert "U krijgt nu geen mail" in words(page(client.get(path)))
    answer = client.submit(path, "//form[contains(@action, '/opnieuw')]")
    shown = words(page(client.get(answer.location)))
    assert "We sturen weer mail naar uw adres." in shown
    assert "U krijgt nu geen mail" not in shown


# --- stopping a digest -----------------------------------------------------------------------


def test_one_click_in_a_digest_stops_what_it_tells_of(
    app, client, session, manage_path, subscriptions
):
    daily = make_follower(session, make_component(session), email=EMAIL, rhythm=Rhythm.DAILY)
    make_follower(session, make_component(session), email=EMAIL, rhythm=Rhythm.DAILY)
    kept = make_follower(session, email=EMAIL)
    path = manage_path(daily.subscriber, "stoppen", Rhythm.DAILY)
    shown = client.get(path)
    assert "Stoppen met de mail van elke dag" in words(page(shown))
    assert names(shown) == ["Alle wijzigingen"]
    assert len(page(shown).xpath("//main//ul[@class='gh-list']/li")) == 2
    bare = app.test_client(use_cookies=False, session=session)
    bare.open(path, method="POST", data={"List-Unsubscribe": "One-Click"})
    assert subscriptions() == [kept]


def test_one_click_in_a_mail_about_the_address_stops_everything(
    client, session, manage_path, subscriptions
):
    subscriber = make_follower(session, email=EMAIL).subscriber
    client.post(manage_path(subscriber, "stoppen"))
    assert subscriptions() == []


# --- what was sent ---------------------------------------------------------------------------


def test_the_log_says_what_was_sent_what_waits_and_what_failed(client, session, path_of, sent):
    component = make_component(session, name="Open Zaak")
    subscription = make_follower(session, component)
    sent(changed(component), subscription, settled_at=clock.now())
    sent(changed(component), subscription, state=DeliveryState.WAITING)
    sent(
        changed(component),
        subscription,
        state=DeliveryState.WAITING,
        last_error="NotNow: 451 Graag later",
    )
    sent(
        changed(component),
        subscription,
        state=DeliveryState.DEAD,
        last_error="Undeliverable: 550 onbekend geheim",
        settled_at=clock.now(),
    )
    sent(
        changed(component),
        subscription,
        state=DeliveryState.DEAD,
        last_error="KeyError: wachtwoord",
    )
    text = words(page(client.get(path_of("verloop", subscription))).find(".//main"))
    for sentence in (
        "Open Zaak heeft nu de status ‘Beschikbaar’",
        "Verstuurd op",
        "Wacht , sinds",
        "We proberen het opnieuw op",
        "De mailserver was niet bereikbaar",
        "De mailserver van uw adres weigerde de mail.",
        "Er ging bij ons iets mis.",
    ):
        assert sentence in text
    for raw in ("550", "451", "KeyError", "Undeliverable", "geheim", "wachtwoord"):
        assert raw not in text


def test_a_digest_is_in_the_log_of_what_is_told_in_its_rhythm(client, session, path_of, sent):
    daily = make_follower(session, make_component(session), email=EMAIL, rhythm=Rhythm.DAILY)
    weekly = make_follower(session, make_component(session), email=EMAIL, rhythm=Rhythm.WEEKLY)
    at_once = make_follower(session, email=EMAIL)
    subject = str(daily.subscriber.public_id)
    sent(
        DigestDue(subject=subject, rhythm="dagelijks", after=0, until=1),
        daily.subscriber,
        settled_at=clock.now(),
    )
    for subscription, is_there in ((daily, True), (weekly, False), (at_once, False)):
        text = words(page(client.get(path_of("verloop", subscription))))
        assert ("De mail van de dag" in text) is is_there


def test_a_digest_without_news_is_not_called_sent(client, session, path_of, sent):
    daily = make_follower(session, make_component(session), email=EMAIL, rhythm=Rhythm.DAILY)
    subject = str(daily.subscriber.public_id)
    sent(
        DigestDue(subject=subject, rhythm="dagelijks", after=0, until=1),
        daily.subscriber,
        last_error="NotNeeded: nothing",
        settled_at=clock.now(),
    )
    text = words(page(client.get(path_of("verloop", daily))).find(".//main"))
    assert "Niet verstuurd" in text
    assert "Er was niets nieuws in wat u volgt." in text


def test_the_log_is_of_this_subscription_alone(client, session, path_of, sent):
    component = make_component(session, name="Open Zaak")
    subscription, other = make_follower(session, component), make_follower(session, component)
    sent(changed(component), other)
    shown = client.get(path_of("verloop", subscription))
    assert "Er is nog niets verstuurd." in words(page(shown))


def test_the_log_goes_back_ninety_days(client, session, path_of, sent):
    component = make_component(session)
    with clock.at(clock.now() - timedelta(days=200)):
        subscription = make_follower(session, component)
    for days in (91, 89):
        with clock.at(clock.now() - timedelta(days=days)):
            sent(changed(component), subscription, settled_at=clock.now())
    shown = page(client.get(path_of("verloop", subscription)))
    assert len(shown.xpath("//main//ol/li//time")) == 1


def test_a_component_that_is_hidden_now_is_not_named(client, session, path_of, sent):
    component = make_component(session, name="Geheim Project")
    subscription = make_follower(session)
    sent(changed(component, old=None), subscription)
    with transaction(session):
        component.publication = "verborgen"
    shown = words(page(client.get(path_of("verloop", subscription))))
    assert "Geheim Project" not in shown
    assert "een component dat nu niet zichtbaar is" in shown


def test_what_a_webhook_was_sent_stands_on_its_own_page(browser, session, path_of, webhook_of):
    user = make_user(session)
    webhook = webhook_of(user)
    subscription = make_follower(session, email=user.email, webhook=webhook)
    me = browser(user)
    place = f"/webhooks/{webhook.public_id}#berichten"
    assert me.get(path_of("verloop", subscription)).location == place
    assert page(me.get("/mijn-volgen")).xpath(f"//a[@href='{place}']")
