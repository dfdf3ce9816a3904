"""A disk without a free byte: nothing is lost, and what was typed comes back."""

from contextlib import suppress

import sqlalchemy as sa
from sqlalchemy.exc import OperationalError

from govhub.catalogue.models import Component
from govhub.kernel import clock
from govhub.platform.outbox import LEASE, Delivery, DeliveryState, RecordedEvent
from tests.filling import NEW, step_path
from tests.inspector import page, words

TEXT = "Regel een.\r\n\r\nRegel twee met <b>markup</b> en één accent. " + "Lang verhaal. " * 600


def description(session):
    session.rollback()
    return session.scalars(sa.select(Component.description)).one()


def send_again(browser, answer):
    """Press the button of the page that says that nothing was saved."""
    (form,) = page(answer).xpath("//main//form")
    return browser.open(form.get("action"), method="POST", data=dict(form.form_values()))


def test_a_registration_comes_back_and_can_be_sent_again(submitter, demo_session, filled):
    submitter.submit(NEW, name="Zaakregister")
    with filled():
        answer = submitter.submit(
            step_path("zaakregister", "waarvoor"), description=TEXT, verder="klad"
        )
        assert answer.status_code == 503
        assert words(page(answer).find(".//h1")) == "Er kan nu niets worden opgeslagen"
        assert "Lang verhaal." in words(page(answer).find(".//main"))
        assert description(demo_session) == ""
    assert send_again(submitter, answer).status_code == 302
    assert description(demo_session).split() == TEXT.split()


def test_pages_can_still_be_read(submitter, filled):
    with filled():
        for path in ("/", "/componenten", "/wijzigingen", "/aanmelden"):
            assert submitter.get(path).status_code == 200


def test_a_request_to_follow_leaves_no_half_work(submitter, demo_session, filled):
    def ask():
        return submitter.submit("/volgen", email="lezer@voorbeeld.nl").status_code

    with filled():
        codes = [ask() for _ in range(5)]
    codes.append(ask())
    events = demo_session.scalar(sa.select(sa.func.count()).select_from(RecordedEvent))
    assert set(codes) == {302, 503}
    assert events == codes.count(302)


def test_mail_that_cannot_be_noted_as_sent_is_sent_again_with_the_same_id(
    submitter, demo_app, demo_session, filled
):
    """Nothing is lost: what waits is sent, or sent once more, when there is room again."""
    for number in range(3):
        submitter.submit("/volgen", email=f"lezer{number}@voorbeeld.nl")
    relay = demo_app.extensions["govhub"].relay
    with filled(), suppress(OperationalError):
        relay.work()
    with clock.at(clock.now() + 2 * LEASE):
        relay.work_until_idle()
    demo_session.rollback()
    found = demo_session.scalars(sa.select(Delivery)).all()
    assert [each.state for each in found] == [DeliveryState.DONE] * 3
