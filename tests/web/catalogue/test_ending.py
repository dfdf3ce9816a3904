"""What stops says so: to people with a banner, to programs with headers, also on what needs it."""

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

import pytest

from govhub.catalogue.status import Status
from govhub.kernel import clock
from govhub.platform.language import long_date
from tests.inspector import words
from tests.making import make_component, make_relation

HEADERS = {"Deprecation", "Sunset", "Link"}


@pytest.fixture
def banners(shown):
    """Return the notices above the page of a component."""

    def banners(component, **parameters):
        return list(map(words, shown(component, **parameters).find_class("gh-stops")))

    return banners


@pytest.fixture
def kees(session):
    return make_component(session, name="Kees")


def in_days(days):
    return clock.today() + timedelta(days=days)


def midnight(day):
    return datetime(day.year, day.month, day.day, tzinfo=clock.AMSTERDAM).astimezone(UTC)


def test_what_goes_on_has_no_banner_and_no_headers(client, banners, kees):
    assert banners(kees) == []
    for address in ("/componenten/kees", "/componenten/kees.json"):
        assert not HEADERS & set(client.get(address).headers.keys())


def test_what_will_be_phased_out_says_when_why_and_what_comes_instead(
    session, client, banners, kees, decide
):
    mies = make_component(session, name="Mies")
    make_relation(session, make_component(session, name="Afnemer"), "vereist", kees)
    decide(
        kees,
        Status.PHASING_OUT,
        on=in_days(10),
        end_date=in_days(90),
        reason="Mies kan meer.",
        successor_slug=mies.slug,
    )
    start, end = long_date(in_days(10)), long_date(in_days(90))
    (banner,) = banners(kees)
    assert banner == (
        f"Kees wordt uitgefaseerd per {start} en stopt op {end}. Reden: Mies kan meer. "
        "Opvolger: Mies Status: Beschikbaar Dit component heeft het nodig: Afnemer "
        "Status: Beschikbaar Zet in uw agenda"
    )
    for address in ("/componenten/kees", "/componenten/kees.json"):
        headers = client.get(address).headers
        assert headers["Deprecation"] == f"@{int(midnight(in_days(10)).timestamp())}"
        assert parsedate_to_datetime(headers["Sunset"]) == midnight(in_days(90))
        assert headers["Link"] == ('<http://localhost/componenten/mies>; rel="successor-version"')


def test_what_is_phased_out_says_until_when(client, banners, kees, decide):
    decide(kees, Status.PHASING_OUT, end_date=in_days(30), reason="Op.")
    (banner,) = banners(kees)
    assert banner.startswith(f"Kees stopt op {long_date(in_days(30))}. Reden: Op.")
    assert "er is geen opvolger bekend" in banner
    headers = client.get("/componenten/kees").headers
    assert headers["Deprecation"] == f"@{int(midnight(clock.today()).timestamp())}"
    assert parsedate_to_datetime(headers["Sunset"]) == midnight(in_days(30))
    assert "Link" not in headers


def test_what_will_end_at_once_says_so(banners, kees, decide):
    decide(kees, Status.ENDED, on=in_days(7), reason="Op.")
    assert banners(kees)[0].startswith(f"Kees stopt op {long_date(in_days(7))}. Reden: Op.")


def test_what_ended_has_ended(client, banners, kees, decide):
    decide(kees, Status.ENDED, reason="Op.")
    (banner,) = banners(kees)
    assert banner.startswith(f"Kees is gestopt op {long_date(clock.today())}. Reden: Op.")
    assert "agenda" not in banner
    headers = client.get("/componenten/kees").headers
    assert parsedate_to_datetime(headers["Sunset"]) == midnight(clock.today())


@pytest.mark.parametrize("announced", [True, False])
def test_what_needs_it_is_warned_with_the_successor(session, banners, kees, decide, announced):
    afnemer, mies = make_component(session, name="Afnemer"), make_component(session, name="Mies")
    make_relation(session, afnemer, "vereist", kees)
    start = {"on": in_days(5)} if announced else {}
    decide(
        kees,
        Status.PHASING_OUT,
        end_date=in_days(90),
        reason="Op.",
        successor_slug=mies.slug,
        **start,
    )
    (notice,) = banners(afnemer)
    badge = "Beschikbaar" if announced else "Wordt uitgefaseerd"
    assert notice.startswith(f"Dit component heeft Kees Status: {badge} nodig. Kees ")
    assert f"stopt op {long_date(in_days(90))}." in notice
    assert notice.endswith("Opvolger: Mies Status: Beschikbaar")
    assert banners(mies) == []


def test_what_it_needs_itself_does_not_need_it(session, banners, kees, decide):
    make_relation(session, kees, "vereist", make_component(session, name="Onderlaag"))
    decide(kees, Status.ENDED, reason="Op.")
    assert "Onderlaag" not in " ".join(banners(kees))


def test_what_only_works_together_is_not_warned(session, banners, kees, decide):
    friend = make_component(session)
    make_relation(session, friend, "optioneel", kees)
    decide(kees, Status.ENDED, reason="Op.")
    assert banners(friend) == []


def test_the_number_of_queries_does_not_grow_with_what_it_needs(
    session, client, statements, decide
):
    few, many = make_component(session), make_component(session)
    for component, number in ((few, 1), (many, 5)):
        for _number in range(number):
            needed = make_component(session)
            make_relation(session, component, "vereist", needed)
            make_relation(session, make_component(session), "vervangt", needed)
            decide(needed, Status.PHASING_OUT, end_date=in_days(9), reason="Op.")
    asked = [statements(lambda c=c: client.get(f"/componenten/{c.slug}")) for c in (few, many)]
    assert asked[0] == asked[1] <= 14
