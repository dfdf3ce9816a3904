from dataclasses import replace

import pytest

from govhub.catalogue import changing, correcting, planning
from govhub.catalogue.changing import StatusWish
from govhub.platform.db import transaction
from tests.inspector import page, words
from tests.web.catalogue.explaining import Explaining


@pytest.fixture
def found(client):
    """Return the names in the list at this address, in order: ``found("q=zaak")``."""

    def names(query=""):
        answer = client.get(f"/componenten?{query}")
        assert answer.status_code == 200
        return [words(title) for title in page(answer).find_class("gh-result__title")]

    return names


@pytest.fixture
def listed(client):
    """Return the page with the list: ``listed("q=zaak")``."""

    def open_list(query=""):
        answer = client.get(f"/componenten?{query}")
        assert answer.status_code == 200
        return page(answer)

    return open_list


@pytest.fixture
def engine_says(app):
    """The engine of the application, for tests of what a page does with an answer."""
    services = app.extensions["govhub"]
    explaining = Explaining(services.search)
    app.extensions["govhub"] = replace(services, search=explaining)
    yield explaining
    app.extensions["govhub"] = services


@pytest.fixture
def shown(client):
    """Return the page of a component: ``shown(component, op="2026-03-01")``."""

    def open_page(component, **parameters):
        answer = client.get(f"/componenten/{component.slug}", query_string=parameters)
        assert answer.status_code == 200
        return page(answer)

    return open_page


@pytest.fixture
def decide(session):
    """Change or announce a status: ``decide(component, Status.DEMO, on=…, reason=…)``."""

    def decide(component, new, *, on=None, decided_by="Gemeente Delft", **wish):
        wish = StatusWish(new=new, effective_on=on, **wish)
        with transaction(session):
            if on:
                return planning.announce(
                    session, component, wish, decided_by=decided_by, is_approved=True
                )
            return changing.change_status(session, component, wish, decided_by=decided_by)

    return decide


@pytest.fixture
def correct(session):
    """Say that the last change was a mistake: ``correct(component, Status.DEMO)``."""

    def correct(component, new, reason="Vergissing."):
        with transaction(session):
            line = correcting.correctable(session, component)
            return correcting.correct(
                session,
                component,
                line,
                new=new,
                reason=reason,
                decided_by="Gemeente Delft",
                is_editor=True,
            )

    return correct
