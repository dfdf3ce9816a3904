"""Which redacteur took a registration or an edit, so that no two do the same work.

To take something is a courtesy, no lock: another redacteur may decide as well. Never commits.
"""

from sqlalchemy import delete
from sqlalchemy.orm import Session

from govhub.accounts.models import User
from govhub.catalogue import service as catalogue
from govhub.catalogue.models import Component
from govhub.kernel import clock
from govhub.kernel.errors import Conflict
from govhub.platform import audit
from govhub.platform.language import gettext as _
from govhub.registration import queries
from govhub.registration.models import ReviewCase
from govhub.registration.permissions import require_editor


def take(session: Session, editor: User, component: Component) -> ReviewCase:
    """Say that this redacteur looks at it; whoever had it looks no longer.

    Raises Conflict when nothing of the component waits.
    """
    require_editor(editor)
    catalogue.hold(session, component)
    if not queries.is_waiting(session, component):
        raise Conflict(_("Hier valt nu niets te besluiten."))
    case = session.get(ReviewCase, component.id)
    if case is not None and case.editor_id == editor.id:
        return case
    was_taken = case is not None
    if case is None:
        case = ReviewCase(component_id=component.id, editor=editor, taken_at=clock.now())
        session.add(case)
    else:
        case.editor, case.taken_at = editor, clock.now()
    session.flush()
    action = "zaak-overgenomen" if was_taken else "zaak-opgepakt"
    _note(session, editor, component, action)
    return case


def release(session: Session, editor: User, component: Component) -> None:
    """Say that this redacteur looks at it no longer; of what somebody else has, nothing changes."""
    require_editor(editor)
    catalogue.hold(session, component)
    case = session.get(ReviewCase, component.id)
    if case is None or case.editor_id != editor.id:
        return
    session.delete(case)
    session.flush()
    _note(session, editor, component, "zaak-losgelaten")


def lapse(session: Session, component: Component) -> None:
    """Let nobody have it any more, once nothing of it waits."""
    session.flush()
    if not queries.is_waiting(session, component):
        session.execute(delete(ReviewCase).where(ReviewCase.component_id == component.id))


def _note(session: Session, editor: User, component: Component, action: str) -> None:
    audit.note(
        session,
        actor=editor.public_id,
        action=action,
        subject=f"component:{component.public_id}",
    )
