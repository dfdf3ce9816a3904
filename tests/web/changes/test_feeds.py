"""The Atom feeds, as a feed reader sees them."""

from pathlib import Path

import feedparser
import pytest
from lxml import etree

from govhub.catalogue import changing
from govhub.catalogue.status import Status
from govhub.catalogue.vocabulary import Publication
from govhub.platform.db import transaction
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


def test_the_feeds_are_valid_atom(session, client):
    if not SCHEMA.exists():
        pytest.skip(f"the schema of Atom is not here: {SCHEMA.name}")
    schema = etree.RelaxNG(etree.parse(SCHEMA))
    schema.assertValid(etree.fromstring(client.get("/wijzigingen.atom").data))
    component = make_component(session, name="<b>", reason="Zo & zo")
    end(session, component, evidence_url="https://code.nl/?a=1&b=2")
    for address in ("/wijzigingen.atom", f"/componenten/{component.slug}.atom"):
        schema.assertValid(etree.fromstring(client.get(address).data))
