"""A change that was a mistake: put right within two weeks, in sight of everybody, without mail."""

import pytest

from govhub.catalogue import correcting
from govhub.catalogue.changing import EDITORS
from govhub.catalogue.ledger.queries import status_history, waiting_plans
from govhub.catalogue.status import Status, StepRefused
from govhub.kernel.errors import Conflict, InvalidInput, NotAllowed
from govhub.platform.db import transaction
from tests.integration.catalogue.conftest import OWNER
from tests.making import make_component

CONCEPT, DEMO, AVAILABLE = Status.CONCEPT, Status.DEMO, Status.AVAILABLE
PHASING_OUT, ENDED = Status.PHASING_OUT, Status.ENDED


@pytest.fixture
def correct(session):
    """Correct the newest change, as the owner unless ``is_editor``."""

    def correct_newest(component, new, *, line=None, reason="Een vergissing.", **more):
        is_editor = more.pop("is_editor", False)
        with transaction(session):
            return correcting.correct(
                session,
                component,
                line or correcting.correctable(session, component),
                new=new,
                reason=reason,
                decided_by=EDITORS if is_editor else OWNER,
                is_editor=is_editor,
                **more,
            )

    return correct_newest


@pytest.fixture
def concept(session, on, day):
    """A component that is a concept since a month."""
    with on(day(-30)):
        return make_component(session, status=CONCEPT)


def test_it_stays_visible_and_is_no_news(change, correct, concept, history, told, day, problems):
    mistake = change(concept, DEMO)
    line = correct(concept, Status.PLANNED)
    assert history(concept)[1:] == [("wijziging", "demo", day(0)), ("correctie", "gepland", day(0))]
    assert (line.about, line.old, line.reason) == (mistake.number, DEMO, "Een vergissing.")
    event = told("catalogue.status_changed")[-1]
    assert (event["is_news"], event["is_correction"]) == (False, True)
    assert problems() == []


def test_a_return_brings_back_since_when_it_held(change, correct, concept, day, on, problems):
    with on(day(-5)):
        change(concept, DEMO)
    line = correct(concept, CONCEPT)
    assert line.effective_on == day(-5)
    assert (concept.status, concept.status_since) == (CONCEPT, day(-30))
    assert problems() == []


def test_another_status_holds_from_the_day_of_the_mistake(change, correct, concept, day, on):
    with on(day(-5)):
        change(concept, DEMO)
    correct(concept, Status.DEVELOPMENT)
    assert concept.status_since == day(-5)


def test_the_first_status_cannot_be_corrected(session, concept):
    assert correcting.correctable(session, concept) is None


@pytest.mark.parametrize(("days", "is_possible"), [(-14, True), (-15, False)])
def test_after_two_weeks_it_is_too_late(session, change, concept, on, day, days, is_possible):
    with on(day(days), 9):
        change(concept, DEMO)
    with on(day(0), 9):
        assert bool(correcting.correctable(session, concept)) == is_possible


def test_only_the_newest_change_can_be_corrected(session, change, correct, concept):
    line = change(concept, Status.PLANNED)
    change(concept, DEMO)
    with pytest.raises(Conflict):
        correct(concept, CONCEPT, line=line)


def test_it_needs_a_reason_and_another_status(change, correct, concept):
    change(concept, DEMO)
    with pytest.raises(InvalidInput) as refused:
        correct(concept, CONCEPT, reason=" ")
    assert refused.value.field == "reason"
    with pytest.raises(StepRefused):
        correct(concept, DEMO)


def test_a_correction_can_be_corrected_too(change, correct, concept, day, problems):
    change(concept, DEMO)
    correct(concept, Status.PLANNED)
    correct(concept, CONCEPT)
    assert (concept.status, concept.status_since) == (CONCEPT, day(-30))
    assert problems() == []


# --- nobody gets further by a correction than by a change ----------------------------------


def test_only_a_redacteur_corrects_to_available(change, correct, concept):
    change(concept, DEMO)
    with pytest.raises(NotAllowed):
        correct(concept, AVAILABLE)
    correct(concept, AVAILABLE, is_editor=True)
    assert concept.status is AVAILABLE


def test_that_passes_the_gate(session, change, correct):
    component = make_component(session, status=CONCEPT, licence=None)
    change(component, DEMO)
    with pytest.raises(InvalidInput, match="licentie") as refused:
        correct(component, AVAILABLE, is_editor=True)
    assert refused.value.field == "new"


def test_an_owner_returns_to_available_without_the_gate(session, change, correct, day):
    component = make_component(session, licence=None)
    change(component, PHASING_OUT, reason="Verkeerd component.", end_date=day(90))
    correct(component, AVAILABLE)
    assert (component.status, component.end_date) == (AVAILABLE, None)


def test_not_when_the_redactie_took_it_away(session, change, correct):
    component = make_component(session)
    change(component, DEMO, reason="Het werkt niet.", decided_by=EDITORS)
    with pytest.raises(NotAllowed):
        correct(component, AVAILABLE)
    correct(component, AVAILABLE, is_editor=True)


def test_not_to_what_was_corrected_away(change, correct, concept):
    change(concept, AVAILABLE, decided_by=EDITORS)
    correct(concept, CONCEPT)
    with pytest.raises(NotAllowed):
        correct(concept, AVAILABLE)


def test_leaving_available_backwards_stays_with_the_redactie(session, change, correct, day):
    component = make_component(session)
    change(component, PHASING_OUT, reason="Verkeerd component.", end_date=day(90))
    with pytest.raises(NotAllowed):
        correct(component, DEMO)


def test_phasing_out_needs_its_end_date_and_announces_the_end(session, change, correct, day):
    component = make_component(session)
    change(component, ENDED, reason="Het is op.")
    with pytest.raises(InvalidInput) as refused:
        correct(component, PHASING_OUT)
    assert refused.value.field == "end_date"
    correct(component, PHASING_OUT, end_date=day(60))
    assert component.end_date == day(60)
    assert [plan.effective_on for plan in waiting_plans(session, component)] == [day(60)]


def test_a_return_to_phasing_out_brings_back_the_end_date(session, change, correct, day):
    component = make_component(session)
    change(component, PHASING_OUT, reason="Er is beter.", end_date=day(90))
    change(component, AVAILABLE, reason="Toch niet.", decided_by=EDITORS)
    correct(component, PHASING_OUT)
    assert component.end_date == day(90)
    assert [plan.effective_on for plan in waiting_plans(session, component)] == [day(90)]


def test_what_was_announced_lapses(session, announce, change, correct, concept, day, problems):
    announce(concept, ENDED, day(9), reason="Het geld is dan op.")
    change(concept, DEMO)
    correct(concept, Status.PLANNED)
    assert waiting_plans(session, concept) == []
    assert status_history(session, concept)[0].reason == "De status is gecorrigeerd."
    assert problems() == []
