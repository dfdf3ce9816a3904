"""What somebody asks of the list: the parameters of the address, read so that none can fail.

What cannot be used is left out with a notice that says so; DESIGN §6.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import url_for
from werkzeug.datastructures import MultiDict

from govhub.catalogue.facets import Labels
from govhub.platform.language import gettext as _
from govhub.platform.language import lazy_gettext as _l
from govhub.search.engine import FACETS, MAX_QUERY_LENGTH, Query, Sort

PER_PAGE = 20
LITERAL, YES = "letterlijk", "ja"
"""The parameter that asks for the words as they are typed, and its one value."""

TITLES: Mapping[str, str] = {
    "status": _l("Status"),
    "categorie": _l("Categorie"),
    "organisatie": _l("Organisatie"),
    "licentie": _l("Licentie"),
    "soort": _l("Soort"),
    "standaard": _l("Standaard"),
    "principe": _l("Richtlijn"),
}
"""The name of each facet, for people."""

_MAX_ECHO = 40
"""Characters of a wrong value that a notice repeats."""
_MAX_DIGITS = 6
"""Digits of a page number that are looked at; no list is that long."""


@dataclass(frozen=True, kw_only=True)
class Asked:
    """The query, and what could not be used of the parameters."""

    query: Query
    notices: tuple[str, ...] = ()


def read(parameters: MultiDict[str, str], labels: Labels) -> Asked:
    """Return what the parameters ask; never fails, whatever they hold."""
    notices: list[str] = []
    text = _text(parameters.get("q", ""), notices)
    query = Query(
        text=text,
        filters=_filters(parameters, labels, notices),
        sort=_sort(parameters.get("sorteer", ""), text, notices),
        page=_page(parameters.get("pagina", ""), notices),
        per_page=PER_PAGE,
        is_literal=bool(text) and parameters.get(LITERAL) == YES,
    )
    return Asked(query=query, notices=tuple(notices))


def address(query: Query, *, page: int = 1, endpoint: str = "catalogue.index") -> str:
    """Return the address that asks this query: the reverse of ``read``."""
    parameters: dict[str, str | int | tuple[str, ...]] = {}
    if query.text:
        parameters["q"] = query.text
    parameters.update((facet, query.filters[facet]) for facet in FACETS if facet in query.filters)
    if query.sort is not default_sort(query.text):
        parameters["sorteer"] = query.sort.value
    if query.is_literal:
        parameters[LITERAL] = YES
    if page > 1:
        parameters["pagina"] = page
    return url_for(endpoint, **parameters)  # type: ignore[arg-type]


def sorts(text: str) -> list[Sort]:
    """Return the orders that make sense: without words nothing is more relevant."""
    return [sort for sort in Sort if text or sort is not Sort.RELEVANCE]


def default_sort(text: str) -> Sort:
    """Return the order when nobody chose one."""
    return Sort.RELEVANCE if text else Sort.NAME


def _text(asked: str, notices: list[str]) -> str:
    text = _clean(asked)
    if len(text) <= MAX_QUERY_LENGTH:
        return text
    notices.append(
        _("Uw zoekvraag is lang. We zoeken met de eerste %(number)s tekens.")
        % {"number": MAX_QUERY_LENGTH}
    )
    return text[:MAX_QUERY_LENGTH].rstrip()


def _filters(
    parameters: MultiDict[str, str], labels: Labels, notices: list[str]
) -> dict[str, tuple[str, ...]]:
    filters = {}
    for facet in FACETS:
        asked = [value for value in dict.fromkeys(parameters.getlist(facet)) if value]
        known = tuple(value for value in asked if value in labels[facet])
        if known:
            filters[facet] = known
        if len(known) < len(asked):
            wrong = next(value for value in asked if value not in known)
            notices.append(
                _("Het filter %(facet)s ‘%(value)s’ kennen we niet. We hebben het weggelaten.")
                % {"facet": str(TITLES[facet]).lower(), "value": _echo(wrong)}
            )
    return filters


def _sort(asked: str, text: str, notices: list[str]) -> Sort:
    if not asked or (asked == Sort.RELEVANCE and not text):
        return default_sort(text)
    try:
        return Sort(asked)
    except ValueError:
        notices.append(
            _("We kunnen niet sorteren op ‘%(value)s’. U ziet de gewone volgorde.")
            % {"value": _echo(asked)}
        )
        return default_sort(text)


def _page(asked: str, notices: list[str]) -> int:
    if not asked:
        return 1
    digits = asked.lstrip("0")
    if digits.isascii() and digits.isdigit():
        return int(digits[:_MAX_DIGITS])
    notices.append(
        _("Pagina ‘%(value)s’ bestaat niet. U ziet de eerste pagina.") % {"value": _echo(asked)}
    )
    return 1


def _echo(value: str) -> str:
    value = _clean(value)
    return value if len(value) <= _MAX_ECHO else f"{value[:_MAX_ECHO]}…"


def _clean(text: str) -> str:
    """Return the text on one line, without signs that no database or page can hold."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
