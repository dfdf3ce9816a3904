"""Nobody learns from us whether an address follows something; nobody is bombed with mail."""

import pytest
import sqlalchemy as sa

from govhub.following import bounces
from govhub.following.models import Rhythm
from govhub.platform.db import transaction
from govhub.platform.outbox import RecordedEvent
from govhub.web.extensions import db
from tests.making import make_component, make_follower, make_user

EMAIL = "lezer@voorbeeld.nl"
ASKED = {"email": EMAIL, "wanneer": "elke", "aankondigingen": "y", "hoe_vaak": "direct"}


def unknown(_session):
    """Make nothing: nobody ever heard of the address."""


def waiting(session):
    """Let the address have something to confirm, of more than an hour ago."""
    subscription = make_follower(session, email=EMAIL, is_confirmed=False)
    with transaction(session):
        subscription.subscriber.confirmation_sent_at = None


def following(session):
    """Let the address follow exactly this."""
    make_follower(session, email=EMAIL)


def following_otherwise(session):
    """Let the address follow this in another way."""
    make_follower(session, email=EMAIL, rhythm=Rhythm.WEEKLY)


def following_other_things(session):
    """Let the address follow many other things."""
    for _ in range(3):
        make_follower(session, make_component(session), email=EMAIL, rhythm=Rhythm.DAILY)


def refusing(session):
    """Let the address refuse our mail."""
    subscription = make_follower(session, email=EMAIL)
    with transaction(session):
        for _ in range(bounces.MOST):
            bounces.refused(session, subscription.subscriber)


def with_an_account(session):
    """Let the address belong to somebody with an account."""
    make_user(session, email=EMAIL)


STATES = [
    waiting,
    following,
    following_otherwise,
    following_other_things,
    refusing,
    with_an_account,
]


@pytest.fixture
def statements_of(app):
    """Return the kinds of statement that a request sends to the database, in order."""
    with app.app_context():
        engine = db.engine

    def _statements_of(ask):
        seen = []
        listener = lambda *arguments: seen.append(" ".join(arguments[2].split()[:3]))  # noqa: E731
        sa.event.listen(engine, "before_cursor_execute", listener)
        try:
            answer = ask()
        finally:
            sa.event.remove(engine, "before_cursor_execute", listener)
        return answer, seen

    return _statements_of


def answers(client, ask):
    client.get("/volgen")
    sent, statements = ask(lambda: client.post("/volgen", data=ASKED))
    shown = client.get(sent.location)
    return (sent.status_code, sent.headers.to_wsgi_list(), sent.data, shown.data), statements


@pytest.mark.parametrize("state", STATES)
def test_the_answer_and_the_work_are_the_same_whatever_an_address_follows(
    app, session, statements_of, state
):
    client = app.test_client(session=session)
    first, expected = answers(client, statements_of)
    with transaction(session):
        for name in ("subscription", "one_time_link", "event", "subscriber", "rate_limit"):
            session.execute(sa.text(f"DELETE FROM {name}"))  # noqa: S608  # names of our own
    state(session)
    second, seen = answers(client, statements_of)
    assert second == first
    assert seen == expected


@pytest.mark.parametrize("state", [unknown, *STATES])
def test_many_requests_are_one_mail(client, session, state):
    state(session)
    before = number_of_mails(session)
    paths = [f"/componenten/{make_component(session).slug}/volgen" for _ in range(6)]
    for path in [*paths, *paths]:
        client.submit(path, email=EMAIL)
    assert number_of_mails(session) - before == 1


def number_of_mails(session):
    session.rollback()
    return session.query(RecordedEvent).filter_by(name="following.follow_requested").count()


def test_one_client_asks_for_many_addresses_until_it_is_refused(client):
    codes = [
        client.post("/volgen", data={"email": f"lezer{number}@voorbeeld.nl"}).status_code
        for number in range(31)
    ]
    assert codes == [302] * 30 + [429]


@pytest.mark.parametrize("page", ["beheren", "wijzigen", "verloop", "stoppen", "bevestigd"])
def test_pages_behind_a_token_are_kept_by_nobody(client, session, path_of, page):
    answer = client.get(path_of(page, make_follower(session, email=EMAIL)))
    assert answer.status_code == 200
    assert answer.cache_control.private
    assert not answer.cache_control.public


@pytest.mark.parametrize("page", ["beheren", "wijzigen", "verloop", "stoppen"])
def test_a_token_that_is_changed_opens_nothing(client, session, path_of, page):
    path = path_of(page, make_follower(session, email=EMAIL))
    assert client.get(f"{path[:-3]}xyz").status_code == 410


def test_a_token_is_not_passed_on_to_other_sites(client, session, path_of):
    answer = client.get(path_of("beheren", make_follower(session, email=EMAIL)))
    assert answer.headers["Referrer-Policy"] in {"same-origin", "no-referrer", "strict-origin"}
