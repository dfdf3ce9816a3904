"""Who the provider of an organisation says that somebody is."""

import pytest
import sqlalchemy as sa

from govhub.accounts import oidc, queries
from govhub.accounts.models import Identity, User, UserRole
from govhub.accounts.oidc import Claims, NotKnown
from govhub.platform.db import transaction
from tests.making import make_editor, make_user

ISSUER = "https://login.voorbeeld.nl"


def claims(**overrides):
    said = {
        "iss": ISSUER,
        "sub": "4711",
        "email": "Ria@voorbeeld.nl",
        "email_verified": True,
    }
    return Claims.read(said | overrides)


@pytest.fixture
def sign_in(session):
    def sign_in(**overrides):
        with transaction(session):
            return oidc.sign_in(session, claims(**overrides))

    return sign_in


def test_who_is_new_becomes_an_aanmelder(session, sign_in):
    user = sign_in().user
    assert (user.email, user.role) == ("ria@voorbeeld.nl", UserRole.SUBMITTER)
    identity = session.scalars(sa.select(Identity)).one()
    assert (identity.issuer, identity.subject, identity.user_id) == (ISSUER, "4711", user.id)


def test_a_verified_address_tells_who_is_known_the_first_time(session, sign_in):
    editor = make_editor(session, email="ria@voorbeeld.nl")
    assert sign_in().user == editor
    assert editor.role is UserRole.EDITOR


@pytest.mark.parametrize("verified", [False, None, "true", 1])
def test_an_address_that_was_not_verified_tells_nothing(session, sign_in, verified):
    make_user(session, email="ria@voorbeeld.nl")
    with pytest.raises(NotKnown):
        sign_in(email_verified=verified)
    assert session.scalars(sa.select(Identity)).all() == []


def test_afterwards_the_number_counts_and_not_the_address(session, sign_in):
    first = sign_in().user
    other = make_user(session, email="piet@voorbeeld.nl")
    assert sign_in(email="piet@voorbeeld.nl").user == first != other
    assert sign_in(email=None, email_verified=None).user == first


def test_the_same_number_at_another_provider_is_somebody_else(session, sign_in):
    first = sign_in().user
    other = sign_in(iss="https://login.example", email="jan@voorbeeld.nl").user
    assert first != other
    assert session.scalar(sa.select(sa.func.count(User.id))) == 2


@pytest.mark.parametrize(
    "said", [{"sub": ""}, {"sub": None}, {"sub": 7}, {"iss": None}, {"sub": "x" * 256}]
)
def test_without_a_number_nobody_signs_in(said):
    with pytest.raises(NotKnown):
        claims(**said)


def test_an_address_that_is_none_is_refused(sign_in):
    with pytest.raises(NotKnown):
        sign_in(email="ria@voorbeeld.nl\nBcc: piet@voorbeeld.nl")


@pytest.mark.parametrize(
    ("said", "counts"),
    [
        ({"amr": ["pwd", "mfa"]}, True),
        ({"acr": "https://refeds.org/profile/mfa"}, True),
        ({"amr": ["pwd"]}, False),
        ({"amr": "mfa-not"}, False),
        ({"amr": [["mfa"]], "acr": {"mfa": True}}, False),
        ({}, False),
    ],
)
def test_two_factors_at_the_provider_count_here(session, sign_in, said, counts):
    secret = sign_in(**said).secret
    browser = queries.signed_in_browser(session, secret)
    assert (browser.session.second_factor_at is not None) is counts
