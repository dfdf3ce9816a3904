"""Fixtures for the pages about relations."""

import pytest

from govhub.catalogue import relations
from govhub.catalogue.vocabulary import RelationType
from govhub.platform.db import transaction
from tests.making import make_component


@pytest.fixture
def me(browser, submitter):
    """The browser of who registered the component."""
    return browser(submitter)


@pytest.fixture
def redactie(browser, editor):
    """The browser of a redacteur."""
    return browser(editor)


@pytest.fixture
def mine(session, submitter):
    """A public component that is mine."""
    return make_component(session, name="Formulierenmaker", submitted_by=submitter)


@pytest.fixture
def other(session):
    """A public component of somebody else."""
    return make_component(session, name="Inlogdienst", aliases=("Eherkenning",))


@pytest.fixture
def related(session):
    """Say how two stand to each other: ``related(one, "vereist", other)``."""

    def relate(source, type_, target, reason=None):
        with transaction(session):
            return relations.relate(session, source, target, RelationType(type_), reason=reason)

    return relate


@pytest.fixture
def said(session):
    """Everything that is said of a component, in words."""

    def words(component):
        session.rollback()
        return [
            f"{each.source.name} {each.type.value} {each.target.name}"
            for each in relations.relations_of(session, component)
        ]

    return words
