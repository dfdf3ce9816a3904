"""The facts in ``seed/`` are complete, consistent and safe to load."""

import re
from collections import Counter
from datetime import date
from graphlib import TopologicalSorter
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from license_expression import get_spdx_licensing
from ruamel.yaml import YAML

from govhub.accounts.models import Organisation
from govhub.catalogue.models import Component
from govhub.catalogue.status import Status
from govhub.catalogue.vocabulary import Kind, OrganisationRole, RelationType
from govhub.guidance.models import Role
from govhub.paths import SEED

SIX = [
    "authenticatie",
    "betaling",
    "formulieren",
    "notificaties",
    "gegevensbeheer",
    "documentbeheer",
]
KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
URL = re.compile(r"https://[a-z0-9.-]+(/\S*)?")
EMAIL = re.compile(r"[\w.+-]+@[\w-]+\.\w+")
TELEPHONE = re.compile(r"(\+31|\b0\d{1,3}[- ])\d{6,}")


def read(path: Path) -> Any:
    return YAML(typ="safe").load(path)


CATEGORIES = read(SEED / "categories.yaml")
PRINCIPLES = read(SEED / "principles.yaml")
STANDARDS = read(SEED / "standards.yaml")
ORGANISATIONS = read(SEED / "organisations.yaml")
HISTORY = read(SEED / "status_history.yaml")
RELATIONS = read(SEED / "relations.yaml")
FILES = {path.stem: read(path) for path in sorted((SEED / "components").glob("*.yaml"))}
COMPONENTS = [component for components in FILES.values() for component in components]
BY_SLUG = {component["slug"]: component for component in COMPONENTS}


def keys(rows: list[dict[str, Any]]) -> list[str]:
    return [row["key"] for row in rows]


def every_text(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for part in value.values() for text in every_text(part)]
    return [text for part in value for text in every_text(part)] if isinstance(value, list) else []


def each_component() -> pytest.MarkDecorator:
    return pytest.mark.parametrize("component", COMPONENTS, ids=lambda row: row["slug"])


def test_there_are_164_components_and_each_has_its_own_slug() -> None:
    assert len(COMPONENTS) == 164
    assert len(BY_SLUG) == 164


@pytest.mark.parametrize("rows", [CATEGORIES, PRINCIPLES, STANDARDS, ORGANISATIONS])
def test_keys_are_unique_and_fit_in_an_address(rows: list[dict[str, Any]]) -> None:
    assert [key for key, count in Counter(keys(rows)).items() if count > 1] == []
    assert [key for key in keys(rows) if not KEY.fullmatch(key)] == []


def test_the_six_categories_of_the_principle_come_first() -> None:
    assert keys(CATEGORIES)[:6] == SIX
    assert [category["key"] for category in CATEGORIES if category.get("seed")] == SIX


def test_every_category_has_components_and_its_own_file() -> None:
    assert set(FILES) == set(keys(CATEGORIES))
    assert all(FILES.values())


def test_a_component_lives_in_the_file_of_its_main_category() -> None:
    misplaced = [
        component["slug"]
        for name, components in FILES.items()
        for component in components
        if component["categories"][0] != name
    ]
    assert misplaced == []


def test_the_principles_are_numbered_1_to_14_and_weigh_all_six_roles() -> None:
    assert [principle["number"] for principle in PRINCIPLES] == list(range(1, 15))
    for principle in PRINCIPLES:
        assert set(principle["roles"]) == {role.value for role in Role}
        assert set(principle["roles"].values()) <= {"high", "medium", "low"}
        assert set(principle["relations"]) <= set(keys(PRINCIPLES))
    assert PRINCIPLES[7]["key"] == "samenwerking"
    assert set(PRINCIPLES[7]["steps"]) == {role.value for role in Role}


@each_component()
def test_what_a_component_refers_to_exists(component: dict[str, Any]) -> None:
    assert set(component["categories"]) <= set(keys(CATEGORIES))
    assert set(component.get("standards", [])) <= set(keys(STANDARDS))
    assert {p["key"] for p in component.get("principles", [])} <= set(keys(PRINCIPLES))
    assert {o["organisation"] for o in component["owners"]} <= set(keys(ORGANISATIONS))


@each_component()
def test_a_component_says_the_same_thing_only_once(component: dict[str, Any]) -> None:
    for field in ("categories", "standards", "purposes", "keywords", "aliases"):
        values = component.get(field, [])
        assert len(set(values)) == len(values), field
    principles = [p["key"] for p in component.get("principles", [])]
    assert len(set(principles)) == len(principles) <= 4


@each_component()
def test_a_component_can_be_summed_up_in_one_short_sentence(
    component: dict[str, Any],
) -> None:
    assert len(component["summary"]) <= 150
    assert component["summary"].endswith(".")
    assert component["description"]


@each_component()
def test_a_component_has_exactly_one_owner(component: dict[str, Any]) -> None:
    roles = [OrganisationRole(owner["role"]) for owner in component["owners"]]
    assert roles.count(OrganisationRole.OWNER) == 1


@each_component()
def test_a_component_uses_the_words_of_the_catalogue(component: dict[str, Any]) -> None:
    assert Status(component["status"]) is not Status.PHASING_OUT, "an end date is not known"
    assert Kind(component["kind"])
    assert KEY.fullmatch(component["slug"])
    assert component["status_reason"].endswith(".")
    assert isinstance(component["status_since"], date)


@each_component()
def test_a_component_says_what_people_use_it_for(component: dict[str, Any]) -> None:
    assert 3 <= len(component["purposes"]) <= 6
    assert component["keywords"]
    assert all(isinstance(text, str) for text in component["purposes"] + component["keywords"])


@each_component()
def test_a_status_is_backed_by_a_source(component: dict[str, Any]) -> None:
    assert component.get("evidence") or component.get("sources")


@each_component()
def test_a_licence_is_an_spdx_expression(component: dict[str, Any]) -> None:
    licence = component.get("licence")
    if licence is not None:
        assert str(get_spdx_licensing().parse(licence, validate=True)) == licence


@pytest.mark.parametrize(
    ("rows", "table"), [(ORGANISATIONS, Organisation), (COMPONENTS, Component)]
)
def test_texts_fit_in_their_columns(rows: list[dict[str, Any]], table: type) -> None:
    names = {"key": "slug", "tooi": "tooi_uri", "repository": "repository_url"}
    columns = table.__table__.columns
    for row in rows:
        for field, value in row.items():
            column = columns.get(names.get(field, field))
            if column is not None and isinstance(value, str):
                length = getattr(column.type, "length", None)
                assert length is None or len(value) <= length, (row["name"], field)


def test_addresses_are_https() -> None:
    addresses = [
        row[field]
        for row in [*COMPONENTS, *PRINCIPLES, *STANDARDS, *ORGANISATIONS]
        for field in ("repository", "website", "documentation", "url", "uri", "tooi")
        if field in row
    ]
    addresses += [url for component in COMPONENTS for url in component.get("evidence", [])]
    addresses += [row["evidence"] for rows in HISTORY.values() for row in rows if "evidence" in row]
    assert [address for address in addresses if not URL.fullmatch(address)] == []


def test_there_is_no_way_to_reach_a_person() -> None:
    texts = every_text([COMPONENTS, ORGANISATIONS, PRINCIPLES, RELATIONS])
    assert [text for text in texts if EMAIL.search(text) or TELEPHONE.search(text)] == []


def test_every_organisation_does_something_for_a_component() -> None:
    used = {owner["organisation"] for component in COMPONENTS for owner in component["owners"]}
    assert used == set(keys(ORGANISATIONS))


def test_every_standard_is_met_by_a_component() -> None:
    used = {key for component in COMPONENTS for key in component.get("standards", [])}
    assert used == set(keys(STANDARDS))


@pytest.mark.parametrize("slug", HISTORY)
def test_a_history_is_a_chain_that_ends_in_the_status_of_the_component(
    slug: str,
) -> None:
    steps = HISTORY[slug]
    assert "from" not in steps[0]
    for earlier, later in pairwise(steps):
        assert later["from"] == earlier["to"] != later["to"]
        assert earlier["date"] <= later["date"]
    assert steps[-1]["to"] == BY_SLUG[slug]["status"]
    assert steps[-1]["date"] == BY_SLUG[slug]["status_since"]


def test_relations_connect_two_components_once() -> None:
    triples = [(row["from"], RelationType(row["type"]), row["to"]) for row in RELATIONS]
    assert len(set(triples)) == len(triples)
    for source, _, target in triples:
        assert source != target
        assert {source, target} <= set(BY_SLUG)


@pytest.mark.parametrize(
    "kind", [RelationType.REPLACES, RelationType.PART_OF, RelationType.REQUIRES]
)
def test_relations_do_not_run_in_a_circle(kind: RelationType) -> None:
    order: TopologicalSorter[str] = TopologicalSorter()
    for row in RELATIONS:
        if row["type"] == kind:
            order.add(row["from"], row["to"])
    order.prepare()


def test_what_has_ended_is_not_required_by_something_available() -> None:
    broken = [
        row["from"]
        for row in RELATIONS
        if row["type"] == RelationType.REQUIRES
        and BY_SLUG[row["from"]]["status"] == Status.AVAILABLE
        and BY_SLUG[row["to"]]["status"] != Status.AVAILABLE
    ]
    assert broken == []
