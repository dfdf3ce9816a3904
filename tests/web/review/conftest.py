from dataclasses import replace

import pytest

from govhub.catalogue.changing import StatusWish
from govhub.catalogue.status import Status
from govhub.catalogue.vocabulary import Publication
from govhub.platform.db import transaction
from govhub.registration import edits, service, waiting_edits
from govhub.registration.proposals import propose_or_change_status
from tests.making import make_component, make_editor, make_user

DECISION = "//main//form[starts-with(@id, 'besluit-')]"
"""The form to decide, when one thing waits."""


@pytest.fixture
def redactie(session, browser):
    """The browser of a redacteur."""
    return browser(make_editor(session))


@pytest.fixture
def submit(session, submitter):
    """Submit a component: ``submit(name=…)``."""

    def submit(**overrides):
        component = make_component(
            session, publication=Publication.DRAFT, submitted_by=submitter, **overrides
        )
        with transaction(session):
            service.submit(session, submitter, component)
        return component

    return submit


@pytest.fixture
def propose(session, submitter):
    """Ask for the status Beschikbaar: ``propose(reason=…)``."""

    def propose(*, component=None, **more):
        component = component or make_component(session, status=Status.DEMO, submitted_by=submitter)
        with transaction(session):
            propose_or_change_status(
                session,
                submitter,
                component,
                StatusWish(new=Status.AVAILABLE, **more),
                seen=component.status,
            )
        return component

    return propose


@pytest.fixture
def edit(session, submitter):
    """Let a keeper edit a public component: ``edit(component, licence="MIT")``."""

    def edit(component, *, user=submitter, **facts):
        with transaction(session):
            return edits.save_or_propose(
                session,
                user,
                component,
                replace(waiting_edits.as_proposed(session, user, component), **facts),
                seen_version=component.version,
            )

    return edit


@pytest.fixture
def suggest(session):
    """Let somebody else propose an edit: ``suggest(component, summary="Nieuw.")``."""

    def suggest(component, *, user=None, reason="Zo staat het op hun site.", **facts):
        user = user or make_user(session)
        with transaction(session):
            return edits.propose(
                session,
                user,
                component,
                replace(waiting_edits.as_proposed(session, user, component), **facts),
                seen_version=component.version,
                reason=reason,
            )

    return suggest
