"""Codes of an authenticator app: right, of now, and once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Barrier

import pyotp
import pytest
from sqlalchemy.orm import Session

from govhub.accounts import totp
from govhub.accounts.models import User
from govhub.kernel import clock
from govhub.kernel.errors import Conflict
from govhub.platform.db import transaction
from tests.making import make_user

STEP = timedelta(seconds=30)
MORNING = datetime(2026, 3, 2, 9, tzinfo=clock.AMSTERDAM)


@pytest.fixture
def user(session):
    """Somebody who just asked to link an app."""
    user = make_user(session)
    with transaction(session):
        totp.begin(session, user)
    return user


@pytest.fixture
def check(session):
    def try_it(user, code, at):
        with clock.at(at), transaction(session):
            return totp.check(session, user, code)

    return try_it


def confirm(session, user, code, at=MORNING):
    with clock.at(at), transaction(session):
        return totp.confirm(session, user, code)


def code_at(user, moment):
    return pyotp.TOTP(user.totp_secret).at(moment)


@pytest.fixture
def linked(session, user):
    """Somebody whose app counts since a while."""
    assert confirm(session, user, code_at(user, MORNING - 10 * STEP), MORNING - 10 * STEP)
    return user


def test_the_app_counts_once_it_showed_the_right_code(session, user, check):
    assert totp.waiting_secret(user).secret == user.totp_secret
    assert not check(user, code_at(user, MORNING), MORNING)
    assert not confirm(session, user, "000000")
    assert user.totp_confirmed_at is None
    assert confirm(session, user, code_at(user, MORNING))
    assert user.totp_confirmed_at == MORNING
    assert totp.waiting_secret(user) is None


def test_the_code_that_linked_the_app_does_not_sign_in(session, user, check):
    code = code_at(user, MORNING)
    assert confirm(session, user, code)
    assert not check(user, code, MORNING)


def test_a_code_works_once(linked, check):
    code = code_at(linked, MORNING)
    assert check(linked, code, MORNING)
    assert not check(linked, code, MORNING)
    assert not check(linked, code, MORNING + STEP)


def test_after_a_code_an_older_one_does_not_work(linked, check):
    assert check(linked, code_at(linked, MORNING), MORNING)
    assert not check(linked, code_at(linked, MORNING - STEP), MORNING)
    assert check(linked, code_at(linked, MORNING + STEP), MORNING)


@pytest.mark.parametrize(
    ("steps", "is_right"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)]
)
def test_a_clock_may_be_one_step_off(linked, check, steps, is_right):
    assert check(linked, code_at(linked, MORNING + steps * STEP), MORNING) is is_right


def test_blanks_in_a_code_do_not_matter(linked, check):
    code = code_at(linked, MORNING)
    assert check(linked, f" {code[:3]} {code[3:]} ", MORNING)


@pytest.mark.parametrize("code", ["", "1", "12345x", "٠١٢٣٤٥", "é" * 6, "0" * 5000])
def test_nonsense_is_no_code(linked, check, code):
    assert not check(linked, code, MORNING)


def test_the_app_of_somebody_else_does_not_count(session, linked, check):
    other = make_user(session)
    with transaction(session):
        totp.begin(session, other)
    assert not check(linked, code_at(other, MORNING), MORNING)


def test_a_second_app_is_refused_until_the_first_is_gone(session, linked):
    with pytest.raises(Conflict), transaction(session):
        totp.begin(session, linked)
    with transaction(session):
        totp.remove(session, linked)
        totp.begin(session, linked)
    assert totp.waiting_secret(linked)


def test_asking_again_makes_another_secret(session, user):
    before = user.totp_secret
    with transaction(session):
        totp.begin(session, user)
    assert user.totp_secret != before


def test_two_browsers_with_one_code_do_not_both_get_in(engine, linked):
    code, together = code_at(linked, MORNING), Barrier(4)

    def show(_number):
        with Session(engine, expire_on_commit=False) as own, clock.at(MORNING):
            together.wait(timeout=10)
            with transaction(own):
                return totp.check(own, own.get_one(User, linked.id), code)

    with ThreadPoolExecutor(4) as browsers:
        assert sorted(browsers.map(show, range(4))) == [False, False, False, True]
