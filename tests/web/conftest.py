"""Fixtures for the pages."""

import pytest

from govhub.accounts.service import start_session
from govhub.platform.db import transaction
from govhub.web.access import SECRET


@pytest.fixture
def sign_in(session):
    """Sign a user in on a browser: ``sign_in(client, user)``."""

    def sign_in(client, user):
        with transaction(session):
            secret = start_session(session, user)
        with client.session_transaction() as cookie:
            cookie[SECRET] = secret
        return client

    return sign_in
