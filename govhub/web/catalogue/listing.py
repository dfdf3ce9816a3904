"""The list of components: what was asked, what was found, and how to go on from there."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from flask import url_for
from markupsafe import Markup

from govhub.catalogue.facets import Labels
from govhub.catalogue.models import Category, Component
from govhub.catalogue.status import Status
from govhub.kernel.pagination import Pages
from govhub.kernel.slug import fold
from govhub.platform.language import gettext as _
from govhub.platform.language import lazy_gettext as _l
from govhub.platform.language import ngettext
from govhub.search.engine import FACETS, Query, Results, Sort
from govhub.search.fallback import Found
from govhub.search.highlight import Highlighter, Segment
from govhub.web.catalogue import facets
from govhub.web.catalogue.asked import Asked, address, default_sort, sorts
from govhub.web.catalogue.facets import Chip, Facet

NEAREST = 6
"""How many categories are offered when nothing was found."""

_SORTS = {
    Sort.RELEVANCE: _l("Relevantie"),
    Sort.CHANGED: _l("Nieuwste wijziging"),
    Sort.NAME: _l("Naam"),
}
_PHRASES = {
    "status": _l("met status %(values)s"),
    "categorie": _l("in categorie %(values)s"),
    "organisatie": _l("van %(values)s"),
    "licentie": _l("met licentie %(values)s"),
    "soort": _l("van soort %(values)s"),
    "standaard": _l("met standaard %(values)s"),
    "principe": _l("bij richtlijn ‘%(values)s’"),
}
"""How a filter reads in the sentence above the results."""


@dataclass(frozen=True, kw_only=True)
class Item:
    """A component in the list."""

    name: str
    url: str
    status: Status
    since: date | None
    summary: tuple[Segment, ...]
    because: tuple[Segment, ...]
    """Another piece of text that has more of the words; empty when the summary says enough."""
    owner: str | None
    category: str | None
    licence: str | None


@dataclass(frozen=True, kw_only=True)
class SortChoice:
    """An order that the reader may choose."""

    value: str
    label: str
    selected: bool


@dataclass(frozen=True, kw_only=True)
class Nearby:
    """A category that may hold what was not found."""

    name: str
    url: str
    count: int


@dataclass(frozen=True, kw_only=True)
class Follow:
    """A category that was chosen, and where somebody follows it."""

    name: str
    url: str


@dataclass(frozen=True, kw_only=True)
class Listing:
    """What the template ``catalogue/index.html`` shows."""

    query: Query
    items: tuple[Item, ...]
    pages: Pages
    facets: tuple[Facet, ...]
    chips: tuple[Chip, ...]
    follows: tuple[Follow, ...]
    sorts: tuple[SortChoice, ...]
    sentence: str
    """How much was found, for which words and filters."""
    notices: tuple[str, ...]
    is_fallback: bool
    """The search engine has trouble: this is the plain list."""

    @property
    def title(self) -> str:
        """Return the title of the page: it begins with its heading and names the page number."""
        title = f"{self.heading}: {self.sentence}" if self.has_question else self.heading
        if self.pages.count == 1:
            return title
        place = _("pagina %(number)s van %(count)s")
        return f"{title}, {place % {'number': self.pages.number, 'count': self.pages.count}}"

    @property
    def heading(self) -> str:
        """Return the heading of the page."""
        return _("Componenten zoeken")

    @property
    def has_question(self) -> bool:
        """Tell whether something was asked: words or a filter."""
        return bool(self.query.text or self.query.filters)

    @property
    def hidden_for_search(self) -> dict[str, tuple[str, ...]]:
        """Return what a new search keeps: the filters."""
        return dict(self.query.filters)

    @property
    def hidden_for_facets(self) -> dict[str, tuple[str, ...]]:
        """Return what another choice of filters keeps: the words and the order."""
        return {**self._words(), **self._order()}

    @property
    def hidden_for_sort(self) -> dict[str, tuple[str, ...]]:
        """Return what another order keeps: the words and the filters."""
        return {**self._words(), **self.query.filters}

    @property
    def url_without_filters(self) -> str:
        """Return the list for the same words."""
        return address(replace(self.query, filters={}))

    @property
    def url_without_words(self) -> str:
        """Return the list with the same filters, whatever the words."""
        return address(replace(self.query, text="", sort=Sort.NAME))

    def page_url(self, number: int) -> str:
        """Return the address of another page of the list."""
        return address(self.query, page=number)

    def _words(self) -> dict[str, tuple[str, ...]]:
        return {"q": (self.query.text,)} if self.query.text else {}

    def _order(self) -> dict[str, tuple[str, ...]]:
        is_usual = self.query.sort is default_sort(self.query.text)
        return {} if is_usual else {"sorteer": (self.query.sort.value,)}


def listing(asked: Asked, found: Found, components: Sequence[Component], labels: Labels) -> Listing:
    """Put the list together; ``components`` are those of the hits, in order."""
    query, results = asked.query, found.results
    pages = pages_of(query, results)
    highlighter = Highlighter.of(query.text)
    return Listing(
        query=query,
        items=tuple(_item(component, highlighter) for component in components),
        pages=pages,
        facets=facets.facets(query, results.facets, labels),
        chips=facets.chips(query, labels),
        follows=_follows(query, labels),
        sorts=tuple(
            SortChoice(value=sort.value, label=str(_SORTS[sort]), selected=sort is query.sort)
            for sort in sorts(query.text)
        ),
        sentence=sentence(query, results.total, labels),
        notices=(*asked.notices, *_about_page(pages)),
        is_fallback=found.is_fallback,
    )


def pages_of(query: Query, results: Results) -> Pages:
    """Return where the reader is in the results."""
    return Pages(total=results.total, size=query.per_page, asked=query.page)


def sentence(query: Query, total: int, labels: Labels) -> str:
    """Say what was found, like "12 componenten voor ‘zaak’ met status Beschikbaar"."""
    count = ngettext("%(num)s component", "%(num)s componenten", total) % {"num": total}
    found = count if total else _("Geen componenten")
    if query.text:
        found = _("%(found)s voor ‘%(text)s’") % {"found": found, "text": query.text}
    phrases = [
        str(_PHRASES[name]) % {"values": _either(labels[name][value] for value in values)}
        for name in FACETS
        if (values := query.filters.get(name))
    ]
    return " ".join([found, ", ".join(phrases)]).rstrip()


def nearest(
    text: str, categories: Sequence[Category], counts: Mapping[int, int]
) -> tuple[Nearby, ...]:
    """Return the categories that may hold what was not found: those that share a word first."""
    words = {word for word in fold(text).split() if len(word) > 2}  # noqa: PLR2004  # "de", "in"
    ranked = sorted(categories, key=lambda category: -_shared(category, words))
    return tuple(
        Nearby(
            name=category.name,
            url=url_for("catalogue.index", categorie=category.key),
            count=counts[category.id],
        )
        for category in ranked
        if counts.get(category.id)
    )[:NEAREST]


def _shared(category: Category, words: set[str]) -> int:
    described = fold(" ".join([category.name, category.description, *category.synonyms]))
    return sum(word in described for word in words)


def _follows(query: Query, labels: Labels) -> tuple[Follow, ...]:
    return tuple(
        Follow(
            name=str(labels["categorie"][key]),
            url=url_for("following.category", key=key),
        )
        for key in query.filters.get("categorie", ())
    )


def _item(component: Component, highlighter: Highlighter) -> Item:
    return Item(
        name=component.name,
        url=url_for("catalogue.show", slug=component.slug),
        status=component.status,
        since=component.status_since,
        summary=highlighter.segments(component.summary),
        because=highlighter.segments(_because(component, highlighter)),
        owner=component.owner.name if component.owner else None,
        category=component.categories[0].name if component.categories else None,
        licence=component.licence,
    )


def _because(component: Component, highlighter: Highlighter) -> str:
    """Return what else shows why the component was found: a sentence, or else a search term."""
    summary = component.summary
    description = Markup(component.description_html).striptags()  # noqa: S704  # text comes out
    sentence = highlighter.best(summary, *component.purposes, description)
    if sentence != summary:
        return sentence
    if any(segment.is_match for segment in highlighter.segments(f"{component.name} {summary}")):
        return ""
    aliases = (alias.name for alias in component.aliases)
    return highlighter.best("", *aliases, *component.keywords)


def _either(words: Iterable[str]) -> str:
    return f" {_('of')} ".join(map(str, words))


def _about_page(pages: Pages) -> tuple[str, ...]:
    if not pages.is_moved:
        return ()
    return (
        _("Pagina %(asked)s bestaat niet. U ziet pagina %(number)s van %(count)s.")
        % {"asked": pages.asked, "number": pages.number, "count": pages.count},
    )
