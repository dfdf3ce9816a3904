"""The Atom feeds, as a feed reader sees them."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import feedparser
import pytest
from lxml import etree

from govhub.catalogue import changing, confirming, correcting, planning, service
from govhub.catalogue.facts import facts_of
from govhub.catalogue.ledger import queries
from govhub.catalogue.status import Status
from govhub.catalogue.vocabulary import Publication
from govhub.kernel import clock
from govhub.platform.db import transaction
from govhub.platform.language import long_date
from tests.making import make_category, make_component

SCHEMA = Path(__file__).parents[4] / "shared" / "data" / "feeds" / "atom.rng"
"""The RELAX NG schema of RFC 4287; kept beside the repository."""


@pytest.fixture
def feed(client):
    """Read a feed as a feed reader does: ``feed("/wijzigingen.atom")``."""

    def read(address):
        answer = client.get(address)
        assert answer.status_code == 200
        assert answer.content_type == "application/atom+xml; charset=utf-8"
        parsed = feedparser.parse(answer.data)
        assert not parsed.bozo, parsed.get("bozo_exception")
        return parsed

    return read


def end(session, component, **overrides):
    values = {
        "new": Status.ENDED,
        "decided_by": "Gemeente Delft",
        "reason": "Niemand onderhoudt het.",
    }
    with transaction(session):
        changing.enter(session, component, changing.Change(**values | overrides))


def test_an_entry_tells_what_changed_why_and_who_decided(session, feed):
    end(session, make_component(session, name="Kees"), evidence_url="https://code.nl/kees")
    newest, first = feed("/wijzigingen.atom").entries
    assert newest.title == "Kees gaat van ‘Beschikbaar’ naar ‘Beëindigd’"
    assert newest.summary.endswith("Reden: Niemand onderhoudt het.")
    assert newest.author == "Gemeente Delft"
    assert newest.link == "http://localhost/componenten/kees"
    assert [(tag.term, tag.label) for tag in newest.tags] == [("beeindigd", "Beëindigd")]
    assert "https://code.nl/kees" in [link.href for link in newest.links]
    assert first.title == "Nieuw: Kees (Beschikbaar)"


def test_the_ids_never_change(session, feed):
    component = make_component(session)
    before = feed("/wijzigingen.atom")
    with transaction(session):
        component.name, component.slug = "Anders", "anders"
    after = feed("/wijzigingen.atom")
    assert before.entries[0].id == after.entries[0].id
    assert before.entries[0].id.startswith("urn:uuid:")
    assert before.feed.id == after.feed.id
    assert before.feed.id != feed("/componenten/anders.atom").feed.id


def test_the_filters_of_the_page_work_for_the_feed(session, feed):
    make_category(session, key="geld", name="Geld")
    make_component(session, name="Munt", category_keys=("geld",))
    end(session, make_component(session, name="Kees"))
    assert [e.title[:11] for e in feed("/wijzigingen.atom?categorie=geld").entries] == [
        "Nieuw: Munt"
    ]
    assert feed("/wijzigingen.atom?categorie=geld").feed.title == "Statuswijzigingen: Geld - GovHub"
    assert len(feed("/wijzigingen.atom?toon=wijzigingen").entries) == 1
    assert len(feed("/wijzigingen.atom?categorie=kapot&pagina=x").entries) == 3
    assert len(feed("/wijzigingen.atom?oud=beschikbaar&nieuw=beeindigd").entries) == 1
    assert feed("/wijzigingen.atom?van=2099-01-01").entries == []


def test_a_component_has_its_own_feed(session, feed):
    make_component(session, name="Ander")
    end(session, make_component(session, name="Kees"))
    own = feed("/componenten/kees.atom")
    assert own.feed.title == "Statuswijzigingen van Kees - GovHub"
    assert own.feed.link == "http://localhost/componenten/kees"
    assert len(own.entries) == 2


def test_drafts_have_no_feed_and_are_in_none(session, client, feed):
    make_component(session, name="Geheim", publication=Publication.SUBMITTED)
    assert feed("/wijzigingen.atom").entries == []
    assert client.get("/componenten/geheim.atom").status_code == 404
    assert client.get("/componenten/bestaat-niet.atom").status_code == 404
    assert client.get("/componenten/%00.atom").status_code == 400


@pytest.mark.parametrize(
    "name", ["<b>&amp;</b>", "Bel\x07 en \x1b[31m", "Een \U0001f984", "]]>", "Omhoog \ufffe"]
)
def test_a_name_with_strange_signs_does_not_break_the_feed(session, feed, name):
    make_component(session, name=name, reason=name)
    (entry,) = feed("/wijzigingen.atom").entries
    assert entry.title.startswith("Nieuw: ")
    assert "\x07" not in entry.title


def test_a_reader_that_has_it_already_gets_nothing(session, client):
    component = make_component(session)
    for address in ("/wijzigingen.atom", f"/componenten/{component.slug}.atom"):
        first = client.get(address)
        again = client.get(address, headers={"If-None-Match": first.headers["ETag"]})
        assert (again.status_code, again.data) == (304, b"")
    end(session, component)
    assert client.get(address, headers={"If-None-Match": first.headers["ETag"]}).status_code == 200


def announce(session, component, *, in_days=10):
    wish = changing.StatusWish(
        new=Status.ENDED, reason="Op.", effective_on=clock.today() + timedelta(days=in_days)
    )
    with transaction(session):
        return planning.announce(
            session, component, wish, decided_by="Gemeente Delft", is_approved=True
        )


def test_what_is_announced_and_withdrawn_are_entries_of_their_own(session, feed):
    plan = announce(session, make_component(session, name="Kees"))
    with transaction(session):
        planning.withdraw(session, plan, reason="Toch niet.", decided_by="Gemeente Delft")
    withdrawal, announcement, _first = feed("/wijzigingen.atom").entries
    day = long_date(plan.effective_on)
    assert announcement.title == f"Aangekondigd: Kees gaat per {day} naar ‘Beëindigd’"
    assert [tag.term for tag in announcement.tags] == ["beeindigd", "aankondiging"]
    assert withdrawal.title == f"Gaat niet door: Kees per {day} naar ‘Beëindigd’"
    assert withdrawal.summary == "Reden: Toch niet."


def test_a_correction_and_what_it_corrected_are_marked(session, feed):
    component = make_component(session, name="Kees")
    with clock.at(clock.now() - timedelta(hours=2)):
        end(session, component)
    with transaction(session):
        correcting.correct(
            session,
            component,
            correcting.correctable(session, component),
            new=Status.AVAILABLE,
            reason="Vergissing.",
            decided_by="Gemeente Delft",
            is_editor=True,
        )
    correction, mistake, _first = feed("/componenten/kees.atom").entries
    assert correction.title == "Correctie: Kees is ‘Beschikbaar’, niet ‘Beëindigd’"
    assert mistake.title.endswith("naar ‘Beëindigd’ (later gecorrigeerd)")
    assert mistake.updated == correction.updated


def test_confirmations_are_no_news(session, feed):
    component = make_component(session, name="Kees")
    with transaction(session):
        confirming.confirm(session, component, decided_by="Gemeente Delft")
    assert len(feed("/componenten/kees.atom").entries) == 1


def test_what_was_written_last_comes_first_whatever_day_it_is_about(session, feed):
    announce(session, make_component(session, name="Kees"))
    make_component(session, name="Mies")
    titles = [entry.title[:6] for entry in feed("/wijzigingen.atom").entries]
    assert titles == ["Nieuw:", "Aangek", "Nieuw:"]


def test_an_organisation_and_a_principle_have_a_feed(session, feed):
    make_component(session, name="Kees", owner_slug="delft", principle_keys=("open",))
    make_component(session, name="Mies")
    for address, title, page in (
        ("/organisaties/delft", "Statuswijzigingen bij Delft - GovHub", "/organisaties/delft"),
        ("/principes/open", "Statuswijzigingen bij ‘Open’ - GovHub", "/principes/open"),
    ):
        found = feed(f"{address}.atom")
        assert [entry.title for entry in found.entries] == ["Nieuw: Kees (Beschikbaar)"]
        assert (found.feed.title, found.feed.link) == (title, f"http://localhost{page}")
    by_filter = feed("/wijzigingen.atom?organisatie=delft&richtlijn=open")
    assert len(by_filter.entries) == 1
    assert by_filter.feed.title == "Statuswijzigingen: Delft, Open - GovHub"


@pytest.mark.parametrize("address", ["/organisaties/x.atom", "/principes/x.atom"])
def test_what_is_unknown_has_no_feed(client, address):
    assert client.get(address).status_code == 404


def test_every_entry_keeps_the_id_of_its_line_in_every_feed(session, feed):
    component = make_component(
        session, name="Kees", owner_slug="delft", principle_keys=("open",), category_keys=("geld",)
    )
    (line,) = queries.status_history(session, component)
    for address in (
        "/wijzigingen.atom",
        "/wijzigingen.atom?categorie=geld",
        "/organisaties/delft.atom",
        "/principes/open.atom",
        "/componenten/kees.atom",
    ):
        assert [entry.id for entry in feed(address).entries] == [line.key.urn]
        assert feed(address).feed.links[0].rel == "self"
        assert feed(address).feed.links[0].href == f"http://localhost{address}"


def test_a_reader_that_only_knows_the_time_gets_nothing_either(session, client):
    with clock.at(clock.now() - timedelta(days=1)):
        component = make_component(session, name="Kees")
    first = client.get("/wijzigingen.atom")
    since = {"If-Modified-Since": first.headers["Last-Modified"]}
    again = client.get("/wijzigingen.atom", headers=since)
    assert (again.status_code, again.data) == (304, b"")
    with transaction(session):
        facts = facts_of(component)
        service.edit(
            session, component, replace(facts, name="Koos"), seen_version=component.version
        )
    assert client.get("/wijzigingen.atom", headers=since).status_code == 200


def test_the_number_of_queries_does_not_grow(session, client, statements):
    make_component(session)
    few = statements(lambda: client.get("/wijzigingen.atom"))
    for number in range(8):
        announce(session, make_component(session, owner_slug=f"o-{number}"))
    assert statements(lambda: client.get("/wijzigingen.atom")) == few <= 6


def test_the_feeds_are_valid_atom(session, client):
    if not SCHEMA.exists():
        pytest.skip(f"the schema of Atom is not here: {SCHEMA.name}")
    schema = etree.RelaxNG(etree.parse(SCHEMA))
    schema.assertValid(etree.fromstring(client.get("/wijzigingen.atom").data))
    component = make_component(
        session, name="<b>", reason="Zo & zo", owner_slug="delft", principle_keys=("open",)
    )
    announce(session, component)
    end(session, component, evidence_url="https://code.nl/?a=1&b=2")
    for address in (
        "/wijzigingen.atom",
        "/wijzigingen.atom?categorie=zaken&nieuw=beeindigd&van=2026-01-01&toon=wijzigingen",
        f"/componenten/{component.slug}.atom",
        "/organisaties/delft.atom",
        "/principes/open.atom",
    ):
        schema.assertValid(etree.fromstring(client.get(address).data))
