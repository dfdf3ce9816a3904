"""A real file that becomes a component, is exported and comes in again has lost nothing.

People are left out on purpose: their names and addresses are not ours to publish.
"""

import uuid
from collections import Counter

import pytest

from govhub.catalogue.facts import facts_of
from govhub.catalogue.interchange.publiccode import check, is_valid
from govhub.catalogue.interchange.publiccode.looking import find
from govhub.catalogue.interchange.publiccode.prefill import prefill
from govhub.catalogue.interchange.publishing import publiccode_of
from govhub.catalogue.repository import repository_key
from govhub.kernel.errors import DomainError
from govhub.platform.db import transaction
from govhub.registration.importing import batch, drafting, reading
from govhub.registration.importing.batch import Done
from govhub.registration.importing.reading import Source
from govhub.registration.service import FIRST_STATUSES
from tests.conformance.publiccode_files import NEEDED, REAL, real_files
from tests.conformance.test_publiccode_round_trip import texts_in
from tests.making import make_category, make_editor, make_organisation

pytestmark = NEEDED
CATEGORIES = {
    "Formulieren": ["digital-citizenship", "content-management"],
    "Zaken": ["workflow-management", "document-management"],
    "Gegevens": ["data-analytics", "data-collection", "geographic-information-systems"],
}


@pytest.fixture
def bring_in(session):
    """Make a draft of a text, in a catalogue that knows some categories and organisations."""
    editor = make_editor(session)
    for name, theirs in CATEGORIES.items():
        make_category(session, name=name, publiccode_categories=theirs)
    for name in ("Gemeente Amsterdam", "Gemeente Rotterdam", "VNG Realisatie"):
        make_organisation(session, name=name)

    def bring_in(text):
        with transaction(session):
            read = reading.read(session, Source(text=text))
            key = uuid.uuid4()
            return drafting.bring_in(session, editor, read, form_id=key, name="Naamloos")

    return bring_in


def text_of(name):
    return reading.text_of((REAL / name).read_bytes())[0]


def without_people(tree):
    match tree:
        case dict():
            return {
                key: without_people(value)
                for key, value in tree.items()
                if key.lower() not in {"email", "contacts"}
            }
        case list():
            return [without_people(item) for item in tree]
        case _:
            return tree


def told(read, *, but=()):
    """Return the facts that a file says, beside the people and what the catalogue adds."""
    left_out = {"contacts", *but}
    return {
        name: value
        for name, value in vars(read.facts).items()
        if name not in left_out and value not in (None, ())
    }


@pytest.mark.parametrize("name", real_files())
def test_nothing_is_lost(session, bring_in, name):
    text = text_of(name)
    draft = bring_in(text)
    exported = publiccode_of(session, draft)
    read, again = prefill(text), prefill(exported)
    assert again.is_whole
    is_first = read.facts.status in FIRST_STATUSES  # else a person chose another
    said = told(read, but=() if is_first else {"status"})
    assert {key: getattr(again.facts, key) for key in said} == said
    before = without_people(read.kept)
    lost = texts_in(before) - texts_in(again.kept)
    status = str(find(read.kept, "developmentStatus")).lower()
    assert lost - Counter(() if is_first else [status]) == Counter()
    assert is_valid(check(exported)) or not is_valid(check(text)) or not read.facts.owner


@pytest.mark.parametrize("name", real_files())
def test_what_comes_in_again_is_the_same_component(session, bring_in, name):
    first = bring_in(text_of(name))
    exported = publiccode_of(session, first)
    second = bring_in(exported)
    assert facts_of(second).contact_email is None
    ours, theirs = vars(facts_of(first)), vars(facts_of(second))
    assert {k: v for k, v in theirs.items() if k != "contact_email"} == {
        k: v for k, v in ours.items() if k != "contact_email"
    }
    assert second.layer == first.layer
    assert prefill(publiccode_of(session, second)).kept == prefill(exported).kept
    assert bring_in(exported).publiccode == second.publiccode


@pytest.mark.parametrize("name", real_files())
def test_the_same_file_again_changes_nothing(session, bring_in, name):
    text = text_of(name)
    draft = bring_in(text)
    version = draft.version
    with transaction(session):
        read = reading.read(session, Source(text=text))
        if repository_key(read.facts.repository_url) is None:
            with pytest.raises(DomainError, match="geen url van een repository"):
                batch.take_in(session, draft.submitted_by, read)
            return
        outcome = batch.take_in(session, draft.submitted_by, read)
    assert (outcome.done, list(outcome.left)) == (Done.SAME, [])
    assert draft.version == version
