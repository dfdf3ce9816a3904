"""Who hears that a change is announced, or will not happen after all."""

from datetime import timedelta

import pytest

from govhub.catalogue import correcting, planning
from govhub.catalogue.changing import StatusWish, change_status
from govhub.catalogue.ledger import queries as ledger
from govhub.catalogue.status import Status
from govhub.catalogue.vocabulary import Publication
from govhub.following.models import Interest
from govhub.kernel import clock
from govhub.platform.db import transaction
from tests.making import make_component, make_follower, make_relation, make_user

EMAIL = "lezer@voorbeeld.nl"
OWNER = "Gemeente Voorbeeld"


@pytest.fixture
def component(session, work):
    """A component that is available, of which nobody knows yet."""
    made = make_component(session, name="Open Zaak")
    work()
    return made


@pytest.fixture
def announce(session):
    """Announce the end of a component: ``announce(component)``."""

    def _announce(component, **wish):
        values = {
            "new": Status.PHASING_OUT,
            "reason": "Er komt iets beters.",
            "effective_on": clock.today() + timedelta(days=30),
            "end_date": clock.today() + timedelta(days=400),
        }
        with transaction(session):
            return planning.announce(
                session,
                component,
                StatusWish(**values | wish),
                decided_by=OWNER,
                is_approved=True,
            )

    return _announce


@pytest.fixture
def withdraw(session):
    def _withdraw(plan):
        with transaction(session):
            planning.withdraw(session, plan, reason="Wij gaan door.", decided_by=OWNER)

    return _withdraw


@pytest.fixture
def carry_out(app, session):
    def _carry_out():
        from govhub.web.extensions import db  # noqa: PLC0415

        with app.app_context():
            planning.carry_out_due(db.sessionmaker)
        session.rollback()
        session.expire_all()

    return _carry_out


def test_an_announcement_is_mailed_once_with_its_day_and_reason(
    session, component, announce, work, mail
):
    make_follower(session, component, email=EMAIL)
    announce(component)
    work()
    (sent,) = mail.sent  # the end that comes with it is not another mail
    assert sent.to == EMAIL
    for said in ("Open Zaak", "uitgefaseerd", "Er komt iets beters.", OWNER):
        assert said in sent.text


def test_who_wants_no_announcements_gets_only_the_change(
    session, component, announce, carry_out, work, mail
):
    make_follower(session, component, with_plans=False)
    plan = announce(component)
    work()
    assert mail.sent == []
    with clock.at(clock.now() + timedelta(days=31)):
        carry_out()
        work()
    (sent,) = mail.sent
    assert "Wordt uitgefaseerd" in sent.subject
    assert plan.new is Status.PHASING_OUT


@pytest.mark.parametrize(("interest", "is_told"), [(Interest.ENDING, 1), (Interest.AVAILABLE, 0)])
def test_an_announced_end_is_for_who_wants_to_hear_of_ends(
    session, component, announce, work, mail, interest, is_told
):
    make_follower(session, component, interest=interest)
    announce(component)
    work()
    assert len(mail.sent) == is_told


def test_who_heard_of_a_plan_hears_that_it_was_withdrawn(
    session, component, announce, withdraw, work, mail
):
    make_follower(session, component)
    plan = announce(component)
    work()
    withdraw(plan)
    work()
    announced, withdrawn = mail.sent
    assert "Wij gaan door." in withdrawn.text
    assert announced.key != withdrawn.key


def test_a_plan_that_was_withdrawn_before_the_mail_left_is_not_announced(
    session, component, announce, withdraw, work, mail
):
    make_follower(session, component)
    withdraw(announce(component))
    work()
    assert not any("Er komt iets beters." in sent.text for sent in mail.sent)


def test_a_plan_that_cannot_be_carried_out_is_mailed_as_not_going_on(
    session, announce, carry_out, work, mail
):
    component = make_component(session, status=Status.DEMO, documentation_url=None)
    work()
    make_follower(session, component)
    announce(component, new=Status.AVAILABLE, end_date=None)
    work()
    with clock.at(clock.now() + timedelta(days=31)):
        carry_out()
        work()
    _announced, failed = mail.sent
    assert "documentatie" in failed.text
    assert "niet doorgaan" in failed.text


def test_a_plan_that_lapses_because_the_status_changed_is_told_by_the_change_alone(
    session, component, announce, work, mail
):
    make_follower(session, component)
    announce(component)
    work()
    wish = StatusWish(
        new=Status.PHASING_OUT, reason="Nu al.", end_date=clock.today() + timedelta(days=90)
    )
    with transaction(session):
        change_status(session, component, wish, decided_by=OWNER)
    work()
    _announced, changed = mail.sent
    assert "Nu al." in changed.text


def test_nobody_is_mailed_about_a_correction_nor_about_the_mistake_if_it_was_quick(
    session, component, work, mail
):
    make_follower(session, component)
    wish = StatusWish(new=Status.ENDED, reason="Verkeerde knop.")
    with transaction(session):
        line = change_status(session, component, wish, decided_by=OWNER)
    with transaction(session):
        correcting.correct(
            session,
            component,
            line,
            new=Status.AVAILABLE,
            reason="Vergissing.",
            decided_by=OWNER,
            is_editor=True,
        )
    work()
    assert mail.sent == []
    assert ledger.latest_move(session, component).new is Status.AVAILABLE


def test_who_registered_what_needs_it_is_told_once_that_it_ends(
    session, component, announce, work, mail
):
    user = make_user(session, email="bouwer@voorbeeld.nl")
    for name in ("Zaakbalie", "Zaakpoort"):
        needing = make_component(session, name=name, submitted_by=user)
        make_relation(session, needing, "vereist", component)
    hidden = make_component(session, submitted_by=make_user(session), publication=Publication.DRAFT)
    make_relation(session, hidden, "vereist", component)
    work()
    mail.sent.clear()
    announce(component)
    work()
    (sent,) = [each for each in mail.sent if each.to != EMAIL]
    assert sent.to == "bouwer@voorbeeld.nl"
    assert "Zaakbalie" in sent.text
    assert "Zaakpoort" in sent.text


def test_who_registered_what_needs_it_hears_when_it_does_not_end_after_all(
    session, component, announce, withdraw, work, mail
):
    user = make_user(session, email="bouwer@voorbeeld.nl")
    needing = make_component(session, name="Zaakbalie", submitted_by=user)
    make_relation(session, needing, "vereist", component)
    work()
    plan = announce(component)
    work()
    mail.sent.clear()
    withdraw(plan)
    work()
    (sent,) = mail.sent
    assert "toch niet uitgefaseerd" in sent.subject
    assert "U hoeft niets te doen." in sent.text


def test_what_lapses_with_a_correction_is_told_because_the_correction_is_not(
    session, component, announce, work, mail
):
    make_follower(session, component)
    with transaction(session):
        line = change_status(
            session, component, StatusWish(new=Status.DEMO, reason="Terug."), decided_by=OWNER
        )
    announce(component)
    work()
    mail.sent.clear()
    with transaction(session):
        correcting.correct(
            session,
            component,
            line,
            new=Status.AVAILABLE,
            reason="Vergissing.",
            decided_by=OWNER,
            is_editor=True,
        )
    work()
    (sent,) = mail.sent  # the end that was announced with it goes with it
    assert "toch niet uitgefaseerd" in sent.subject
    assert "De status is gecorrigeerd." in sent.text
