"""Two components become one: everything of the double goes to the other, once."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from govhub.catalogue import hiding, merging, planning, queries, service
from govhub.catalogue.changing import StatusWish
from govhub.catalogue.facts import Facts, facts_of
from govhub.catalogue.ledger.models import PlannedChange
from govhub.catalogue.ledger.queries import status_history, waiting_plans
from govhub.catalogue.models import OldSlug, RegistryAction, Relation
from govhub.catalogue.status import Status
from govhub.catalogue.vocabulary import Publication
from govhub.following.models import Interest, Rhythm, Subscription
from govhub.kernel import clock
from govhub.kernel.errors import Conflict, InvalidInput, NotAllowed
from govhub.platform import audit
from govhub.platform.audit import AuditFilter
from govhub.platform.db import Base, transaction
from govhub.registration import claims, edits
from govhub.registration.models import (
    LookalikeAnswer,
    ProposalState,
    Sameness,
    StatusProposal,
)
from govhub.reuse.models import Phase, Reuse, Side, Wish
from tests.making import (
    make_component,
    make_follower,
    make_member,
    make_organisation,
    make_relation,
    make_user,
)


def aliases(component):
    return sorted(alias.name for alias in component.aliases)


class TestTheTwo:
    def test_the_double_is_hidden_and_says_what_it_became(self, session, merge, double, into, told):
        history = [line.hash for line in status_history(session, double)]
        merge(reason="  Het is hetzelfde. ")
        assert double.publication is Publication.HIDDEN
        assert (double.merged_into, double.hidden_reason) == (into, "Het is hetzelfde.")
        assert [line.hash for line in status_history(session, double)] == history
        assert told("catalogue.component_merged") == [
            {
                "subject": str(double.public_id),
                "into": str(into.public_id),
                "reason": "Het is hetzelfde.",
            }
        ]
        (entry,) = audit.entries(session, AuditFilter(action="component-samengevoegd"), limit=9)
        assert entry.details == {"met": into.slug}
        assert [each.component for each in hiding.merged(session)] == [double]
        assert hiding.hidden(session) == []

    def test_only_the_redactie_does_it_and_says_why(self, merge, submitter):
        with pytest.raises(NotAllowed):
            merge(by=submitter)
        with pytest.raises(InvalidInput, match="Leg uit"):
            merge(reason=" ")

    def test_a_component_is_no_double_of_itself(self, merge, double):
        with pytest.raises(InvalidInput, match="het component zelf"):
            merge(into=double)

    def test_nothing_becomes_what_nobody_sees(self, session, merge, into):
        with transaction(session):
            hiding.withdraw(session, into, reason="Proef.")
        with pytest.raises(InvalidInput, match="in de catalogus"):
            merge()

    def test_it_happens_once_and_cannot_be_undone(self, session, merge, double, public, editor):
        merge()
        with pytest.raises(Conflict, match="al samengevoegd"):
            merge(into=public())
        with pytest.raises(Conflict, match="niet terug te draaien"), transaction(session):
            hiding.restore(session, double, decided_by=editor)

    def test_what_was_hidden_can_be_a_double_too(self, session, merge, double, into):
        with transaction(session):
            hiding.withdraw(session, double, reason="Proef.")
        merge()
        assert double.merged_into is into

    def test_a_double_of_the_double_and_its_addresses_lead_to_the_last(
        self, session, merge, double, into, public
    ):
        first = public(name="Eerste")
        with transaction(session):
            renamed = Facts(**{**vars(facts_of(double)), "name": "Zakenboek"})
            service.edit(session, double, renamed, seen_version=double.version)
        merge(double=first, into=double)
        merge()
        assert first.merged_into is into
        for address in ("eerste", "zaakregister", "zakenboek", into.slug):
            assert queries.component_at(session, address) is into
        assert [old.component_id for old in session.scalars(sa.select(OldSlug))] == [into.id]


class TestWhatIsSaid:
    def test_its_names_are_names_of_the_other(self, session, merge, into, public):
        merge(double=public(name="Zakenboek", aliases=("ZB",)))
        assert aliases(into) == ["ZB", "Zakenboek"]

    def test_a_name_that_says_the_same_is_no_other_name(self, merge, into, public):
        merge(double=public(name="register van zaken"))
        assert aliases(into) == []

    def test_facts_come_along_when_they_are_chosen(self, merge, public):
        double = public(
            name="Dubbel", keywords=("zaak", "boek"), purposes=("zaken zoeken",), roadmap_url=None
        )
        into = public(name="Ander", keywords=("zaak",), purposes=("zaken bewaren",))
        before = facts_of(into)
        merge(double=double, into=into, taken=("keywords",))
        after = facts_of(into)
        assert after.keywords == ("zaak", "boek")
        assert after.purposes == before.purposes
        assert after.summary == before.summary

    def test_what_is_offered_is_what_the_other_does_not_say(self, public):
        double = public(name="Dubbel", keywords=("boek",), demo_url="https://demo.voorbeeld.nl")
        into = public(name="Ander", keywords=("zaak",), demo_url=None)
        offered = {each.field: each for each in merging.choices(double, into)}
        assert offered["demo_url"].fills_a_gap
        assert offered["keywords"].is_addition
        assert "licence" not in offered
        assert "name" not in offered

    def test_organisations_come_along_when_they_are_chosen(self, merge, public):
        double = public(name="Dubbel", owner_slug="gemeente-delft")
        into = public(name="Ander", owner_slug="gemeente-tilburg")
        merge(double=double, into=into, taken=(merging.ORGANISATIONS,))
        roles = {each.organisation.slug: each.role.value for each in into.roles}
        assert roles == {"gemeente-tilburg": "eigenaar", "gemeente-delft": "mede-eigenaar"}

    def test_not_more_comes_along_than_a_form_takes(self, merge, public):
        double = public(name="Dubbel", purposes=tuple(f"doel {n}" for n in range(5)))
        into = public(name="Ander", purposes=("een", "twee", "drie"))
        merge(double=double, into=into, taken=("purposes",))
        assert len(into.purposes) == 6


class TestWhatPointsToIt:
    def test_relations_point_to_the_other_once(self, session, merge, double, into, public):
        needs, part = public(name="Balie"), public(name="Loket")
        make_relation(session, needs, "vereist", double)
        make_relation(session, needs, "vereist", into, reason="Voor de zaken.")
        make_relation(session, double, "onderdeel", part)
        make_relation(session, double, "alternatief", into)
        merge()
        rows = session.scalars(sa.select(Relation))
        assert sorted((r.source.name, r.type.value, r.target.name) for r in rows) == [
            ("Balie", "vereist", "Register van zaken"),
            ("Register van zaken", "onderdeel", "Loket"),
        ]

    def test_a_relation_that_would_go_round_is_told(self, session, merge, double, into, public):
        middle = public(name="Midden")
        make_relation(session, into, "vervangt", middle)
        make_relation(session, middle, "vervangt", double)
        assert len(merge()) == 1
        assert session.scalar(sa.select(sa.func.count()).select_from(Relation)) == 1

    def test_plans_lapse_with_a_line(self, session, merge, double):
        with transaction(session):
            wish = StatusWish(
                new=Status.PHASING_OUT,
                reason="Oud.",
                effective_on=clock.today() + timedelta(days=9),
                end_date=clock.today() + timedelta(days=99),
            )
            planning.announce(session, double, wish, decided_by="Gemeente", is_approved=True)
        assert waiting_plans(session, double)
        merge()
        assert waiting_plans(session, double) == []
        assert "samengevoegd met Register van zaken" in " ".join(
            line.reason or "" for line in status_history(session, double)
        )

    def test_who_names_it_as_successor_names_the_other(self, session, merge, double, into, public):
        old = public(name="Oud")
        for component in (old, into):
            with transaction(session):
                wish = StatusWish(
                    new=Status.PHASING_OUT,
                    reason="Oud.",
                    effective_on=clock.today() + timedelta(days=9),
                    end_date=clock.today() + timedelta(days=99),
                    successor_slug=double.slug,
                )
                planning.announce(session, component, wish, decided_by="G", is_approved=True)
        merge()
        named = {
            plan.component_id: plan.successor_id
            for plan in session.scalars(sa.select(PlannedChange))
            if plan.new is Status.PHASING_OUT
        }
        assert (named[old.id], named[into.id]) == (into.id, None)

    def test_an_action_of_the_registry_is_about_the_other(self, session, merge, double, into):
        with transaction(session):
            session.add(
                RegistryAction(
                    key="a", position=1, facts={}, component_id=double.id, read_at=clock.now()
                )
            )
        merge()
        assert session.scalars(sa.select(RegistryAction)).one().component_id == into.id

    def test_who_uses_both_uses_the_other_once(self, session, merge, double, into):
        one, two = make_organisation(session), make_organisation(session)
        for component, organisation, confirmed in (
            (double, one, True),
            (into, one, False),
            (double, two, False),
        ):
            make_use(session, component, organisation, is_confirmed=confirmed)
        lost = merge()
        uses = session.scalars(sa.select(Reuse)).all()
        assert {(each.component_id, each.organisation_id) for each in uses} == {
            (into.id, one.id),
            (into.id, two.id),
        }
        assert next(each for each in uses if each.organisation_id == one.id).confirmed_at
        assert len(lost) == 1
        assert one.name in lost[0]

    def test_who_looks_for_both_looks_for_the_other_once(self, session, merge, double, into):
        one, two = make_organisation(session), make_organisation(session)
        with transaction(session):
            for component, organisation in ((double, one), (into, one), (double, two)):
                session.add(
                    Wish(
                        component_id=component.id,
                        organisation_id=organisation.id,
                        wished_at=clock.now(),
                    )
                )
        merge()
        wishes = session.scalars(sa.select(Wish)).all()
        assert sorted(each.organisation_id for each in wishes) == [one.id, two.id]
        assert {each.component_id for each in wishes} == {into.id}

    def test_what_waits_is_closed_and_told(self, session, merge, double, told):
        other = make_organisation(session, name="Gemeente Delft")
        member, somebody = make_member(session, other), make_user(session)
        with transaction(session):
            facts = Facts(**{**vars(facts_of(double)), "summary": "Anders."})
            edit = edits.propose(
                session,
                somebody,
                double,
                facts,
                seen_version=double.version,
                reason="Zo.",
            )
            claim = claims.take_over(session, member, double, other, reason="Van ons.")
            wish = StatusProposal(
                component_id=double.id,
                new=Status.DEMO,
                proposed_by_id=member.id,
                proposed_at=clock.now(),
            )
            session.add(wish)
        merge()
        assert {each.state for each in (edit, claim, wish)} == {ProposalState.OVERTAKEN}
        assert "samengevoegd met Register van zaken" in edit.answer
        for name in ("edit_decided", "claim_decided", "proposal_decided"):
            assert told(f"registration.{name}")[-1]["state"] == "ingehaald"

    def test_what_a_registrant_said_of_it_is_about_the_other(self, session, merge, double, into):
        drafts = [make_component(session, publication=Publication.DRAFT) for _ in range(2)]
        with transaction(session):
            for component, other in (
                (drafts[0], double),
                (drafts[1], double),
                (drafts[1], into),
                (into, double),
            ):
                session.add(
                    LookalikeAnswer(
                        component_id=component.id,
                        other_id=other.id,
                        sameness=Sameness.DIFFERENT,
                        answered_at=clock.now(),
                    )
                )
        merge()
        rows = session.execute(sa.select(LookalikeAnswer.component_id, LookalikeAnswer.other_id))
        assert sorted(tuple(row) for row in rows) == sorted((each.id, into.id) for each in drafts)


class TestFollowers:
    def test_they_follow_the_other_and_are_told(self, session, merge, double, into, told):
        mine = make_follower(session, double, interest=Interest.ENDING)
        waiting = make_follower(session, double, is_confirmed=False)
        merge()
        assert (mine.component_id, mine.interest) == (into.id, Interest.ENDING)
        assert (waiting.component_id, waiting.confirmed_at) == (into.id, None)
        (event,) = told("following.followers_moved")
        assert event["subscriptions"] == [str(mine.public_id)]

    def test_who_follows_both_keeps_what_they_chose_for_the_other(
        self, session, merge, double, into, told
    ):
        make_follower(session, double, email="a@voorbeeld.nl", rhythm=Rhythm.DAILY)
        kept = make_follower(session, into, email="a@voorbeeld.nl", interest=Interest.AVAILABLE)
        merge()
        (left,) = session.scalars(sa.select(Subscription)).all()
        assert (left.id, left.interest) == (kept.id, Interest.AVAILABLE)
        (event,) = told("following.followers_moved")
        assert event["subscriptions"] == [str(kept.public_id)]

    def test_what_was_confirmed_counts_where_the_other_only_waited(
        self, session, merge, double, into
    ):
        make_follower(session, double, email="a@voorbeeld.nl", interest=Interest.ENDING)
        make_follower(session, into, email="a@voorbeeld.nl", is_confirmed=False)
        merge()
        (left,) = session.scalars(sa.select(Subscription)).all()
        assert left.confirmed_at is not None
        assert (left.component_id, left.interest) == (into.id, Interest.ENDING)


def test_every_table_that_points_to_components_is_thought_of():
    pointing = {
        f"{table.name}.{key.parent.name}"
        for table in Base.metadata.tables.values()
        for key in table.foreign_keys
        if key.column.table.name == "component"
    }
    moves = {
        "claim.component_id",
        "component.merged_into_id",
        "edit_proposal.component_id",
        "lookalike_answer.other_id",
        "old_slug.component_id",
        "planned_change.component_id",
        "planned_change.successor_id",
        "registry_action.component_id",
        "relation.from_id",
        "relation.to_id",
        "reuse.component_id",
        "review_case.component_id",
        "status_proposal.component_id",
        "status_proposal.successor_id",
        "subscription.component_id",
        "wish.component_id",
    }
    chosen = {
        f"component_{name}.component_id"
        for name in ("alias", "category", "principle", "role", "standard")
    }
    history = {
        "ledger_line.component_id",
        "lookalike_answer.component_id",
        "review.component_id",
        "review_comment.component_id",
    }
    assert pointing == moves | chosen | history


def make_use(session, component, organisation, *, is_confirmed):
    with transaction(session):
        reuse = Reuse(
            component_id=component.id,
            organisation_id=organisation.id,
            phase=Phase.PRODUCTION,
            claimed_by=Side.USER,
            claimed_at=clock.now(),
            confirmed_at=clock.now() if is_confirmed else None,
        )
        session.add(reuse)
    return reuse
