"""How it stands with the address for questions, for who answers for the component."""

from dataclasses import dataclass
from datetime import datetime

from flask import url_for
from sqlalchemy.orm import Session

from govhub.accounts.models import User
from govhub.catalogue import contact
from govhub.catalogue.contact import State
from govhub.catalogue.models import Component
from govhub.registration.permissions import is_keeper


@dataclass(frozen=True, kw_only=True)
class ContactNote:
    """What ``contact/_state.html`` says."""

    state: State
    email: str | None
    asked_at: datetime | None
    ask_url: str | None
    """Where the address is mailed (again); None when that makes no sense now."""
    is_public: bool


def contact_note(session: Session, component: Component, user: User | None) -> ContactNote | None:
    """Return the note for who answers for the component and for the redactie; else None.

    Nor when there is nothing to say: no address, or one that everybody sees.
    """
    if user is None or not (user.is_editor or is_keeper(user, component)):
        return None
    found = contact.standing(session, component)
    if found.state in {State.NONE, State.CONFIRMED}:
        return None
    return ContactNote(
        state=found.state,
        email=component.contact_email,
        asked_at=found.asked_at,
        ask_url=url_for("contact.ask", slug=component.slug) if found.may_ask else None,
        is_public=component.is_public,
    )
