"""One side says that an organisation uses a component; it counts once the other says so too."""

from datetime import date

import pytest

from govhub.accounts.models import MembershipRole
from govhub.catalogue.vocabulary import Publication
from govhub.kernel.errors import Conflict, InvalidInput, NotAllowed
from govhub.platform.audit import AuditFilter, entries
from govhub.platform.db import transaction
from govhub.reuse import queries, service
from govhub.reuse.facts import LONGEST_EXPERIENCE, Use
from govhub.reuse.models import Phase, Reuse, Side, Standing
from tests.integration.reuse.conftest import EDITOR
from tests.making import make_component, make_member, make_organisation, make_user

WAITS, CONFIRMED = Standing.WAITS, Standing.CONFIRMED


def actions(session):
    session.rollback()
    found = entries(session, AuditFilter(), limit=50)
    return [each.action for each in reversed(found) if each.subject.startswith("hergebruik:")]


def test_what_the_organisation_says_waits_for_who_answers_for_the_component(
    session, user, keeper, component, claim, told
):
    reuse = claim(user)
    assert (reuse.standing, reuse.claimed_by) == (WAITS, Side.USER)
    assert queries.counts(session, [component])[component.id].total == 0
    assert queries.waiting_for(session, keeper) == [reuse]
    assert queries.waiting_for(session, user) == []
    assert [each["link_id"] for each in told("reuse.claimed")] == [None]


def test_once_the_other_side_says_so_it_counts(
    session, user, keeper, component, claim, confirm, told
):
    reuse = confirm(keeper, claim(user))
    assert reuse.standing is CONFIRMED
    counts = queries.counts(session, [component])[component.id]
    assert (counts.production, counts.total) == (1, 1)
    assert queries.waiting_for(session, keeper) == []
    assert [each["by"] for each in told("reuse.confirmed")] == ["eigenaar"]
    assert actions(session) == ["gebruik-gemeld", "gebruik-bevestigd"]


def test_what_the_keeper_says_waits_for_the_organisation(session, user, keeper, claim, confirm):
    with pytest.raises(InvalidInput):
        claim(keeper, experience="Dit is van een ander.")
    reuse = claim(keeper)
    assert (reuse.claimed_by, reuse.experience) == (Side.OWNER, None)
    with pytest.raises(NotAllowed):
        confirm(keeper, reuse)
    confirm(user, reuse)
    assert reuse.standing is CONFIRMED


@pytest.mark.parametrize("role", ["lezer", None])
def test_who_only_reads_there_or_works_elsewhere_says_nothing(session, organisation, claim, role):
    stranger = make_user(session)
    if role:
        make_member(session, organisation, MembershipRole(role), user=stranger)
    with pytest.raises(NotAllowed):
        claim(stranger)


def test_the_redactie_is_on_neither_side(editor, user, claim, confirm):
    with pytest.raises(NotAllowed):
        claim(editor)
    reuse = claim(user)
    with pytest.raises(NotAllowed):
        confirm(editor, reuse)


@pytest.mark.parametrize(
    "publication", [each for each in Publication if each is not Publication.PUBLISHED]
)
def test_only_of_what_everybody_sees(session, owner, user, claim, publication):
    hidden = make_component(session, owner_slug=owner.slug, publication=publication)
    with pytest.raises(Conflict):
        claim(user, hidden)


def test_not_for_an_organisation_that_ended(session, organisation, user, keeper, claim):
    with transaction(session):
        organisation.active_until = date(2020, 1, 1)
    for who in (user, keeper):
        with pytest.raises(InvalidInput) as error:
            claim(who)
        assert error.value.field == "organisation"


def test_the_same_twice_is_one_record_with_the_newest_facts(session, user, keeper, claim, told):
    claim(user, phase="pilot")
    reuse = claim(user, phase="productie", software_version="2.0")
    assert session.query(Reuse).count() == 1
    assert (reuse.phase, reuse.software_version, reuse.standing) == (
        Phase.PRODUCTION,
        "2.0",
        WAITS,
    )
    assert len(told("reuse.claimed")) == 1


def test_both_sides_saying_it_is_a_confirmation(user, keeper, claim):
    claim(keeper, phase="verkennen")
    reuse = claim(user, phase="productie", experience="Werkt goed.")
    assert reuse.standing is CONFIRMED
    assert (reuse.phase, reuse.experience) == (Phase.PRODUCTION, "Werkt goed.")


def test_the_keeper_saying_it_too_leaves_what_the_organisation_told(user, keeper, claim):
    claim(user, phase="pilot", experience="Werkt goed.")
    reuse = claim(keeper, phase="productie")
    assert reuse.standing is CONFIRMED
    assert (reuse.phase, reuse.experience) == (Phase.PILOT, "Werkt goed.")
    claim(keeper, phase="gestopt")
    assert reuse.phase is Phase.PILOT


# --- one person on both sides ---------------------------------------------------------------


def test_what_is_ones_own_needs_nobody_else(session, owner, keeper, component, claim, told):
    reuse = claim(keeper, at=owner)
    assert reuse.standing is CONFIRMED
    assert told("reuse.claimed") == told("reuse.confirmed") == []


def test_also_when_the_owner_became_part_of_the_one_that_uses_it(session, owner, component, claim):
    into = make_organisation(session, name="Gemeente Samen")
    with transaction(session):
        owner.merged_into = into
    assert claim(make_member(session, into, EDITOR), at=into).standing is CONFIRMED


def test_one_person_for_two_organisations_does_not_confirm_their_own_word(
    session, organisation, owner, keeper, claim, confirm
):
    both = make_member(session, owner, EDITOR, user=make_member(session, organisation, EDITOR))
    reuse = claim(both)
    assert reuse.standing is WAITS
    assert queries.waiting_for(session, both) == []
    with pytest.raises(NotAllowed):
        confirm(both, reuse)
    confirm(keeper, reuse)
    assert reuse.standing is CONFIRMED


def test_who_registered_on_behalf_does_not_confirm_their_own_word(
    session, organisation, submitter, claim, confirm
):
    make_member(session, organisation, EDITOR, user=submitter)
    other = make_component(session, owner_slug="gemeente-derde", submitted_by=submitter)
    with transaction(session):
        other.is_on_behalf = True
    reuse = claim(submitter, other)
    assert reuse.standing is WAITS
    with pytest.raises(NotAllowed):
        confirm(submitter, reuse)


# --- not so ---------------------------------------------------------------------------------


def test_the_other_side_says_that_it_is_not_so(
    session, user, keeper, component, claim, dispute, told
):
    reuse = dispute(keeper, claim(user), "  Wij kennen u niet.  ")
    assert (reuse.standing, reuse.refused_reason) == (Standing.DISPUTED, "Wij kennen u niet.")
    assert queries.of_component(session, component) == []
    assert queries.refused_of(session, component) == queries.disputed(session) == [reuse]
    (event,) = told("reuse.refused")
    assert (event["by"], event["reason"]) == ("eigenaar", "Wij kennen u niet.")
    with pytest.raises(Conflict, match="Wij kennen u niet"):
        claim(user)


@pytest.mark.parametrize("reason", ["", "  ", None, "x" * 1001])
def test_not_without_a_reason(user, keeper, claim, dispute, reason):
    reuse = claim(user)
    with pytest.raises(InvalidInput):
        dispute(keeper, reuse, reason)
    assert reuse.standing is WAITS


def test_who_said_it_does_not_dispute_it(user, keeper, claim, dispute):
    with pytest.raises(NotAllowed):
        dispute(user, claim(user))


def test_who_disputed_may_still_confirm(session, user, keeper, claim, dispute, confirm):
    reuse = dispute(keeper, claim(user))
    confirm(keeper, reuse)
    assert (reuse.standing, reuse.refused_reason) == (CONFIRMED, None)


def test_what_was_confirmed_can_be_disputed_later(session, user, keeper, claim, confirm, dispute):
    reuse = dispute(keeper, confirm(keeper, claim(user)))
    assert not reuse.counts
    with pytest.raises(NotAllowed):
        confirm(user, reuse)


def test_what_the_organisation_disputes_is_not_put_back_by_the_keeper(user, keeper, claim, dispute):
    dispute(user, claim(keeper))
    with pytest.raises(Conflict):
        claim(keeper)
    assert claim(user).standing is CONFIRMED


def test_the_redactie_takes_away_what_is_wrong_and_may_put_it_back(
    session, editor, user, keeper, component, claim, confirm
):
    reuse = confirm(keeper, claim(user))
    with pytest.raises(NotAllowed), transaction(session):
        service.remove(session, keeper, reuse, reason="Weg ermee.")
    with pytest.raises(InvalidInput), transaction(session):
        service.remove(session, editor, reuse, reason=" ")
    with transaction(session):
        service.remove(session, editor, reuse, reason="Reclame.")
    assert reuse.standing is Standing.REMOVED
    assert queries.of_component(session, component) == queries.disputed(session) == []
    for who in (user, keeper):
        with pytest.raises(NotAllowed):
            confirm(who, reuse)
        with pytest.raises(Conflict):
            claim(who)
    with transaction(session):
        service.restore(session, editor, reuse)
    assert reuse.standing is CONFIRMED
    assert actions(session)[-2:] == ["gebruik-weggehaald", "gebruik-teruggezet"]


# --- later ----------------------------------------------------------------------------------


@pytest.fixture
def change(session):
    def change(by, reuse, phase, **told):
        with transaction(session):
            service.change(session, by, reuse, Use(phase=Phase(phase), **told))

    return change


def test_the_organisation_stops_and_it_stays_to_be_seen(
    session, user, keeper, component, claim, confirm, change, told
):
    reuse = confirm(keeper, claim(user, phase="verkennen"))
    change(user, reuse, "productie", software_version="1.2")
    change(user, reuse, "gestopt")
    assert [each.phase.value for each in reuse.steps] == ["verkennen", "productie", "gestopt"]
    assert (reuse.standing, reuse.counts, reuse.expires_on) == (CONFIRMED, False, None)
    assert queries.of_component(session, component) == [reuse]
    assert queries.counts_in([reuse]).total == 0
    changed = told("reuse.phase_changed")
    assert [(each["old"], each["new"]) for each in changed] == [
        ("verkennen", "productie"),
        ("productie", "gestopt"),
    ]
    change(user, reuse, "pilot")
    assert reuse.counts
    assert reuse.expires_on == service.in_a_year()


def test_the_other_side_is_not_told_of_a_new_version(user, keeper, claim, confirm, change, told):
    reuse = confirm(keeper, claim(user))
    change(user, reuse, "productie", software_version="3", experience="Nog steeds goed.")
    assert told("reuse.phase_changed") == []
    assert len(reuse.steps) == 2


def test_the_keeper_changes_only_what_is_only_their_word(user, keeper, claim, confirm, change):
    reuse = claim(keeper)
    change(keeper, reuse, "pilot")
    confirm(user, reuse)
    with pytest.raises(NotAllowed):
        change(keeper, reuse, "productie")


def test_a_wrong_word_is_taken_back(session, user, keeper, claim, told):
    reuse = claim(user)
    with pytest.raises(NotAllowed), transaction(session):
        service.withdraw(session, keeper, reuse)
    with transaction(session):
        service.withdraw(session, user, reuse)
    assert session.query(Reuse).count() == 0
    assert actions(session) == ["gebruik-gemeld", "gebruik-ingetrokken"]


def test_what_is_disputed_cannot_be_taken_back_and_said_again(
    session, user, keeper, claim, dispute
):
    reuse = dispute(keeper, claim(user))
    with pytest.raises(NotAllowed), transaction(session):
        service.withdraw(session, user, reuse)


def test_what_is_gone_says_so(session, user, keeper, claim, confirm):
    reuse = claim(user)
    with transaction(session):
        service.withdraw(session, user, reuse)
    with pytest.raises(Conflict):
        confirm(keeper, reuse)


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"experience": "x" * (LONGEST_EXPERIENCE + 1)}, "experience"),
        ({"software_version": "x" * 41}, "software_version"),
        ({"since": date(2999, 1, 1)}, "since"),
        ({"since": date(1200, 1, 1)}, "since"),
    ],
)
def test_what_cannot_be_is_refused(session, user, claim, told, field):
    with pytest.raises(InvalidInput) as error:
        claim(user, **told)
    assert error.value.field == field
    assert session.query(Reuse).count() == 0


def test_somebody_of_the_organisation_that_it_became_part_of_speaks_for_it(
    session, organisation, user, keeper, claim, confirm
):
    reuse = claim(keeper)
    into = make_organisation(session, name="Gemeente Samen")
    with transaction(session):
        organisation.merged_into = into
    newcomer = make_member(session, into, EDITOR)
    assert queries.waiting_for(session, newcomer) == [reuse]
    confirm(newcomer, reuse)
    assert queries.of_user(session, newcomer) == [reuse]


def test_two_that_became_one_are_counted_once(session, owner, keeper, component, claim, confirm):
    into = make_organisation(session, name="Gemeente Samen")
    for name in ("Gemeente A", "Gemeente B"):
        each = make_organisation(session, name=name)
        confirm(keeper, claim(make_member(session, each, EDITOR), at=each))
        with transaction(session):
            each.merged_into = into
    assert queries.counts(session, [component])[component.id].production == 1


def test_who_is_named_elsewhere_runs_it_by_what_both_say(
    session, keeper, component, claim, confirm, organisation, user
):
    for name, phase in (("Gemeente B", "productie"), ("Gemeente C", "verkennen")):
        each = make_organisation(session, name=name)
        confirm(keeper, claim(make_member(session, each, EDITOR), at=each, phase=phase))
    claim(user)
    assert [each.name for each in queries.users_of(session, component)] == ["Gemeente B"]


def test_of_an_organisation_only_what_everybody_sees(
    session, organisation, owner, user, keeper, component, claim, confirm
):
    reuse = confirm(keeper, claim(user))
    assert queries.of_organisation(session, organisation) == [reuse]
    with transaction(session):
        component.publication = Publication.HIDDEN
    assert queries.of_organisation(session, organisation) == []
    with pytest.raises(NotAllowed):
        confirm(user, reuse)


def test_what_is_ones_own_is_not_disputed_by_a_colleague(session, owner, keeper, claim, dispute):
    reuse = claim(keeper, at=owner)
    with pytest.raises(NotAllowed):
        dispute(make_member(session, owner, EDITOR), reuse)


def test_the_redactie_takes_away_once(session, editor, user, claim):
    reuse = claim(user)
    with transaction(session):
        service.remove(session, editor, reuse, reason="Reclame.")
    with pytest.raises(Conflict), transaction(session):
        service.remove(session, editor, reuse, reason="Nog eens.")
    assert reuse.refused_reason == "Reclame."
