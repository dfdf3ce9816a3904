from datetime import timedelta

import pytest

from govhub.catalogue.changing import StatusWish
from govhub.catalogue.status import Status
from govhub.kernel import clock
from govhub.platform.db import transaction
from govhub.registration.proposals import propose_or_change_status


@pytest.fixture
def me(browser, submitter):
    """The browser of the submitter."""
    return browser(submitter)


@pytest.fixture
def redactie(browser, editor):
    """The browser of a redacteur."""
    return browser(editor)


@pytest.fixture
def decide(session, submitter):
    """Do what the form does, as the submitter: ``decide(component, Status.DEMO, in_days=30)``."""

    def decide(component, new, *, user=submitter, in_days=None, **more):
        if in_days is not None:
            more["effective_on"] = clock.today() + timedelta(days=in_days)
        with transaction(session):
            return propose_or_change_status(
                session, user, component, StatusWish(new=new, **more), seen=component.status
            )

    return decide


@pytest.fixture
def announced(public, decide):
    """A component in concept whose demo was announced for over 30 days, and the announcement."""
    component = public(name="Zaakregister", status=Status.CONCEPT)
    return component, decide(component, Status.DEMO, in_days=30, reason="Dan is het klaar.")
