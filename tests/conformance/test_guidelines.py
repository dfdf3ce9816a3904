"""The real guidelines, as they are published, leave nothing unread."""

import re

import pytest

from govhub.guidance import checkout
from govhub.guidance.models import Part, Role
from govhub.guidance.text import blocks, front_matter, markup, taking_apart
from govhub.guidance.text.blocks import Cards, Tabs, Text
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
