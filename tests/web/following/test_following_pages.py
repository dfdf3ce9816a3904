"""The pages to follow, confirm and stop."""

import re
import uuid

import pytest
import sqlalchemy as sa

from govhub.catalogue.vocabulary import Publication
from govhub.following import service, tokens
from govhub.following.models import Subscription
from govhub.kernel import clock
from govhub.platform.links import Signer
from tests.inspector import page, words
from tests.making import make_category, make_component, make_follower, make_user

EMAIL = "lezer@voorbeeld.nl"
STOP_FORM = "//form[@class='gh-stop']"


@pytest.fixture
def stop_path(signer):
    def _stop_path(subscription):
        return f"/volgen/stoppen/{tokens.stop_token(signer, subscription)}"

    return _stop_path


def path_in(mail, start):
    """Return the path of the address in a mail's text that starts like this."""
    return re.search(rf"http://localhost({re.escape(start)}[^\s)>]+)", mail.text)[1]


def title(response):
    return words(page(response).find(".//h1"))


def subscriptions(session):
    return session.scalars(sa.select(Subscription).order_by(Subscription.id)).all()


def test_a_component_is_followed_from_form_to_mail_to_button(client, session, work, mail):
    component = make_component(session, name="Open Formulieren")
    answer = client.submit(f"/componenten/{component.slug}/volgen", email=EMAIL)
    assert title(client.get(answer.location)) == "Kijk in uw mail"
    work()
    confirm = path_in(mail.sent[-1], "/volgen/bevestigen/")
    assert title(client.get(confirm)) == "Wilt u Open Formulieren volgen?"
    answer = client.submit(confirm)
    assert title(client.get(answer.location)) == "U volgt Open Formulieren"
    assert [each.confirmed_at is not None for each in subscriptions(session)] == [True]


def test_a_category_and_everything_can_be_followed(client, session):
    category = make_category(session, key="zaken")
    client.submit("/volgen/categorie/zaken", email=EMAIL)
    client.submit("/volgen", email=EMAIL)
    assert [each.target for each in subscriptions(session)] == [f"categorie:{category.id}", "alles"]


def test_the_page_says_what_you_get_and_offers_a_feed(client, session):
    component = make_component(session, name="Open Zaak")
    shown = page(client.get(f"/componenten/{component.slug}/volgen"))
    assert "de status van Open Zaak verandert." in words(shown)
    assert shown.xpath(f"//main//a[@href='/componenten/{component.slug}.atom']")


def test_the_answer_is_the_same_for_an_address_that_follows_already(client, session):
    make_follower(session, email=EMAIL)
    known = client.submit("/volgen", email=EMAIL)
    unknown = client.submit("/volgen", email="ander@voorbeeld.nl")
    assert known.location == unknown.location
    assert client.get(known.location).status_code == 200


def test_who_follows_already_hears_so_by_mail_with_a_way_to_stop(client, session, work, mail):
    subscription = make_follower(session, email=EMAIL)
    client.submit("/volgen", email=EMAIL)
    work()
    assert mail.sent[-1].subject == "U volgt dit al op GovHub"
    client.submit(path_in(mail.sent[-1], "/volgen/beheren/"))
    assert subscription not in subscriptions(session)


@pytest.mark.parametrize("wrong", ["", "lezer", "lezer@", "a@b", "x" * 300 + "@voorbeeld.nl"])
def test_what_is_no_address_comes_back_with_what_to_do(client, session, wrong):
    shown = client.submit("/volgen", email=wrong)
    assert words(page(shown).find(".//title")).startswith("Fout: ")
    assert page(shown).xpath("//input[@name='email']/@value") == [wrong]
    assert page(shown).xpath("//*[@data-gh-error-summary]//a[@href='#email']")
    assert subscriptions(session) == []


def test_what_is_not_public_cannot_be_followed(client, session):
    draft = make_component(session, publication=Publication.DRAFT)
    for path in (f"/componenten/{draft.slug}/volgen", "/volgen/categorie/bestaat-niet"):
        assert client.get(path).status_code == 404
        assert client.post(path, data={"email": EMAIL}).status_code == 404


def test_a_link_works_once_and_then_says_so(client, session, work, mail):
    client.submit("/volgen", email=EMAIL)
    work()
    confirm = path_in(mail.sent[-1], "/volgen/bevestigen/")
    client.submit(confirm)
    again = client.post(confirm)
    assert again.status_code == 410
    assert "al gebruikt" in words(page(again))


def test_opening_the_link_changes_nothing(client, session, work, mail):
    client.submit("/volgen", email=EMAIL)
    work()
    client.get(path_in(mail.sent[-1], "/volgen/bevestigen/"))
    assert subscriptions(session)[0].confirmed_at is None


def test_a_link_that_lapsed_says_so(client, session, work, mail):
    client.submit("/volgen", email=EMAIL)
    work()
    with clock.at(clock.now() + service.TIME_TO_CONFIRM):
        late = client.get(path_in(mail.sent[-1], "/volgen/bevestigen/"))
    assert late.status_code == 410
    assert "verlopen" in words(page(late))


def mangled(signer):
    good = signer.token(tokens.STOP, str(uuid.uuid4()))
    return {
        "nonsense": "x",
        "cut off": good[:-3],
        "changed": "A" + good[1:],
        "huge": "x" * 5000,
        "bytes": "%ff%fe",
        "NUL": "%00",
        "dots": "..",
        "for something else": signer.token("inloggen", str(uuid.uuid4())),
        "not a list": signer._serializer.dumps("x"),
        "no id": signer.token(tokens.STOP, "geen-uuid"),
        "no id to confirm": signer.token(service.CONFIRM, "geen-uuid"),
        "an id that is unknown": signer.token(service.CONFIRM, str(uuid.uuid4())),
    }


@pytest.mark.parametrize("what", mangled(Signer(["x"])))
@pytest.mark.parametrize("start", ["bevestigen", "bevestigd", "stoppen"])
def test_a_mangled_link_gets_a_clear_page(client, signer, start, what):
    path = f"/volgen/{start}/{mangled(signer)[what]}"
    for response in (client.get(path), client.post(path)):
        assert 400 <= response.status_code < 500
        assert response.mimetype == "text/html"


def test_one_click_in_a_mail_program_stops_without_cookie_or_token(app, session, stop_path):
    subscription = make_follower(session)
    bare = app.test_client(use_cookies=False, session=session)
    answer = bare.open(
        stop_path(subscription), method="POST", data={"List-Unsubscribe": "One-Click"}
    )
    assert answer.status_code == 200
    assert subscriptions(session) == []


def test_stopping_again_is_harmless_and_says_so(client, session, stop_path):
    path = stop_path(make_follower(session))
    assert title(client.submit(path)) == "U bent gestopt"
    assert title(client.post(path)) == "U was al gestopt"
    assert title(client.get(path)) == "U was al gestopt"


@pytest.mark.parametrize("start", ["bevestigd", "stoppen"])
def test_no_proxy_keeps_a_page_with_an_address(client, session, stop_path, start):
    path = stop_path(make_follower(session)).replace("stoppen", start)
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer.cache_control.private
    assert not answer.cache_control.public


def test_the_page_to_stop_does_not_stop_by_itself(client, session, stop_path):
    subscription = make_follower(session)
    client.get(stop_path(subscription))
    assert subscriptions(session) == [subscription]


def test_stopping_one_thing_says_what_is_still_followed(client, session, stop_path):
    component = make_component(session, name="Open Zaak")
    everything = make_follower(session, email=EMAIL)
    make_follower(session, component, email=EMAIL)
    shown = client.submit(stop_path(everything), STOP_FORM, dit="ja")
    assert "Open Zaak" in words(page(shown).find(".//main"))
    assert [each.component_id for each in subscriptions(session)] == [component.id]


def test_everything_of_an_address_stops_with_one_button(client, session, stop_path):
    make_follower(session, make_component(session), email=EMAIL)
    shown = client.submit(stop_path(make_follower(session, email=EMAIL)), STOP_FORM, alles="ja")
    assert "We hebben uw adres verwijderd" in words(page(shown))
    assert subscriptions(session) == []


def test_requests_without_end_are_refused_for_a_while(client, session):
    make_component(session)
    codes = {client.submit("/volgen", email=EMAIL).status_code for _ in range(20)}
    assert codes == {302}
    refused = client.post("/volgen", data={"email": EMAIL})
    assert refused.status_code == 429
    assert int(refused.headers["Retry-After"]) > 0


def test_who_is_signed_in_finds_the_address_filled_in(client, session, sign_in):
    user = make_user(session)
    shown = page(sign_in(client, user).get("/volgen"))
    assert shown.xpath("//input[@name='email']/@value") == [user.email]
