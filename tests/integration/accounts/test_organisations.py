"""What the redactie says about an organisation: its mail domain, and into what it was merged."""

from datetime import date

import pytest

from govhub.accounts import memberships, organisations, queries
from govhub.accounts.models import MembershipRole
from govhub.kernel.errors import InvalidInput, NotAllowed
from govhub.platform.db import transaction
from tests.making import make_member, make_organisation, make_user


@pytest.fixture
def organisation(session):
    return make_organisation(session, name="Gemeente Zwolle")


class TestMailDomain:
    @pytest.fixture
    def propose(self, session, organisation):
        def propose(by, domain="zwolle.nl", to=organisation):
            with transaction(session):
                return organisations.propose_domain(session, by, to, domain)

        return propose

    @pytest.mark.parametrize("written", ["zwolle.nl", " Zwolle.NL ", "@zwolle.nl", "x@zwolle.nl"])
    def test_whoever_has_an_address_there_joins_as_a_reader(
        self, session, organisation, editor, propose, written
    ):
        propose(editor, written)
        user = make_user(session, email="jan@zwolle.nl")
        assert organisations.joinable(session, user) is organisation
        with transaction(session):
            organisations.join(session, user, organisation)
        assert memberships.role_in(user, organisation) is MembershipRole.READER
        assert organisations.joinable(session, user) is None

    def test_joining_takes_no_role_away(self, session, organisation, editor, propose):
        propose(editor)
        user = make_user(session, email="jan@zwolle.nl")
        make_member(session, organisation, MembershipRole.MANAGER, user)
        with transaction(session):
            organisations.join(session, user, organisation)
        assert memberships.role_in(user, organisation) is MembershipRole.MANAGER

    @pytest.mark.parametrize(
        "email", ["jan@sub.zwolle.nl", "jan@nietzwolle.nl", "jan@zwolle.nl.kwaad.nl"]
    )
    def test_only_exactly_that_domain_counts(self, session, organisation, editor, propose, email):
        propose(editor)
        user = make_user(session, email=email)
        assert organisations.joinable(session, user) is None
        with pytest.raises(NotAllowed):
            organisations.join(session, user, organisation)

    def test_nobody_joins_by_what_a_manager_only_proposed(
        self, session, organisation, editor, propose
    ):
        domain = propose(make_member(session, organisation, MembershipRole.MANAGER))
        user = make_user(session, email="jan@zwolle.nl")
        with pytest.raises(NotAllowed):
            organisations.join(session, user, organisation)
        with transaction(session):
            organisations.confirm_domain(session, editor, organisation, domain)
        assert organisations.joinable(session, user) is organisation

    def test_a_manager_does_not_confirm(self, session, organisation, propose):
        manager = make_member(session, organisation, MembershipRole.MANAGER)
        domain = propose(manager)
        with pytest.raises(NotAllowed):
            organisations.confirm_domain(session, manager, organisation, domain)

    def test_an_editor_of_an_organisation_does_not_propose(self, session, organisation, propose):
        with pytest.raises(NotAllowed):
            propose(make_member(session, organisation, MembershipRole.EDITOR))

    @pytest.mark.parametrize(
        "domain", ["", "zwolle", "zwolle .nl", "-a.nl", "a..nl", "gmail.com", "Hotmail.com", "1.1"]
    )
    def test_what_is_no_domain_of_an_organisation_is_refused(self, editor, propose, domain):
        with pytest.raises(InvalidInput):
            propose(editor, domain)

    def test_a_domain_belongs_to_one_organisation(self, session, editor, propose):
        propose(editor)
        with pytest.raises(InvalidInput, match="andere organisatie"):
            propose(editor, to=make_organisation(session))

    def test_who_joined_stays_when_it_is_removed(self, session, organisation, editor, propose):
        domain = propose(editor)
        user = make_user(session, email="jan@zwolle.nl")
        with transaction(session):
            organisations.join(session, user, organisation)
            organisations.remove_domain(session, editor, organisation, domain)
        assert memberships.role_in(user, organisation) is MembershipRole.READER
        assert queries.mail_domains_of(session, organisation) == []


class TestMerging:
    @pytest.fixture
    def new(self, session):
        return make_organisation(session, name="Gemeente Nieuw")

    def test_it_says_so_in_its_name_and_when(self, session, editor, organisation, new):
        with transaction(session):
            organisations.merge(session, editor, organisation, new, since=date(2026, 1, 1))
        assert organisations.full_name(organisation) == (
            "Gemeente Zwolle (opgegaan in Gemeente Nieuw)"
        )
        assert organisations.has_ended(organisation)
        assert organisations.ended_since(organisation) == date(2026, 1, 1)
        assert queries.merged_into(session, new) == [organisation]

    def test_the_last_of_a_row_is_what_is_left(self, session, editor, organisation, new):
        newest = make_organisation(session, name="Gemeente Nieuwst")
        with transaction(session):
            organisations.merge(session, editor, organisation, new)
            organisations.merge(session, editor, new, newest)
        assert organisations.successor(organisation) is newest
        assert queries.merged_into(session, newest) == [new, organisation]

    def test_not_in_itself_and_not_in_a_circle(self, session, editor, organisation, new):
        with pytest.raises(InvalidInput):
            organisations.merge(session, editor, organisation, organisation)
        with transaction(session):
            organisations.merge(session, editor, organisation, new)
        with pytest.raises(InvalidInput):
            organisations.merge(session, editor, new, organisation)

    def test_a_mistake_is_put_right(self, session, editor, organisation, new):
        with transaction(session):
            organisations.merge(session, editor, organisation, new, since=date(2026, 1, 1))
            organisations.merge(session, editor, organisation, None)
        assert not organisations.has_ended(organisation)
        assert organisations.full_name(organisation) == "Gemeente Zwolle"

    def test_only_the_redactie_says_so(self, session, organisation, new):
        manager = make_member(session, organisation, MembershipRole.MANAGER)
        with pytest.raises(NotAllowed):
            organisations.merge(session, manager, organisation, new)
