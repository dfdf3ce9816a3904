from dataclasses import replace

import pytest
from sqlalchemy import select

from govhub.catalogue.vocabulary import Publication
from govhub.kernel.errors import Conflict, InvalidInput, NotAllowed
from govhub.platform.db import transaction
from govhub.platform.outbox import RecordedEvent
from govhub.registration import comments, edits, review, service, waiting_edits
from govhub.registration.history import Side, history
from govhub.registration.models import Verdict
from tests.making import make_component, make_member, make_user


@pytest.fixture
def say(session):
    def say(user, component, text="Hoe bedoelt u dit?", *, as_editor=False):
        with transaction(session):
            return comments.say(session, user, component, text, as_editor=as_editor)

    return say


@pytest.fixture
def decide(session, editor):
    def decide(component, verdict, reason="Daarom."):
        with transaction(session):
            review.decide(
                session, editor, component, verdict, reason=reason, seen_version=component.version
            )

    return decide


def told(session):
    name = "registration.comment_written"
    found = select(RecordedEvent).where(RecordedEvent.name == name)
    return session.scalars(found.order_by(RecordedEvent.id)).all()


def test_both_sides_say_something(session, submitter, editor, submitted, say):
    say(editor, submitted, "Welke versie?", as_editor=True)
    say(submitter, submitted, "Versie 2.")
    assert [(each.text, each.is_of_editors) for each in comments.all_of(session, submitted)] == [
        ("Welke versie?", True),
        ("Versie 2.", False),
    ]
    assert [each.payload["is_of_editors"] for each in told(session)] == [True, False]


@pytest.mark.parametrize("verdict", [Verdict.CHANGES_ASKED, Verdict.REFUSED])
def test_the_talk_goes_on_after_the_decision(submitter, submitted, say, decide, verdict):
    decide(submitted, verdict)
    assert say(submitter, submitted).text == "Hoe bedoelt u dit?"


def test_the_talk_goes_on_while_the_registrant_reworks(session, submitter, submitted, say):
    with transaction(session):
        service.take_back(session, submitter, submitted)
    assert say(submitter, submitted)


def test_about_a_draft_that_nobody_saw_there_is_nothing_to_say(submitter, draft, say):
    with pytest.raises(Conflict):
        say(submitter, draft)


def test_about_what_is_public_only_while_an_edit_waits(session, submitter, public, say):
    component = public()
    with pytest.raises(Conflict):
        say(submitter, component)
    with transaction(session):
        edits.save_or_propose(
            session,
            submitter,
            component,
            _with_licence(session, submitter, component),
            seen_version=component.version,
        )
    assert say(submitter, component)


def _with_licence(session, user, component):
    return replace(waiting_edits.as_proposed(session, user, component), licence="MIT")


def test_others_have_no_say(session, submitter, editor, submitted, say):
    with pytest.raises(NotAllowed):
        say(make_user(session), submitted)
    with pytest.raises(NotAllowed):
        say(editor, submitted)
    with pytest.raises(NotAllowed):
        say(submitter, submitted, as_editor=True)


@pytest.mark.parametrize(
    ("text", "sentence"), [(" \x07\n", "Schrijf wat"), ("x" * 2001, "hoogstens 2000")]
)
def test_nothing_and_too_much_are_refused(session, submitter, submitted, say, text, sentence):
    with pytest.raises(InvalidInput, match=sentence):
        say(submitter, submitted, text)
    assert not comments.all_of(session, submitted)


def test_the_same_form_twice_says_it_once(session, submitter, submitted, say):
    say(submitter, submitted)
    say(submitter, submitted)
    assert len(comments.all_of(session, submitted)) == len(told(session)) == 1


def test_what_was_said_fast_is_told_together(session, submitter, editor, submitted, say):
    say(editor, submitted, "Eerst dit.", as_editor=True)
    one = say(submitter, submitted, "Een.")
    two = say(submitter, submitted, "Twee.")
    assert comments.unanswered(session, one) == []
    assert comments.unanswered(session, two) == [one, two]
    say(editor, submitted, "Dank.", as_editor=True)
    assert comments.unanswered(session, two) == []


def test_who_asked_or_spoke_and_still_answers_for_it_is_told(session, submitter, submitted, say):
    colleague = make_member(session, submitted.owner)
    assert comments.listeners(session, submitted) == [submitter]
    with transaction(session):
        submitted.is_on_behalf = False
    say(colleague, submitted)
    assert comments.listeners(session, submitted) == [submitter, colleague]
    with transaction(session):
        colleague.memberships.clear()
    assert comments.listeners(session, submitted) == [submitter]


def test_the_history_is_in_order_and_names_nobody(
    session, submitter, editor, submitted, say, decide
):
    say(editor, submitted, "Welke versie?", as_editor=True)
    say(submitter, submitted, "Versie 2.")
    decide(submitted, Verdict.CHANGES_ASKED, "Zet dat erbij.")
    with transaction(session):
        service.submit(session, submitter, submitted)
    decide(submitted, Verdict.APPROVED, None)
    assert [(each.side, each.what, each.text) for each in history(session, submitted)] == [
        (Side.REGISTRANT, "Ingediend", None),
        (Side.EDITORS, "Opmerking", "Welke versie?"),
        (Side.REGISTRANT, "Opmerking", "Versie 2."),
        (Side.EDITORS, "Wijziging gevraagd", "Zet dat erbij."),
        (Side.REGISTRANT, "Opnieuw ingediend", None),
        (Side.EDITORS, "Goedgekeurd", None),
    ]
    assert history(session, submitted)[1].author is editor


def test_the_history_tells_what_became_of_an_edit(session, submitter, editor, public):
    component = public()
    for answer in (None, "Nee."):
        with transaction(session):
            proposal = edits.save_or_propose(
                session,
                submitter,
                component,
                _with_licence(session, submitter, component),
                seen_version=component.version,
            )
        with transaction(session):
            if answer:
                edits.decide(session, editor, proposal, is_approved=False, answer=answer)
            else:
                edits.withdraw(session, submitter, proposal)
    assert [(each.side, each.what, each.text) for each in history(session, component)] == [
        (Side.KEEPER, "Wijziging voorgesteld: licentie", None),
        (Side.KEEPER, "Ingetrokken: licentie", None),
        (Side.KEEPER, "Wijziging voorgesteld: licentie", None),
        (Side.EDITORS, "Afgewezen: licentie", "Nee."),
    ]


def test_about_what_is_hidden_nothing_is_said(session, say):
    user = make_user(session)
    component = make_component(session, publication=Publication.HIDDEN, submitted_by=user)
    with pytest.raises(Conflict):
        say(user, component)
