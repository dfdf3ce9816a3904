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
        summary="Registreert zaken van gemeenten en toont inwoners de voortgang.",
        publication=Publication.DRAFT,
        submitted_by=submitter,
    )


@pytest.fixture
def twin(session):
    """A public component with the name of the draft."""
    return make_component(
        session,
        name="Zaak-register",
        summary="Houdt bij wat er met een aanvraag gebeurt.",
        owner_slug="gemeente-ander",
    )
