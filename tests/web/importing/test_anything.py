"""Nothing that somebody brings in breaks anything, whatever bytes or YAML it is."""

import io
import uuid

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from govhub.catalogue.interchange.publiccode.prefill import prefill
from govhub.catalogue.interchange.publishing import publiccode_of
from govhub.kernel.errors import InvalidInput
from govhub.platform.db import transaction
from govhub.platform.ratelimit import Limit
from govhub.registration.importing import choosing, drafting, reading, refreshing
from govhub.registration.importing.reading import Source
from govhub.web import limits
from tests.unit.publiccode.documents import VALID
from tests.unit.publiccode.test_bounds import STRUCTURES
from tests.unit.publiccode.test_bounds import dumped as dumped_by_library

KEYS = [
    "name",
    "url",
    "landingURL",
    "releaseDate",
    "platforms",
    "categories",
    "usedBy",
    "developmentStatus",
    "softwareType",
    "description",
    "legal",
    "maintenance",
    "localisation",
    "supports",
    "organisation",
    "nl",
    "isBasedOn",
    "roadmap",
    "softwareVersion",
    "publiccodeYmlVersion",
    "applicationSuite",
    "x-eigen",
]
INNER = [
    "license",
    "type",
    "contacts",
    "contractors",
    "name",
    "email",
    "uri",
    "id",
    "nl",
    "en",
    "shortDescription",
    "longDescription",
    "features",
    "availableLanguages",
    "localisationReady",
    "commonground",
    "layerType",
    "phone",
    "documentation",
]
SECTIONS = st.dictionaries(st.sampled_from(INNER), STRUCTURES, max_size=4)
FILES = st.dictionaries(st.sampled_from(KEYS), STRUCTURES | SECTIONS, max_size=8)
"""The keys that mean something, with values of any shape."""


@st.composite
def damaged(draw):
    """A right file with a piece of something else in it."""
    start = draw(st.integers(0, len(VALID)))
    end = draw(st.integers(start, min(len(VALID), start + 40)))
    piece = draw(st.text(max_size=20) | st.sampled_from(["\t", "\0", "&a ", "*a", "{", "- ", ": "]))
    return VALID[:start] + piece + VALID[end:]


TEXTS = st.one_of(FILES.map(dumped_by_library), damaged(), st.text(max_size=200))
ANYTHING = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@ANYTHING
@given(text=TEXTS)
def test_what_is_read_becomes_a_draft_that_can_be_used(session, submitter, text):
    with transaction(session):
        read = reading.read(session, Source(text=text))
        draft = drafting.bring_in(session, submitter, read, form_id=uuid.uuid4(), name="Naamloos")
    session.refresh(draft)
    assert draft.name
    keys = [each.key for each in choosing.choices(session, draft)]
    with transaction(session):
        choosing.choose(session, submitter, draft, keys, seen_version=draft.version)
    assert all(each.is_taken for each in choosing.choices(session, draft) if _may_be(each))
    again = prefill(publiccode_of(session, draft))
    assert again.is_whole
    assert refreshing.differences(session, draft, read) == []


def _may_be(choice):
    """Tell whether the catalogue can take it over: not every status can be the first."""
    return choice.proposed != "obsolete"


@pytest.fixture
def patient(monkeypatch, me):
    """A browser that may bring in as much as a test likes."""
    for name in ("IMPORT_BY_USER", "REGISTER_BY_USER"):
        monkeypatch.setattr(limits, name, Limit(f"test-{name}", "100000 per hour"))
    return me


@ANYTHING
@given(data=st.one_of(TEXTS.map(lambda text: text.encode("utf-8", "replace")), st.binary()))
def test_whatever_is_uploaded_gets_a_page(patient, data):
    answer = patient.post(
        "/aanmelden/publiccode",
        data={"file": (io.BytesIO(data), "publiccode.yml"), "toch": "ja", "name": "Naamloos"},
    )
    assert answer.status_code in {302, 400}
    if answer.status_code == 302:
        assert patient.get(answer.location).status_code == 200


@ANYTHING
@given(text=TEXTS)
def test_whatever_a_newer_file_says_can_be_compared(session, submitter, text):
    with transaction(session):
        old = reading.read(session, Source(text=VALID))
        draft = drafting.bring_in(session, submitter, old, form_id=uuid.uuid4())
    try:
        newer = reading.read(session, Source(text=text))
    except InvalidInput:
        return
    names = [each.name for each in refreshing.differences(session, draft, newer)]
    with transaction(session):
        refreshing.refresh(session, submitter, draft, newer, names, seen_version=draft.version)
    assert refreshing.differences(session, draft, newer) == []
