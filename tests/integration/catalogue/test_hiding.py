"""A component goes out of view with a reason, and comes back as it was."""

import pytest

from govhub.catalogue import hiding
from govhub.catalogue.vocabulary import Publication
from govhub.kernel.errors import Conflict, InvalidInput, NotAllowed
from govhub.platform import audit
from govhub.platform.audit import AuditFilter
from govhub.platform.db import transaction
from tests.integration.catalogue.test_workers_at_once import together
from tests.making import make_component

REASON = "Dit is van een ander."


@pytest.fixture
def component(session, submitter):
    return make_component(session, submitted_by=submitter)


@pytest.fixture
def hide(session, editor):
    def hide(component, *, reason=REASON, by=editor):
        with transaction(session):
            hiding.hide(session, component, reason=reason, decided_by=by)

    return hide


@pytest.fixture
def ask(session, submitter):
    def ask(component, reason="Het was een proef."):
        with transaction(session):
            hiding.ask_to_hide(session, component, reason=reason, asked_by=submitter)

    return ask


def actions(session):
    return [entry.action for entry in audit.entries(session, AuditFilter(), limit=9)]


def test_it_is_hidden_with_the_reason(session, component, hide, told, editor):
    hide(component, reason=f"  {REASON} ")
    assert component.publication is Publication.HIDDEN
    assert component.hidden_reason == REASON
    assert told("catalogue.component_withdrawn") == [
        {"subject": str(component.public_id), "reason": REASON}
    ]
    (entry,) = audit.entries(session, AuditFilter(action="component-verborgen"), limit=9)
    assert entry.actor == str(editor.public_id)
    assert entry.subject == f"component:{component.public_id}"
    (found,) = hiding.hidden(session)
    assert found.component is component
    assert found.since is not None


def test_only_the_redactie_hides_and_restores(session, component, hide, submitter):
    with pytest.raises(NotAllowed):
        hide(component, by=submitter)
    hide(component)
    with pytest.raises(NotAllowed), transaction(session):
        hiding.restore(session, component, decided_by=submitter)


@pytest.mark.parametrize("reason", ["", "   "])
def test_without_a_reason_nothing_is_hidden(component, hide, reason):
    with pytest.raises(InvalidInput, match="Leg uit"):
        hide(component, reason=reason)
    assert component.is_public


def test_what_is_not_public_cannot_be_hidden(session, hide):
    with pytest.raises(Conflict):
        hide(make_component(session, publication=Publication.SUBMITTED))


def test_it_comes_back_as_it_was(session, component, hide, told, editor, history, problems):
    before = (component.status, component.published_at, component.slug, history(component))
    hide(component)
    with transaction(session):
        hiding.restore(session, component, decided_by=editor)
    assert component.is_public
    assert component.hidden_reason is None
    assert (component.status, component.published_at, component.slug, history(component)) == before
    assert len(told("catalogue.component_restored")) == 1
    assert actions(session) == ["component-teruggezet", "component-verborgen"]
    assert hiding.hidden(session) == []
    assert problems() == []


def test_what_is_not_hidden_cannot_be_restored(session, component, editor):
    with pytest.raises(Conflict, match="niet verborgen"), transaction(session):
        hiding.restore(session, component, decided_by=editor)


def test_two_who_hide_it_at_once_hide_it_once(session, make_session, component, editor, told):
    def hide():
        with make_session() as other, transaction(other):
            mine = other.get(type(component), component.id)
            by = other.get(type(editor), editor.id)
            hiding.hide(other, mine, reason=REASON, decided_by=by)

    def try_to_hide():
        try:
            hide()
        except Conflict:
            return False
        return True

    assert sorted(together(try_to_hide, try_to_hide)) == [False, True]
    session.rollback()
    assert len(told("catalogue.component_withdrawn")) == 1


class TestAsking:
    def test_who_keeps_it_may_ask(self, session, component, ask, submitter):
        ask(component)
        (asked,) = hiding.waiting(session)
        assert (asked.component, asked.reason) == (component, "Het was een proef.")
        assert asked.by == str(submitter.public_id)
        assert component.is_public

    def test_the_same_twice_is_one_question_and_another_replaces_it(
        self, session, component, ask, told
    ):
        ask(component)
        ask(component)
        assert len(told("catalogue.hiding_asked")) == 1
        ask(component, "Het staat er dubbel.")
        assert [each.reason for each in hiding.waiting(session)] == ["Het staat er dubbel."]

    def test_to_hide_it_is_an_answer(self, session, component, ask, hide, editor):
        ask(component)
        hide(component)
        with transaction(session):
            hiding.restore(session, component, decided_by=editor)
        assert hiding.waiting(session) == []

    def test_to_leave_it_is_an_answer(self, session, component, ask, editor, told, submitter):
        ask(component)
        with transaction(session):
            hiding.refuse_to_hide(session, component, reason="Het helpt.", decided_by=editor)
        assert hiding.waiting(session) == []
        (event,) = told("catalogue.hiding_refused")
        assert event["asked_by"] == str(submitter.public_id)
        ask(component)
        assert len(hiding.waiting(session)) == 1

    def test_nobody_asked(self, session, component, editor):
        with pytest.raises(Conflict), transaction(session):
            hiding.refuse_to_hide(session, component, reason="Nee.", decided_by=editor)
