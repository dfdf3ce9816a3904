"""All 164 components come in, with their real history."""

import time
from datetime import date

import pytest
import sqlalchemy as sa
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from govhub import paths
from govhub.accounts.models import Organisation
from govhub.catalogue import queries
from govhub.catalogue.actions import cards
from govhub.catalogue.interchange import seed
from govhub.catalogue.ledger import queries as ledger
from govhub.catalogue.ledger.models import LedgerLine
from govhub.catalogue.models import Component, ComponentRole, Relation
from govhub.catalogue.status import Status
from govhub.catalogue.vocabulary import OrganisationRole
from govhub.guidance import queries as guidance
from govhub.guidance.models import Phase, Principle, Role
from govhub.guidance.text import blocks
from govhub.platform.db import engine_options, prepare, transaction
from govhub.platform.outbox import RecordedEvent

SIX = ["authenticatie", "betaling", "formulieren", "notificaties", "gegevensbeheer"]


@pytest.fixture(scope="module")
def loaded(databases):
    """A database of its own, and what loading reported."""
    url = databases.migrated()
    engine = prepare(sa.create_engine(url, **engine_options(url)))
    with Session(engine, expire_on_commit=False) as session:
        started = time.monotonic()
        with transaction(session):
            report = seed.load(session, paths.SEED)
        seconds = time.monotonic() - started
        print(f"\nseed on {engine.dialect.name}: {seconds:.1f} s")  # noqa: T201  # seen with -s
        yield session, report
    engine.dispose()


@pytest.fixture
def everything(loaded):
    return loaded[0]


def number_of(session, table):
    return session.scalar(select(func.count()).select_from(table))


def test_there_are_164_components_and_everybody_sees_them(everything):
    assert queries.numbers(everything).components == 164
    assert number_of(everything, Component) == 164


def test_the_fourteen_principles_and_the_six_first_categories_are_there(everything):
    assert number_of(everything, Principle) == 14
    categories = queries.categories(everything)
    six = [category.key for category in categories[:6] if category.is_of_principle]
    assert six == [*SIX, "documentbeheer"]
    assert set(queries.components_per_category(everything)) == {each.id for each in categories}


def test_every_component_has_an_owner_and_words_to_be_found_by(everything):
    for component in queries.public_components(everything):
        assert component.owner is not None, component.slug
        assert component.purposes, component.slug
        assert component.keywords, component.slug
        assert component.description_html.startswith("<p>"), component.slug


def test_a_component_has_all_its_facts(everything):
    found = queries.component_by_slug(everything, "open-zaak")
    assert (found.name, found.kind.value, found.licence) == ("Open Zaak", "software", "EUPL-1.2")
    assert found.categories[0].key == "zaakgericht-werken"
    assert found.principle_links[0].motivation
    assert found.submitted_by is None
    roles = set(everything.scalars(select(ComponentRole.role)))
    assert {OrganisationRole.OWNER, OrganisationRole.SUPPLIER} <= roles


def test_relations_come_in(everything):
    archive = queries.component_by_slug(everything, "open-archiefbeheer")
    labels = {str(each.label) for each in queries.neighbours(everything, archive)}
    assert "Vervangt" in labels
    assert number_of(everything, Relation) > 40


def test_the_ledger_has_the_real_history_on_its_real_dates(everything):
    haven = queries.component_by_slug(everything, "haven")
    lines = ledger.status_history(everything, haven)
    assert [(line.old, line.new, line.effective_on) for line in lines] == [
        (Status.DEVELOPMENT, Status.AVAILABLE, date(2025, 3, 28)),
        (None, Status.DEVELOPMENT, date(2025, 3, 27)),
    ]
    assert all(line.decided_by == "NeRDS (ministerie van BZK)" for line in lines)
    assert all("github.com/MinBZK/NeRDS" in line.evidence_url for line in lines)


def test_a_first_status_says_on_what_it_rests(everything):
    first = select(LedgerLine).where(LedgerLine.old.is_(None))
    lines = everything.scalars(first).all()
    assert len(lines) == 164
    assert all(line.reason for line in lines)
    shown = [line for line in lines if line.evidence_url]
    assert shown
    assert all(line.evidence_url.startswith("https://") for line in shown)


def test_every_status_is_what_the_ledger_says(everything):
    for component in queries.public_components(everything):
        latest = ledger.status_history(everything, component)[0]
        now = (component.status, component.status_since)
        assert now == (latest.new, latest.effective_on), component.slug


def test_the_actions_of_our_own_guideline_are_components_with_their_status(everything):
    """The three that the guideline itself shows, as it writes them."""
    said = [
        ("Developer Overheid", "https://developer.overheid.nl/"),
        ("NL Design System", "https://www.nldesignsystem.nl"),
        ("GovHub", None),
    ]
    principle = guidance.principle_by_key(everything, guidance.SHARING)
    own, tabs = blocks.from_json(principle.own_text)
    assert [(each.name, each.url) for each in own.cards] == said
    assert {tab.role for tab in tabs.tabs} == set(Role)
    shown = cards.live(everything, own.cards)
    assert [(each.slug, each.status, each.url) for each in shown] == [
        ("developer-overheid", Status.AVAILABLE, "https://developer.overheid.nl/"),
        ("nl-design-system", Status.AVAILABLE, "https://nldesignsystem.nl"),
        ("govhub", Status.CONCEPT, None),
    ]
    serving = [each.slug for each in cards.Serving(everything, principle).cards(most=100)]
    assert {each.slug for each in shown} <= set(serving)
    assert serving.index("govhub") > serving.index("nl-design-system")  # what is ready goes first


def test_the_actions_of_a_guideline_stand_in_the_order_of_the_phases(everything):
    principle = guidance.principle_by_key(everything, "gebruikersbehoeften")
    first, *others = cards.Serving(everything, principle).cards(most=100)
    assert (first.slug, first.phases) == ("nl-design-system", (Phase.DESIGN, Phase.BUILDING))
    assert not any(each.phases for each in others)


def test_the_report_reads_as_sentences(loaded):
    assert "Componenten: 164 nieuw, 0 bijgewerkt, 0 ongewijzigd" in str(loaded[1])


def test_a_second_time_nothing_happens(everything):
    tables = (Component, Principle, Organisation, Relation, LedgerLine, RecordedEvent)
    before = [number_of(everything, table) for table in tables]
    versions = _versions(everything)

    with transaction(everything):
        report = seed.load(everything, paths.SEED)

    told = vars(report)
    assert told.pop("left_out") == []
    assert all((tally.added, tally.updated, tally.kept) == (0, 0, 0) for tally in told.values())
    assert report.components.unchanged == 164
    assert [number_of(everything, table) for table in tables] == before
    assert _versions(everything) == versions


def _versions(session):
    return session.execute(select(Component.slug, Component.version).order_by("slug")).all()
