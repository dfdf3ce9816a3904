import pytest

from govhub.catalogue import relations
from govhub.catalogue.vocabulary import Publication, RelationType
from govhub.kernel.errors import InvalidInput, NotAllowed
from govhub.platform.db import transaction
from govhub.registration import lookalikes, review, service
from govhub.registration.lookalikes import Unanswered
from govhub.registration.models import Sameness, Verdict
from tests.making import make_component, make_editor, make_relation, make_user


@pytest.fixture
def twin(session, draft):
    """A public component with the name of the draft."""
    return make_component(session, name=draft.name)


@pytest.fixture
def say(session, submitter, draft, twin):
    def say(sameness, *, user=submitter, **more):
        with transaction(session):
            return lookalikes.answer(session, user, draft, twin, sameness=sameness, **more)

    return say


def submit(session, submitter, draft):
    with transaction(session):
        service.submit(session, submitter, draft)


def test_what_looks_the_same_must_be_answered_first(session, submitter, draft, twin):
    with pytest.raises(Unanswered, match=twin.name):
        submit(session, submitter, draft)
    assert draft.publication is Publication.DRAFT


def test_something_else_goes_to_the_redactie_with_the_reason(session, submitter, draft, say, twin):
    say(Sameness.DIFFERENT, reason="Dit is voor waterschappen.")
    submit(session, submitter, draft)
    assert draft.publication is Publication.SUBMITTED
    assert lookalikes.answers(session, draft)[twin.id].reason == "Dit is voor waterschappen."


def test_the_same_is_not_submitted_twice(session, submitter, draft, say):
    say(Sameness.SAME)
    with pytest.raises(Unanswered):
        submit(session, submitter, draft)


def test_a_later_answer_replaces_the_first(session, draft, say, twin):
    say(Sameness.SAME)
    say(Sameness.RELATED, reason="Bouwt erop voort.", relation=RelationType.REQUIRES)
    kept = lookalikes.answers(session, draft)[twin.id]
    assert (kept.sameness, kept.relation) == (Sameness.RELATED, RelationType.REQUIRES)


def publish(session, draft):
    editor = make_editor(session)
    with transaction(session):
        review.decide(session, editor, draft, Verdict.APPROVED, seen_version=draft.version)


def test_what_is_related_is_so_once_everybody_sees_it(session, submitter, draft, say, twin):
    say(Sameness.RELATED, reason="Bouwt erop voort.", relation=RelationType.REQUIRES)
    submit(session, submitter, draft)
    assert relations.relations_of(session, draft) == []
    publish(session, draft)
    (found,) = relations.relations_of(session, draft)
    assert (found.source.name, found.type, found.target.id, found.reason) == (
        draft.name,
        RelationType.REQUIRES,
        twin.id,
        "Bouwt erop voort.",
    )


def test_what_others_said_the_opposite_of_meanwhile_does_not_stop_it(
    session, submitter, draft, say, twin
):
    with transaction(session):
        twin.submitted_by, twin.is_on_behalf = submitter, True
    say(Sameness.RELATED, reason="Het is de opvolger.", relation=RelationType.REPLACES)
    submit(session, submitter, draft)
    make_relation(session, twin, "vervangt", draft)
    publish(session, draft)
    assert draft.is_public
    assert len(relations.relations_of(session, draft)) == 1


@pytest.mark.parametrize(
    ("sameness", "more", "field"),
    [
        (Sameness.DIFFERENT, {}, "reason"),
        (Sameness.RELATED, {"relation": RelationType.REPLACES}, "reason"),
        (Sameness.RELATED, {"reason": "Lijkt erop."}, "relation"),
    ],
)
def test_an_answer_says_why(say, sameness, more, field):
    with pytest.raises(InvalidInput) as error:
        say(sameness, **more)
    assert error.value.field == field


def test_only_who_may_change_the_registration_answers(session, say):
    for user in (make_user(session), make_editor(session)):
        with pytest.raises(NotAllowed):
            say(Sameness.SAME, user=user)


def test_that_another_is_replaced_is_for_its_keeper_to_say(session, submitter, draft, say, twin):
    replacing = {"relation": RelationType.REPLACES, "reason": "Dit is nieuwer."}
    with pytest.raises(InvalidInput, match=twin.name):
        say(Sameness.RELATED, **replacing)
    assert lookalikes.answers(session, draft) == {}
    with transaction(session):
        twin.submitted_by, twin.is_on_behalf = submitter, True
    say(Sameness.RELATED, **replacing)
    assert lookalikes.answers(session, draft)[twin.id].relation is RelationType.REPLACES
