"""Markup in every text that somebody can write, on every page where it is shown."""

from dataclasses import replace

import pytest

from govhub.catalogue.facts import facts_of
from govhub.platform.db import transaction
from govhub.registration import review, service
from govhub.registration.models import Verdict
from govhub.web.registration.steps import STEPS
from tests.inspector import page

EVIL = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'><b onclick=x>"
TEXTS = {
    "name": EVIL,
    "summary": EVIL,
    "description": f"{EVIL}\n\n[klik](javascript:alert(1)) ![x](https://x.nl/x.png)",
    "purposes": (EVIL, "twee", "drie"),
    "keywords": ("<b onclick=x>",),
    "closed_reason": EVIL,
    "conditions": EVIL,
    "software_version": "<b onclick=x>",
}


@pytest.fixture
def evil(session, submitter, draft):
    with transaction(session):
        service.save(
            session,
            submitter,
            draft,
            replace(facts_of(draft), **TEXTS),
            seen_version=draft.version,
        )
    return draft


def assert_harmless(answer):
    document = page(answer)
    assert answer.status_code == 200
    assert "alert(1)" in answer.text  # the text is there
    assert not document.xpath("//main//script | //main//img | //main//b | //main//*[@onclick]")
    assert not [href for href in document.xpath("//main//@href") if "javascript" in href]


@pytest.mark.parametrize(
    "path",
    [
        "/aanmelden/{}",
        "/aanmelden/{}/verwijderen",
        *(f"/aanmelden/{{}}/stap/{step.key}" for step in STEPS),
    ],
)
def test_its_submitter_sees_it_as_text(me, evil, path):
    assert_harmless(me.get(path.format(evil.slug)))


def test_the_list_shows_it_as_text(me, evil):
    assert_harmless(me.get("/mijn-aanmeldingen"))


def test_the_redactie_sees_it_as_text(session, submitter, browser, editor, evil):
    with transaction(session):
        service.submit(session, submitter, evil)
    redactie = browser(editor)
    assert_harmless(redactie.get("/redactie"))
    assert_harmless(redactie.get(f"/redactie/{evil.slug}"))


def test_the_reason_of_the_redactie_is_text_too(session, submitter, editor, me, evil):
    with transaction(session):
        service.submit(session, submitter, evil)
        review.decide(
            session,
            editor,
            evil,
            Verdict.CHANGES_ASKED,
            reason=EVIL,
            seen_version=evil.version,
        )
    assert_harmless(me.get(f"/aanmelden/{evil.slug}"))


def test_everybody_sees_it_as_text(session, submitter, editor, client, me, evil):
    with transaction(session):
        service.submit(session, submitter, evil)
        review.decide(session, editor, evil, Verdict.APPROVED, seen_version=evil.version)
    assert_harmless(client.get(f"/componenten/{evil.slug}"))
    assert_harmless(me.get(f"/componenten/{evil.slug}/status"))


def test_the_text_of_a_conflict_is_text(session, me, evil):
    answer = me.post(
        f"/aanmelden/{evil.slug}/stap/wat",
        data={"name": f"{EVIL} anders", "kind": "software"},
    )
    assert answer.status_code == 409
    assert not page(answer).xpath("//main//script | //main//img | //main//*[@onclick]")
