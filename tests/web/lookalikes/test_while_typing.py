"""``/aanmelden/lijkt-op``: what looks like what somebody is typing."""

import lxml.html
import pytest

from govhub.catalogue.vocabulary import Publication
from govhub.kernel import clock
from tests.inspector import page, words
from tests.making import make_component, make_editor, make_user

NEAR = "/aanmelden/lijkt-op"


@pytest.fixture
def near(me):
    """Ask what looks the same: ``near(naam="…")`` gives the JSON."""
    return lambda browser=me, **typed: browser.get(NEAR, query_string=typed).json


@pytest.mark.parametrize(
    "typed",
    [
        {"naam": "zaak register"},
        {"naam": "Zaakrgister"},
        {"broncode": "http://www.code.voorbeeld.nl/zaken.git/"},
        {
            "naam": "Iets",
            "samenvatting": "Registreert zaken van gemeenten; inwoners zien de voortgang.",
        },
    ],
)
def test_a_name_a_repository_or_a_summary_brings_it_up(session, near, work, typed):
    make_component(
        session,
        name="Zaakregister",
        summary="Toont inwoners de voortgang van zaken, en registreert die voor gemeenten.",
        repository_url="https://code.voorbeeld.nl/zaken",
    )
    work()
    found = near(**typed)
    assert found["number"] == 1
    assert found["said"] == "Er is een component dat hierop lijkt."
    [link] = lxml.html.fromstring(found["html"]).xpath("//a")
    assert link.get("href") == "/componenten/zaakregister"
    assert words(link) == "Zaakregister (opent in een nieuw tabblad)"


@pytest.mark.parametrize(
    "typed", [{}, {"naam": ""}, {"naam": "Iets heel anders"}, {"naam": "\u200b \x07"}]
)
def test_nothing_alike_is_nothing_said(session, near, typed):
    make_component(session, name="Zaakregister")
    assert near(**typed) == {"number": 0, "said": "", "html": ""}


def test_never_more_than_three(session, near):
    for number in range(5):
        make_component(session, name="Zaakregister", owner_slug=f"gemeente-{number}")
    assert near(naam="Zaakregister")["number"] == 3


def test_nobody_sees_what_others_still_write(session, browser, near):
    for publication in (Publication.DRAFT, Publication.SUBMITTED, Publication.HIDDEN):
        make_component(
            session,
            name="Zaakregister",
            publication=publication,
            submitted_by=make_user(session),
        )
    assert near(naam="Zaakregister")["number"] == 0
    redactie = browser(make_editor(session))
    assert near(redactie, naam="Zaakregister")["number"] == 2


def test_ones_own_draft_is_not_its_own_lookalike(near, draft):
    assert near(naam=draft.name)["number"] == 1
    assert near(naam=draft.name, klad=draft.slug)["number"] == 0


def test_what_is_typed_is_only_text(session, near):
    make_component(session, name="<script>alert(1)</script>")
    found = near(naam="<script>alert(1)</script>")
    assert found["number"] == 1
    assert not lxml.html.fromstring(found["html"]).xpath("//script")


def test_a_very_long_text_is_no_trouble(session, near):
    assert near(naam="a" * 5000, samenvatting="woord " * 3000, broncode="x" * 4000)["number"] == 0


def test_nobody_asks_without_end(app, browser, session, me, submitter):
    with clock.at(clock.now()):
        for _ in range(200):
            app.extensions["govhub"].searches.take(str(submitter.public_id))
        assert me.get(NEAR).status_code == 429
        assert browser(make_user(session)).get(NEAR).status_code == 200


def test_it_is_not_kept_by_anything_on_the_way(me):
    assert "no-store" in me.get(NEAR).headers["Cache-Control"]


def test_the_form_of_a_draft_says_it_without_scripts(session, me, draft, twin):
    document = page(me.get(f"/aanmelden/{draft.slug}/stap/wat"))
    [region] = document.xpath("//form//*[@data-gh-lookalikes]")
    assert region.get("data-gh-lookalikes") == f"{NEAR}?klad={draft.slug}"
    assert "Zaak-register" in words(region)


def test_the_empty_form_has_the_place_for_it(me):
    [region] = page(me.get("/aanmelden/nieuw", follow_redirects=True)).xpath(
        "//form//*[@data-gh-lookalikes]"
    )
    assert region.get("data-gh-lookalikes") == NEAR
    assert words(region) == ""
