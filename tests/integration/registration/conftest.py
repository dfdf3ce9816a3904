import uuid

import pytest

from govhub.catalogue.facts import Facts
from govhub.catalogue.status import Status
from govhub.catalogue.vocabulary import Publication
from govhub.platform.db import transaction
from govhub.registration import service
from tests.making import make_component


@pytest.fixture
def start(session, submitter):
    """Start a draft as the submitter does: ``start(name=…)``."""

    def start(form_id=None, *, user=submitter, status=Status.CONCEPT, **facts):
        with transaction(session):
            return service.start(
                session,
                user,
                Facts(**{"name": "Zaakregister"} | facts),
                status=status,
                form_id=form_id or uuid.uuid4(),
            )

    return start


@pytest.fixture
def draft(session, submitter):
    """A draft that lacks nothing."""
    return make_component(session, publication=Publication.DRAFT, submitted_by=submitter)


@pytest.fixture
def submitted(session, submitter, draft):
    with transaction(session):
        service.submit(session, submitter, draft)
    return draft
