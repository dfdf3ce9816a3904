"""Codes as words for people: countries, languages and the layers of Common Ground."""

from collections.abc import Mapping

from babel import Locale

from govhub.platform.language import gettext as _
from govhub.platform.language import language
from govhub.platform.language import lazy_gettext as _l

INTERNATIONAL = "INT"
"""How the seed marks what belongs to no country."""

_LAYERS: Mapping[str, str] = {
    "interactie": _l("Interactie (laag 5)"),
    "proces": _l("Proces (laag 4)"),
    "integratie": _l("Integratie (laag 3)"),
    "services": _l("Services (laag 2)"),
    "gegevens": _l("Gegevens (laag 1)"),
}


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
