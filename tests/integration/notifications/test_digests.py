"""One mail a day or a week: what it tells, and when there is none."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from govhub.catalogue import changing, correcting
from govhub.catalogue.changing import Change
from govhub.catalogue.status import Status
from govhub.following import digests
from govhub.following.models import Interest, Rhythm
from govhub.following.saved_search import SavedSearch
from govhub.kernel import clock
from govhub.notifications import digests as mail_of_digests
from govhub.platform.db import transaction
from govhub.platform.outbox import Delivery
from tests.making import make_component, make_follower

EMAIL = "lezer@voorbeeld.nl"
MONDAY = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


@pytest.fixture
def at_noon_on_monday():
    with clock.at(MONDAY):
        yield


@pytest.fixture
def component(session, work, at_noon_on_monday):
    made = make_component(session, name="Open Zaak", status=Status.CONCEPT)
    work()
    return made


@pytest.fixture
def enter(session):
    def _enter(component, new, **line):
        with transaction(session):
            change = Change(new=new, decided_by="Gemeente Voorbeeld", **line)
            return changing.enter(session, component, change)

    return _enter


@pytest.fixture
def after(app, session, work):
    """Let so many days pass: ``after(1)``."""

    def _after(days):
        from govhub.web.extensions import db  # noqa: PLC0415

        with clock.at(MONDAY + timedelta(days=days)):
            with app.app_context():
                digests.make_due(db.sessionmaker)
            work()

    return _after


def test_several_changes_of_a_component_are_one_story_in_one_mail(
    session, component, enter, after, mail
):
    for subject in (component, None):
        make_follower(session, subject, email=EMAIL, rhythm=Rhythm.DAILY)
    enter(component, Status.DEVELOPMENT)
    enter(component, Status.DEMO, reason="Probeer maar.")
    after(1)
    (sent,) = mail.sent
    assert sent.to == EMAIL
    assert sent.text.count(f"/componenten/{component.slug}\n") == 1
    for said in ("‘Concept’ naar ‘In ontwikkeling’", "Probeer maar.", "Status nu: Demo"):
        assert said in sent.text


def test_it_comes_no_second_time(session, component, enter, after, mail):
    make_follower(session, component, rhythm=Rhythm.DAILY)
    enter(component, Status.DEMO)
    after(1)
    after(2)
    assert len(mail.sent) == 1


def test_the_weekly_mail_waits_until_monday(session, component, enter, after, mail):
    make_follower(session, component, rhythm=Rhythm.WEEKLY)
    enter(component, Status.DEMO)
    after(1)
    assert mail.sent == []
    after(7)
    assert len(mail.sent) == 1


def test_who_follows_at_once_in_another_way_gets_both_rhythms_apart(
    session, component, enter, work, after, mail
):
    other = make_component(session, name="Ander", status=Status.CONCEPT)
    work()
    make_follower(session, component, email=EMAIL)
    make_follower(session, other, email=EMAIL, rhythm=Rhythm.DAILY)
    enter(component, Status.DEMO)
    enter(other, Status.DEMO)
    work()
    assert ["Open Zaak" in sent.text for sent in mail.sent] == [True]
    after(1)
    assert "Ander" in mail.sent[1].text
    assert "Open Zaak" not in mail.sent[1].text


def test_nothing_of_interest_is_no_mail(session, component, enter, after, mail):
    """And the log does not say that there was one."""
    make_follower(session, component, interest=Interest.AVAILABLE, rhythm=Rhythm.DAILY)
    enter(component, Status.DEMO)
    after(1)
    assert mail.sent == []
    of_digests = select(Delivery.last_error).where(Delivery.subscriber == "overzichten")
    assert session.scalar(of_digests).startswith("NotNeeded: ")


def test_a_mistake_that_was_corrected_is_not_told(session, component, enter, after, mail):
    make_follower(session, component, rhythm=Rhythm.DAILY)
    line = enter(component, Status.DEMO)
    with transaction(session):
        correcting.correct(
            session,
            component,
            line,
            new=Status.CONCEPT,
            reason="Vergissing.",
            decided_by="Gemeente Voorbeeld",
            is_editor=False,
        )
    after(1)
    assert mail.sent == []


def test_a_long_mail_names_some_and_counts_the_rest(
    session, component, enter, work, after, mail, monkeypatch
):
    monkeypatch.setattr(mail_of_digests, "MOST_COMPONENTS", 2)
    others = [make_component(session, status=Status.CONCEPT) for _ in range(4)]
    work()
    make_follower(session, rhythm=Rhythm.DAILY)
    for other in others:
        enter(other, Status.DEMO)
    after(1)
    (sent,) = mail.sent
    assert sent.text.count("Status nu") == 2
    assert "nog 2 componenten" in sent.text
    assert "/wijzigingen" in sent.text


def test_one_click_in_the_mail_stops_the_rhythm(session, client, component, enter, after, mail):
    make_follower(session, component, email=EMAIL, rhythm=Rhythm.DAILY)
    enter(component, Status.DEMO)
    after(1)
    (sent,) = mail.sent
    path = sent.list_unsubscribe.removeprefix("http://localhost")
    with clock.at(MONDAY + timedelta(days=1)):
        assert client.post(path, data={"List-Unsubscribe": "One-Click"}).status_code == 200
    enter(component, Status.DEVELOPMENT)
    after(2)
    assert len(mail.sent) == 1


def test_a_saved_search_is_told_once_a_day_too(session, component, enter, after, mail):
    for text in ("open zaken", "betalen"):
        make_follower(
            session, SavedSearch.of(text, {}, {}), email=f"{text[:4]}@x.nl", rhythm=Rhythm.DAILY
        )
    enter(component, Status.DEMO)
    after(1)
    assert [sent.to for sent in mail.sent] == ["open@x.nl"]


def test_what_happened_before_somebody_followed_is_not_told(session, component, enter, after, mail):
    make_follower(session, make_component(session), email=EMAIL, rhythm=Rhythm.DAILY)
    with clock.at(MONDAY + timedelta(hours=1)):
        enter(component, Status.DEMO)
    with clock.at(MONDAY + timedelta(hours=2)):
        make_follower(session, component, email=EMAIL, rhythm=Rhythm.DAILY)
    after(1)
    assert mail.sent == []


def test_a_mistake_that_was_none_is_told(session, component, enter, after, mail):
    make_follower(session, component, rhythm=Rhythm.DAILY)
    line = enter(component, Status.DEMO)
    for new in (Status.CONCEPT, Status.DEMO):
        with transaction(session):
            line = correcting.correct(
                session,
                component,
                line,
                new=new,
                reason="Toch niet.",
                decided_by="Gemeente Voorbeeld",
                is_editor=True,
            )
    after(1)
    (sent,) = mail.sent
    assert "Van ‘Concept’ naar ‘Demo’" in sent.text
    assert sent.subject == "1 wijziging in wat u volgt"
