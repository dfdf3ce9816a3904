from datetime import datetime, time

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from govhub.accounts.models import MailDomain, MembershipRole
from govhub.kernel import clock
from govhub.platform.db import transaction
from govhub.platform.links import Signer
from govhub.platform.outbox import RecordedEvent
from govhub.reuse import asking, service
from govhub.reuse.facts import Use
from govhub.reuse.models import Phase
from tests.making import make_component, make_member, make_organisation

EDITOR = MembershipRole.EDITOR
KEY = "a-key-for-the-tests-0123456789-0123456789"


@pytest.fixture
def signer():
    return Signer([KEY])


@pytest.fixture
def make_session(engine):
    return lambda: Session(engine, expire_on_commit=False)


@pytest.fixture
def owner(session):
    return make_organisation(session, name="Gemeente Zwolle")


@pytest.fixture
def keeper(session, owner):
    """A redacteur of the owner."""
    return make_member(session, owner, EDITOR)


@pytest.fixture
def component(session, owner):
    return make_component(session, name="Zaakwijzer", owner_slug=owner.slug)


@pytest.fixture
def organisation(session):
    """The one that uses the component."""
    return make_organisation(session, name="Gemeente Ander")


@pytest.fixture
def user(session, organisation):
    """A redacteur of the one that uses it."""
    return make_member(session, organisation, EDITOR)


@pytest.fixture
def claim(session, component, organisation):
    """Say that the organisation uses the component: ``claim(user, phase="pilot")``."""

    def claim(by, of=None, at=None, *, email=None, **told):
        told = {"phase": Phase(told.pop("phase", "productie")), **told}
        with transaction(session):
            return service.claim(
                session, by, of or component, at or organisation, Use(**told), email=email
            )

    return claim


@pytest.fixture
def confirm(session):
    def confirm(by, reuse):
        with transaction(session):
            service.confirm(session, by, reuse)
        return reuse

    return confirm


@pytest.fixture
def dispute(session):
    def dispute(by, reuse, reason="Wij kennen dit niet."):
        with transaction(session):
            service.dispute(session, by, reuse, reason=reason)
        return reuse

    return dispute


@pytest.fixture
def told(session):
    """What was told of under this name, the oldest first."""

    def told(name):
        session.rollback()
        return [
            event.payload
            for event in session.scalars(
                select(RecordedEvent).where(RecordedEvent.name == name).order_by(RecordedEvent.id)
            )
        ]

    return told


@pytest.fixture
def token(signer, told):
    """The token of the newest link in an event of this name."""

    def token(name="reuse.claimed"):
        return signer.token(asking.ANSWER, told(name)[-1]["link_id"])

    return token


@pytest.fixture
def domain(session):
    """Say that addresses at this domain are of the organisation: ``domain(organisation)``."""

    def domain(organisation, name="ander.nl", *, is_confirmed=True):
        with transaction(session):
            session.add(
                MailDomain(
                    organisation_id=organisation.id,
                    domain=name,
                    confirmed_at=clock.now() if is_confirmed else None,
                )
            )

    return domain


def on(day, hour=9):
    """Return the block in which it is this day."""
    return clock.at(datetime.combine(day, time(hour), clock.AMSTERDAM))
