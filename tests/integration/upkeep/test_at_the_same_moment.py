"""Somebody else does something with the double at the very moment that it is merged."""

import subprocess
import sys
import time
from contextlib import suppress

import pytest
import sqlalchemy as sa

from govhub.accounts.models import Organisation, User
from govhub.catalogue import hiding, merging, relations
from govhub.catalogue.models import Component, Relation
from govhub.catalogue.vocabulary import RelationType
from govhub.following import service as following
from govhub.following import stopping
from govhub.following.models import Subscription
from govhub.following.wishes import FollowWish
from govhub.kernel.errors import Conflict, DomainError
from govhub.platform.db import transaction
from govhub.platform.outbox import RecordedEvent
from govhub.reuse import service as reuse
from govhub.reuse.facts import Use
from govhub.reuse.models import Phase, Reuse
from govhub.web.upkeep.movers import MOVERS
from tests.integration.catalogue.test_workers_at_once import together
from tests.making import make_follower, make_member, make_organisation, make_relation

KILLS = (0.02, 0.1, 0.25, 0.4, 0.6)
"""Seconds after its beginning at which a merge is killed."""


@pytest.fixture
def do(make_session, double, into):
    """Make a job of a session of its own; the domain may refuse it."""
    ids = double.id, into.id

    def do(what):
        def job():
            with make_session() as mine, suppress(DomainError), transaction(mine):
                what(mine, *(mine.get_one(Component, key) for key in ids))
                return True
            return False

        return job

    return do


@pytest.fixture
def merge_now(editor):
    by = editor.id

    def merge(mine, double, into):
        merging.merge(
            mine,
            double,
            into,
            reason="Hetzelfde.",
            decided_by=mine.get_one(User, by),
            movers=MOVERS,
        )

    return merge


@pytest.mark.parametrize("attempt", range(3))
def test_whoever_follows_it_then_follows_the_other(session, do, merge_now, double, into, attempt):
    make_follower(session, double, email="eerder@voorbeeld.nl")

    def follow(mine, double, _into):
        following.follow(mine, "nu@voorbeeld.nl", FollowWish(subject=double), is_own=True)

    assert together(do(merge_now), do(follow)) == [True, True]
    session.rollback()
    followed = session.scalars(sa.select(Subscription.component_id)).all()
    assert followed == [into.id, into.id]


@pytest.mark.parametrize("attempt", range(3))
def test_nobody_stops_in_vain(session, do, merge_now, double, attempt):
    key = make_follower(session, double).id

    def stop(mine, _double, _into):
        stopping.stop(mine, mine.get_one(Subscription, key))

    assert together(do(merge_now), do(stop)) == [True, True]
    session.rollback()
    left = session.scalars(sa.select(Subscription.component_id)).all()
    assert double.id not in left


@pytest.mark.parametrize("attempt", range(3))
def test_no_relation_points_to_the_double(session, do, merge_now, double, public, attempt):
    other = public(name="Balie").id

    def relate(mine, double, _into):
        source = mine.get_one(Component, other)
        relations.relate(mine, source, double, RelationType.REQUIRES)

    together(do(merge_now), do(relate))
    session.rollback()
    ends = {
        end for row in session.execute(sa.select(Relation.from_id, Relation.to_id)) for end in row
    }
    assert double.id not in ends


@pytest.mark.parametrize("attempt", range(3))
def test_no_use_is_claimed_of_the_double(session, do, merge_now, double, attempt):
    organisation = make_organisation(session)
    user, place = make_member(session, organisation).id, organisation.id

    def claim(mine, double, _into):
        reuse.claim(
            mine,
            mine.get_one(User, user),
            double,
            mine.get_one(Organisation, place),
            Use(phase=Phase.PRODUCTION, software_version=None, since=None, experience=None),
        )

    together(do(merge_now), do(claim))
    session.rollback()
    assert double.id not in session.scalars(sa.select(Reuse.component_id)).all()


@pytest.mark.parametrize("attempt", range(3))
def test_two_cannot_each_become_the_other(session, do, merge_now, double, into, attempt):
    def the_other_way(mine, double, into):
        merge_now(mine, into, double)

    assert sorted(together(do(merge_now), do(the_other_way))) == [False, True]
    session.rollback()
    session.expire_all()
    assert {double.is_public, into.is_public} == {False, True}


def test_it_is_hidden_or_merged_and_never_both_undone(session, do, merge_now, double, editor):
    by = editor.id

    def hide(mine, double, _into):
        hiding.hide(mine, double, reason="Proef.", decided_by=mine.get_one(User, by))

    together(do(merge_now), do(hide))
    session.rollback()
    session.expire_all()
    assert not double.is_public
    assert double.merged_into_id is not None


def test_one_who_edits_the_other_meanwhile_is_told(session, do, merge_now, into):
    seen = into.version
    assert do(merge_now)()
    session.rollback()
    session.expire_all()
    assert into.version > seen


def test_a_mover_that_fails_leaves_everything_as_it_was(session, double, into, editor):
    make_follower(session, double)
    before = picture(session)

    class Fails:
        @staticmethod
        def move(*_arguments):
            raise Conflict("nee")

    with pytest.raises(Conflict), transaction(session):
        merging.merge(
            session,
            double,
            into,
            reason="Hetzelfde.",
            decided_by=editor,
            movers=(*MOVERS, Fails()),
        )
    assert picture(session) == before


def test_a_kill_leaves_nothing_half_done(session, engine, double, into, editor, public):
    for _ in range(5):
        make_follower(session, double)
        make_relation(session, public(), "vereist", double)
    before = picture(session)
    session.rollback()
    url = engine.url.render_as_string(hide_password=False)
    command = [sys.executable, "-m", "tests.integration.upkeep.killing", url]
    ids = [str(each.id) for each in (double, into, editor)]
    for seconds in KILLS:
        with subprocess.Popen([*command, *ids], stdout=subprocess.PIPE) as program:
            assert program.stdout.readline() == b"begonnen\n"
            time.sleep(seconds)
            assert program.poll() is None, "it was done before it could be killed"
            program.kill()
        assert picture(session) == before
    subprocess.run([*command, *ids], check=True, timeout=60, stdout=subprocess.DEVNULL)
    assert picture(session) != before


def picture(session):
    """Return everything that a merge changes."""
    session.rollback()
    session.expire_all()
    return (
        [
            (each.id, each.publication, each.merged_into_id, each.version, len(each.aliases))
            for each in session.scalars(sa.select(Component).order_by(Component.id))
        ],
        session.execute(
            sa.select(Subscription.id, Subscription.component_id).order_by(Subscription.id)
        ).all(),
        session.execute(
            sa.select(Relation.id, Relation.from_id, Relation.to_id).order_by(Relation.id)
        ).all(),
        session.scalar(sa.select(sa.func.count()).select_from(RecordedEvent)),
    )
