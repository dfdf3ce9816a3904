"""Who works for an organisation, in which role, and who decides about that."""

import pytest

from govhub.accounts import memberships, queries
from govhub.accounts.models import MembershipRole
from govhub.kernel.errors import Conflict, NotAllowed
from govhub.platform import audit
from govhub.platform.audit import AuditFilter
from govhub.platform.db import transaction
from tests.making import make_member, make_organisation, make_user

READER, EDITOR, MANAGER = MembershipRole


@pytest.fixture
def organisation(session):
    return make_organisation(session, name="Gemeente Zwolle")


@pytest.fixture
def manager(session, organisation):
    return make_member(session, organisation, MANAGER)


def of(session, organisation, user):
    return queries.membership(session, organisation, user)


@pytest.mark.parametrize(
    ("role", "edits", "manages"),
    [(None, False, False), (READER, False, False), (EDITOR, True, False), (MANAGER, True, True)],
)
def test_each_role_may_what_the_ones_before_it_may(session, organisation, role, edits, manages):
    user = make_member(session, organisation, role) if role else make_user(session)
    assert memberships.role_in(user, organisation) is role
    assert memberships.may_edit_for(user, organisation) is edits
    assert memberships.may_manage(user, organisation) is manages


def test_a_role_counts_only_in_its_own_organisation(session, organisation, manager):
    other = make_organisation(session)
    assert memberships.role_in(manager, other) is None


def test_without_a_second_factor_nobody_manages_but_editing_goes_on(organisation, manager):
    manager.is_limited = True
    assert not memberships.may_manage(manager, organisation)
    assert memberships.may_edit_for(manager, organisation)


def test_somebody_may_work_for_more_organisations(session, organisation):
    user = make_member(session, organisation, EDITOR)
    other = make_organisation(session, name="Gemeente Aa en Hunze")
    make_member(session, other, MANAGER, user)
    make_member(session, make_organisation(session), READER, user)
    assert memberships.organisations_of(user) == [other, organisation]
    assert memberships.organisations_of(user, MANAGER) == [other]


def test_joining_again_never_lowers_a_role(session, organisation, manager):
    make_member(session, organisation, READER, manager)
    assert memberships.role_in(manager, organisation) is MANAGER


class TestMerged:
    @pytest.fixture
    def old(self, session, organisation):
        return make_organisation(session, name="Gemeente Klein", merged_into=organisation)

    def test_its_own_people_keep_their_role_and_those_of_the_new_one_have_it_too(
        self, session, organisation, manager, old
    ):
        own = make_member(session, old, EDITOR)
        assert memberships.role_in(own, old) is EDITOR
        assert memberships.role_in(own, organisation) is None
        assert memberships.may_manage(manager, old)

    def test_it_goes_on_through_a_second_merger(self, session, manager, old):
        oldest = make_organisation(session, merged_into=old)
        assert memberships.may_manage(manager, oldest)
        assert [each.id for each in memberships.managers(session, oldest)] == [manager.id]

    def test_a_circle_ends(self, session, organisation, old, manager):
        with transaction(session):
            organisation.merged_into = old
        assert memberships.may_manage(manager, old)


class TestChanging:
    def test_a_manager_changes_a_role_and_the_log_says_so(self, session, organisation, manager):
        user = make_member(session, organisation, READER)
        with transaction(session):
            memberships.change_role(session, manager, of(session, organisation, user), EDITOR)
        assert memberships.role_in(user, organisation) is EDITOR
        entry = audit.entries(session, AuditFilter(action="rol-gewijzigd"), limit=1)[0]
        assert entry.subject == "organisatie:gemeente-zwolle"
        assert entry.actor == str(manager.public_id)
        assert entry.details == {
            "gebruiker": str(user.public_id),
            "rol": "redacteur",
            "was": "lezer",
        }

    @pytest.mark.parametrize("role", [READER, EDITOR])
    def test_nobody_else_does(self, session, organisation, manager, role):
        user = make_member(session, organisation, role)
        for change in (
            lambda: memberships.change_role(
                session, user, of(session, organisation, user), MANAGER
            ),
            lambda: memberships.remove(session, user, of(session, organisation, manager)),
        ):
            with pytest.raises(NotAllowed):
                change()

    def test_a_manager_of_another_organisation_does_not(self, session, organisation, manager):
        stranger = make_member(session, make_organisation(session), MANAGER)
        with pytest.raises(NotAllowed):
            memberships.remove(session, stranger, of(session, organisation, manager))

    def test_the_last_manager_stays(self, session, organisation, manager):
        make_member(session, organisation, EDITOR)
        with pytest.raises(Conflict, match="enige beheerder"):
            memberships.remove(session, manager, of(session, organisation, manager))
        with pytest.raises(Conflict, match="enige beheerder"):
            memberships.change_role(session, manager, of(session, organisation, manager), READER)

    def test_of_two_managers_one_may_go(self, session, organisation, manager):
        make_member(session, organisation, MANAGER)
        with transaction(session):
            memberships.remove(session, manager, of(session, organisation, manager))
        assert memberships.role_in(manager, organisation) is None

    def test_the_redactie_may_remove_the_last_manager(self, session, organisation, manager, editor):
        with transaction(session):
            memberships.remove(session, editor, of(session, organisation, manager))
        assert queries.members_of(session, organisation) == []

    def test_anybody_may_leave(self, session, organisation, manager):
        user = make_member(session, organisation, READER)
        with transaction(session):
            memberships.remove(session, user, of(session, organisation, user))
        assert queries.membership(session, organisation, user) is None
