"""What a submitter does with a registration. Never commits: the caller decides when."""

import uuid
from dataclasses import replace

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from govhub.accounts import queries as accounts
from govhub.accounts.models import User
from govhub.catalogue import contact
from govhub.catalogue import service as catalogue
from govhub.catalogue.facts import Facts, facts_of
from govhub.catalogue.models import Component
from govhub.catalogue.queries import component_by_public_id
from govhub.catalogue.status import Status
from govhub.catalogue.vocabulary import Publication
from govhub.kernel import clock
from govhub.kernel.errors import Conflict, InvalidInput
from govhub.platform.language import gettext as _
from govhub.platform.outbox import record
from govhub.registration import cases, queries
from govhub.registration.comparison import differing_fields
from govhub.registration.completeness import Incomplete, missing_for_submission
from govhub.registration.duplicates import Alike, nothing_alike, possible_duplicates
from govhub.registration.events import SubmissionReceived
from govhub.registration.lookalikes import answers, require_answers
from govhub.registration.permissions import (
    is_on_behalf,
    is_submitter,
    require_change,
    require_submitter,
)

FIRST_STATUSES = (
    Status.CONCEPT,
    Status.PLANNED,
    Status.DEVELOPMENT,
    Status.DEMO,
    Status.AVAILABLE,
)
"""With what a component may begin; its end of life comes later, with a reason and a date."""
_FIRST_VERSION = 1
_ATTEMPTS = 5
"""To find an address that nobody takes at the same moment."""


def start(
    session: Session, user: User, facts: Facts, *, status: Status, form_id: uuid.UUID
) -> Component:
    """Keep what somebody filled in as a draft, and return it.

    ``form_id`` is the form's own: when it comes a second time, it leads to the draft that it made,
    with what it says now. Raises Conflict when that draft was changed in another way meanwhile.
    """
    _check_first_status(status)
    for _attempt in range(_ATTEMPTS):
        present = component_by_public_id(session, form_id)
        if present is not None:
            return _repeat(session, user, present, facts, status=status)
        try:
            with session.begin_nested():
                return catalogue.create(
                    session,
                    facts,
                    status=status,
                    submitted_by_id=user.id,
                    public_id=form_id,
                    is_on_behalf=_is_on_behalf(session, user, facts),
                )
        except IntegrityError:
            continue  # somebody took the address or sent the form at the same moment
    raise Conflict(_("Er melden nu veel mensen iets aan. Verstuur het formulier opnieuw."))


def save(
    session: Session,
    user: User,
    component: Component,
    facts: Facts,
    *,
    status: Status | None = None,
    seen_version: int,
) -> None:
    """Write the facts; a public component shows them at once.

    ``status`` is for what is not public yet; afterwards it changes as ``proposals`` says. Raises
    Conflict when somebody changed it since ``seen_version``, and Incomplete when a public component
    would lose something that it must have.
    """
    catalogue.hold(session, component)
    require_change(user, component)
    if component.is_public:
        write_public(session, component, facts, seen_version=seen_version)
        contact.settle(session, component, by=user)
        return
    if is_submitter(user, component):
        component.is_on_behalf = _is_on_behalf(session, user, facts)
    catalogue.edit(session, component, facts, seen_version=seen_version)
    if status is not None:
        _check_first_status(status)
        catalogue.choose_first_status(component, status)
        session.flush()


def write_public(
    session: Session, component: Component, facts: Facts, *, seen_version: int
) -> None:
    """Write the facts of what everybody sees; who may do so, the caller knows.

    Its owner stays: a component goes to another one as ``claims`` says.
    Raises Conflict when somebody changed it since ``seen_version``, and Incomplete when it would
    lose something that it must have.
    """
    lacked = {each.field for each in missing_for_submission(session, component)}
    owner = component.owner
    facts = replace(facts, owner_slug=owner.slug if owner else None)
    catalogue.edit(session, component, facts, seen_version=seen_version)
    missing = missing_for_submission(session, component)
    lost = [each for each in missing if each.field not in lacked]
    if lost:
        raise Incomplete(lost)


def submit(
    session: Session, user: User, component: Component, alike: Alike = nothing_alike
) -> None:
    """Ask the redactie to publish it; once more is harmless.

    Raises Incomplete when something is missing, and Unanswered when something looks the same.
    """
    catalogue.hold(session, component)
    require_submitter(user, component)
    if component.publication is Publication.SUBMITTED:
        return
    require_change(user, component)
    if component.is_public:
        raise Conflict(_("Dit component staat al in de catalogus."))
    missing = missing_for_submission(session, component)
    if missing:
        raise Incomplete(missing)
    found = possible_duplicates(session, component, user, alike)
    require_answers(found, answers(session, component))
    is_again = queries.latest_review(session, component) is not None
    component.publication = Publication.SUBMITTED
    component.submitted_at = clock.now()
    session.flush()
    contact.settle(session, component, by=user)
    record(session, SubmissionReceived(subject=str(component.public_id), is_again=is_again))


def take_back(session: Session, user: User, component: Component) -> None:
    """Make a draft of it again, before a redacteur decided. Raises Conflict when one did."""
    catalogue.hold(session, component)
    require_submitter(user, component)
    if component.publication is not Publication.SUBMITTED:
        raise Conflict(_("De redactie heeft hier al over besloten."))
    component.publication = Publication.DRAFT
    cases.lapse(session, component)


def discard(session: Session, user: User, component: Component) -> None:
    """Delete a registration that never was public. Raises what ``require_draft`` raises."""
    catalogue.hold(session, component)
    require_draft(user, component)
    session.delete(component)
    session.flush()


def require_draft(user: User, component: Component) -> None:
    """Raise NotAllowed for a draft of somebody else, Conflict for what waits or is public."""
    require_submitter(user, component)
    if not component.publication.is_open_for_submitter:
        raise Conflict(_("U kunt alleen een klad verwijderen."))


def _is_on_behalf(session: Session, user: User, facts: Facts) -> bool:
    owner = accounts.organisation_by_slug(session, facts.owner_slug) if facts.owner_slug else None
    return is_on_behalf(user, owner)


def _check_first_status(status: Status) -> None:
    if status not in FIRST_STATUSES:
        raise InvalidInput("status", _("Kies een status waarmee een component kan beginnen."))


def _repeat(
    session: Session, user: User, component: Component, facts: Facts, *, status: Status
) -> Component:
    if not is_submitter(user, component):
        raise Conflict(_("Dit formulier is al gebruikt. Open een nieuw formulier."))
    if differing_fields(facts_of(component), facts) or component.status is not status:
        save(session, user, component, facts, status=status, seen_version=_FIRST_VERSION)
    return component
