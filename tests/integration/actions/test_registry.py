"""The action registry in and out: nothing of it is lost, and nothing of the catalogue changes."""

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from govhub.catalogue.actions import differences, export, importing, registry
from govhub.catalogue.actions.differences import Subject
from govhub.catalogue.actions.registry import NotARegistry
from govhub.catalogue.facts import facts_of
from govhub.catalogue.status import Status
from govhub.cli import cli
from govhub.platform.db import transaction
from tests.making import make_component, make_principle
from tests.places import ROOT

REAL = ROOT.parent / "shared" / "data" / "nerds" / "action-registry" / "actions.yaml"


def action(key="wegwijzer", **facts):
    return {
        "id": key,
        "name": "Wegwijzer",
        "source": "https://wegwijzer.voorbeeld.nl/",
        "description": "Wijst de weg",
        "richtlijn": "data",
        "type": "tool",
        "action": "Starten",
        "date_added": "08-12-2025",
        "status": "beschikbaar",
    } | facts


def bring_in(session, *rows):
    with transaction(session):
        return importing.bring_in(session, rows)


def subjects(session):
    return [each.subject for each in differences.differences(session)]


# --- the file ---------------------------------------------------------------------------------


@pytest.mark.skipif(
    not REAL.is_file(),
    reason="the registry is not beside this checkout (shared/data/nerds)",
)
def test_the_real_registry_comes_out_as_it_went_in(session):
    rows = registry.read(REAL.read_bytes())
    report = bring_in(session, *rows)
    assert (report.new, len(rows)) == (70, 70)
    written = registry.write(export.rows(session))
    assert registry.read(written.encode()) == rows
    assert [list(each) for each in registry.read(written.encode())] == [list(each) for each in rows]
    assert [each.key for each in report.odd] == [
        "gebruikersonderzoeken-nl",
        "nl-design-system",
        "handreiking-publieke-waarde-en-rechten-bij-ICT-aanbesteding",
        "https://pdfchecker.nl",
    ]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "geen lijst met de naam actions"),
        (b"actions: 3", "geen lijst met de naam actions"),
        (b"actions: [", "geen YAML"),
        (b"\xff\xfe\x00", "geen YAML"),
        (b"actions:\n  - name: x", "nummer 1 heeft geen id"),
        (b"actions:\n  - id: a\n  - 3", "nummer 2 heeft geen id"),
        (b"actions: !!python/object/apply:os.system [ls]", "geen"),
        (b"x" * (registry.MOST_BYTES + 1), "te groot"),
    ],
)
def test_what_is_no_registry_is_refused_with_a_sentence(data, sentence):
    with pytest.raises(NotARegistry, match=sentence):
        registry.read(data)


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_no_file_breaks_the_reader(data):
    for each in (data, b"actions:\n  - id: a\n    x: " + data):
        try:
            rows = registry.read(each)
        except NotARegistry:
            continue
        assert registry.read(registry.write(rows).encode()) == rows


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"date_added": "2025-12-08"}, "De datum is niet geschreven als dag-maand-jaar."),
        ({"status": "live"}, "status: live kent het register niet."),
        ({"fase": ["bouw", "sloop"]}, "fase: sloop kent het register niet."),
        ({"type": "wizard"}, "type: wizard kent het register niet."),
        ({"source": None}, "De actie is beschikbaar, maar heeft geen link (source)."),
        ({"description": ""}, "description ontbreekt."),
    ],
)
def test_what_is_odd_is_told(facts, sentence):
    assert [each.message for each in registry.oddities([action(**facts)])] == [sentence]


# --- bringing it in ---------------------------------------------------------------------------


def test_the_same_file_again_changes_nothing(session):
    bring_in(session, action(), action("b"))
    report = bring_in(session, action(), action("b"))
    assert (report.new, report.changed, report.unchanged) == (0, 0, 2)


def test_what_goes_is_told_and_comes_back_as_it_was(session):
    bring_in(session, action(), action("b", name="Bouwer"))
    assert bring_in(session, action()).gone == ["Bouwer"]
    assert len(export.rows(session)) == 1
    report = bring_in(session, action(), action("b", name="Bouwer"))
    assert (report.new, report.changed) == (0, 1)


def test_the_same_id_for_two_guidelines_is_two_actions(session):
    both = (action(), action(richtlijn="cloud", description="Anders"))
    bring_in(session, *both)
    assert bring_in(session, *reversed(both)).unchanged == 2
    assert [row["richtlijn"] for row in export.rows(session)] == ["cloud", "data"]


@pytest.mark.parametrize(
    "facts",
    [
        {"name": "wegwijzer"},
        {"name": "Iets anders", "website_url": "https://www.wegwijzer.voorbeeld.nl"},
    ],
)
def test_an_action_finds_its_component_by_name_or_address(session, facts):
    component = make_component(session, **facts)
    before = facts_of(component)
    assert bring_in(session, action()).linked == 1
    assert facts_of(component) == before


def test_an_action_that_may_be_two_components_is_none(session):
    for name in ("Een", "Twee"):
        make_component(session, name=name, website_url="https://wegwijzer.voorbeeld.nl")
    assert bring_in(session, action()).linked == 0
    assert len(differences.unlinked(session)) == 1


# --- what differs -----------------------------------------------------------------------------


def test_the_registry_never_changes_a_component_by_itself(session):
    make_principle(session, key="data")
    component = make_component(session, name="Wegwijzer", status=Status.DEMO, website_url=None)
    before = facts_of(component)
    bring_in(session, action(fase="bouw"))
    session.expire_all()
    assert facts_of(component) == before
    assert component.status is Status.DEMO
    assert subjects(session) == [Subject.STATUS, Subject.ADDRESS, Subject.PRINCIPLES]


def test_taking_over_makes_the_component_say_the_same(session):
    make_principle(session, key="data")
    component = make_component(session, name="Wegwijzer", website_url="https://oud.nl")
    bring_in(session, action(fase=["bouw", "live"]))
    for _step in range(3):
        with transaction(session):
            differences.take(session, differences.differences(session)[0])
    assert subjects(session) == []
    assert component.website_url == "https://wegwijzer.voorbeeld.nl/"
    assert [link.phases for link in component.principle_links] == [["bouw", "live"]]


def test_what_the_redactie_leaves_is_asked_again_only_when_the_registry_says_something_new(session):
    make_component(
        session, name="Wegwijzer", website_url="https://oud.nl", principle_keys=("data",)
    )
    bring_in(session, action())
    (found,) = differences.differences(session)
    with transaction(session):
        differences.leave(session, found.action, found.subject)
    bring_in(session, action())
    assert subjects(session) == []
    bring_in(session, action(source="https://nieuw.nl/"))
    assert subjects(session) == [Subject.ADDRESS]


# --- out --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "word"),
    [
        (Status.CONCEPT, "concept"),
        (Status.PLANNED, "concept"),
        (Status.DEVELOPMENT, "ontwikkeling"),
        (Status.DEMO, "demo"),
        (Status.AVAILABLE, "beschikbaar"),
        (Status.PHASING_OUT, "beschikbaar"),
    ],
)
def test_the_registry_gets_the_status_of_the_catalogue(session, status, word):
    make_component(session, name="Wegwijzer", status=status, reason="Zo is het.")
    bring_in(session, action(status="concept", source=None))
    assert [row["status"] for row in export.rows(session)] == [word]


def test_what_ended_is_no_action_any_more(session):
    make_component(session, name="Wegwijzer", status=Status.ENDED, reason="Klaar.")
    bring_in(session, action(), action("b", name="Bouwer", source=None))
    assert [row["id"] for row in export.rows(session)] == ["b"]


# --- the command ------------------------------------------------------------------------------


@pytest.fixture
def govhub(installation):
    return lambda file: CliRunner().invoke(cli, ["import", "actions", str(file)])


def test_the_command_says_what_it_did(govhub, tmp_path, session):
    file = tmp_path / "actions.yaml"
    file.write_text(registry.write([action(), action("Geen Naam")]))
    result = govhub(file)
    assert result.exit_code == 0
    assert result.output.splitlines() == [
        "Acties: 2 nieuw, 0 gewijzigd, 0 gelijk.",
        "Geen Naam: De id is geen naam met kleine letters en streepjes.",
        "De verschillen met de catalogus staan op /redactie/acties.",
    ]


def test_the_command_says_why_it_cannot(govhub, tmp_path):
    assert "is niet te lezen" in govhub(tmp_path / "weg.yaml").output
    file = tmp_path / "leeg.yaml"
    file.write_text("")
    result = govhub(file)
    assert result.exit_code == 1
    assert "geen lijst met de naam actions" in result.output


def test_a_small_file_that_grows_when_it_is_read_is_refused():
    deeper = [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 12)]
    text = "\n".join(["a0: &a0 [x, x, x]", *deeper, "actions: [{id: x, bom: *a11}]"])
    with pytest.raises(NotARegistry, match="te groot"):
        registry.read(text.encode())
