"""The page with status changes, and the same changes as a feed."""

import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from flask import url_for

from govhub.catalogue.ledger.models import LedgerLine
from govhub.catalogue.models import Category, Component
from govhub.kernel.pagination import Pages
from govhub.platform.language import gettext as _
from govhub.platform.language import ngettext
from govhub.web.atom import Entry, Feed
from govhub.web.changes.asked import Asked


@dataclass(frozen=True)
class Choice:
    """Something that narrows the list: a link."""

    label: str
    url: str
    is_selected: bool


@dataclass(frozen=True, kw_only=True)
class ChangesPage:
    """What the page shows."""

    changes: Sequence[LedgerLine]
    pages: Pages
    asked: Asked
    categories: tuple[Choice, ...]
    kinds: tuple[Choice, ...]

    @classmethod
    def of(
        cls,
        changes: Sequence[LedgerLine],
        pages: Pages,
        asked: Asked,
        categories: Sequence[Category],
    ) -> "ChangesPage":
        """Put the page together."""
        current = asked.category.key if asked.category else None
        by_category = (
            Choice(category.name, asked.url(categorie=category.key), category.key == current)
            for category in categories
        )
        return cls(
            changes=changes,
            pages=pages,
            asked=asked,
            categories=(
                Choice(_("Alle categorieën"), asked.url(categorie=None), current is None),
                *by_category,
            ),
            kinds=(
                Choice(_("Alles"), asked.url(toon=None), not asked.only_moves),
                Choice(
                    _("Alleen wijzigingen, niets nieuws"),
                    asked.url(toon="wijzigingen"),
                    asked.only_moves,
                ),
            ),
        )

    @property
    def notices(self) -> tuple[str, ...]:
        """Return what could not be used of the address."""
        if not self.pages.is_moved:
            return self.asked.notices
        return (*self.asked.notices, _("Deze pagina bestaat niet. U ziet de dichtstbijzijnde."))

    @property
    def sentence(self) -> str:
        """Say how many changes there are, and where."""
        count = ngettext("%(num)s wijziging", "%(num)s wijzigingen", self.pages.total)
        found = count % {"num": self.pages.total}
        if not self.asked.category:
            return found
        return _("%(found)s in %(category)s") % {
            "found": found,
            "category": self.asked.category.name,
        }

    @property
    def feed_url(self) -> str:
        """Return the feed of the same list."""
        return self.asked.feed_url

    @property
    def follow_url(self) -> str:
        """Return where to ask for mail about the same list."""
        if self.asked.category:
            return url_for("following.category", key=self.asked.category.key)
        return url_for("following.everything")

    def page_url(self, number: int) -> str:
        """Return the address of another page of the list."""
        return self.asked.url(pagina=number if number > 1 else None)


@dataclass(frozen=True, kw_only=True)
class FeedMaker:
    """Makes feeds of changes; ``absolute`` makes a full address of a path."""

    absolute: Callable[[str], str]
    keys: Mapping[int, uuid.UUID]
    """Event id → key: the entry's id for ever."""

    def of_catalogue(self, asked: Asked, changes: Sequence[LedgerLine]) -> Feed:
        """Return the feed of all components, or of one category."""
        self_url = self.absolute(asked.feed_url)
        title = _("Statuswijzigingen")
        if asked.category:
            title = f"{title}: {asked.category.name}"
        return Feed(
            id=uuid.uuid5(uuid.NAMESPACE_URL, self_url).urn,
            title=f"{title} - GovHub",
            self_url=self_url,
            page_url=self.absolute(asked.url(pagina=None)),
            entries=self._entries(changes),
        )

    def of_component(self, component: Component, changes: Sequence[LedgerLine]) -> Feed:
        """Return the feed of one component; it keeps its id when the component gets a new name."""
        return Feed(
            id=component.public_id.urn,
            title=_("Statuswijzigingen van %(name)s - GovHub") % {"name": component.name},
            self_url=self.absolute(url_for("changes.component_feed", slug=component.slug)),
            page_url=self._page_of(component),
            entries=self._entries(changes),
        )

    def _entries(self, changes: Sequence[LedgerLine]) -> tuple[Entry, ...]:
        return tuple(map(self._entry, changes))

    def _entry(self, change: LedgerLine) -> Entry:
        return Entry(
            id=self.keys[change.event_id].urn,
            title=_title(change),
            summary=_summary(change),
            updated=change.recorded_at,
            author=change.decided_by,
            url=self._page_of(change.component),
            term=change.new.value,
            label=str(change.new.label),
            evidence_url=change.evidence_url,
        )

    def _page_of(self, component: Component) -> str:
        return self.absolute(url_for("catalogue.show", slug=component.slug))


def _title(change: LedgerLine) -> str:
    names = {"name": change.component.name, "new": change.new.label}
    if change.old is None:
        return _("Nieuw: %(name)s (%(new)s)") % names
    return _("%(name)s gaat van ‘%(old)s’ naar ‘%(new)s’") % {**names, "old": change.old.label}


def _summary(change: LedgerLine) -> str:
    meaning = f"{change.new.answer}. {change.new.meaning}"
    if not change.reason:
        return meaning
    return _("%(meaning)s Reden: %(reason)s") % {"meaning": meaning, "reason": change.reason}
