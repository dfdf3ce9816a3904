"""The page behind the link in the mail."""

from govhub.following.models import Rhythm
from tests.inspector import page, words
from tests.making import make_component, make_follower

EMAIL = "lezer@voorbeeld.nl"


def test_all_that_was_asked_stands_on_one_page_and_is_ticked(client, session, confirm_path):
    component = make_component(session, name="Open Zaak")
    for path in ("/volgen", f"/componenten/{component.slug}/volgen"):
        client.submit(path, email=EMAIL)
    shown = page(client.get(confirm_path()))
    assert [words(each) for each in shown.xpath("//main//label")] == [
        "Alle wijzigingen",
        "Open Zaak",
    ]
    assert len(shown.xpath("//main//input[@type='checkbox'][@checked]")) == 2


def test_only_what_is_ticked_is_followed(client, session, subscriptions, confirm_path):
    component = make_component(session)
    for path in ("/volgen", f"/componenten/{component.slug}/volgen"):
        client.submit(path, email=EMAIL)
    wanted = subscriptions()[1]
    answer = client.submit(confirm_path(), volgen=[str(wanted.public_id)])
    assert client.get(answer.location).status_code == 200
    assert subscriptions() == [wanted]


def test_ticking_nothing_asks_again_and_keeps_the_link(
    client, session, subscriptions, confirm_path
):
    component = make_component(session)
    for path in ("/volgen", f"/componenten/{component.slug}/volgen"):
        client.submit(path, email=EMAIL)
    shown = page(client.submit(confirm_path(), volgen=[]))
    assert words(shown.find(".//title")).startswith("Fout: ")
    assert shown.xpath("//*[@data-gh-error-summary]//a[@href='#volgen-1']")
    assert client.submit(confirm_path(), volgen=str(subscriptions()[0].public_id)).location


def test_a_wish_for_another_way_says_that_it_takes_the_place_of_the_other(
    client, session, subscriptions, confirm_path
):
    make_follower(session, email=EMAIL)
    client.submit("/volgen", email=EMAIL, hoe_vaak="wekelijks")
    shown = client.get(confirm_path())
    assert "in de plaats van hoe u het nu volgt" in words(page(shown))
    client.submit(confirm_path())
    assert [each.rhythm for each in subscriptions()] == [Rhythm.WEEKLY]
