"""Three mails in a row that are refused stop an address."""

from govhub.following import bounces, service, stopping
from govhub.platform.db import transaction


def refuse(session, subscriber, times=1):
    for _ in range(times):
        with transaction(session):
            bounces.refused(session, subscriber)


def test_the_third_refusal_stops_the_address(session, follower):
    subscriber = follower().subscriber
    refuse(session, subscriber, 2)
    assert subscriber.stopped_at is None
    refuse(session, subscriber)
    assert subscriber.stopped_at is not None


def test_a_mail_that_arrives_starts_the_count_again(session, follower):
    subscriber = follower().subscriber
    refuse(session, subscriber, 2)
    with transaction(session):
        bounces.arrived(session, subscriber)
    refuse(session, subscriber, 2)
    assert (subscriber.bounces, subscriber.stopped_at) == (2, None)


def test_a_later_refusal_does_not_move_the_day_on_which_it_stopped(session, follower):
    subscriber = follower().subscriber
    refuse(session, subscriber, 3)
    stopped_at = subscriber.stopped_at
    refuse(session, subscriber)
    assert subscriber.stopped_at == stopped_at


def test_the_owner_can_start_it_again(session, follower):
    subscriber = follower().subscriber
    refuse(session, subscriber, 3)
    with transaction(session):
        service.restart(session, subscriber)
    assert (subscriber.bounces, subscriber.stopped_at) == (0, None)


def test_an_address_that_was_forgotten_meanwhile_is_no_trouble(session, follower):
    subscription = follower()
    subscriber = subscription.subscriber
    with transaction(session):
        stopping.stop(session, subscription)
    refuse(session, subscriber)
