import pytest

from govhub.accounts import service
from govhub.platform.db import transaction
from govhub.platform.links import Signer

KEY = "a-key-for-the-tests-0123456789-0123456789"


@pytest.fixture
def signer():
    return Signer([KEY])


def link_for(session, signer, email, back=None):
    """Return the token in the mail that this address would get."""
    with transaction(session):
        link = service.sign_in_link(session, email, back)
    return signer.token(service.SIGN_IN, str(link.id))


def sign_in(session, signer, email, back=None):
    """Sign in on a new browser, all the way."""
    token = link_for(session, signer, email, back)
    with transaction(session):
        return service.sign_in(session, signer, token)
