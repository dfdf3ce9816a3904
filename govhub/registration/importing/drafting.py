"""Makes a draft of what somebody brings in. Never commits: the caller decides when."""

import uuid
from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.orm import Session

from govhub.accounts.models import User
from govhub.catalogue.models import Component
from govhub.catalogue.queries import IS_PUBLIC, component_by_public_id
from govhub.catalogue.repository import repository_key
from govhub.catalogue.status import Status
from govhub.kernel.errors import InvalidInput
from govhub.kernel.text import is_web_address
from govhub.platform.language import gettext as _
from govhub.registration import service
from govhub.registration.importing.reading import Reading, without_telephones
from govhub.registration.permissions import is_submitter, may_follow_along

MOST_PRESENT = 10
_LONGEST_URL = 500


def present(session: Session, user: User, reading: Reading) -> Sequence[Component]:
    """Return what has the same repository or file already, and this person may see."""
    found = session.scalars(
        same_source(reading).order_by(~IS_PUBLIC, Component.id).limit(5 * MOST_PRESENT)
    )
    visible = [each for each in found if each.is_public or may_follow_along(user, each)]
    return visible[:MOST_PRESENT]


def bring_in(
    session: Session, user: User, reading: Reading, *, form_id: uuid.UUID, name: str = ""
) -> Component:
    """Keep what was read as a draft, and return it; ``name`` is for what has none.

    ``form_id`` is the form's own: when it comes again with the same, it leads to the draft that it
    made, whatever was done with that since. Raises InvalidInput when there is no name at all.
    """
    before = component_by_public_id(session, form_id)
    if before is not None and is_submitter(user, before):
        if before.publiccode == reading.kept:
            return before
        form_id = uuid.uuid4()  # somebody went back, and brings in something else
    facts = replace(reading.facts, name=reading.facts.name or name)
    if not facts.name:
        raise InvalidInput("name", _("In het bestand staat geen naam. Vul de naam hier in."))
    draft = service.start(session, user, facts, status=first_status(reading), form_id=form_id)
    keep(draft, reading)
    draft.publiccode_text = without_telephones(reading.source.text) or None
    session.flush()
    return draft


def first_status(reading: Reading) -> Status:
    """Return the status to begin with: what the file proposes, when one may begin with that."""
    proposed = reading.taken.status
    return proposed if proposed in service.FIRST_STATUSES else Status.CONCEPT


def keep(component: Component, reading: Reading) -> None:
    """Keep the file itself, so that an export loses nothing; and what no fact is about."""
    component.publiccode = reading.kept
    url = reading.source.url
    is_kept = url is not None and len(url) <= _LONGEST_URL and is_web_address(url)
    component.publiccode_url = url if is_kept else None
    component.layer = reading.taken.layer


def same_source(reading: Reading) -> Select[Component]:
    """Return the question which components have the same repository or file."""
    keys = {repository_key(reading.facts.repository_url), repository_key(reading.source.repository)}
    conditions: list[ColumnElement[bool]] = [Component.repository_key.in_(keys - {None})]
    if reading.source.url:
        conditions.append(Component.publiccode_url == reading.source.url)
    return select(Component).where(or_(*conditions))
