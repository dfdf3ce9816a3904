"""The page to follow something, in every scope and with every choice."""

import pytest

from govhub.following.models import Interest, Rhythm, Scope, WebhookState
from tests.inspector import page, words
from tests.making import (
    make_category,
    make_component,
    make_follower,
    make_organisation,
    make_principle,
    make_user,
)

EMAIL = "lezer@voorbeeld.nl"


def test_each_thing_has_a_page_to_follow_it(client, session, subscriptions):
    component = make_component(session, name="Open Zaak")
    make_category(session, key="geld")
    make_organisation(session, slug="logius", name="Logius")
    make_principle(session, key="samen", title="Werk samen")
    for path, subject in (
        (f"/componenten/{component.slug}/volgen", "Open Zaak"),
        ("/volgen/categorie/geld", "de categorie"),
        ("/organisaties/logius/volgen", "de componenten van Logius"),
        ("/principes/samen/volgen", "de richtlijn Werk samen"),
        ("/componenten/volgen?q=betalen", "de zoekopdracht ‘betalen’"),
        ("/volgen", "alle wijzigingen"),
    ):
        answer = client.submit(path, email=EMAIL)
        assert "gevraagd=ja" in answer.location
        assert subject in words(page(client.get(answer.location)))
        assert subject in subscriptions()[-1].subject
    assert [each.scope for each in subscriptions()] == [
        Scope.COMPONENT,
        Scope.CATEGORY,
        Scope.ORGANISATION,
        Scope.PRINCIPLE,
        Scope.SEARCH,
        Scope.EVERYTHING,
    ]


def test_each_page_leads_to_a_feed_of_the_same_and_to_a_calendar(client, session):
    component = make_component(session, name="Open Zaak")
    make_category(session, key="geld")
    make_organisation(session, slug="logius")
    make_principle(session, key="samen")
    for path, feed, calendar in (
        (
            f"/componenten/{component.slug}/volgen",
            "/componenten/open-zaak.atom",
            "/componenten/open-zaak.ics",
        ),
        (
            "/volgen/categorie/geld",
            "/wijzigingen.atom?categorie=geld",
            "/wijzigingen.ics?categorie=geld",
        ),
        (
            "/organisaties/logius/volgen",
            "/organisaties/logius.atom",
            "/wijzigingen.ics?organisatie=logius",
        ),
        ("/principes/samen/volgen", "/principes/samen.atom", "/wijzigingen.ics?richtlijn=samen"),
        ("/componenten/volgen?q=zaak", "/componenten.atom?q=zaak", None),
        ("/volgen", "/wijzigingen.atom", "/wijzigingen.ics"),
    ):
        links = page(client.get(path)).xpath("//main//a/@href")
        assert feed in links
        assert client.get(feed).mimetype == "application/atom+xml"
        if calendar is not None:
            assert calendar in links
            assert client.get(calendar).mimetype == "text/calendar"


def test_what_somebody_chooses_is_asked(client, subscriptions):
    client.submit("/volgen", email=EMAIL, wanneer="einde", hoe_vaak="wekelijks", aankondigingen=[])
    asked = subscriptions()[0]
    assert (asked.interest, asked.rhythm, asked.with_plans) == (
        Interest.ENDING,
        Rhythm.WEEKLY,
        False,
    )


def test_who_just_wants_mail_fills_in_an_address_only(client, subscriptions):
    client.submit("/volgen", email=EMAIL)
    asked = subscriptions()[0]
    assert (asked.interest, asked.rhythm, asked.with_plans) == (
        Interest.ANY,
        Rhythm.AT_ONCE,
        True,
    )


@pytest.mark.parametrize("field", ["wanneer", "hoe_vaak"])
def test_a_choice_that_is_none_is_refused_in_words(client, subscriptions, field):
    answer = client.post("/volgen", data={"email": EMAIL, field: "onzin"})
    assert "Kies iets uit de lijst." in words(page(answer))
    assert subscriptions() == []


def test_a_mistake_keeps_what_was_chosen(client):
    shown = page(client.submit("/volgen", email="fout", hoe_vaak="wekelijks", wanneer="einde"))
    assert shown.xpath("//input[@type='radio'][@checked]/@value") == ["einde", "wekelijks"]


def test_a_search_is_followed_as_it_was_asked(client, session, subscriptions):
    make_category(session, key="geld", name="Geld")
    for path in (
        "/componenten/volgen?q=betalen&status=beschikbaar&categorie=geld&sorteer=naam&pagina=3",
        "/componenten/volgen?categorie=geld&q=+Betalen&status=beschikbaar",
    ):
        client.submit(path, email=EMAIL)
    (asked,) = subscriptions()
    assert asked.subject == "de zoekopdracht ‘betalen’ in Geld, met status Beschikbaar"


def test_a_filter_that_we_do_not_know_is_left_out_with_a_notice(client, subscriptions):
    path = "/componenten/volgen?q=betalen&status=onzin"
    assert "kennen we niet" in words(page(client.get(path)))
    client.submit(path, email=EMAIL)
    assert "status" not in subscriptions()[0].search


@pytest.mark.parametrize("query", ["", "?pagina=2", "?status=onzin", "?q=+"])
def test_a_search_for_nothing_is_the_whole_catalogue(client, query):
    assert client.get(f"/componenten/volgen{query}").location == "/volgen"


def test_a_search_can_be_followed_from_its_results(client, session):
    make_component(session)
    shown = page(client.get("/componenten?q=zaak&status=beschikbaar&sorteer=naam&pagina=1"))
    assert shown.xpath("//a[@href='/componenten/volgen?q=zaak&status=beschikbaar']")


def test_organisations_and_principles_can_be_followed_from_their_pages(client, session):
    make_organisation(session, slug="logius")
    make_principle(session, key="samen")
    for path in ("/organisaties/logius", "/principes/samen"):
        assert page(client.get(path)).xpath(f"//a[@href='{path}/volgen']")


@pytest.mark.parametrize("path", ["/organisaties/niemand/volgen", "/principes/niets/volgen"])
def test_what_is_not_there_cannot_be_followed(client, path):
    assert client.get(path).status_code == 404


def test_a_component_cannot_hide_behind_the_page_to_follow_a_search(session):
    assert make_component(session, name="Volgen").slug != "volgen"


# --- who is signed in ------------------------------------------------------------------------


def test_who_is_signed_in_follows_at_once(browser, session, subscriptions, mail, work):
    user = make_user(session)
    me = browser(user)
    answer = me.submit("/volgen", hoe_vaak="wekelijks")
    assert answer.location == "/mijn-volgen"
    assert "U volgt nu alle wijzigingen." in words(page(me.get(answer.location)))
    assert [each.confirmed_at is not None for each in subscriptions()] == [True]
    work()
    assert mail.sent == []


def test_who_fills_in_the_address_of_another_must_wait_for_their_mail(
    browser, session, subscriptions
):
    answer = browser(make_user(session)).submit("/volgen", email=EMAIL)
    assert "gevraagd=ja" in answer.location
    assert [each.confirmed_at for each in subscriptions()] == [None]


def test_who_follows_already_sees_how_and_changes_it_here(browser, session, subscriptions):
    user = make_user(session)
    make_follower(session, email=user.email, interest=Interest.ENDING, rhythm=Rhythm.DAILY)
    me = browser(user)
    shown = page(me.get("/volgen"))
    assert "U volgt dit al" in words(shown)
    assert shown.xpath("//input[@type='radio'][@checked]/@value") == ["einde", "dagelijks"]
    me.submit("/volgen", hoe_vaak="wekelijks")
    assert [each.rhythm for each in subscriptions()] == [Rhythm.WEEKLY]


def test_what_waits_to_be_confirmed_is_not_shown_to_others(client, session):
    make_follower(session, email=EMAIL)
    assert "U volgt dit al" not in words(page(client.get("/volgen")))


def test_news_can_go_to_ones_own_active_webhook(browser, session, subscriptions, webhook_of):
    user = make_user(session)
    webhook = webhook_of(user)
    me = browser(user)
    me.submit("/volgen", naar=str(webhook.public_id), email="", hoe_vaak="wekelijks")
    (asked,) = subscriptions()
    assert (asked.webhook, asked.rhythm) == (webhook, Rhythm.AT_ONCE)
    assert asked.subscriber.email == user.email
    assert "Naar webhook Onze robot" in words(page(me.get("/mijn-volgen")))


def test_the_same_can_go_by_mail_and_to_a_webhook(browser, session, subscriptions, webhook_of):
    user = make_user(session)
    webhook = webhook_of(user)
    me = browser(user)
    me.submit("/volgen", naar=str(webhook.public_id))
    me.submit("/volgen")
    assert [each.webhook for each in subscriptions()] == [webhook, None]


def test_there_is_no_choice_without_an_active_webhook(browser, session, webhook_of):
    user = make_user(session)
    webhook_of(user, state=WebhookState.DISABLED)
    webhook_of(make_user(session))
    assert not page(browser(user).get("/volgen")).xpath("//*[@name='naar']")


def test_the_webhook_of_another_is_refused(browser, session, subscriptions, webhook_of):
    user = make_user(session)
    webhook_of(user)
    theirs = webhook_of(make_user(session))
    answer = browser(user).post(
        "/volgen", data={"email": user.email, "naar": str(theirs.public_id)}
    )
    assert "Kies iets uit de lijst." in words(page(answer))
    assert subscriptions() == []
