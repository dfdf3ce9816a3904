"""What each role would miss on the page of a component."""

import pytest

from govhub.catalogue.serving import PrincipleDetail
from govhub.catalogue.vocabulary import Kind
from govhub.guidance.models import Role
from govhub.registration.completeness import readers
from tests.making import make_component

EVERYTHING = {
    "keywords": ("zaken",),
    "website_url": "https://www.voorbeeld.nl",
    "api_docs_url": "https://api.voorbeeld.nl",
    "demo_url": "https://demo.voorbeeld.nl",
    "roadmap_url": "https://plan.voorbeeld.nl",
    "maintenance": "community",
    "conditions": "Geen.",
    "software_version": "2",
    "standard_keys": ("zgw",),
    "principle_keys": ("samenwerking",),
    "principle_details": {"samenwerking": PrincipleDetail(motivation="Iedereen deelt het.")},
    "platforms": ("web",),
    "languages": ("nl",),
}


def missed(component, **how):
    return {each.role: [miss.field for miss in each.misses] for each in readers(component, **how)}


def test_every_role_and_who_searches_are_told_of(session):
    found = missed(make_component(session, **EVERYTHING))
    assert found == {None: [], **{role: [] for role in Role}}


@pytest.mark.parametrize(
    ("field", "roles"),
    [
        ("keywords", {None}),
        ("conditions", {Role.PROJECT_LEAD, Role.LAWYER, Role.BUYER}),
        ("maintenance", {Role.CXO, Role.PROJECT_LEAD, Role.BUYER}),
        ("licence", {Role.DEVELOPER, Role.LAWYER, Role.BUYER}),
        ("repository_url", {Role.DEVELOPER}),
        ("roadmap_url", {Role.CXO, Role.PROJECT_LEAD}),
        ("description", {Role.POLICY_MAKER, Role.PROJECT_LEAD}),
    ],
)
def test_who_looks_for_it_misses_it(session, field, roles):
    nothing = {"keywords": (), "description": ""}.get(field)
    component = make_component(session, **{**EVERYTHING, field: nothing})
    assert {role for role, fields in missed(component).items() if field in fields} == roles


def test_what_is_asked_anyhow_is_not_said_twice(session):
    component = make_component(session, documentation_url=None)
    assert "documentation_url" in missed(component)[Role.DEVELOPER]
    assert (
        "documentation_url" not in missed(component, besides={"documentation_url"})[Role.DEVELOPER]
    )


@pytest.mark.parametrize("kind", [Kind.SERVICE, Kind.REGISTER, Kind.KNOWLEDGE])
def test_nobody_misses_the_code_of_what_has_none(session, kind):
    component = make_component(session, kind=kind, repository_url=None, licence=None)
    every = {field for fields in missed(component).values() for field in fields}
    assert not every & {"repository_url", "licence", "platforms", "software_version"}
    assert "conditions" in every


def test_a_principle_without_a_word_why_is_missed_by_who_makes_policy(session):
    component = make_component(session, **{**EVERYTHING, "principle_details": {}})
    assert missed(component)[Role.POLICY_MAKER] == ["principle_keys"]


def test_a_reason_not_to_be_open_answers_where_the_code_is(session):
    component = make_component(session, repository_url=None, licence=None, closed_reason="Geheim.")
    assert not {"repository_url", "licence"} & set(missed(component)[Role.DEVELOPER])
