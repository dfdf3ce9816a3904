"""What somebody asks of the list of changes: read from the address so that nothing can fail.

What cannot be used is left out with a notice that says so; DESIGN §6.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from flask import url_for

from govhub.accounts.models import Organisation
from govhub.catalogue.ledger.queries import MOVES, ChangeFilter
from govhub.catalogue.ledger.timeline import NEWS
from govhub.catalogue.models import Category
from govhub.catalogue.status import Status
from govhub.guidance.models import Principle
from govhub.platform.language import gettext as _
from govhub.web.catalogue.day import parse_day

YES = "ja"
_Thing = TypeVar("_Thing")
_MAX_DIGITS = 6
"""Digits of a page number that are looked at; no list is that long."""


class Show(StrEnum):
    """Which changes the list shows: the parameter ``toon``."""

    ALL = ""
    MOVES = "wijzigingen"
    """Not the components that are new."""
    TO_COME = "komend"
    """What was announced and waits for its day."""


@dataclass(frozen=True, kw_only=True)
class Options:
    """What can be chosen."""

    categories: Sequence[Category]
    organisations: Sequence[Organisation]
    principles: Sequence[Principle]


@dataclass(frozen=True, kw_only=True)
class Asked:
    """The filters and the page, and what could not be used of the parameters."""

    show: Show = Show.ALL
    with_plans: bool = False
    """Also what was announced or withdrawn, on the day that somebody did."""
    old: Status | None = None
    new: Status | None = None
    category: Category | None = None
    organisation: Organisation | None = None
    principle: Principle | None = None
    since: date | None = None
    until: date | None = None
    page: int = 1
    notices: tuple[str, ...] = ()

    @classmethod
    def read(cls, parameters: Mapping[str, str], options: Options) -> "Asked":
        """Return what the parameters ask; never fails, whatever they hold."""
        return _Reading(parameters, options).asked()

    @property
    def has_filters(self) -> bool:
        """Tell whether the list is not simply everything."""
        return bool(self.parameters)

    @property
    def filter(self) -> ChangeFilter:
        """Return the question for the ledger, as the page asks it."""
        return ChangeFilter(
            category_id=self.category.id if self.category else None,
            organisation_id=self.organisation.id if self.organisation else None,
            principle_id=self.principle.id if self.principle else None,
            old=self.old,
            new=self.new,
            since=self.since,
            until=self.until,
            only_moves=self.show is Show.MOVES,
            kinds=NEWS if self.with_plans else MOVES,
        )

    @property
    def feed_filter(self) -> ChangeFilter:
        """Return it as a feed asks it: whoever keeps one wants to know what is announced."""
        return replace(self.filter, kinds=NEWS)

    @property
    def parameters(self) -> dict[str, str]:
        """Return the parameters that ask the same, on the first page."""
        chosen = {
            **self.filters,
            "toon": self.show.value,
            "aankondigingen": YES if self.with_plans else "",
        }
        return {name: value for name, value in chosen.items() if value}

    @property
    def filters(self) -> dict[str, str]:
        """Return the parameters that say which components and changes are meant."""
        chosen = {
            "oud": self.old.value if self.old else "",
            "nieuw": self.new.value if self.new else "",
            "categorie": self.category.key if self.category else "",
            "organisatie": self.organisation.slug if self.organisation else "",
            "richtlijn": self.principle.key if self.principle else "",
            "van": self.since.isoformat() if self.since else "",
            "tot": self.until.isoformat() if self.until else "",
        }
        return {name: value for name, value in chosen.items() if value}

    @property
    def feed_url(self) -> str:
        """Return the feed with the same filters; the order of its parameters makes its id."""
        shown = {"toon": Show.MOVES.value} if self.show is Show.MOVES else {}
        return _address("changes.feed", {**self.filters, **shown})

    @property
    def calendar_url(self) -> str:
        """Return the calendar with the same filters."""
        return _address("changes.calendar", self.filters)

    def url(self, **changed: str | int | None) -> str:
        """Return the address of the same question, on its first page, with something changed."""
        return _address("changes.index", {**self.parameters, **changed})


def _address(endpoint: str, values: Mapping[str, Any]) -> str:
    return url_for(endpoint, **values)


class _Reading:
    """Reads the parameters one by one, and keeps what to tell about them."""

    def __init__(self, parameters: Mapping[str, str], options: Options) -> None:
        self._parameters = parameters
        self._options = options
        self._notices: list[str] = []

    def asked(self) -> Asked:
        since, until = self._period()
        return Asked(
            show=self._show(),
            with_plans=self._text("aankondigingen") == YES,
            old=self._status("oud"),
            new=self._status("nieuw"),
            category=self._found(
                "categorie",
                {each.key: each for each in self._options.categories},
                _("Deze categorie kennen we niet. U ziet alle categorieën."),
            ),
            organisation=self._found(
                "organisatie",
                {each.slug: each for each in self._options.organisations},
                _("Deze organisatie kennen we niet. U ziet alle organisaties."),
            ),
            principle=self._found(
                "richtlijn",
                {each.key: each for each in self._options.principles},
                _("Deze richtlijn kennen we niet. U ziet alle richtlijnen."),
            ),
            since=since,
            until=until,
            page=self._page(),
            notices=tuple(self._notices),
        )

    def _text(self, name: str) -> str:
        return self._parameters.get(name, "").strip()

    def _found(self, name: str, known: Mapping[str, _Thing], notice: str) -> _Thing | None:
        key = self._text(name)
        if key and key not in known:
            self._notices.append(notice)
        return known.get(key)

    def _show(self) -> Show:
        known = {each.value: each for each in Show}
        notice = _("Dit filter kennen we niet. U ziet alles.")
        return self._found("toon", known, notice) or Show.ALL

    def _status(self, name: str) -> Status | None:
        notice = _("Deze status kennen we niet. U ziet alle statussen.")
        return self._found(name, {each.value: each for each in Status}, notice)

    def _period(self) -> tuple[date | None, date | None]:
        since, until = self._day("van"), self._day("tot")
        if since and until and until < since:
            self._notices.append(
                _("De laatste dag ligt voor de eerste dag. U ziet de hele periode.")
            )
            return None, None
        return since, until

    def _day(self, name: str) -> date | None:
        text = self._text(name)
        day = parse_day(text)
        if text and day is None:
            self._notices.append(
                _("Deze datum begrijpen we niet. Schrijf een datum als 2026-03-01.")
            )
        return day

    def _page(self) -> int:
        text = self._text("pagina")
        if text.isascii() and text.isdigit():
            return int(text.lstrip("0")[:_MAX_DIGITS] or 0)
        if text:
            self._notices.append(_("Deze pagina bestaat niet. U ziet de eerste pagina."))
        return 1
