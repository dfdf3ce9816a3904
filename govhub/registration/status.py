"""What its owner and the redactie say about the status of a public component, beside changing it.

Withdraw what was announced, correct a mistake, confirm what is still true. Never commits.
"""

from datetime import date

from sqlalchemy.orm import Session

from govhub.accounts.models import User
from govhub.catalogue import confirming, correcting, planning
from govhub.catalogue import service as catalogue
from govhub.catalogue.ledger.models import LedgerLine, PlannedChange
from govhub.catalogue.models import Component
from govhub.catalogue.status import Status
from govhub.registration.overtaking import overtake
from govhub.registration.permissions import answers_for, require_change


def withdraw_announcement(
    session: Session, user: User, plan: PlannedChange, *, reason: str
) -> LedgerLine:
    """Say that what was announced will not happen. Raises Conflict when it waits no longer."""
    catalogue.hold(session, plan.component)
    require_change(user, plan.component)
    return planning.withdraw(
        session, plan, reason=reason, decided_by=answers_for(user, plan.component)
    )


def correct_status(  # noqa: PLR0913  # what the form asks, and who asks
    session: Session,
    user: User,
    component: Component,
    line: LedgerLine,
    *,
    new: Status,
    reason: str,
    end_date: date | None = None,
) -> LedgerLine:
    """Say that ``line`` was a mistake, and which status is right. What waits is overtaken.

    Raises what ``correcting.correct`` raises.
    """
    catalogue.hold(session, component)
    require_change(user, component)
    correction = correcting.correct(
        session,
        component,
        line,
        new=new,
        reason=reason,
        decided_by=answers_for(user, component, as_editor=correcting.needs_editor(line, new)),
        is_editor=user.is_editor,
        end_date=end_date,
    )
    overtake(session, component, by=user)
    return correction


def confirm_status(session: Session, user: User, component: Component) -> LedgerLine:
    """Say that the status is still true. Raises Conflict when that need not be said."""
    catalogue.hold(session, component)
    require_change(user, component)
    return confirming.confirm(session, component, decided_by=answers_for(user, component))
