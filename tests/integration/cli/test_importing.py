"""``govhub import publiccode``: files become components, as often as an operator likes."""

import json

import pytest
import sqlalchemy as sa
from click.testing import CliRunner

from govhub.accounts.models import UserRole
from govhub.catalogue.models import Component
from govhub.catalogue.status import Status
from govhub.catalogue.vocabulary import Publication
from govhub.cli import cli
from govhub.platform.db import transaction
from tests import forges as imitation
from tests.making import make_category, make_component, make_editor, make_organisation, make_user
from tests.unit.publiccode.documents import VALID, changed

COMPLETE = (
    VALID.replace("- name: Team Zaakbrug", "- {name: Team Zaakbrug, email: team@voorbeeld.nl}")
    .replace(
        "      - Vertalen van berichten\n", "      - Vertalen\n      - Verbinden\n      - Bewaken\n"
    )
    .replace("features:", "documentation: https://docs.voorbeeld.nl/\n    features:")
    + "categories: [workflow-management]\n"
    + "organisation: {name: Gemeente Delft, uri: 'https://www.delft.nl'}\n"
)


@pytest.fixture
def govhub(installation, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def govhub(text, *options, name="publiccode.yml"):
        if text is not None:
            (tmp_path / name).write_text(text, encoding="utf-8")
        return CliRunner().invoke(cli, ["import", "publiccode", name, *options])

    return govhub


@pytest.fixture
def ria(session):
    return make_editor(session, email="ria@voorbeeld.nl")


def components(session):
    session.rollback()
    return session.scalars(sa.select(Component).order_by(Component.id)).all()


def test_a_file_becomes_a_draft_of_the_redactie_on_behalf_of_its_owner(session, govhub, ria):
    make_organisation(session, name="Gemeente Delft")
    answer = govhub(COMPLETE)
    assert (answer.exit_code, answer.output) == (
        0,
        "publiccode.yml: nieuw, zaakbrug (klad)\n",
    )
    [draft] = components(session)
    assert draft.publication is Publication.DRAFT
    assert draft.submitted_by_id == ria.id
    assert draft.is_on_behalf
    assert draft.owner.name == "Gemeente Delft"
    assert draft.status is Status.AVAILABLE


def test_the_same_file_again_changes_nothing(session, govhub, ria):
    govhub(VALID)
    version = components(session)[0].version
    assert govhub(VALID).output.startswith("publiccode.yml: ongewijzigd, zaakbrug (klad)")
    [draft] = components(session)
    assert draft.version == version


def test_a_newer_file_updates_what_nobody_wrote_and_tells_what_stayed(session, govhub, ria):
    govhub(VALID)
    with transaction(session):
        components(session)[0].summary = "Door een mens geschreven."
    newer = changed("Verbindt oude en nieuwe", "Verbindt alle").replace("2026-03-01", "2026-04-01")
    answer = govhub(newer)
    assert answer.output == (
        "publiccode.yml: bijgewerkt, zaakbrug (klad): Datum van deze versie\n"
        "  zoals een mens het schreef, bleef: Korte omschrijving\n"
    )
    [draft] = components(session)
    assert draft.summary == "Door een mens geschreven."
    assert draft.released_on.isoformat() == "2026-04-01"
    assert draft.publiccode["description"]["nl"]["shortDescription"].startswith("Verbindt alle")


def test_what_is_public_is_filled_in_where_it_is_empty_only(session, govhub, ria):
    make_component(session, name="Eigen naam", repository_url="https://example.org/zaakbrug")
    answer = govhub(VALID + "softwareVersion: 3.0.0\n")
    assert "bijgewerkt, eigen-naam (in de catalogus)" in answer.output
    assert "Naam" in answer.output.split("bleef:")[1]
    [component] = components(session)
    assert (component.name, component.software_version) == ("Eigen naam", "3.0.0")
    assert component.status is Status.AVAILABLE


def test_what_lacks_nothing_is_published_when_asked(session, govhub, ria):
    make_category(session, name="Zaken", publiccode_categories=["workflow-management"])
    make_organisation(session, name="Gemeente Delft")
    answer = govhub(COMPLETE, "--publish")
    assert answer.output == "publiccode.yml: nieuw, zaakbrug (in de catalogus)\n"
    [component] = components(session)
    assert component.is_public
    assert component.status_since is not None


def test_what_lacks_something_stays_a_draft_and_says_what(session, govhub, ria):
    answer = govhub(VALID, "--publish")
    assert answer.exit_code == 0
    assert "nog niet gepubliceerd: " in answer.output
    assert "Kies de organisatie die eigenaar is." in answer.output
    assert components(session)[0].publication is Publication.DRAFT


def test_the_owner_can_be_given(session, govhub, ria):
    make_organisation(session, name="Gemeente Delft")
    govhub(VALID, "--owner", "gemeente-delft")
    assert components(session)[0].owner.name == "Gemeente Delft"


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--owner", "nergens"], "De organisatie nergens is onbekend."),
        (["--by", "niemand@voorbeeld.nl"], "hoort niet bij de redactie"),
    ],
)
def test_what_the_operator_gets_wrong_is_told_first(session, govhub, ria, options, sentence):
    answer = govhub(VALID, *options)
    assert answer.exit_code == 1
    assert sentence in answer.output
    assert components(session) == []


def test_whose_drafts_they_are_must_be_clear(session, govhub, ria):
    make_user(session, role=UserRole.ADMINISTRATOR, email="bea@voorbeeld.nl")
    assert "Zeg met --by" in govhub(VALID).output
    assert govhub(VALID, "--by", "Bea@voorbeeld.nl").exit_code == 0
    assert components(session)[0].submitted_by.email == "bea@voorbeeld.nl"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (None, "Dit bestand is er niet."),
        (changed("name: Zaakbrug\n", ""), "Er staat geen naam in."),
        (changed("url:", "x-url:"), "Er staat geen url van een repository in."),
        ("#" * 200_000, "meer dan 128 kB"),
        ("geen yaml", "Er staat geen url van een repository in."),
    ],
)
def test_what_cannot_be_taken_in_is_skipped_with_the_reason(session, govhub, ria, text, sentence):
    answer = govhub(text)
    assert answer.exit_code == 1
    assert "publiccode.yml: overgeslagen. " in answer.output
    assert sentence in answer.output
    assert components(session) == []


@pytest.mark.parametrize(
    ("publication", "sentence"),
    [
        (Publication.DRAFT, "Iemand anders is al bezig met andermans."),
        (Publication.SUBMITTED, "De redactie bekijkt andermans nu."),
        (Publication.REFUSED, "andermans is afgewezen of verborgen."),
    ],
)
def test_what_others_work_on_is_left_alone(session, govhub, ria, publication, sentence):
    make_component(
        session,
        name="Andermans",
        repository_url="https://example.org/zaakbrug",
        publication=publication,
        submitted_by=make_user(session),
    )
    assert sentence in govhub(VALID).output


def test_two_of_the_same_repository_are_told_apart_by_name(session, govhub, ria):
    for name in ("Deel een", "Zaakbrug", "Deel twee"):
        make_component(session, name=name, repository_url="https://example.org/zaakbrug")
    assert "zaakbrug (in de catalogus)" in govhub(VALID).output
    assert "deel-een, zaakbrug, deel-twee" in govhub(changed("name: Z", "name: Y")).output


def test_a_file_with_mistakes_is_taken_in_and_told_of(session, govhub, ria):
    answer = govhub(changed("EUPL-1.2", "EUPL"))
    assert answer.exit_code == 0
    assert "in het bestand zitten fouten" in answer.output


def test_programs_get_what_check_says_and_what_was_done(session, govhub, ria):
    [first] = json.loads(govhub(changed("EUPL-1.2", "EUPL"), "--json").stdout)
    assert first["valid"] is False
    assert first["results"][0]["key"] == "legal.license"
    assert {k: first[k] for k in ("file", "done", "component", "public", "changed", "left")} == {
        "file": "publiccode.yml",
        "done": "nieuw",
        "component": "zaakbrug",
        "public": False,
        "changed": [],
        "left": [],
    }
    [second] = json.loads(govhub(VALID, "--json").stdout)
    assert (second["done"], second["changed"]) == ("bijgewerkt", ["licence"])


def test_one_that_fails_does_not_stop_the_others(session, govhub, ria, tmp_path):
    (tmp_path / "a.yml").write_text("geen yaml", encoding="utf-8")
    answer = govhub(VALID, "a.yml", name="b.yml")
    assert answer.exit_code == 1
    assert len(components(session)) == 1


def test_a_repository_can_be_taken_in_by_its_address(session, govhub, ria):
    with imitation.running() as forges:
        address = forges.gitlab("groep/zaakbrug", {"HEAD/publiccode.yml": VALID})
        assert "nieuw, zaakbrug" in govhub(None, name=address).output
        assert "ongewijzigd, zaakbrug" in govhub(None, name=address).output
    assert components(session)[0].publiccode_url == f"{address}/-/raw/HEAD/publiccode.yml"
