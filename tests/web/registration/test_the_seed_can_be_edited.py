"""What the seed wrote, a person can open, leave as it is and save: no rule stands in the way."""

import pytest
from werkzeug.datastructures import MultiDict

from govhub import paths
from govhub.catalogue import queries
from govhub.catalogue.facts import facts_of
from govhub.catalogue.interchange import seed
from govhub.platform.db import transaction
from govhub.registration.comparison import differing_fields
from govhub.web.registration.forms import ComponentForm
from govhub.web.registration.showing import choices


@pytest.fixture
def components(app, session):
    with transaction(session):
        seed.load(session, paths.SEED)
    return queries.public_components(session)


def as_a_browser_sends(form):
    sent = MultiDict()
    for field in form:
        values = field.data if isinstance(field.data, list) else [field.data or ""]
        sent.setlist(field.name, values)
    return sent


def test_every_component_passes_its_own_form_and_stays_the_same(app, components):
    wrong = []
    for component in components:
        with app.test_request_context():
            offered = choices()
            sent = as_a_browser_sends(ComponentForm.of(component, offered))
        with app.test_request_context(method="POST", data=sent):
            form = ComponentForm.of(component, offered)
            form.validate()
            faults = form.errors.keys() - {"csrf_token"}
            changed = [] if faults else differing_fields(facts_of(component), form.facts)
            wrong += [f"{component.slug}: {name}" for name in [*faults, *changed]]
    assert len(components) > 100
    assert wrong == []
