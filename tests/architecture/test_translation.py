"""Every sentence for people can be translated: it goes through gettext, and extraction finds it."""

import re

import pytest
from babel.messages.frontend import CommandLineInterface
from babel.messages.pofile import read_po

from govhub.paths import TEMPLATES
from tests.places import ROOT

PAGES = sorted(path for path in TEMPLATES.rglob("*") if path.suffix in {".html", ".jinja"})
SAME_IN_EVERY_LANGUAGE = {"GovHub", "Atom", "NeRDS", "DPIA", "a"}

TRANSLATED = re.compile(r"{%-?\s*trans\b.*?{%-?\s*endtrans\s*-?%}", re.DOTALL)
CODE = re.compile(r"{#.*?#}|{%.*?%}|{{.*?}}|<style>.*?</style>|<[^>]*>|&\w+;", re.DOTALL)
SPOKEN_ATTRIBUTE = re.compile(r'\b(?:aria-label|title|alt|placeholder)="([^"{]*[a-z]{2}[^"{]*)"')
IN_EXPRESSION = re.compile(r"""(?:heading\(\d,|button\(|button_link\(|link\() *['"]([^'"]+)['"]""")


def untranslated(template: str):
    bare = TRANSLATED.sub("", template)
    yield from SPOKEN_ATTRIBUTE.findall(bare)
    yield from IN_EXPRESSION.findall(bare)
    yield from re.findall(r"[^\W\d_]{2,}", CODE.sub(" ", bare))


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(TEMPLATES)))
def test_a_template_holds_no_sentence_of_its_own(path):
    found = set(untranslated(path.read_text(encoding="utf-8")))
    assert found - SAME_IN_EVERY_LANGUAGE == set()


def test_extraction_finds_the_sentences_of_pages_mails_forms_and_code(tmp_path, monkeypatch):
    monkeypatch.chdir(ROOT)
    catalogue = tmp_path / "govhub.pot"
    command = ["pybabel", "-q", "extract", "-F", "babel.cfg", "-k", "_l", "-o", str(catalogue), "."]
    CommandLineInterface().run(command)
    with catalogue.open("rb") as file:
        found = {message.id for message in read_po(file)}
    assert {
        "Component aanmelden",  # a page
        "Stop met volgen",  # a mail
        "Wordt uitgefaseerd",  # a label
        "Deze link is al gebruikt. Vraag een nieuwe aan.",  # an error
    } <= found
