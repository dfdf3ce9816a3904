"""Codes as words for people: countries, languages, layers of Common Ground, suggestions."""

from collections.abc import Mapping

from babel import Locale

from govhub.platform.language import gettext as _
from govhub.platform.language import language
from govhub.platform.language import lazy_gettext as _l
from govhub.search.completion import CATEGORY, COMPONENT, KEYWORD, ORGANISATION, PURPOSE, WORD

INTERNATIONAL = "INT"
"""How the seed marks what belongs to no country."""

_LAYERS: Mapping[str, str] = {
    "interactie": _l("Interactie (laag 5)"),
    "proces": _l("Proces (laag 4)"),
    "integratie": _l("Integratie (laag 3)"),
    "services": _l("Services (laag 2)"),
    "gegevens": _l("Gegevens (laag 1)"),
}
_KINDS: Mapping[str, str] = {
    COMPONENT: _l("component"),
    CATEGORY: _l("categorie"),
    ORGANISATION: _l("organisatie"),
    PURPOSE: _l("toepassing"),
    KEYWORD: _l("trefwoord"),
    WORD: _l("zoekwoord"),
}


def suggested(kind: str) -> str:
    """Return what kind of thing is suggested under the search box."""
    return str(_KINDS.get(kind, kind))


def country(code: str) -> str:
    """Return the name of a country by its ISO 3166-1 code; an unknown code as it is."""
    if code == INTERNATIONAL:
        return _("Internationaal")
    return str(Locale.parse(language()).territories.get(code, code))


def language_name(tag: str) -> str:
    """Return the name of a language by its BCP 47 tag; an unknown tag as it is."""
    return str(Locale.parse(language()).languages.get(tag.replace("-", "_"), tag))


def layer(word: str) -> str:
    """Return the layer of Common Ground with its number; an unknown one as it is."""
    return _LAYERS.get(word, word)
