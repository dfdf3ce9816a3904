"""The list of components: what was asked, what was found, and how to go on from there."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from flask import url_for

from govhub.catalogue.facets import Labels
from govhub.catalogue.models import Component
from govhub.kernel.pagination import Pages
from govhub.platform.language import gettext as _
from govhub.platform.language import lazy_gettext as _l
from govhub.platform.language import ngettext
from govhub.search.engine import FACETS, Query, Results, Sort
from govhub.search.fallback import Found
from govhub.web.catalogue import facets
from govhub.web.catalogue.asked import LITERAL, YES, Asked, address, default_sort, sorts
from govhub.web.catalogue.correction import Correction, correction
from govhub.web.catalogue.facets import Chip, Facet
from govhub.web.catalogue.feed import feed_address
from govhub.web.catalogue.hits import Item, items

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
class SortChoice:
    """An order that the reader may choose."""

    value: str
    label: str
    selected: bool


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
    correction: Correction | None
    """What was searched for beside words that nobody knows."""
    is_relaxed: bool
    """Too little was found, so that there is also what only looks like it."""
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
    def feed_url(self) -> str:
        """Return the feed of the same question."""
        return feed_address(self.query)

    @property
    def follow_url(self) -> str:
        """Return where this question can be followed, whatever the order of the list."""
        usual = replace(self.query, sort=default_sort(self.query.text))
        return address(usual, endpoint="following.search")

    @property
    def url_not_literal(self) -> str:
        """Return the list where words with errors are repaired."""
        return address(replace(self.query, is_literal=False))

    @property
    def url_without_filters(self) -> str:
        """Return the list for the same words."""
        return address(replace(self.query, filters={}))

    def page_url(self, number: int) -> str:
        """Return the address of another page of the list."""
        return address(self.query, page=number)

    def _words(self) -> dict[str, tuple[str, ...]]:
        words: dict[str, tuple[str, ...]] = {}
        if self.query.text:
            words["q"] = (self.query.text,)
        if self.query.is_literal:
            words[LITERAL] = (YES,)
        return words

    def _order(self) -> dict[str, tuple[str, ...]]:
        is_usual = self.query.sort is default_sort(self.query.text)
        return {} if is_usual else {"sorteer": (self.query.sort.value,)}


def listing(asked: Asked, found: Found, components: Sequence[Component], labels: Labels) -> Listing:
    """Put the list together; ``components`` are those of the hits, in order."""
    query, results = asked.query, found.results
    pages = pages_of(query, results)
    return Listing(
        query=query,
        items=items(query.text, components, results.hits),
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
        correction=correction(query, results.repairs),
        is_relaxed=results.is_relaxed and results.total > 0,
        is_fallback=found.is_fallback,
    )


def pages_of(query: Query, results: Results) -> Pages:
    """Return where the reader is in the results."""
    return Pages(total=results.total, size=query.per_page, asked=query.page)


def sentence(query: Query, total: int, labels: Labels) -> str:
    """Say what was found, like "12 componenten voor ‘zaak’ met status Beschikbaar"."""
    count = ngettext("%(num)s component", "%(num)s componenten", total) % {"num": total}
    return _about(query, count if total else _("Geen componenten"), labels)


def question(query: Query, labels: Labels) -> str:
    """Say what is asked, like "Componenten voor ‘zaak’ met status Beschikbaar"."""
    return _about(query, _("Componenten"), labels)


def _about(query: Query, found: str, labels: Labels) -> str:
    if query.text:
        words = _("precies ‘%(text)s’") if query.is_literal else _("‘%(text)s’")
        about = {"found": found, "words": words % {"text": query.text}}
        found = _("%(found)s voor %(words)s") % about
    phrases = [
        str(_PHRASES[name]) % {"values": _either(labels[name][value] for value in values)}
        for name in FACETS
        if (values := query.filters.get(name))
    ]
    return " ".join([found, ", ".join(phrases)]).rstrip()


def _follows(query: Query, labels: Labels) -> tuple[Follow, ...]:
    return tuple(
        Follow(
            name=str(labels["categorie"][key]),
            url=url_for("following.category", key=key),
        )
        for key in query.filters.get("categorie", ())
    )


def _either(words: Iterable[str]) -> str:
    return f" {_('of')} ".join(map(str, words))


def _about_page(pages: Pages) -> tuple[str, ...]:
    if not pages.is_moved:
        return ()
    return (
        _("Pagina %(asked)s bestaat niet. U ziet pagina %(number)s van %(count)s.")
        % {"asked": pages.asked, "number": pages.number, "count": pages.count},
    )
