"""``/redactie/leveringen``: the redactie sees what did not arrive, and decides about it."""

from datetime import timedelta

import pytest

from govhub.catalogue import changing
from govhub.catalogue.changing import StatusWish
from govhub.catalogue.status import Status
from govhub.kernel import clock
from govhub.platform.db import transaction
from govhub.platform.outbox import Delivery, DeliveryState, RecordedEvent, Undeliverable
from tests.inspector import page, words
from tests.making import make_component, make_editor, make_follower, make_user

ADDRESS = "/redactie/leveringen"


@pytest.fixture
def redactie(app, session, sign_in):
    """The browser of a redacteur."""
    return sign_in(app.test_client(session=session), make_editor(session))


@pytest.fixture
def refused(session, mail, work):
    """Mail about a change that the mail server of the followers refuses."""
    component = make_component(session, name="Open Zaak", status=Status.DEVELOPMENT)
    work()
    for name in ("anna", "bert"):
        make_follower(session, component, email=f"{name}@voorbeeld.nl")
    mail.refuse_with = Undeliverable("550 no mailbox anna@voorbeeld.nl here")
    with transaction(session):
        wish = StatusWish(new=Status.DEMO)
        changing.change_status(session, component, wish, decided_by="Gemeente Voorbeeld")
    work()
    mail.refuse_with = None
    mail.sent.clear()
    return component


def section(answer, name):
    (found,) = page(answer).xpath(f"//section[@aria-labelledby='{name}']")
    return words(found)


def press(browser, text, whom=""):
    """Press the first button of this name on the page, that is about this receiver."""
    answer = browser.get(ADDRESS)
    button = f"button[normalize-space()='{text}'][contains(@aria-label, '{whom}') or '' = '{whom}']"
    buttons = page(answer).xpath(f"//main//form[.//{button}]")
    form = buttons[0]
    return browser.open(form.get("action"), method="POST", data=dict(form.form_values()))


@pytest.mark.parametrize(
    "path", [ADDRESS, f"{ADDRESS}/1/wegleggen", f"{ADDRESS}/1/opnieuw", f"{ADDRESS}/opnieuw"]
)
def test_only_the_redactie_comes_in(session, client, sign_in, path):
    method = client.post if path.endswith("opnieuw") else client.get
    assert method(path).status_code == 302
    sign_in(client, make_user(session))
    assert method(path).status_code == 403


@pytest.mark.usefixtures("refused")
def test_the_page_of_the_redactie_tells_how_many_there_are(redactie):
    (link,) = page(redactie.get("/redactie")).xpath(f"//main//a[@href='{ADDRESS}']")
    assert words(link) == "Niet aangekomen (2)"


def test_nothing_to_see(redactie):
    answer = redactie.get(ADDRESS)
    assert "Er is niets opgegeven." in section(answer, "opgegeven")
    assert "Er wacht niets zo lang." in section(answer, "wacht")


@pytest.mark.usefixtures("refused")
def test_it_tells_for_whom_about_what_and_why_without_an_address(redactie):
    answer = redactie.get(ADDRESS)
    shown = section(answer, "opgegeven")
    assert "Opgegeven (2)" in shown
    assert "Mail aan volgers (2)" in shown
    assert "Open Zaak: de status veranderde voor a…@voorbeeld.nl" in shown
    assert "De ontvanger weigert het voorgoed (550)." in shown
    assert "1 keer geprobeerd" in shown
    assert "Undeliverable: 550 no mailbox … here" in shown
    assert "anna@" not in answer.text


@pytest.mark.usefixtures("refused")
def test_one_can_be_put_back(redactie, mail, work):
    answer = press(redactie, "Zet terug", "b…@")
    assert "1 levering wordt opnieuw geprobeerd." in redactie.get(answer.location).text
    work()
    assert [sent.to for sent in mail.sent] == ["bert@voorbeeld.nl"]
    assert "Opgegeven (1)" in section(redactie.get(ADDRESS), "opgegeven")


@pytest.mark.usefixtures("refused")
def test_all_of_a_kind_can_be_put_back(redactie, mail, work):
    answer = press(redactie, "Zet deze terug")
    assert "2 leveringen worden opnieuw geprobeerd." in redactie.get(answer.location).text
    work()
    assert len(mail.sent) == 2
    other = redactie.post(f"{ADDRESS}/opnieuw", data={"soort": "volgers"})
    assert "Er was niets om terug te zetten." in redactie.get(other.location).text


@pytest.mark.usefixtures("refused")
def test_everything_can_be_put_back(session, redactie):
    assert "Zet alles terug" not in redactie.get(ADDRESS).text
    with transaction(session):
        first = session.query(Delivery).filter_by(state=DeliveryState.DEAD).first()
        first.subscriber = "redactie"
    answer = press(redactie, "Zet alles terug")
    assert "2 leveringen" in redactie.get(answer.location).text


@pytest.mark.usefixtures("refused")
def test_one_can_be_put_away_after_a_question_and_stays_visible(session, redactie, mail, work):
    (link,) = page(redactie.get(ADDRESS)).xpath("//a[contains(., 'Leg weg: b…@')]/@href")
    asked = redactie.get(link)
    assert "b…@voorbeeld.nl" in words(page(asked).find(".//main"))
    answer = redactie.submit(link)
    shown = redactie.get(answer.location)
    assert "Weggelegd. U vindt het onderaan deze pagina terug." in shown.text
    assert "Opgegeven (1)" in section(shown, "opgegeven")
    assert "b…@voorbeeld.nl" in section(shown, "weggelegd")
    press(redactie, "Zet deze terug")
    work()
    assert [sent.to for sent in mail.sent] == ["anna@voorbeeld.nl"]
    assert redactie.get(link).status_code == 302
    again = redactie.post(link)
    assert "Dit was al weggelegd of teruggezet." in redactie.get(again.location).text


def test_what_waits_longer_than_an_hour_is_shown_with_the_next_attempt(
    session, redactie, mail, work
):
    component = make_component(session, name="Open Zaak", status=Status.DEVELOPMENT)
    work()
    make_follower(session, component, email="anna@voorbeeld.nl")
    mail.refuse_with = TimeoutError("timed out")
    with clock.at(clock.now() - timedelta(hours=2)), transaction(session):
        changing.change_status(
            session, component, StatusWish(new=Status.DEMO), decided_by="Gemeente Voorbeeld"
        )
    work()
    shown = section(redactie.get(ADDRESS), "wacht")
    assert "Wacht langer dan een uur (1)" in shown
    assert "Er kwam niet op tijd antwoord." in shown
    assert "Mail aan volgers. Volgende poging:" in shown


def test_it_is_told_when_nothing_is_handled(session, redactie):
    with transaction(session):
        long_ago = clock.now() - timedelta(hours=2)
        session.add(RecordedEvent(name="x", subject="1", payload={}, occurred_at=long_ago))
    assert "1 gebeurtenis wacht langer dan een uur." in redactie.get(ADDRESS).text


def test_a_kind_with_very_many_is_counted_and_not_shown_in_full(session, redactie):
    with transaction(session):
        event = RecordedEvent(name="x", subject="1", payload={}, occurred_at=clock.now())
        session.add(event)
        session.flush()
        session.add_all(
            Delivery(
                event_id=event.id,
                subscriber="volgers",
                receiver=f"{number}",
                state=DeliveryState.DEAD,
                due_at=clock.now(),
                last_error="RuntimeError: oops",
            )
            for number in range(60)
        )
    shown = section(redactie.get(ADDRESS), "opgegeven")
    assert "En nog 10 andere, die ouder zijn." in shown
    assert "Er ging iets mis in GovHub zelf." in shown
    assert "een ontvanger die er niet meer is" in shown


@pytest.mark.parametrize("key", ["7", "999999999999999999999999"])
def test_what_is_not_there_is_not_found(redactie, key):
    assert redactie.get(f"{ADDRESS}/{key}/wegleggen").status_code == 404
    assert redactie.post(f"{ADDRESS}/{key}/wegleggen").status_code == 404
    assert redactie.post(f"{ADDRESS}/{key}/opnieuw").status_code == 404
