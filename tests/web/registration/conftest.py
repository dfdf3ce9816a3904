import pytest

from govhub.catalogue.vocabulary import Publication
from tests.making import make_component, make_editor, make_user


@pytest.fixture
def submitter(session):
    return make_user(session)


@pytest.fixture
def editor(session):
    return make_editor(session)


@pytest.fixture
def browser(app, session, sign_in):
    """A browser in which somebody is signed in: ``browser(user)``."""

    def browser(user):
        return sign_in(app.test_client(session=session), user)

    return browser


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


@pytest.fixture
def public(session, submitter):
    """A component of the submitter that everybody sees; ``public(status=…)``."""

    def public(**overrides):
        return make_component(session, submitted_by=submitter, **overrides)

    return public
