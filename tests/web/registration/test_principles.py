"""How a component serves the guidelines: what the form asks, and where it shows."""

import pytest

from govhub.catalogue.facts import Facts, facts_of
from govhub.catalogue.serving import PrincipleDetail
from govhub.catalogue.vocabulary import Publication
from govhub.guidance import importing
from govhub.guidance.checkout import Checkout, Source
from govhub.guidance.models import Part, Phase
from govhub.platform.db import transaction
from govhub.registration import fact_words
from tests.filling import step_path
from tests.inspector import page, words
from tests.making import make_component, make_principle
from tests.web.opened import Form, clashes

STEP = "aansluiting"
NAME = "principle_details"
TEXT = '---\ntitle: "8. Deel"\nsummary: Samen.\n---\n# 8. Deel\n\n## {}\n\nDaarom.\n'


@pytest.fixture
def guideline(session):
    """Bring in a guideline with one heading in its text."""

    def guideline(heading="Waarom & hoe"):
        source = Source(
            key="samenwerking",
            part=Part.GUIDELINE,
            path="richtlijnen/samenwerking/index.md",
            data=TEXT.format(heading).encode(),
        )
        with transaction(session):
            importing.bring_in(
                session,
                Checkout(
                    folder="richtlijnen", site="https://nerds.voorbeeld.nl/", sources=(source,)
                ),
            )

    return guideline


@pytest.fixture
def draft(session, submitter):
    make_principle(session, key="privacy", title="Maak privacy integraal")
    return make_component(
        session,
        name="Zaakregister",
        publication=Publication.DRAFT,
        submitted_by=submitter,
        principle_keys=("privacy",),
        licence=None,
    )


def parts_of(document, key):
    return {
        option.get("value"): option.text
        for option in document.xpath(f"//select[@name='{NAME}-anchor-{key}']/option")
    }


def test_the_owner_says_in_which_phase_and_with_which_part_it_helps(
    session, me, submitter, draft, guideline
):
    guideline()
    document = page(me.get(step_path(draft.slug, STEP)))
    assert parts_of(document, "privacy") == {}
    parts = parts_of(document, "samenwerking")
    assert parts == {"": "De hele richtlijn", "tekst-waarom-hoe": "Waarom & hoe"}
    me.submit(
        step_path(draft.slug, STEP),
        principle_keys=["samenwerking"],
        **{
            f"{NAME}-motivation-samenwerking": "Iedereen deelt het.",
            f"{NAME}-phases-samenwerking": ["live", "bouw"],
            f"{NAME}-anchor-samenwerking": "tekst-waarom-hoe",
        },
    )
    assert facts_of(draft).principle_details == {
        "samenwerking": PrincipleDetail(
            motivation="Iedereen deelt het.",
            phases=(Phase.BUILDING, Phase.LIVE),
            anchor="tekst-waarom-hoe",
        )
    }


def test_a_part_that_is_not_in_the_text_is_refused_and_nothing_is_lost(me, draft, guideline):
    guideline()
    answer = me.submit(
        step_path(draft.slug, STEP),
        principle_keys=["samenwerking"],
        **{
            f"{NAME}-motivation-samenwerking": "Iedereen deelt het.",
            f"{NAME}-anchor-samenwerking": "tekst-verzonnen",
        },
    )
    document = page(answer)
    assert "Kies het onderdeel van de richtlijn uit de lijst." in words(document)
    typed = document.get_element_by_id(f"{NAME}-motivation-samenwerking")
    assert typed.text == "Iedereen deelt het."


def test_a_part_that_went_from_the_text_stays_until_somebody_chooses_another(
    session, me, submitter, guideline
):
    guideline()
    detail = PrincipleDetail(anchor="tekst-waarom-hoe")
    draft = make_component(
        session,
        publication=Publication.DRAFT,
        submitted_by=submitter,
        principle_keys=("samenwerking",),
        principle_details={"samenwerking": detail},
    )
    guideline("Anders")
    parts = parts_of(page(me.get(step_path(draft.slug, STEP))), "samenwerking")
    assert parts["tekst-waarom-hoe"] == "tekst-waarom-hoe (staat niet meer in de tekst)"
    me.submit(step_path(draft.slug, STEP), platforms=["web"])
    assert facts_of(draft).principle_details == {"samenwerking": detail}


def test_two_who_differ_about_phase_and_part_read_both_and_choose(
    me, browser, editor, public, guideline
):
    guideline()
    shown = public(principle_keys=("samenwerking",))
    address = f"/componenten/{shown.slug}/wijzigen"
    redactie = browser(editor)
    mine, theirs = Form(me, me.get(address)), Form(redactie, redactie.get(address))
    theirs.send(**{f"{NAME}-phases-samenwerking": ["live"]})
    answer = mine.send(
        **{
            f"{NAME}-phases-samenwerking": ["bouw", "ontwerp"],
            f"{NAME}-anchor-samenwerking": "tekst-waarom-hoe",
        }
    )
    [said] = clashes(answer).values()
    assert "Fase: in gebruik." in said
    assert "Fase: ontwerp, bouw. Onderdeel ‘Waarom & hoe’." in said
    assert Form(me, answer).send(**{"keuze-principle_keys": "mijn"}).status_code == 302
    assert facts_of(shown).principle_details == {
        "samenwerking": PrincipleDetail(
            phases=(Phase.DESIGN, Phase.BUILDING), anchor="tekst-waarom-hoe"
        )
    }


def test_who_decides_reads_the_heading_of_the_part(session, guideline):
    guideline()
    facts = Facts(
        name="Zaken",
        principle_details={
            "samenwerking": PrincipleDetail(
                motivation="Het is van allen.", phases=(Phase.LIVE,), anchor="tekst-waarom-hoe"
            )
        },
    )
    [line] = fact_words.text(session, facts, "principle_details").splitlines()
    assert line.endswith("Het is van allen. Fase: in gebruik. Onderdeel ‘Waarom & hoe’.")


def test_the_page_of_a_component_leads_to_the_part_of_the_guideline(session, client, guideline):
    guideline()
    shown = make_component(
        session,
        principle_keys=("samenwerking",),
        principle_details={
            "samenwerking": PrincipleDetail(
                phases=(Phase.DESIGN, Phase.LIVE), anchor="tekst-waarom-hoe"
            )
        },
    )
    document = page(client.get(f"/componenten/{shown.slug}"))
    assert "Helpt in de fase: ontwerp, in gebruik" in words(document)
    [link] = document.xpath("//a[text()='Waarom & hoe']/@href")
    path, _hash, anchor = link.partition("#")
    assert anchor in page(client.get(path)).xpath("//@id")


def test_what_the_owner_says_puts_it_among_the_actions_of_that_phase(session, client, guideline):
    guideline()
    make_component(
        session,
        name="Bouwdoos",
        principle_keys=("samenwerking",),
        principle_details={"samenwerking": PrincipleDetail(phases=(Phase.BUILDING,))},
    )
    for phase, expected in (("bouw", ["Bouwdoos"]), ("live", [])):
        found = client.get(f"/principes/samenwerking/kaarten.json?fase={phase}").get_json()
        assert [card["naam"] for card in found["kaarten"]] == expected
    assert "Fase bouw" in words(page(client.get("/principes/samenwerking")))


def test_principles_of_similar_components_are_suggested_and_never_chosen(session, me, draft):
    make_component(session, principle_keys=("veiligheid",), licence=None)
    document = page(me.get(step_path(draft.slug, STEP)))
    box = document.get_element_by_id("principle_keys-veiligheid")
    assert box.get("checked") is None
    why = document.get_element_by_id(box.get("aria-describedby"))
    assert words(why).startswith("Past misschien. Veel componenten die hierop lijken")
    assert document.get_element_by_id("principle_keys-privacy").get("aria-describedby") is None
