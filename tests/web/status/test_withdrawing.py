"""An announcement is withdrawn by who may change the component, with a reason."""

import pytest

from govhub.catalogue.ledger.models import PlanState
from govhub.catalogue.ledger.queries import waiting_plans
from govhub.catalogue.status import Status
from govhub.platform.language import long_date
from tests.inspector import page, words
from tests.making import make_user


def address(component, plan):
    return f"/componenten/{component.slug}/aankondigingen/{plan.public_id}"


def test_the_status_page_leads_to_the_question(me, announced):
    component, plan = announced
    links = page(me.get(f"/componenten/{component.slug}/status")).xpath("//main//a/@href")
    assert address(component, plan) in links
    text = words(page(me.get(address(component, plan))))
    assert f"voor Zaakregister: Status: Demo per {long_date(plan.effective_on)}" in text
    assert "Reden: Dan is het klaar." in text


@pytest.mark.parametrize("who", ["me", "redactie"])
def test_who_may_change_it_withdraws_with_a_reason(request, announced, who):
    component, plan = announced
    browser = request.getfixturevalue(who)
    answer = browser.submit(address(component, plan), reason="De leverancier is laat.")
    assert answer.location == f"/componenten/{component.slug}/status"
    text = words(page(browser.get(answer.location)))
    assert f"U trok “Demo” per {long_date(plan.effective_on)} in." in text
    assert plan.state is PlanState.WITHDRAWN


@pytest.mark.parametrize(
    ("reason", "sentence"),
    [("", "Leg uit waarom het niet doorgaat."), ("x" * 1001, "Gebruik hoogstens 1000 tekens.")],
)
def test_without_a_good_reason_it_stays(me, announced, reason, sentence):
    component, plan = announced
    answer = me.submit(address(component, plan), reason=reason)
    assert sentence in words(page(answer).find_class("gh-error-summary")[0])
    assert plan.state is PlanState.WAITING


def test_what_goes_with_it_is_named(session, me, public, decide):
    component = public(status=Status.DEMO)
    plan = decide(component, Status.ENDED, in_days=90, reason="Klaar.")
    assert "Dit vervalt dan ook" not in me.get(address(component, plan)).text
    other = public(status=Status.DEMO)
    phasing = decide(
        other, Status.PHASING_OUT, in_days=30, reason="Oud.", end_date=plan.effective_on
    )
    text = words(page(me.get(address(other, phasing))))
    assert f"Dit vervalt dan ook Beëindigd per {long_date(plan.effective_on)}" in text
    me.submit(address(other, phasing), reason="Toch niet.")
    assert waiting_plans(session, other) == []


def test_what_is_settled_is_not_withdrawn_again(me, announced):
    component, plan = announced
    me.submit(address(component, plan), reason="De leverancier is laat.")
    assert me.get(address(component, plan)).status_code == 409
    assert me.post(address(component, plan), data={"reason": "x"}).status_code == 409


def test_an_announcement_belongs_to_its_component(me, public, announced):
    _component, plan = announced
    other = public()
    assert me.get(address(other, plan)).status_code == 404
    assert me.post(address(other, plan), data={"reason": "x"}).status_code == 404


def test_somebody_else_withdraws_nothing(client, browser, announced, session):
    component, plan = announced
    assert client.get(address(component, plan)).location.startswith("/inloggen")
    stranger = browser(make_user(session))
    assert stranger.get(address(component, plan)).status_code == 403
    assert stranger.post(address(component, plan), data={"reason": "x"}).status_code == 403
    assert plan.state is PlanState.WAITING
