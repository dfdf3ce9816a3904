"""A link is dead when its server says so twice, and never because something is out of order."""

from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest
import sqlalchemy as sa

from govhub.catalogue import link_check
from govhub.catalogue.gate import missing_for_available
from govhub.catalogue.link_check import LinkCheck, check_links, dead_links, visitor
from govhub.catalogue.vocabulary import Publication
from govhub.kernel import clock
from govhub.platform.db import transaction
from govhub.platform.fetch import PUBLIC, Reach
from tests.making import make_component

HERE = Reach(loopback_ports=range(1024, 65_536))
HOUR, DAY, WEEK = timedelta(hours=1), timedelta(days=1), timedelta(days=7)


class Web:
    """Answers as it is told; ``visited`` are the addresses that were asked for."""

    def __init__(self):
        self.statuses = {}
        self.visited = []

    def __call__(self, url):
        self.visited.append(url)
        return self.statuses.get(url, 200)


@pytest.fixture
def web():
    return Web()


@pytest.fixture
def check(session, make_session, web):
    """Visit what is due, so long after the beginning of the test."""
    start = clock.now()

    def _check(after=timedelta(0)):
        web.visited.clear()
        with clock.at(start + after):
            check_links(make_session, web)
        session.rollback()
        return sorted(web.visited)

    return _check


@pytest.fixture
def component(session):
    return make_component(
        session,
        repository_url="https://code.voorbeeld.nl/x",
        documentation_url="https://docs.voorbeeld.nl/x",
    )


@pytest.fixture
def seen(session):
    def _seen(url):
        session.rollback()
        session.expire_all()
        return session.get(LinkCheck, url)

    return _seen


def test_each_address_is_visited_once_a_week(check, component):
    both = ["https://code.voorbeeld.nl/x", "https://docs.voorbeeld.nl/x"]
    assert check() == both
    assert check(WEEK - HOUR) == []
    assert check(WEEK) == both


def test_gone_twice_with_an_hour_between_is_dead(session, check, web, component, seen):
    web.statuses[component.documentation_url] = 404
    check()
    first = seen(component.documentation_url).checked_at
    assert check(HOUR / 2) == []
    assert dead_links(session, component) == []
    assert check(HOUR) == [component.documentation_url]
    assert dead_links(session, component) == [("documentation_url", component.documentation_url)]
    assert seen(component.documentation_url).dead_since == first
    assert [each.field for each in missing_for_available(session, component)] == [
        "documentation_url"
    ]


@pytest.mark.parametrize("second", [200, 403, 500, 503, 429, None])
def test_gone_once_is_not_dead(session, check, web, component, second):
    web.statuses[component.documentation_url] = 410
    check()
    web.statuses[component.documentation_url] = second
    check(HOUR)
    web.statuses[component.documentation_url] = 410
    check(HOUR + WEEK)
    assert dead_links(session, component) == []


@pytest.mark.parametrize("status", [None, 401, 403, 429, 500, 503])
def test_trouble_is_never_dead(session, check, web, component, status):
    web.statuses[component.documentation_url] = status
    for day in range(20):
        check(day * DAY)
    assert dead_links(session, component) == []


@pytest.mark.parametrize("trouble", [None, 429, 503])
def test_a_dead_link_is_visited_daily_and_lives_again(
    session, check, web, component, seen, trouble
):
    web.statuses[component.documentation_url] = 404
    check()
    check(HOUR)
    since = seen(component.documentation_url).dead_since
    web.statuses[component.documentation_url] = trouble
    assert check(2 * DAY) == [component.documentation_url]
    web.statuses[component.documentation_url] = 404
    check(4 * DAY)
    assert seen(component.documentation_url).dead_since == since
    web.statuses[component.documentation_url] = 200
    check(6 * DAY)
    assert dead_links(session, component) == []


def test_what_nobody_sees_is_not_visited_but_what_the_redactie_decides_on_is(session, check):
    make_component(session, publication=Publication.DRAFT, repository_url="https://klad.nl/")
    make_component(session, publication=Publication.HIDDEN, repository_url="https://weg.nl/")
    make_component(
        session,
        publication=Publication.SUBMITTED,
        repository_url="https://wacht.nl/",
        documentation_url=None,
    )
    assert check() == ["https://wacht.nl/"]


def test_one_host_is_visited_once_at_a_time_and_few_hosts_in_all(session, check):
    for number in range(15):
        make_component(
            session,
            repository_url=f"https://code.voorbeeld.nl/{number}",
            documentation_url=f"https://docs{number}.voorbeeld.nl/",
        )
    visited = check()
    assert len(visited) == link_check.AT_A_TIME
    assert len({url.split("/")[2] for url in visited}) == link_check.AT_A_TIME
    every = set(visited)
    for minute in range(1, 40):
        every |= set(check(timedelta(minutes=minute)))
    assert len(every) == 30


def test_an_address_that_no_component_has_any_more_is_forgotten(session, check, component, seen):
    check()
    old = component.documentation_url
    with transaction(session):
        component.documentation_url = "https://nieuw.voorbeeld.nl/"
    check(link_check.KEPT + DAY)
    assert seen(old) is None
    assert seen("https://nieuw.voorbeeld.nl/") is not None


class _Site(BaseHTTPRequestHandler):
    seen = ()

    def log_message(self, *_args):
        """Say nothing."""

    def do_HEAD(self):
        type(self).seen += ((self.command, self.headers["User-Agent"]),)
        self.send_response({"/goed": 200, "/alleen-get": 405, "/verhuisd": 301}.get(self.path, 404))
        if self.path == "/verhuisd":
            self.send_header("Location", "/goed")
        self.end_headers()

    def do_GET(self):
        type(self).seen += ((self.command, self.headers["User-Agent"]),)
        self.send_response(200 if self.path == "/alleen-get" else 404)
        self.end_headers()
        self.wfile.write(b"x" * 100_000)


@pytest.fixture
def site():
    _Site.seen = ()
    with HTTPServer(("127.0.0.1", 0), _Site) as server:
        thread = Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        thread.join()


@pytest.mark.parametrize(
    ("path", "status", "asked"),
    [
        ("/goed", 200, ["HEAD"]),
        ("/verhuisd", 200, ["HEAD", "HEAD"]),
        ("/alleen-get", 200, ["HEAD", "GET"]),
        ("/weg", 404, ["HEAD", "GET"]),
    ],
)
def test_a_visit_asks_for_the_head_and_only_then_for_the_page(site, path, status, asked):
    assert visitor(HERE, "GovHub/test")(site + path) == status
    assert [method for method, _agent in _Site.seen] == asked
    assert {agent for _method, agent in _Site.seen} == {"GovHub/test"}


def test_a_visit_never_goes_to_an_internal_network(site):
    assert visitor(PUBLIC, "GovHub/test")(site + "/goed") is None
    assert _Site.seen == ()


def test_two_workers_that_see_the_same_are_no_second_look(make_session, session):
    with make_session() as one, make_session() as other:
        for each in (one, other):
            with transaction(each):
                link_check.note(each, "https://voorbeeld.nl/", 404)
    assert session.scalars(sa.select(LinkCheck.dead_since)).all() == [None]
