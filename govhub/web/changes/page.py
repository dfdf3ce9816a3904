"""The page with status changes."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from flask import url_for

from govhub.catalogue.ledger.models import LedgerLine, PlannedChange
from govhub.catalogue.status import Status
from govhub.kernel.pagination import Pages
from govhub.platform.language import gettext as _
from govhub.web.changes.asked import Asked, Options, Show
from govhub.web.changes.sentence import filters, sentence

FIRST_TO_COME = 10
"""How many announced changes stand above the list."""


@dataclass(frozen=True)
class Choice:
    """Something that narrows the list: a link."""

    label: str
    url: str
    is_selected: bool


@dataclass(frozen=True)
class Option:
    """A value of a field."""

    value: str
    label: str


@dataclass(frozen=True, kw_only=True)
class Field:
    """A filter with its values."""

    name: str
    label: str
    none: str
    """What no choice is called."""
    options: tuple[Option, ...]
    value: str


@dataclass(frozen=True)
class Chip:
    """A chosen filter, and where it is gone."""

    group: str
    label: str
    url: str


@dataclass(frozen=True, kw_only=True)
class ChangesPage:
    """What the page shows."""

    changes: Sequence[LedgerLine]
    corrected: Collection[int]
    """Numbers of the lines that a later line corrected."""
    to_come: Sequence[PlannedChange]
    number_to_come: int
    pages: Pages
    asked: Asked
    options: Options

    @property
    def notices(self) -> tuple[str, ...]:
        """Return what could not be used of the address."""
        if not self.pages.is_moved:
            return self.asked.notices
        return (*self.asked.notices, _("Deze pagina bestaat niet. U ziet de dichtstbijzijnde."))

    @property
    def sentence(self) -> str:
        """Say how many changes there are, and which."""
        return sentence(self.asked, self.pages.total)

    @property
    def heading_to_come(self) -> str:
        """Return the heading above what was announced."""
        return _("Aangekondigd (%(number)s)") % {"number": self.number_to_come}

    @property
    def shows(self) -> tuple[Choice, ...]:
        """Return what the list can show, as links."""
        return tuple(
            Choice(label, self.asked.url(toon=show.value or None), self.asked.show is show)
            for show, label in (
                (Show.ALL, _("Alles")),
                (Show.MOVES, _("Alleen wijzigingen, niets nieuws")),
                (Show.TO_COME, _("Wat nog komt")),
            )
        )

    @property
    def fields(self) -> tuple[Field, ...]:
        """Return the fields of the form."""
        return tuple(self._fields())

    @property
    def chips(self) -> tuple[Chip, ...]:
        """Return the chosen filters, each with the list without it."""
        return tuple(
            Chip(each.group, each.label, self.asked.url(**{each.name: None}))
            for each in filters(self.asked)
        )

    @property
    def url_without_filters(self) -> str:
        """Return the list of everything."""
        return url_for("changes.index")

    @property
    def url_to_come(self) -> str:
        """Return the list of what was announced."""
        return self.asked.url(toon=Show.TO_COME.value)

    @property
    def follow_url(self) -> str:
        """Return where the same can be followed: of two subjects, as a search for both."""
        asked = self.asked
        category, organisation, principle = asked.category, asked.organisation, asked.principle
        subjects = [each for each in (category, organisation, principle) if each]
        if not subjects:
            return url_for("following.everything")
        if len(subjects) > 1:
            return url_for(
                "following.search",
                categorie=category.key if category else None,
                organisatie=organisation.slug if organisation else None,
                principe=principle.key if principle else None,
            )
        if category:
            return url_for("following.category", key=category.key)
        if organisation:
            return url_for("following.organisation", slug=organisation.slug)
        return url_for("following.principle", key=principle.key if principle else None)

    def page_url(self, number: int) -> str:
        """Return the address of another page of the list."""
        return self.asked.url(pagina=number if number > 1 else None)

    def _fields(self) -> Iterator[Field]:
        chosen = self.asked.filters
        statuses = tuple(Option(status.value, str(status.label)) for status in Status)
        for name, label, none, options in (
            ("oud", _("Status was"), _("Elke status"), statuses),
            ("nieuw", _("Status werd"), _("Elke status"), statuses),
            (
                "categorie",
                _("Categorie"),
                _("Alle categorieën"),
                tuple(Option(each.key, each.name) for each in self.options.categories),
            ),
            (
                "organisatie",
                _("Organisatie"),
                _("Alle organisaties"),
                tuple(Option(each.slug, each.name) for each in self.options.organisations),
            ),
            (
                "richtlijn",
                _("Richtlijn"),
                _("Alle richtlijnen"),
                tuple(
                    Option(each.key, f"{each.number}. {each.title}")
                    for each in self.options.principles
                ),
            ),
        ):
            yield Field(
                name=name, label=label, none=none, options=options, value=chosen.get(name, "")
            )
