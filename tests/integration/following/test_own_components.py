"""Who registered a component follows it, until they stop."""

import pytest
import sqlalchemy as sa

from govhub.catalogue import hiding
from govhub.catalogue import service as catalogue
from govhub.catalogue.vocabulary import Publication
from govhub.following import stopping
from govhub.following.models import Interest, Subscription
from govhub.following.own import OwnComponents
from govhub.platform.db import transaction
from govhub.platform.outbox import Relay
from tests.making import make_component, make_user


@pytest.fixture
def relay(make_session):
    relay = Relay(make_session, [OwnComponents()])
    return relay.work_until_idle


def followed(session):
    session.rollback()
    found = session.scalars(sa.select(Subscription).order_by(Subscription.id)).all()
    return [(each.subscriber.email, each.component_id) for each in found]


def test_a_submitter_follows_the_component_from_its_publication(session, relay):
    user = make_user(session)
    component = make_component(session, submitted_by=user)
    relay()
    assert followed(session) == [(user.email, component.id)]


def test_a_component_that_nobody_registered_is_followed_by_nobody(session, relay):
    make_component(session)
    relay()
    assert followed(session) == []


def test_a_draft_is_not_followed_yet(session, relay):
    make_component(session, submitted_by=make_user(session), publication=Publication.DRAFT)
    relay()
    assert followed(session) == []


def test_who_stopped_does_not_follow_again_when_it_is_published_again(session, relay):
    component = make_component(session, submitted_by=make_user(session))
    relay()
    with transaction(session):
        stopping.stop(session, session.scalars(sa.select(Subscription)).one())
    with transaction(session):
        hiding.withdraw(session, component, reason="Dubbel.")
    with transaction(session):
        catalogue.publish(session, component)
    relay()
    assert followed(session) == []


def test_what_the_submitter_chose_before_stays(session, relay, follower):
    user = make_user(session)
    component = make_component(session, submitted_by=user)
    kept = follower(component, email=user.email, interest=Interest.ENDING)
    relay()
    session.expire_all()
    assert kept.interest is Interest.ENDING
    assert len(followed(session)) == 1


def test_a_component_that_was_taken_away_meanwhile_is_no_trouble(session, relay):
    component = make_component(session, submitted_by=make_user(session))
    with transaction(session):
        component.submitted_by_id = None
    relay()
    assert followed(session) == []
