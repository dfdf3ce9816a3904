import re

import pytest

from govhub.accounts.models import MailDomain, MembershipRole
from govhub.kernel import clock
from govhub.platform.db import transaction
from govhub.reuse import service
from govhub.reuse.facts import Use
from govhub.reuse.models import Phase
from tests.making import make_component, make_member, make_organisation

EDITOR = MembershipRole.EDITOR
PAGE = "/componenten/zaakwijzer/gebruik"


@pytest.fixture
def owner(session):
    return make_organisation(session, name="Gemeente Zwolle")


@pytest.fixture
def keeper(session, owner):
    return make_member(session, owner, EDITOR)


@pytest.fixture
def component(session, owner):
    return make_component(session, name="Zaakwijzer", owner_slug=owner.slug)


@pytest.fixture
def organisation(session):
    return make_organisation(session, name="Gemeente Ander")


@pytest.fixture
def user(session, organisation):
    return make_member(session, organisation, EDITOR)


@pytest.fixture
def claim(session, component, organisation):
    def claim(by, *, phase="productie", at=None, email=None, **told):
        with transaction(session):
            return service.claim(
                session,
                by,
                component,
                at or organisation,
                Use(phase=Phase(phase), **told),
                email=email,
            )

    return claim


@pytest.fixture
def confirmed(session, claim, user, keeper):
    """The organisation uses it, say both."""
    reuse = claim(user)
    with transaction(session):
        service.confirm(session, keeper, reuse)
    return reuse


@pytest.fixture
def domain(session, organisation):
    with transaction(session):
        session.add(
            MailDomain(organisation_id=organisation.id, domain="ander.nl", confirmed_at=clock.now())
        )


@pytest.fixture
def link(work, mail):
    """The address in the newest mail: ``link("jan@ander.nl")``."""

    def link(to):
        work()
        text = next(message.text for message in reversed(mail.sent) if message.to == to)
        return re.search(r"http://localhost(/gebruik/bevestigen/\S+)", text)[1]

    return link
