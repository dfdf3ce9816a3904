"""Codes for who lost the second factor: shown once, kept as a hash, each used once."""

import sqlalchemy as sa

from govhub.accounts import queries, recovery
from govhub.accounts.models import RecoveryCode
from govhub.platform.db import transaction
from tests.making import make_user


def renew(session, user):
    with transaction(session):
        return recovery.renew(session, user)


def use(session, user, code):
    with transaction(session):
        return recovery.use(session, user, code)


def test_there_are_ten_and_the_database_does_not_know_them(session):
    user = make_user(session)
    codes = renew(session, user)
    assert len(set(codes)) == 10
    kept = set(session.scalars(sa.select(RecoveryCode.code_hash)))
    assert len(kept) == 10
    assert not kept & set(codes)


def test_a_code_works_once_however_it_was_typed(session):
    user = make_user(session)
    first, second, *_ = renew(session, user)
    assert use(session, user, first)
    assert not use(session, user, first)
    assert use(session, user, f"  {second.upper().replace('-', ' ')} ")
    assert queries.number_of_recovery_codes(session, user) == 8


def test_new_codes_replace_the_old_ones(session):
    user = make_user(session)
    old = renew(session, user)
    new = renew(session, user)
    assert not any(use(session, user, code) for code in old)
    assert use(session, user, new[0])


def test_a_code_is_of_one_person(session):
    codes = renew(session, make_user(session))
    other = make_user(session)
    renew(session, other)
    assert not use(session, other, codes[0])


def test_nothing_is_no_code(session):
    user = make_user(session)
    renew(session, user)
    assert not any(use(session, user, code) for code in ("", " ", "-", "x" * 5000))
