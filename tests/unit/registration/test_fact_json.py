import json
from dataclasses import fields

from hypothesis import given
from hypothesis import strategies as st

from govhub.catalogue.facts import Facts
from govhub.catalogue.serving import PrincipleDetail, in_order
from govhub.catalogue.vocabulary import Kind, Maintenance
from govhub.guidance.models import Phase
from govhub.guidance.text.headings import Heading
from govhub.registration import fact_json, fact_words

TEXT = st.text(max_size=40)
MAYBE = st.none() | TEXT
LIST = st.lists(TEXT, max_size=4).map(tuple)
DETAIL = st.builds(
    PrincipleDetail,
    motivation=TEXT,
    phases=st.lists(st.sampled_from(Phase)).map(in_order),
    anchor=MAYBE,
)
NAMES = [field.name for field in fields(Facts)]
FACTS = st.builds(
    Facts,
    name=TEXT,
    summary=TEXT,
    description=TEXT,
    purposes=LIST,
    keywords=LIST,
    kind=st.sampled_from(Kind),
    repository_url=MAYBE,
    website_url=MAYBE,
    documentation_url=MAYBE,
    api_docs_url=MAYBE,
    demo_url=MAYBE,
    roadmap_url=MAYBE,
    licence=MAYBE,
    closed_reason=MAYBE,
    software_version=MAYBE,
    released_on=st.none() | st.dates(),
    maintenance=st.none() | st.sampled_from(Maintenance),
    conditions=MAYBE,
    contact_email=MAYBE,
    category_keys=LIST,
    standard_keys=LIST,
    principle_keys=LIST,
    principle_details=st.dictionaries(TEXT, DETAIL, max_size=3),
    owner_slug=MAYBE,
    aliases=LIST,
    platforms=LIST,
    languages=LIST,
)


@given(facts=FACTS, names=st.sets(st.sampled_from(NAMES)), other=FACTS)
def test_what_is_written_is_read_as_it_was_and_leaves_the_rest_alone(facts, names, other):
    stored = json.loads(json.dumps(fact_json.written(facts, names)))
    assert list(stored) == [name for name in NAMES if name in names]
    read = fact_json.applied(other, stored)
    for name in NAMES:
        assert getattr(read, name) == getattr(facts if name in names else other, name)


def test_what_an_old_edit_says_that_is_unknown_now_is_left_alone():
    facts = Facts(name="Zaken", kind=Kind.SERVICE)
    old = {"kind": "raket", "released_on": "ooit", "verdwenen": 1, "summary": "Nieuw."}
    old["principle_details"] = {"delen": {"waarom": "Daarom."}}
    assert fact_json.applied(facts, old) == Facts(name="Zaken", kind=Kind.SERVICE, summary="Nieuw.")


def test_an_old_edit_that_says_only_why_leaves_phases_and_parts_as_they_are():
    phases = PrincipleDetail(motivation="Eerst.", phases=(Phase.DESIGN,))
    only_why = PrincipleDetail(motivation="Zo was het.")
    facts = Facts(name="Zaken", principle_details={"delen": phases, "privacy": only_why})
    read = fact_json.applied(facts, {"motivations": {"delen": "Nu.", "cloud": "Ook."}})
    assert read.principle_details == {
        "cloud": PrincipleDetail(motivation="Ook."),
        "delen": PrincipleDetail(motivation="Nu.", phases=(Phase.DESIGN,)),
    }


def test_every_fact_has_a_name_for_people():
    assert list(fact_words.LABELS) == NAMES


def test_names_stand_in_the_order_of_the_form():
    assert fact_words.labels(["licence", "name"]) == ("Naam", "Licentie")


def test_how_it_serves_a_guideline_is_said_on_one_line():
    detail = PrincipleDetail(motivation="Met SAML.", phases=(Phase.DESIGN, Phase.LIVE))
    assert fact_words.detail_text(detail) == "Met SAML. Fase: ontwerp, in gebruik."


def test_a_part_of_a_guideline_is_called_by_its_heading_while_it_is_in_the_text():
    detail = PrincipleDetail(anchor="tekst-hoe")
    parts = [Heading(anchor="tekst-hoe", title="Hoe pak je het aan?")]
    assert fact_words.detail_text(detail, parts) == "Onderdeel ‘Hoe pak je het aan?’."
    assert fact_words.detail_text(detail) == "Onderdeel ‘tekst-hoe’."
