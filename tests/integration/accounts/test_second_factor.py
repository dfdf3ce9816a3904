"""Who needs a second factor, what is left to do in a browser, and doing without."""

import pytest

from govhub.accounts import queries, recovery, second_factor, service, sessions
from govhub.accounts.models import Membership, MembershipRole, Passkey, UserRole
from govhub.accounts.second_factor import Factor, Step
from govhub.kernel import clock
from govhub.kernel.errors import NotAllowed
from govhub.platform import audit
from govhub.platform.audit import AuditFilter
from govhub.platform.db import transaction
from tests.making import make_editor, make_organisation, make_user


@pytest.fixture
def member(session):
    def make(role):
        user, organisation = make_user(session), make_organisation(session)
        with transaction(session):
            user.memberships.append(
                Membership(organisation=organisation, role=role, created_at=clock.now())
            )
        return user

    return make


@pytest.fixture
def give(session):
    """Give somebody a passkey or an app without asking a device."""

    def give_it(user, *, passkeys=0, app=False):
        with transaction(session):
            for number in range(passkeys):
                session.add(
                    Passkey(
                        user=user,
                        name=f"telefoon {number}",
                        credential_id=f"{user.id}-{number}".encode(),
                        public_key=b"x",
                        created_at=clock.now(),
                    )
                )
            if app:
                user.totp_secret, user.totp_confirmed_at = (
                    "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP",
                    clock.now(),
                )
        return user

    return give_it


@pytest.fixture
def step_of(session):
    def step(user, **how):
        with transaction(session):
            secret = service.start_session(session, user, **how)
        return second_factor.step(queries.signed_in_browser(session, secret))

    return step


def actions(session):
    return [each.action for each in audit.entries(session, AuditFilter(), limit=99)]


@pytest.mark.parametrize("role", UserRole)
def test_the_redactie_needs_one(session, step_of, role):
    user = make_user(session, role=role)
    needs = role is not UserRole.SUBMITTER
    assert second_factor.needs_second_factor(user) is needs
    assert step_of(user) is (Step.SET_UP if needs else Step.DONE)


@pytest.mark.parametrize("role", MembershipRole)
def test_who_manages_an_organisation_needs_one(member, step_of, role):
    user = member(role)
    needs = role is MembershipRole.MANAGER
    assert second_factor.needs_second_factor(user) is needs
    assert step_of(user) is (Step.SET_UP if needs else Step.DONE)


@pytest.mark.parametrize("has", [{"passkeys": 1}, {"app": True}])
@pytest.mark.parametrize("make", [make_user, make_editor])
def test_who_has_one_shows_it_each_time(session, give, step_of, make, has):
    user = give(make(session), **has)
    assert step_of(user) is Step.SHOW
    assert step_of(user, has_second_factor=True) is Step.DONE


def test_taking_the_step_gives_the_browser_another_secret(session, give):
    user = give(make_editor(session), app=True)
    with transaction(session):
        before = service.start_session(session, user)
        after = sessions.pass_second_step(session, before)
    assert queries.signed_in_browser(session, before) is None
    assert second_factor.step(queries.signed_in_browser(session, after)) is Step.DONE


def test_a_session_that_ended_takes_no_step(session):
    with pytest.raises(LookupError), transaction(session):
        sessions.pass_second_step(session, "onbekend")


def test_a_recovery_code_stands_in_for_the_app_and_is_noted(session, give):
    user = give(make_editor(session), app=True)
    with transaction(session):
        codes = recovery.renew(session, user)
    with transaction(session):
        assert second_factor.take_code(session, user, "000000") is None
        assert second_factor.take_code(session, user, codes[0]) is Factor.RECOVERY_CODE
    assert actions(session) == ["herstelcode-gebruikt"]


def test_who_gets_a_first_factor_gets_codes_once(session, give):
    user = give(make_user(session), app=True)
    with transaction(session):
        assert len(second_factor.codes_for_first(session, user)) == recovery.NUMBER
        assert second_factor.codes_for_first(session, user) is None


def test_the_last_factor_stays_when_the_role_asks_one(session, give):
    user = give(make_editor(session), app=True)
    with pytest.raises(NotAllowed), transaction(session):
        second_factor.remove_app(session, user)
    give(user, passkeys=1)
    with transaction(session):
        second_factor.remove_app(session, user)
    passkey = queries.passkeys_of(session, user)[0]
    with pytest.raises(NotAllowed), transaction(session):
        second_factor.remove_passkey(session, user, passkey)
    assert second_factor.has_second_factor(session, user)


def test_who_may_do_without_loses_the_codes_with_the_last_factor(session, give):
    user = give(make_user(session), passkeys=2)
    with transaction(session):
        recovery.renew(session, user)
    for left, codes in ((1, recovery.NUMBER), (0, 0)):
        with transaction(session):
            passkey = queries.passkeys_of(session, user)[0]
            second_factor.remove_passkey(session, user, passkey)
        assert len(queries.passkeys_of(session, user)) == left
        assert queries.number_of_recovery_codes(session, user) == codes


def test_a_reset_forgets_everything_and_signs_out_everywhere(session, give, step_of):
    user = give(make_editor(session), passkeys=1, app=True)
    with transaction(session):
        recovery.renew(session, user)
    step_of(user)
    with transaction(session):
        second_factor.reset(session, user)
    assert not second_factor.has_second_factor(session, user)
    assert queries.number_of_recovery_codes(session, user) == 0
    assert queries.sessions_of(session, user) == []
    assert step_of(user) is Step.SET_UP


def test_who_is_limited_is_no_editor_to_any_rule(session):
    editor = make_editor(session)
    assert editor.is_editor
    editor.is_limited = True
    assert not editor.is_editor
