import pytest


@pytest.fixture
def me(browser, submitter):
    """The browser of who registered the component."""
    return browser(submitter)


@pytest.fixture
def redactie(browser, editor):
    """The browser of somebody of the redactie."""
    return browser(editor)
