"""A mistake is corrected, and a status is confirmed, by who may change the component."""

import pytest

from govhub.catalogue.correcting import correctable
from govhub.catalogue.ledger.models import LineKind
from govhub.catalogue.ledger.queries import latest_line
from govhub.catalogue.status import Status
from govhub.kernel.errors import NotAllowed
from govhub.platform.db import transaction
from govhub.registration.models import ProposalState
from govhub.registration.status import confirm_status, correct_status
from tests.integration.registration.test_status_proposals import told, wish
from tests.making import make_user


def correct(session, user, component, new, *, reason="Verkeerd geklikt."):
    with transaction(session):
        line = correctable(session, component)
        return correct_status(session, user, component, line, new=new, reason=reason)


def confirm(session, user, component):
    with transaction(session):
        return confirm_status(session, user, component)


def test_an_owner_corrects_a_mistake_in_the_name_of_the_organisation(session, submitter, public):
    component = public(status=Status.CONCEPT)
    wish(session, submitter, component, Status.DEMO)
    line = correct(session, submitter, component, Status.DEVELOPMENT)
    assert (line.kind, line.decided_by) == (LineKind.CORRECTION, component.owner.name)
    assert component.status is Status.DEVELOPMENT


def test_only_the_redactie_corrects_to_what_it_decides_about(session, submitter, editor, public):
    component = public(status=Status.CONCEPT)
    wish(session, submitter, component, Status.DEMO)
    with pytest.raises(NotAllowed):
        correct(session, submitter, component, Status.AVAILABLE)
    assert correct(session, editor, component, Status.AVAILABLE).decided_by == "redactie GovHub"


def test_a_correction_overtakes_a_proposal(session, submitter, editor, public):
    component = public(status=Status.CONCEPT)
    wish(session, submitter, component, Status.DEMO)
    proposal = wish(session, submitter, component, Status.AVAILABLE)
    correct(session, editor, component, Status.CONCEPT)
    assert proposal.state is ProposalState.OVERTAKEN
    assert told(session) == ["ingehaald"]


def test_a_stranger_corrects_and_confirms_nothing(session, submitter, public):
    component, stranger = public(status=Status.CONCEPT), make_user(session)
    wish(session, submitter, component, Status.DEMO)
    with pytest.raises(NotAllowed):
        correct(session, stranger, component, Status.CONCEPT)
    with pytest.raises(NotAllowed):
        confirm(session, stranger, component)


def test_its_owner_confirms_a_status(session, submitter, public):
    component = public()
    line = confirm(session, submitter, component)
    assert latest_line(session, component) is line
    assert (line.kind, line.decided_by) == (LineKind.CONFIRMATION, component.owner.name)


def test_the_redactie_confirms_in_its_own_name(session, editor, public):
    assert confirm(session, editor, public()).decided_by == "redactie GovHub"
