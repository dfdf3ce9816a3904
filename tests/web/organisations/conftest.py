"""An organisation and people in every role there."""

import pytest

from govhub.accounts.models import MembershipRole
from tests.making import make_component, make_member, make_organisation

READER, EDITOR, MANAGER = MembershipRole


@pytest.fixture
def zwolle(session):
    return make_organisation(session, name="Gemeente Zwolle", kind="gemeente")


@pytest.fixture
def ander(session):
    return make_organisation(session, name="Gemeente Ander", kind="gemeente")


@pytest.fixture
def reader(session, zwolle):
    return make_member(session, zwolle, READER)


@pytest.fixture
def member_editor(session, zwolle):
    return make_member(session, zwolle, EDITOR)


@pytest.fixture
def manager(session, zwolle):
    return make_member(session, zwolle, MANAGER)


@pytest.fixture
def component(session, zwolle):
    """A component of the organisation, that somebody registered on its behalf."""
    return make_component(session, name="Zaakwijzer", owner_slug=zwolle.slug)
