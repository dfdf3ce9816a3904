"""Whether the status of a component is still true: who looked, and until when that counts.

Overdue is a notice; it never hides a component (DESIGN §4).
"""

from calendar import monthrange
from datetime import date

from govhub.catalogue.models import Component
from govhub.catalogue.status import Status
from govhub.kernel import clock

MONTHS = {
    Status.CONCEPT: 6,
    Status.PLANNED: 6,
    Status.DEVELOPMENT: 6,
    Status.DEMO: 6,
    Status.AVAILABLE: 12,
}
"""For how many months a status counts as confirmed; one at the end of life always does."""


def note_confirmed(component: Component) -> None:
    """Remember that somebody who may know says today that this is the status."""
    component.confirmed_on = clock.today()
    component.confirm_by = confirm_by(component.status, clock.today())
    component.asked_to_confirm_at = None


def confirm_by(status: Status, confirmed_on: date) -> date | None:
    """Return the day by which the status must be confirmed again; None when it need not be."""
    months = MONTHS.get(status)
    return _later(confirmed_on, months) if months else None


def _later(day: date, months: int) -> date:
    """Return the same day so many months later, or the last day of a shorter month."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return day.replace(year=year, month=month + 1, day=min(day.day, monthrange(year, month + 1)[1]))
