"""Who has no account answers with a link from a mail to an address that is known to be theirs."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from govhub.kernel import clock
from govhub.kernel.errors import Conflict, InvalidInput
from govhub.platform.db import transaction
from govhub.platform.links import LinkRefused, LinkUsed, OneTimeLink
from govhub.reuse import asking, by_link, expiring, own_data, service
from govhub.reuse.models import Phase, Side, Standing
from tests.integration.reuse.conftest import EDITOR, on
from tests.making import make_component, make_member, make_organisation, make_user

DAY = timedelta(days=1)
MAIL = "jan@ander.nl"


@pytest.fixture
def asked(keeper, organisation, domain, claim):
    """The keeper said it of an organisation without anybody in GovHub, and gave an address."""
    domain(organisation)
    return claim(keeper, email=" Jan@ANDER.nl ")


@pytest.fixture
def answer(session, signer):
    """Answer with a link: ``answer(token)``, ``answer(token, no="Wij niet.")``."""

    def answer(token, *, no=None, says_no=False):
        with transaction(session):
            if no is None and not says_no:
                return by_link.confirm(session, signer, token)
            return by_link.refuse(session, signer, token, reason=no)

    return answer


def test_an_address_of_the_organisation_confirms_it(asked, token, answer):
    reuse = answer(token())
    assert reuse is asked
    assert (reuse.standing, reuse.answered_from) == (Standing.CONFIRMED, MAIL)


def test_looking_changes_nothing(session, asked, token, signer):
    question = by_link.asked(session, signer, token())
    assert (question.side, question.email, question.is_still) == (Side.USER, MAIL, False)
    assert asked.standing is Standing.WAITS


def test_a_link_works_once(session, signer, asked, token, answer):
    link = token()
    answer(link)
    for again in (by_link.asked, by_link.confirm):
        with pytest.raises(LinkUsed), transaction(session):
            again(session, signer, link)


def test_a_link_works_for_a_month(asked, token, answer):
    with clock.at(clock.now() + timedelta(days=31)), pytest.raises(LinkRefused):
        answer(token())


def test_an_address_of_the_organisation_says_no(asked, token, answer):
    link = token()
    with pytest.raises(InvalidInput):
        answer(link, says_no=True)
    reuse = answer(link, no="Wij niet.")
    assert (reuse.standing, reuse.refused_by) == (Standing.DISPUTED, Side.USER)


@pytest.mark.parametrize("email", ["jan@elders.nl", "jan@x.ander.nl", "jan@anderXnl", "jan"])
def test_another_address_is_not_mailed(keeper, organisation, domain, claim, email, session):
    domain(organisation)
    with pytest.raises(InvalidInput) as error:
        claim(keeper, email=email)
    assert error.value.field == "email"
    assert session.scalars(select(OneTimeLink)).all() == []


def test_a_domain_that_nobody_confirmed_is_not_mailed(keeper, organisation, domain, claim):
    domain(organisation, is_confirmed=False)
    with pytest.raises(InvalidInput):
        claim(keeper, email=MAIL)


def test_the_domain_of_what_it_became_part_of_will_do(
    session, keeper, organisation, domain, claim, told
):
    into = make_organisation(session, name="Gemeente Samen")
    reuse = claim(keeper)
    with transaction(session):
        organisation.merged_into = into
    domain(into, "samen.nl")
    with transaction(session):
        asking.ask_again(session, keeper, reuse, email="jan@samen.nl")
    assert told("reuse.claimed")[-1]["link_id"]


def test_without_an_address_it_stays_unconfirmed(keeper, claim, told):
    assert claim(keeper).standing is Standing.WAITS
    assert told("reuse.claimed") == []


def test_where_somebody_is_in_govhub_they_are_asked(user, keeper, claim, told):
    claim(keeper, email=MAIL)
    assert [each["link_id"] for each in told("reuse.claimed")] == [None]


def test_the_owner_without_anybody_is_asked_at_its_confirmed_address(
    session, user, claim, token, answer
):
    other = make_component(session, owner_slug="gemeente-derde", contact_email="team@derde.nl")
    reuse = claim(user, other, email="team@derde.nl")
    answer(token())
    assert (reuse.standing, reuse.answered_from) == (Standing.CONFIRMED, None)


def test_not_at_an_address_that_the_owner_did_not_confirm(session, user, claim):
    other = make_component(
        session,
        owner_slug="gemeente-derde",
        contact_email="team@derde.nl",
        contact_is_confirmed=False,
    )
    with pytest.raises(InvalidInput):
        claim(user, other, email="team@derde.nl")


def test_an_answer_after_it_was_taken_back_or_away_is_too_late(
    session, editor, keeper, asked, token, answer
):
    link = token()
    with transaction(session):
        service.remove(session, editor, asked, reason="Reclame.")
    with pytest.raises(LinkRefused):
        answer(link)
    with transaction(session):
        service.restore(session, editor, asked)
        service.withdraw(session, keeper, asked)
    with pytest.raises(LinkRefused):
        answer(link)


def test_an_address_is_not_mailed_again_and_again(session, keeper, asked):
    def ask():
        with transaction(session):
            asking.ask_again(session, keeper, asked, email=MAIL)

    ask()
    ask()
    with pytest.raises(InvalidInput):
        ask()
    with clock.at(clock.now() + DAY):
        ask()


def test_people_are_asked_again_after_a_week(session, user, keeper, claim, told):
    reuse = claim(user)
    for days, number in ((0, None), (6, None), (7, 2), (8, None), (14, 3)):
        with clock.at(clock.now() + days * DAY + timedelta(minutes=1)):
            if number is None:
                with pytest.raises(Conflict), transaction(session):
                    asking.ask_again(session, user, reuse)
            else:
                with transaction(session):
                    asking.ask_again(session, user, reuse)
                assert len(told("reuse.claimed")) == number


# --- after a year ---------------------------------------------------------------------------


@pytest.fixture
def still(session, make_session, token):
    """Let a year pass, and return the token of the link that asks whether it still is so."""

    def still(reuse):
        with on(reuse.expires_on - 30 * DAY):
            assert expiring.ask_due(make_session) == 1
        session.expire_all()
        return token("reuse.expires")

    return still


def test_the_same_address_is_asked_again(session, asked, token, answer, still):
    reuse = answer(token())
    day, link = reuse.expires_on - 20 * DAY, still(reuse)
    with on(day):
        answer(link)
        assert reuse.expires_on == day.replace(year=day.year + 1)
        with pytest.raises(LinkUsed):
            answer(link)


def test_it_says_that_it_stopped_and_the_address_is_forgotten(asked, token, answer, still):
    reuse = answer(token())
    day, link = reuse.expires_on - 20 * DAY, still(reuse)
    with on(day):
        answer(link, says_no=True)
    assert (reuse.phase, reuse.answered_from) == (Phase.STOPPED, None)
    assert reuse.standing is Standing.CONFIRMED


def test_a_colleague_who_was_first_makes_the_link_used(
    session, signer, asked, token, answer, still, organisation, confirm
):
    reuse = answer(token())
    day, link = reuse.expires_on - 20 * DAY, still(reuse)
    with on(day):
        confirm(make_member(session, organisation, EDITOR), reuse)
        with pytest.raises(LinkUsed):
            by_link.asked(session, signer, link)


def test_addresses_of_who_never_answered_are_forgotten(session, asked, make_session):
    for days, left in ((59, 1), (61, 0)):
        with clock.at(clock.now() + days * DAY):
            expiring.ask_due(make_session)
        session.rollback()
        assert len(session.scalars(select(OneTimeLink)).all()) == left


def test_who_leaves_takes_their_address_along(session, asked, token, answer, keeper):
    reuse, link = answer(token()), token()
    jan = make_user(session, email=MAIL)
    told = own_data.export(session, jan)["hergebruik"]
    assert [(each["component"], each["hoe"]) for each in told] == [
        ("Zaakwijzer", "bevestigd per mail")
    ]
    with transaction(session):
        own_data.forget(session, jan)
        own_data.forget(session, keeper)
    session.expire_all()
    assert (reuse.answered_from, reuse.claimed_by_id) == (None, None)
    assert session.scalars(select(OneTimeLink)).all() == []
    assert reuse.counts
    with pytest.raises(LinkRefused):
        answer(link)


def test_the_confirmed_domain_of_another_organisation_is_not_mailed(
    session, keeper, organisation, domain, claim
):
    domain(organisation)
    domain(make_organisation(session, name="Gemeente Derde"), "derde.nl")
    with pytest.raises(InvalidInput):
        claim(keeper, email="jan@derde.nl")
