"""The real guidelines, as they are published, leave nothing unread."""

import re

import pytest

from govhub.guidance import checkout, importing
from govhub.guidance import queries as guidance
from govhub.guidance.models import Part, Role
from govhub.guidance.text import blocks, front_matter, markup, taking_apart
from govhub.guidance.text.blocks import Cards, Tabs, Text
from govhub.kernel import clock
from govhub.platform.db import transaction
from tests.making import make_component
from tests.places import ROOT

GUIDANCE = ROOT.parent / "shared" / "data" / "nerds"
pytestmark = pytest.mark.skipif(
    not GUIDANCE.is_dir(),
    reason="the guidelines are not beside this checkout (shared/data/nerds)",
)
RAW = re.compile(
    r"^\s*(?:[-*+] |\d+\. |#{1,6} |===|!!!|\?\?\?|```|>|\|).*|"
    r"\|-+\||\*\*|\]\(|\{:|\[ \]|\[x\]|</?[a-z]+>",
    re.MULTILINE,
)
CODE = re.compile(r"<pre.*?</pre>|<code.*?</code>|<[^>]+>", re.DOTALL)


def sources():
    if not GUIDANCE.is_dir():
        return []
    return [
        each
        for folder in ("seed-revision", "head")
        for each in checkout.read(GUIDANCE / folder).sources
    ]


def made(text):
    _about, body = front_matter.split(text)
    return tuple(
        blocks.every(taking_apart.take_apart(markup.to_html(body), lambda address: address))
    )


def html_of(found):
    return "\n".join(each.html for each in found if isinstance(each, Text))


def test_both_forms_have_all_their_guidelines():
    numbers = [len(checkout.read(GUIDANCE / each).keys) for each in ("seed-revision", "head")]
    assert numbers == [14, 13]


@pytest.mark.parametrize("source", sources(), ids=lambda each: each.path)
def test_no_markdown_is_left_over(source):
    text = CODE.sub("\N{NULL}", html_of(made(source.data.decode())))
    assert RAW.findall(text) == []


@pytest.mark.parametrize(
    "source",
    [each for each in sources() if each.path.startswith("principes")],
    ids=lambda each: each.path,
)
def test_every_guideline_of_the_first_version_speaks_to_six_roles(source):
    (tabs,) = [each for each in made(source.data.decode()) if isinstance(each, Tabs)]
    assert [each.role for each in tabs.tabs] == list(Role)
    about, _body = front_matter.split(source.data.decode())
    assert set(about.role_weights) == {role.value for role in Role}


@pytest.mark.parametrize(
    "source",
    [each for each in sources() if each.path.startswith("richtlijnen")],
    ids=lambda each: each.path,
)
def test_every_guideline_of_today_has_places_for_cards_of_its_own(source):
    places = [each for each in made(source.data.decode()) if isinstance(each, Cards)]
    assert places
    assert {each.principle for each in places} == {source.key}
    assert all(each.phase for each in places) is (source.part is Part.PHASES)


def test_from_the_first_version_to_today_and_back_loses_nothing(session):
    """The addresses of both are kept, and so are the components that serve a guideline."""
    first, today = (checkout.read(GUIDANCE / form) for form in ("seed-revision", "head"))

    def bring_in(which):
        with transaction(session):
            report = importing.bring_in(session, which)
        session.expire_all()
        return report

    def texts():
        return {
            (each.key, text.part): text.blocks
            for each in guidance.principles(session)
            for text in guidance.texts(session, each)
        }

    assert len(bring_in(first).new) == 14
    serves = make_component(session, principle_keys=("servicestandaard", "samenwerking"))
    first_texts = texts()
    report = bring_in(today)
    assert (len(report.new), len(report.changed), len(report.moved)) == (4, 13, 13)
    assert report.gone == ["Voldoe aan de servicestandaard"]
    dropped = guidance.principle_by_key(session, "servicestandaard")
    assert dropped.ended_on == clock.today()
    assert {each.principle.key for each in serves.principle_links} == {
        "servicestandaard",
        "samenwerking",
    }
    moved = guidance.principle_by_key(session, "samenwerking")
    assert set(moved.role_weights) == {role.value for role in Role}
    assert {each.url.split("/")[-3] for each in guidance.addresses(session, moved)} == {
        "principes",
        "richtlijnen",
    }
    assert bring_in(today).changed == []
    back = bring_in(first)
    assert (len(back.moved), back.gone, back.unread) == (13, [], [])
    assert texts() == first_texts
    assert guidance.principle_by_key(session, "servicestandaard").ended_on is None
    assert len(guidance.addresses(session, moved)) == 2
    assert bring_in(first).changed == []


def test_the_guideline_that_the_catalogue_belongs_to_is_whole():
    found = made((GUIDANCE / "richtlijn-8-seed.md").read_text(encoding="utf-8"))
    (tabs,) = [each for each in found if isinstance(each, Tabs)]
    (cards,) = [each for each in found if isinstance(each, Cards)]
    assert len(tabs.tabs) == 6
    assert html_of(found).count("<li") == 123
    assert [(each.name, each.status, bool(each.url)) for each in cards.cards] == [
        ("Developer Overheid", "beschikbaar", True),
        ("NL Design System", "beschikbaar", True),
        ("GovHub", "concept", False),
    ]
