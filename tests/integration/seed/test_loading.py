"""Loading again follows the seed, and leaves what people wrote."""

from dataclasses import replace

import pytest
from sqlalchemy import func, select

from govhub.accounts.models import Organisation
from govhub.catalogue import changing, merging, queries, service
from govhub.catalogue.facts import Facts, facts_of
from govhub.catalogue.interchange.seed import SeedRefused
from govhub.catalogue.ledger import queries as ledger
from govhub.catalogue.models import Category, Relation
from govhub.catalogue.serving import PrincipleDetail
from govhub.catalogue.status import Status
from govhub.catalogue.vocabulary import RelationType
from govhub.following import service as following
from govhub.following.wishes import FollowWish
from govhub.guidance import queries as guidance
from govhub.guidance.models import Phase
from govhub.kernel import clock
from govhub.platform.db import transaction
from govhub.platform.outbox import RecordedEvent
from tests.making import make_editor

AMSTERDAM = "https://identifier.overheid.nl/tooi/id/gemeente/gm0363"
PAYMENTS = "open-formulieren-betalen"


def component(session, slug):
    session.expire_all()
    return queries.component_by_slug(session, slug)


def test_what_a_person_wrote_stays_and_the_other_fields_follow_the_seed(session, load, change):
    load()
    _edit(session, "betaalservice", licence="MIT")
    change("components/betaling.yaml", "licence: EUPL-1.2", "licence: Apache-2.0")
    change("components/betaling.yaml", "kind: software", "kind: dienst")

    report = load()

    found = component(session, "betaalservice")
    assert (found.licence, found.kind.value) == ("MIT", "dienst")
    assert (report.components.updated, report.components.kept) == (1, 1)
    assert "1 met iets dat iemand zelf schreef" in str(report)


@pytest.mark.parametrize(
    "mine",
    [
        {"purposes": ("iets anders",)},
        {"category_keys": ("formulieren",)},
        {"principle_keys": ("privacy",)},
        {"standard_keys": ()},
        {"owner_slug": "conduction"},
    ],
    ids=lambda mine: next(iter(mine)),
)
def test_a_list_that_a_person_changed_stays_whole(session, load, mine):
    load()
    _edit(session, PAYMENTS, **mine)
    changed = facts_of(component(session, PAYMENTS))

    load()

    assert facts_of(component(session, PAYMENTS)) == changed


def test_the_phases_of_a_guideline_come_in_and_follow_the_seed_in_any_order(session, load, change):
    load()
    assert _phases(session, "haven", "cloud") == (Phase.DESIGN, Phase.BUILDING)
    change("components/infrastructuur.yaml", "[ontwerp, bouw]", "[live, bouw]")
    load()
    change("components/infrastructuur.yaml", "[live, bouw]", "[live, verkenning]")
    assert load().components.updated == 1
    assert _phases(session, "haven", "cloud") == (Phase.EXPLORATION, Phase.LIVE)


def test_our_own_words_for_a_guideline_are_text_and_never_markup(session, load, change):
    change("principles.yaml", "Laat elk jaar zien wat", "<script>alert(1)</script> & wat")
    load()
    kept = str(guidance.principle_by_key(session, guidance.SHARING).own_text)
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; wat" in kept
    assert "<script" not in kept


def test_the_phases_that_a_person_chose_stay(session, load, change):
    load()
    mine = PrincipleDetail(motivation="Zo doen wij het.", phases=(Phase.LIVE,))
    details = facts_of(component(session, "haven")).principle_details
    _edit(session, "haven", principle_details={**details, "cloud": mine})
    change("components/infrastructuur.yaml", "[ontwerp, bouw]", "[verkenning]")

    load()

    assert facts_of(component(session, "haven")).principle_details["cloud"] == mine


def _phases(session, slug, key):
    return facts_of(component(session, slug)).principle_details[key].phases


def test_a_relation_that_a_person_added_stays(session, load):
    load()
    payments, haven = component(session, PAYMENTS), component(session, "haven")
    with transaction(session):
        session.add(Relation(source=payments, target=haven, type=RelationType.OPTIONAL))

    load()

    found = queries.neighbours(session, component(session, PAYMENTS))
    assert ("haven", RelationType.OPTIONAL) in [(each.slug, each.relation) for each in found]


def test_a_relation_that_left_the_seed_goes(session, load, folder):
    load()
    assert queries.neighbours(session, component(session, PAYMENTS))
    (folder / "relations.yaml").write_text("[]")
    load()
    assert queries.neighbours(session, component(session, PAYMENTS)) == []


def test_a_changed_seed_is_told_to_the_search_index_once(session, load, change):
    load()
    before = session.scalar(select(func.count()).select_from(RecordedEvent))
    change("components/betaling.yaml", "name: Betalen Component", "name: Betaal Component")

    load()
    load()

    events = session.scalars(select(RecordedEvent).order_by(RecordedEvent.id).offset(before)).all()
    assert [event.name for event in events] == ["catalogue.component_changed"]
    assert component(session, "betaalservice").name.startswith("Betaal ")


def test_a_status_that_changed_here_is_not_set_back(session, load):
    load()
    found = component(session, "betaalservice")
    wish = changing.StatusWish(new=Status.ENDED, reason="Niemand onderhoudt het.")
    with transaction(session):
        changing.change_status(session, found, wish, decided_by=changing.EDITORS)
    load()
    assert component(session, "betaalservice").status is Status.ENDED
    assert len(ledger.status_history(session, found)) == 2


def test_a_component_that_a_person_registered_is_left_alone(session, load):
    with transaction(session):
        own = service.create(session, Facts(name="Haven", summary="Van iemand zelf."))
    load()
    found = component(session, "haven")
    assert (found.id, found.summary, found.is_public) == (own.id, "Van iemand zelf.", False)


def test_an_organisation_is_recognised_by_its_tooi_address(session, load):
    with transaction(session):
        session.add(Organisation(slug="mokum", name="Mokum", tooi_uri=AMSTERDAM, seeded={}))
    load()
    of_amsterdam = select(Organisation.name).where(Organisation.tooi_uri == AMSTERDAM)
    assert session.scalars(of_amsterdam).all() == ["Mokum"]


def test_nobody_is_mailed_about_the_seed_however_new_it_is(session, load, change, work, mail):
    change("components/betaling.yaml", "status_since: 2026-08-31", f"status_since: {clock.today()}")
    _follow_everything(session)
    work()
    mail.sent.clear()

    load()
    work()

    assert mail.sent == []


PAY = "components/betaling.yaml"
BROKEN = [
    (("categories.yaml", "- key: authenticatie", "- key: ["), "geen geldige YAML"),
    (
        (PAY, "status: ontwikkeling", "status: klaar"),
        "klopt betaalservice → status niet: kies uit 'concept', 'gepland'",
    ),
    ((PAY, "- slug: betaalservice", "- sluk: betaalservice"), "nr. 1 → slug niet: het ontbreekt."),
    ((PAY, "  kind: software", "  soort: x\n  kind: software"), "soort niet: dit veld kennen we"),
    ((PAY, "status_since: 2026-08-31", "status_since: gisteren"), "schrijf een datum als"),
    ((PAY, "categories: [betaling]", "categories: betaling"), "een ander soort gegeven"),
    ((PAY, "[betaling]", "[geld]"), "betaalservice verwijst naar geld"),
    ((PAY, "role: eigenaar", "role: beheerder"), "niet precies één eigenaar"),
    ((PAY, "slug: betaalservice", f"slug: {PAYMENTS}"), "dezelfde slug"),
    (("relations.yaml", "from: open-formulieren-betalen", "from: geld"), "verwijst naar geld"),
    (("status_history.yaml", "haven:", "haventje:"), "verwijst naar haventje"),
]


@pytest.mark.parametrize(("mistake", "sentence"), BROKEN)
def test_a_broken_file_gives_one_sentence_and_changes_nothing(
    session, load, change, mistake, sentence
):
    change(*mistake)
    with pytest.raises(SeedRefused) as refused:
        load()
    assert sentence in refused.value.message
    assert session.scalar(select(func.count()).select_from(Category)) == 0


def test_a_file_without_records_or_of_another_encoding_is_refused(load, folder):
    (folder / "standards.yaml").write_text("")
    with pytest.raises(SeedRefused, match=r"standards\.yaml klopt niet: er staat een ander"):
        load()
    (folder / "standards.yaml").write_bytes("- name: één".encode("latin-1"))
    with pytest.raises(SeedRefused, match="geen geldige YAML"):
        load()


def test_a_missing_file_is_named(load, folder):
    (folder / "standards.yaml").unlink()
    with pytest.raises(SeedRefused, match=r"standards\.yaml is er niet"):
        load()


def _edit(session, slug, **changed):
    found = component(session, slug)
    facts = replace(facts_of(found), **changed)
    with transaction(session):
        service.edit(session, found, facts, seen_version=found.version)


def _follow_everything(session):
    with transaction(session):
        following.follow(session, "volger@voorbeeld.nl", FollowWish()).confirmed_at = clock.now()


def test_a_component_that_got_another_name_is_found_by_its_old_address(session, load, change):
    load()
    before = len(queries.public_components(session))
    _edit(session, "betaalservice", name="Betalen voor iedereen")
    change("components/betaling.yaml", "kind: software", "kind: dienst")
    report = load()
    session.expire_all()
    assert len(queries.public_components(session)) == before
    assert report.components.added == 0
    renamed = component(session, "betalen-voor-iedereen")
    assert (renamed.name, renamed.kind.value) == ("Betalen voor iedereen", "dienst")


def test_a_renamed_component_keeps_its_relations_and_a_double_does_not_come_back(session, load):
    load()
    before = len(queries.public_components(session))
    relation = session.scalars(select(Relation).order_by(Relation.id)).first()
    source, target = relation.source.slug, relation.target.slug
    _edit(session, target, name="Iets heel anders")
    into = next(
        each for each in queries.public_components(session) if each.slug not in {source, target}
    )
    editor = make_editor(session)
    with transaction(session):
        double = queries.component_by_slug(session, source)
        merging.merge(session, double, into, reason="Dubbel.", decided_by=editor, movers=())
    ties = _ties(session)
    load()
    session.expire_all()
    assert len(queries.public_components(session)) == before - 1
    assert queries.component_at(session, source).id == into.id
    assert _ties(session) == ties


def _ties(session):
    rows = session.execute(select(Relation.from_id, Relation.to_id, Relation.type))
    return sorted(tuple(row) for row in rows)
