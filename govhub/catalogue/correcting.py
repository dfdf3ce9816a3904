"""Corrections: the last change of status was a mistake. It stays visible, and nobody is mailed.

A correction may do what could have been decided in the place of the mistake, by the same rules.
"""

from datetime import date, timedelta

from sqlalchemy.orm import Session

from govhub.catalogue import changing, service
from govhub.catalogue.changing import EDITORS, Change, StatusWish
from govhub.catalogue.ledger import plans
from govhub.catalogue.ledger import queries as ledger
from govhub.catalogue.ledger.history import Standing, standing
from govhub.catalogue.ledger.models import LedgerLine, LineKind
from govhub.catalogue.models import Component
from govhub.catalogue.status import Status, StepRefused, step
from govhub.kernel import clock
from govhub.kernel.errors import Conflict, InvalidInput, NotAllowed
from govhub.platform.language import gettext as _

PERIOD = timedelta(days=14)
"""So long after it was written a change can be corrected."""


def correctable(session: Session, component: Component) -> LedgerLine | None:
    """Return the line that can be corrected: the newest change, not the first, not too old."""
    line = ledger.latest_move(session, component)
    if line is None or line.old is None or clock.now() - line.recorded_at > PERIOD:
        return None
    return line


def correct(  # noqa: PLR0913  # what the form asks, and who asks
    session: Session,
    component: Component,
    line: LedgerLine,
    *,
    new: Status,
    reason: str,
    decided_by: str,
    is_editor: bool,
    end_date: date | None = None,
) -> LedgerLine:
    """Say that ``line`` was a mistake and that the status is ``new``, from the same day.

    Raises Conflict when the line can no longer be corrected; StepRefused, NotAllowed or
    InvalidInput, which names the field. What was announced lapses.
    """
    service.hold(session, component)
    found = correctable(session, component)
    if found is None or found.number != line.number:
        raise Conflict(_("Deze wijziging kan niet meer worden gecorrigeerd."))
    wish = StatusWish(new=new, reason=reason.strip(), end_date=end_date)
    _check(session, component, line, wish, is_editor=is_editor)
    back = _what_comes_back(session, component, line, new)
    correction = changing.enter(
        session,
        component,
        Change(
            kind=LineKind.CORRECTION,
            new=new,
            decided_by=decided_by,
            reason=wish.reason,
            effective_on=line.effective_on,
            since=back.since if back else None,
            end_date=end_date or (back.line.end_date if back else None),
            about=line.number,
            is_news=False,
        ),
    )
    plans.let_all_plans_lapse(session, component, reason=_("De status is gecorrigeerd."))
    if new is Status.PHASING_OUT:
        plans.announce_end(session, component, correction)
    return correction


def needs_editor(line: LedgerLine, new: Status) -> bool:
    """Tell whether only a redacteur may correct ``line`` to ``new``."""
    if line.old is None or new is line.new:
        return False
    if new is not line.old:
        return step(line.old, new).needs_editor
    overrules = line.decided_by == EDITORS or not _restores(line, new)
    return new is Status.AVAILABLE and overrules


def _check(
    session: Session, component: Component, line: LedgerLine, wish: StatusWish, *, is_editor: bool
) -> None:
    if wish.new is line.new or line.old is None:
        raise StepRefused(_("Dit is al de status. Kies een andere."))
    if not wish.reason:
        raise InvalidInput("reason", _("Leg uit wat er verkeerd was."))
    if needs_editor(line, wish.new) and not is_editor:
        raise NotAllowed(_("Alleen de redactie kan de status zo corrigeren."))
    if wish.new is not line.old:
        changing.check_facts(session, component, wish, old=line.old, on=line.effective_on)
    if wish.new is Status.AVAILABLE and not _restores(line, wish.new):
        changing.check_gate(session, component)


def _restores(line: LedgerLine, new: Status) -> bool:
    """Tell whether the correction only brings back what was decided before.

    Not when the line was a correction: then what it took away was a mistake too.
    """
    return new is line.old and line.kind is LineKind.CHANGE


def _what_comes_back(
    session: Session, component: Component, line: LedgerLine, new: Status
) -> Standing | None:
    """Return what stood before the mistake, when the correction returns to it."""
    imagined = LedgerLine(
        number=line.number + 1,
        kind=LineKind.CORRECTION,
        new=new,
        effective_on=line.effective_on,
        about=line.number,
    )
    then = standing([*ledger.status_history(session, component), imagined])
    return None if then is None or then.line is imagined else then
