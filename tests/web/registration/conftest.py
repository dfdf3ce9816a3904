import pytest

from govhub.catalogue.vocabulary import Publication
from tests.making import make_component


@pytest.fixture
def me(browser, submitter):
    """The browser of the submitter."""
    return browser(submitter)


@pytest.fixture
def draft(session, submitter):
    """A draft of the submitter that lacks nothing."""
    return make_component(
        session,
        name="Zaakregister",
        publication=Publication.DRAFT,
        submitted_by=submitter,
    )
