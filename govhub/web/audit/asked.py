"""What somebody asks of the log: read from the address so that nothing can fail."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from govhub.accounts.models import UserRole
from govhub.kernel import clock
from govhub.platform import audit
from govhub.platform.audit import AuditFilter
from govhub.platform.language import gettext as _
from govhub.web.catalogue.day import parse_day

WHO, ACTION, SUBJECT, SINCE, UNTIL = "wie", "wat", "waarover", "van", "tot"
_LONGEST = 80
_YEARS = range(2000, 2200)
_NOT_PEOPLE = {audit.BY_ITSELF, audit.OPERATOR}
ACTORS = (*(role.value for role in UserRole), audit.OPERATOR, audit.BY_ITSELF)
"""What can be chosen for who did something."""


@dataclass(frozen=True, kw_only=True)
class Asked:
    """The filters, and what could not be used of the parameters."""

    who: str | None = None
    """A role, or what did it without a person."""
    action: str | None = None
    subject: str | None = None
    since: date | None = None
    until: date | None = None
    notices: tuple[str, ...] = ()

    @classmethod
    def read(cls, parameters: Mapping[str, str], actions: Sequence[str]) -> "Asked":
        """Return what the parameters ask; never fails, whatever they hold."""
        given = {name: parameters.get(name, "").strip()[:_LONGEST] for name in _NAMES}
        asked = cls(
            who=given[WHO] if given[WHO] in ACTORS else None,
            action=given[ACTION] if given[ACTION] in actions else None,
            subject=given[SUBJECT] or None,
            since=_day(given[SINCE]),
            until=_day(given[UNTIL]),
        )
        used = asked.parameters
        unused = [name for name in _NAMES if given[name] and name not in used]
        notices = [
            _("Het filter “%(name)s” begrijpen we niet. Het telt niet mee.") % {"name": name}
            for name in unused
        ]
        return replace(asked, notices=tuple(notices))

    @property
    def parameters(self) -> dict[str, str]:
        """Return the filters as they stand in an address."""
        values = {
            WHO: self.who,
            ACTION: self.action,
            SUBJECT: self.subject,
            SINCE: self.since and self.since.isoformat(),
            UNTIL: self.until and self.until.isoformat(),
        }
        return {name: value for name, value in values.items() if value}

    def filter(self, people: Callable[[UserRole], Sequence[str]]) -> AuditFilter:
        """Return the question for the log; ``people`` gives who has a role."""
        return AuditFilter(
            actors=self._actors(people),
            other_than=self._others(people),
            action=self.action,
            subject=self.subject,
            since=_start_of(self.since) if self.since else None,
            before=_start_of(self.until + timedelta(days=1)) if self.until else None,
        )

    def _actors(self, people: Callable[[UserRole], Sequence[str]]) -> Sequence[str] | None:
        if self.who is None or self.who == UserRole.SUBMITTER:
            return None
        return [self.who] if self.who in _NOT_PEOPLE else people(UserRole(self.who))

    def _others(self, people: Callable[[UserRole], Sequence[str]]) -> Sequence[str]:
        """Return who is no aanmelder: they are few, and aanmelders may be many."""
        if self.who != UserRole.SUBMITTER:
            return ()
        editors = (*people(UserRole.EDITOR), *people(UserRole.ADMINISTRATOR))
        return (*editors, *sorted(_NOT_PEOPLE))


_NAMES = (WHO, ACTION, SUBJECT, SINCE, UNTIL)


def _day(text: str) -> date | None:
    day = parse_day(text)
    return day if day is not None and day.year in _YEARS else None


def _start_of(day: date) -> datetime:
    return datetime.combine(day, time.min, clock.AMSTERDAM)
