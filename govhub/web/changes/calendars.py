"""Announced changes and end dates as a calendar."""

import uuid
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from flask import url_for

from govhub.catalogue.ledger.models import PlannedChange, PlanState
from govhub.catalogue.ledger.timeline import Dated
from govhub.catalogue.models import Component
from govhub.platform.language import gettext as _
from govhub.platform.language import long_date
from govhub.web.calendar import Agenda, Day
from govhub.web.changes.asked import Asked
from govhub.web.changes.sentence import filters

_END = "einde"
_CALLED_OFF = (PlanState.WITHDRAWN, PlanState.FAILED)


@dataclass(frozen=True, kw_only=True)
class CalendarMaker:
    """Makes calendars; ``absolute`` makes a full address of a path."""

    absolute: Callable[[str], str]
    plans: Iterable[Dated]
    ends: Iterable[Component]
    """Components that stop on a day that no plan announces."""

    def of_catalogue(self, asked: Asked) -> Agenda:
        """Return the calendar of all components, or of those that are asked for."""
        chosen = ", ".join(each.label for each in filters(asked))
        title = _("Aangekondigde statuswijzigingen")
        return Agenda(
            title=f"{title}: {chosen} - GovHub" if chosen else f"{title} - GovHub",
            url=self.absolute(asked.url()),
            days=self._days(),
        )

    def of_component(self, component: Component) -> Agenda:
        """Return the calendar of one component."""
        return Agenda(
            title=_("Aangekondigde wijzigingen van %(name)s - GovHub") % {"name": component.name},
            url=self._page_of(component),
            days=self._days(),
        )

    def _days(self) -> tuple[Day, ...]:
        return (*map(self._planned, self.plans), *map(self._end, self.ends))

    def _planned(self, dated: Dated) -> Day:
        plan = dated.plan
        is_called_off = plan.state in _CALLED_OFF
        changed_at = plan.settled_at if is_called_off else None
        return Day(
            uid=str(plan.public_id),
            on=plan.effective_on,
            title=_title(dated),
            text=_text(dated),
            url=self._page_of(plan.component),
            written_at=changed_at or dated.line.recorded_at,
            sequence=1 if is_called_off else 0,
            is_cancelled=is_called_off,
        )

    def _end(self, component: Component) -> Day:
        if component.end_date is None:
            raise LookupError(component.slug)
        return Day(
            uid=str(uuid.uuid5(component.public_id, _END)),
            on=component.end_date,
            title=_("%(name)s stopt") % {"name": component.name},
            text=_("Tot deze dag werkt het nog. Kijk op de pagina of er een opvolger is."),
            url=self._page_of(component),
            written_at=component.changed_at,
            sequence=component.version,
        )

    def _page_of(self, component: Component) -> str:
        return self.absolute(url_for("catalogue.show", slug=component.slug))


def _title(dated: Dated) -> str:
    plan = dated.plan
    title = _("%(name)s: %(status)s") % {"name": plan.component.name, "status": plan.new.label}
    return _("Gaat niet door: %(what)s") % {"what": title} if plan.state in _CALLED_OFF else title


def _text(dated: Dated) -> str:
    plan = dated.plan
    if dated.withdrawal:
        told = {"reason": dated.withdrawal.reason, "name": dated.withdrawal.decided_by}
        return _("Dit gaat niet door. Reden: %(reason)s\nBesluit van %(name)s.") % told
    return "\n".join(_what_to_know(plan))


def _what_to_know(plan: PlannedChange) -> Iterator[str]:
    yield f"{plan.new.answer}. {plan.new.meaning}"
    if plan.reason:
        yield _("Reden: %(reason)s") % {"reason": plan.reason}
    if plan.end_date:
        yield _("Het stopt op %(day)s.") % {"day": long_date(plan.end_date)}
    if plan.successor is not None and plan.successor.is_public:
        yield _("Opvolger: %(name)s.") % {"name": plan.successor.name}
    yield _("Besluit van %(name)s.") % {"name": plan.decided_by}
