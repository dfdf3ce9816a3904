"""``/componenten.atom``: a search that somebody keeps."""

from datetime import timedelta
from pathlib import Path

import feedparser
import pytest
from lxml import etree

from govhub.catalogue import planning, service
from govhub.catalogue.facts import facts_of
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
    """Read the feed as a feed reader does: ``feed("q=zaak")``."""

    def read(query=""):
        answer = client.get(f"/componenten.atom?{query}")
        assert answer.status_code == 200
        assert answer.content_type == "application/atom+xml; charset=utf-8"
        parsed = feedparser.parse(answer.data)
        assert not parsed.bozo, parsed.get("bozo_exception")
        return parsed

    return read


def edit(session, component, **overrides):
    with transaction(session):
        facts = facts_of(component)
        changed = type(facts)(**{**vars(facts), **overrides})
        service.edit(session, component, changed, seen_version=component.version)


def test_the_newest_change_comes_first_with_badge_and_owner(session, work, feed):
    make_category(session, key="geld", name="Geld")
    with clock.at(clock.now() - timedelta(days=2)):
        old = make_component(session, name="Oud", owner_slug="delft", status=Status.DEMO)
    with clock.at(clock.now() - timedelta(days=1)):
        make_component(session, name="Nieuw")
    edit(session, old, summary="Anders.")
    work()
    first, second = feed().entries
    assert (first.title, second.title) == ("Oud (Demo)", "Nieuw (Beschikbaar)")
    assert (first.summary, first.author) == ("Anders.", "Delft")
    assert first.link == "http://localhost/componenten/oud"
    assert first.tags[0].term == "demo"


def test_the_words_and_the_filters_of_the_page_count(session, work, feed):
    make_component(session, name="Zaakvolger", category_keys=("geld",))
    make_component(session, name="Zaakkluis")
    make_component(session, name="Munt", category_keys=("geld",))
    work()
    found = feed("q=zaakvolger&categorie=geld&sorteer=naam&pagina=9")
    assert [entry.title for entry in found.entries] == ["Zaakvolger (Beschikbaar)"]
    assert found.feed.title == "Componenten voor ‘zaakvolger’ in categorie Geld - GovHub"
    assert found.feed.link == "http://localhost/componenten?q=zaakvolger&categorie=geld"


def test_the_ids_never_change_and_are_nobody_elses(session, work, feed):
    component = make_component(session, name="Kees")
    work()
    before = feed("q=kees")
    with transaction(session):
        component.slug = "anders"
    edit(session, component, summary="Kees heet nog zo.")
    work()
    after = feed("q=kees")
    assert before.entries[0].id == after.entries[0].id == feed().entries[0].id
    assert before.entries[0].id.startswith("urn:uuid:")
    assert before.entries[0].id != component.public_id.urn  # the id of its own feed
    assert before.feed.id == feed("q=kees&sorteer=naam").feed.id != feed().feed.id


def test_what_is_announced_is_told_as_something_new(session, work, feed, decide):
    with clock.at(clock.now() - timedelta(days=2)):
        component = make_component(session, name="Kees")
    work()
    (before,) = feed("q=kees").entries
    plan = decide(component, Status.ENDED, on=clock.today() + timedelta(days=9), reason="Op.")
    (after,) = feed("q=kees").entries
    day = long_date(clock.today() + timedelta(days=9))
    assert after.title == f"Kees (Beschikbaar, Beëindigd per {day})"
    assert (after.id, after.updated > before.updated) == (before.id, True)
    with transaction(session):
        planning.withdraw(session, plan, reason="Toch niet.", decided_by="Gemeente Delft")
    (last,) = feed("q=kees").entries
    assert (last.title, last.updated >= after.updated) == ("Kees (Beschikbaar)", True)


def test_only_what_is_public_is_in_it(session, work, feed):
    make_component(session, name="Geheim", publication=Publication.SUBMITTED)
    work()
    assert feed("q=geheim").entries == feed().entries == []


def test_whoever_has_it_already_gets_nothing(session, work, client):
    make_component(session, name="Kees")
    work()
    tag = client.get("/componenten.atom").headers["ETag"]
    again = client.get("/componenten.atom", headers={"If-None-Match": tag})
    assert (again.status_code, again.data) == (304, b"")


def test_the_page_leads_to_the_feed_of_its_question(session, work, listed):
    make_component(session, name="Zaakvolger")
    work()
    address = "/componenten.atom?q=zaakvolger&status=beschikbaar"
    page = listed("q=zaakvolger&status=beschikbaar&sorteer=naam")
    assert page.xpath("//link[@type='application/atom+xml']/@href")[-1] == address
    assert page.xpath("//a[contains(., 'met een feed')]/@href") == [address]
    assert not listed().xpath("//a[contains(., 'met een feed')]")


def test_without_an_index_the_plain_list_answers(session, work, app, feed):
    make_component(session, name="Zaakvolger")
    work()
    engine = app.extensions["govhub"].search
    engine.is_available = False
    try:
        assert len(feed("q=zaakvolger").entries) == 1
    finally:
        engine.is_available = True


def test_the_feed_is_valid_atom(session, work, client):
    if not SCHEMA.exists():
        pytest.skip(f"the schema of Atom is not here: {SCHEMA.name}")
    schema = etree.RelaxNG(etree.parse(SCHEMA))
    schema.assertValid(etree.fromstring(client.get("/componenten.atom?status=kapot").data))
    make_component(session, name="<b>&amp;\x07 zaak", summary="")
    work()
    schema.assertValid(etree.fromstring(client.get("/componenten.atom?q=<b>%26+zaak").data))
