"""Every route declares who may use it, keeps to that, and only a POST writes.

A new or changed route is a changed line in ``access.txt``: somebody looks at it.
"""

import re

import pyotp
import pytest
import sqlalchemy as sa
from flask import Flask

from govhub.accounts import service
from govhub.accounts.models import UserRole
from govhub.kernel import clock
from govhub.platform.db import transaction
from govhub.web.access import SECRET, Access, access
from govhub.web.extensions import db
from tests.architecture.access import ANONYMOUS, WHO, routes, table
from tests.making import make_component, make_user

NAME = "delen"
"""Of the component, its organisation, its category and its principle: every address exists."""
NO_KEY = "00000000-0000-0000-0000-000000000000"
CHANGES = ("INSERT", "UPDATE", "DELETE")
WITH_A_SECOND_STEP = [role.value for role in UserRole if role.is_editor]
TO_SIGN_IN = r"/inloggen(/tweede-stap)?($|\?verder=)"
BY_MAIL_PROGRAM = {"following.stop_now"}
"""One click in a mail program stops a subscription (RFC 8058): no form of ours, so no token."""


class Visitor:
    """Somebody who tries every route, each time with a fresh browser."""

    def __init__(self, app, session, who, *, has_second_factor=True):
        self._app, self._session, self._who = app, session, who
        self.has_second_factor = has_second_factor
        role = UserRole.SUBMITTER if who == ANONYMOUS else UserRole(who)
        self._user = make_user(session, role=role)
        make_component(
            session,
            name=NAME,
            owner_slug=NAME,
            category_keys=(NAME,),
            principle_keys=(NAME,),
            submitted_by=self._user,
        )

    def link_app(self):
        """Set up a second factor."""
        with transaction(self._session):
            self._user.totp_secret = pyotp.random_base32()
            self._user.totp_confirmed_at = clock.now()

    def misses(self, route):
        """Tell whether this is not there either with the second step."""
        self.has_second_factor = True
        answer = self.send(route)
        self.has_second_factor = False
        return route.method == "GET" and answer.status_code in {403, 404}

    def send(self, route):
        client = self.browser()
        address = address_of(route)
        return client.get(address) if route.method == "GET" else client.post(address)

    def browser(self):
        client = self._app.test_client(session=self._session)
        if self._who != ANONYMOUS:
            with transaction(self._session):
                secret = service.start_session(
                    self._session, self._user, has_second_factor=self.has_second_factor
                )
            with client.session_transaction() as cookie:
                cookie[SECRET] = secret
        return client


@pytest.fixture
def visitor(app, session):
    return lambda who, **how: Visitor(app, session, who, **how)


@pytest.fixture
def written(app):
    """What the application does to change the database, in the order in which it did."""
    found = []

    def look(_connection, _cursor, statement, *_rest):
        if statement.lstrip().upper().startswith(CHANGES):
            found.append(statement)

    def look_at_begin(connection):
        if connection.get_execution_options().get("govhub_writes"):
            found.append("a transaction that writes")

    with app.app_context():
        engine = db.engine
    sa.event.listen(engine, "before_cursor_execute", look)
    sa.event.listen(engine, "begin", look_at_begin)
    yield found
    sa.event.remove(engine, "before_cursor_execute", look)
    sa.event.remove(engine, "begin", look_at_begin)


def address_of(route):
    """Return an address of the route, with a value for each variable."""
    values = {"slug": NAME, "key": NAME, "token": "geen-echte", "subject": "source", "step": "wat"}
    no_key = {"uuid:": NO_KEY, "int:": "1"}
    return re.sub(
        r"<(\w+:)?(\w+)>",
        lambda found: no_key.get(found[1], values[found[2]]),
        route.address,
    )


def is_refused(answer):
    """Tell whether the answer is a closed door: 403, or the way to sign in."""
    to_sign_in = answer.status_code == 302 and re.match(TO_SIGN_IN, answer.location)
    return answer.status_code == 403 or bool(to_sign_in)


def leads_to_second_step(answer):
    return answer.status_code == 302 and answer.location.startswith("/inloggen/tweede-stap")


def test_every_route_is_in_the_table_as_it_is(app):
    found, checked_in = set(routes(app)), set(table())
    new, gone = sorted(map(str, found - checked_in)), sorted(map(str, checked_in - found))
    assert (new, gone) == ([], []), "see whether access.txt should have, or lose, these lines"


def test_the_table_is_sorted_and_has_no_line_twice():
    assert table() == sorted(set(table()))


@pytest.mark.parametrize("who", WHO)
def test_a_route_answers_those_it_is_for_and_nobody_else(visitor, who):
    somebody = visitor(who)
    wrong = []
    for route in table():
        answer = somebody.send(route)
        if is_refused(answer) == (who in route.who):
            wrong.append(f"{route} answers {who} with {answer.status}")
    assert wrong == []


@pytest.mark.parametrize("who", WITH_A_SECOND_STEP)
def test_without_a_second_factor_somebody_is_asked_for_it_where_the_role_counts(visitor, who):
    """What an aanmelder may, stays possible; what is not there may be there for the role."""
    somebody = visitor(who, has_second_factor=False)
    wrong = []
    for route in (route for route in table() if who in route.who):
        needs_step = route.rule in {Access.EDITOR.name, Access.MANAGER.name}
        answer = somebody.send(route)
        if needs_step != leads_to_second_step(answer) and not somebody.misses(route):
            wrong.append(f"{route} answers {who} without the step with {answer.status}")
    assert wrong == []


@pytest.mark.parametrize("who", WHO[1:])
def test_who_has_a_second_factor_shows_it_before_anything_else(visitor, who):
    somebody = visitor(who, has_second_factor=False)
    somebody.link_app()
    wrong = []
    for route in (route for route in table() if who in route.who):
        is_open = route.rule in {Access.PUBLIC.name, Access.DEMO.name, Access.FIRST_STEP.name}
        answer = somebody.send(route)
        if is_open == leads_to_second_step(answer):
            wrong.append(f"{route} answers {who} before the step with {answer.status}")
    assert wrong == []


def test_what_is_only_for_the_demo_is_not_there_in_a_real_portal(visitor):
    somebody = visitor(UserRole.ADMINISTRATOR)
    routes_of_demo = [route for route in table() if route.rule == Access.DEMO.name]
    assert {somebody.send(route).status_code for route in routes_of_demo} == {404}


@pytest.mark.parametrize("who", WHO)
def test_a_get_never_writes(visitor, written, who):
    somebody = visitor(who)
    guilty = []
    for route in (route for route in table() if route.method == "GET"):
        browser = somebody.browser()
        written.clear()
        browser.get(address_of(route))
        guilty += [f"{route.address}: {what}" for what in written]
    assert guilty == []


def test_the_test_of_writing_sees_a_write(visitor, written):
    visitor(ANONYMOUS).browser().post("/inloggen", data={"email": "jan@voorbeeld.nl"})
    assert "a transaction that writes" in written
    assert [what for what in written if what.startswith("INSERT INTO event")]


def test_a_form_without_a_csrf_token_is_refused_everywhere(visitor):
    somebody = visitor(UserRole.ADMINISTRATOR)
    open_doors = set()
    for route in (route for route in table() if route.method == "POST"):
        answer = somebody.browser().open(address_of(route), method="POST")
        if answer.status_code != 400:
            open_doors.add(route.endpoint)
    assert open_doors == BY_MAIL_PROGRAM


def test_a_route_that_declares_nothing_is_found():
    app = Flask("forgetful")
    app.add_url_rule("/open", "open", access(Access.PUBLIC)(lambda: "open"))
    assert [route.who for route in routes(app)] == [WHO]
    app.add_url_rule("/vergeten", "forgotten", lambda: "open")
    with pytest.raises(LookupError, match="forgotten"):
        routes(app)
