"""The filters beside the list: what can be chosen, how often it occurs, and what is chosen."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from govhub.catalogue.facets import Labels
from govhub.catalogue.status import Status
from govhub.kernel.slug import fold, slugify
from govhub.search.engine import FACETS, FacetValue, Query
from govhub.web.catalogue.asked import TITLES, address

AT_FIRST = 8
"""How many values of a facet are shown at first; the others fold out."""
_OPEN = ("status", "categorie")
"""The facets that are unfolded before anything is chosen."""


@dataclass(frozen=True, kw_only=True)
class Option:
    """A value that can be chosen."""

    id: str
    """Of its checkbox; the same on every page with this value."""
    value: str
    label: str
    count: int
    selected: bool


@dataclass(frozen=True, kw_only=True)
class Facet:
    """A property with its values: the most frequent ones first, but a status in its own order."""

    name: str
    title: str
    options: tuple[Option, ...]

    @property
    def first(self) -> tuple[Option, ...]:
        """Return the values that are shown at once: the most frequent and the chosen ones."""
        return tuple(
            option
            for position, option in enumerate(self.options)
            if position < AT_FIRST or option.selected
        )

    @property
    def rest(self) -> tuple[Option, ...]:
        """Return the values that fold out."""
        return tuple(option for option in self.options if option not in self.first)

    @property
    def is_open(self) -> bool:
        """Tell whether the facet is unfolded."""
        return self.name in _OPEN or any(option.selected for option in self.options)


@dataclass(frozen=True, kw_only=True)
class Chip:
    """A chosen filter, and where it is gone."""

    group: str
    label: str
    url: str


def facets(
    query: Query, counted: Mapping[str, Sequence[FacetValue]], labels: Labels
) -> tuple[Facet, ...]:
    """Return the facets with a choice to make; a value that leads nowhere is left out."""
    made = (
        Facet(
            name=name,
            title=str(TITLES[name]),
            options=tuple(_options(name, query, counted.get(name, ()), labels[name])),
        )
        for name in FACETS
    )
    return tuple(facet for facet in made if facet.options)


def chips(query: Query, labels: Labels) -> tuple[Chip, ...]:
    """Return the chosen filters, in the order of the facets."""
    return tuple(
        Chip(
            group=str(TITLES[name]),
            label=str(labels[name][value]),
            url=address(without(query, name, value)),
        )
        for name in FACETS
        for value in query.filters.get(name, ())
    )


def without(query: Query, name: str, value: str) -> Query:
    """Return the query, from its first page, without this one filter."""
    left = tuple(other for other in query.filters[name] if other != value)
    others = {facet: values for facet, values in query.filters.items() if facet != name}
    return replace(query, filters={**others, name: left} if left else others, page=1)


def _options(
    name: str, query: Query, counted: Sequence[FacetValue], labels: Mapping[str, str]
) -> Iterable[Option]:
    chosen = query.filters.get(name, ())
    counts = dict.fromkeys(chosen, 0) | {each.value: each.count for each in counted}
    shown = [value for value in counts if value in labels and (counts[value] or value in chosen)]
    ids = _ids(name, sorted(shown))
    for value in sorted(shown, key=_order(name, counts, labels)):
        yield Option(
            id=ids[value],
            value=value,
            label=str(labels[value]),
            count=counts[value],
            selected=value in chosen,
        )


def _order(
    name: str, counts: Mapping[str, int], labels: Mapping[str, str]
) -> Callable[[str], tuple[int, str]]:
    if name == "status":
        life = [status.value for status in Status]
        return lambda value: (life.index(value), value)
    return lambda value: (-counts[value], fold(str(labels[value])))


def _ids(name: str, values: Iterable[str]) -> dict[str, str]:
    """Return an id for each value; two that look the same in an address get a number."""
    used: Counter[str] = Counter()
    ids = {}
    for value in values:
        base = f"f-{name}-{slugify(value)}"
        used[base] += 1
        ids[value] = base if used[base] == 1 else f"{base}-{used[base]}"
    return ids
