"""Who proposes an edit: sections, what it would change, and nothing lost when others were first."""

import json

import pytest

from govhub.catalogue.facts import facts_of
from govhub.catalogue.serving import PrincipleDetail
from govhub.guidance.models import Phase
from govhub.platform.db import transaction
from govhub.registration import edits, waiting_edits
from govhub.web import limits
from tests.inspector import page, words
from tests.making import make_principle, make_user
from tests.web.opened import Form, clashes


@pytest.fixture
def component(public):
    return public(
        name="Zaken", summary="Zoals het was.", description="De beschrijving.", licence="EUPL-1.2"
    )


@pytest.fixture
def stranger(session):
    return make_user(session)


@pytest.fixture
def me(browser, stranger):
    return browser(stranger)


@pytest.fixture
def open_form(me, component):
    """Open the form to propose."""
    return lambda: Form(me, me.get(f"/componenten/{component.slug}/voorstellen"))


@pytest.fixture
def waits(session, component):
    """Return what waits: facts and why."""

    def read():
        session.rollback()
        return [(each.facts, each.reason) for each in waiting_edits.waiting(session, component)]

    return read


def said(answer):
    return words(page(answer).find(".//main"))


def test_the_form_has_the_sections_of_the_form_to_edit(session, me, browser, editor, component):
    make_principle(session)

    def sections(person, path):
        document = page(person.get(f"/componenten/{component.slug}/{path}"))
        titles = [words(each) for each in document.xpath("//main//form/section/*[1]")]
        assert [words(each) for each in document.xpath("//main//form/nav//a")] == titles[:6]
        return titles

    edit, suggest = sections(browser(editor), "wijzigen"), sections(me, "voorstellen")
    assert suggest == [*edit, "Uw voorstel versturen"]


def test_how_it_serves_a_guideline_can_be_proposed(session, open_form, component, waits):
    key = make_principle(session).key
    open_form().send(
        **{
            "principle_keys": key,
            f"principle_details-motivation-{key}": "Met een open koppelvlak.",
            f"principle_details-phases-{key}": ["live"],
        },
        why="Zie hun site.",
    )
    [(facts, _why)] = waits()
    assert facts["principle_details"] == {
        key: {"motivation": "Met een open koppelvlak.", "phases": ["live"], "anchor": None}
    }


def test_what_it_would_change_is_shown_first_and_nothing_is_sent(open_form, component, waits, me):
    answer = open_form().send(
        summary="Nieuw.", description="De **betere** beschrijving.", verder="bekijk"
    )
    text = said(answer)
    assert "Dit stelt u voor" in text
    assert "Staat er nu Zoals het was. Voorstel Nieuw." in text
    assert "Leg uit waarom" not in text
    assert waits() == []
    Form(me, answer).send(why="Zie hun site.")
    assert waits() == [
        ({"summary": "Nieuw.", "description": "De **betere** beschrijving."}, "Zie hun site.")
    ]


def test_looking_at_nothing_says_so(open_form):
    assert "U heeft nog niets gewijzigd." in said(open_form().send(verder="bekijk"))


def test_after_sending_the_page_says_what_was_proposed_and_what_happens_next(me, open_form):
    answer = open_form().send(summary="Nieuw.", why="Zie hun site.")
    document = page(me.get(answer.location))
    assert "Uw voorstel is verstuurd." in words(document)
    text = words(document.find(".//main"))
    assert "Staat er nu Zoals het was. Voorstel Nieuw." in text
    assert "U hoort uiterlijk" in text
    assert "Wordt het goedgekeurd, dan ziet iedereen het meteen." in text


def test_what_only_another_changed_stays_and_is_told(me, open_form, edit, component, waits):
    form = open_form()
    edit(component, conditions="Met contract.")
    answer = form.send(summary="Nieuw.", why="Zie hun site.")
    assert "Intussen is ook dit gewijzigd: voorwaarden." in words(page(me.get(answer.location)))
    assert waits() == [({"summary": "Nieuw."}, "Zie hun site.")]


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        ("hun", {"description": "Ook van mij."}),
        ("mijn", {"summary": "Van mij.", "description": "Ook van mij."}),
        ("zelf", {"summary": "Van ons.", "description": "Ook van mij."}),
    ],
)
def test_what_both_changed_is_chosen_and_the_rest_goes_along(
    me, open_form, edit, component, waits, choice, expected
):
    form = open_form()
    edit(component, summary="Van de eigenaar.")
    answer = form.send(summary="Van mij.", description="Ook van mij.", why="Zo is het.")
    (block,) = clashes(answer).values()
    assert "Nu opgeslagen Van de eigenaar. Wat u invulde Van mij." in block
    assert "Er is nog niets verstuurd en niets verloren." in said(answer)
    Form(me, answer).send(**{"keuze-summary": choice, "summary": "Van ons."})
    assert waits() == [(expected, "Zo is het.")]
    assert component.summary == "Van de eigenaar."


def test_what_i_proposed_in_another_window_is_kept(open_form, waits):
    older = open_form()
    open_form().send(licence="MIT", why="Zie hun site.")
    older.send(summary="Nieuw.", why="Zie hun site.")
    assert waits() == [({"summary": "Nieuw.", "licence": "MIT"}, "Zie hun site.")]


def test_a_proposal_that_was_refused_meanwhile_is_noticed_and_nothing_is_lost(
    session, me, editor, open_form, component, waits
):
    open_form().send(licence="MIT", why="Zie hun site.")
    form = open_form()
    (proposal,) = waiting_edits.waiting(session, component)
    with transaction(session):
        edits.decide(session, editor, proposal, is_approved=False, answer="Het is EUPL.")
    answer = form.send(summary="Nieuw.")
    assert answer.status_code == 409
    text = said(answer)
    assert "Uw eerdere voorstel wacht niet meer Het is afgewezen." in text
    assert "Het is EUPL." in text
    again = Form(me, answer)
    assert again.fields["licence"] == ["EUPL-1.2"]
    assert again.send().status_code == 302
    assert waits() == [({"summary": "Nieuw."}, "Zie hun site.")]


def test_a_proposal_that_was_approved_meanwhile_is_noticed(
    session, me, editor, open_form, component, waits
):
    open_form().send(licence="MIT", why="Zie hun site.")
    form = open_form()
    (proposal,) = waiting_edits.waiting(session, component)
    with transaction(session):
        edits.decide(session, editor, proposal, is_approved=True)
    answer = form.send(licence="Apache-2.0")
    assert "Het is goedgekeurd. Iedereen ziet het nu." in said(answer)
    Form(me, answer).send()
    assert waits() == [({"licence": "Apache-2.0"}, "Zie hun site.")]


def test_somebody_elses_form_tells_nothing_of_their_proposal(
    session, browser, editor, open_form, component
):
    open_form().send(licence="MIT", why="Zie hun site.")
    form = open_form()
    (proposal,) = waiting_edits.waiting(session, component)
    with transaction(session):
        edits.decide(session, editor, proposal, is_approved=False, answer="Alleen voor u.")
    form.browser = browser(make_user(session))
    assert "Alleen voor u." not in form.send(summary="Nieuw.").text


def test_an_address_that_is_not_shown_is_not_in_what_the_form_started_from(app, me, public):
    component = public(contact_is_confirmed=False)
    form = Form(me, me.get(f"/componenten/{component.slug}/voorstellen"))
    signer = app.extensions["govhub"].signer
    begun = json.loads(signer.value("formulier", form.fields["begonnen"][0]))["gegevens"]
    assert "summary" in begun
    assert "contact_email" not in begun


def test_who_must_wait_keeps_what_was_typed(app, stranger, open_form, waits):
    limiter = app.extensions["govhub"].limiter
    for _time in range(20):
        limiter.hit(limits.SUGGEST_BY_USER, str(stranger.public_id))
    answer = open_form().send(summary="Nieuw.", why="Zie hun site.")
    assert answer.status_code == 429
    assert page(answer).get_element_by_id("summary").text.strip() == "Nieuw."
    assert waits() == []


def test_what_somebody_else_said_about_a_guideline_is_not_lost(
    session, me, open_form, edit, component, waits
):
    key = make_principle(session).key
    detail = PrincipleDetail(motivation="Van hen.", phases=(Phase.LIVE,))
    form = open_form()
    edit(component, principle_keys=(key,), principle_details={key: detail})
    answer = form.send(
        **{"principle_keys": key, f"principle_details-motivation-{key}": "Van mij."}, why="Zo."
    )
    assert list(clashes(answer)) == ["NeRDS-richtlijnen"]
    Form(me, answer).send(**{"keuze-principle_keys": "mijn"})
    [(facts, _why)] = waits()
    assert facts["principle_details"][key]["motivation"] == "Van mij."
    assert facts_of(component).principle_details == {key: detail}
