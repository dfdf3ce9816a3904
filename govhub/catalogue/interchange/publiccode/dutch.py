"""What each finding means for the person who keeps the file: what is wrong, and what to do."""

from collections.abc import Callable

from govhub.catalogue.interchange.publiccode import lists
from govhub.catalogue.interchange.publiccode.results import Result, Rule, Type
from govhub.platform.language import gettext as _
from govhub.platform.language import lazy_gettext as _l

_MOST_OF_A_VALUE = 100
"""Characters."""

_TYPES = {Type.ERROR: _l("fout"), Type.WARNING: _l("waarschuwing")}

_SENTENCES = {
    Rule.ABSOLUTE_PATH: _l(
        "Dit pad begint met een schuine streep. Geef het pad vanaf de map van publiccode.yml, of "
        "een webadres."
    ),
    Rule.ALIAS: _l("Deze afkorting is niet bekend. Kies er een uit: %(aliases)s."),
    Rule.BAD_YAML: _l("Dit is geen geldige YAML (%(0)s). Verbeter deze regel, of die ervoor."),
    Rule.BOTH_SPELLINGS: _l("De sleutel “%(0)s” staat er ook. Haal deze weg."),
    Rule.CATEGORY: _l(
        "Deze categorie staat niet in de lijst van de standaard. Kies er een uit die lijst."
    ),
    Rule.COUNTRY: _l("Dit is geen landcode. Gebruik twee hoofdletters, zoals NL."),
    Rule.COUNTRY_KEY_LOWER: _l(
        "Een landcode in kleine letters verdwijnt uit de standaard. Schrijf “%(0)s”."
    ),
    Rule.COUNTRY_LOWER: _l(
        "Een landcode in kleine letters verdwijnt uit de standaard. Schrijf “%(0)s”."
    ),
    Rule.DATE: _l("Dit is geen datum. Schrijf jaar-maand-dag, zoals 2026-11-01."),
    Rule.DEPRECATED: _l("Deze sleutel verdwijnt uit de standaard. U kunt hem weghalen."),
    Rule.DUPLICATE_KEY: _l("De sleutel “%(0)s” staat ook op regel %(1)s. Haal er een weg."),
    Rule.EMAIL: _l("Dit is geen e-mailadres. Schrijf het als naam@voorbeeld.nl."),
    Rule.ENUMERATION: _l("Deze waarde kan hier niet. Kies uit: %(1)s."),
    Rule.EXTENSION: _l("%(0)s is geen logo. Gebruik een bestand dat eindigt op .svg of .png."),
    Rule.FILE_URL: _l(
        "Dit is een adres op uw eigen computer. Geef het pad vanaf de map van publiccode.yml, of "
        "een webadres."
    ),
    Rule.HTTP_URL: _l("Dit is geen webadres. Begin met https://."),
    Rule.ITALIAN_ADMINISTRATION: _l("Dit is geen code van een Italiaanse overheid."),
    Rule.ITALIAN_URN: _l(
        "Na “urn:x-italian-pa:” hoort de code van een Italiaanse overheid te staan."
    ),
    Rule.LANGUAGE: _l("Dit is geen taalcode. Gebruik een code zoals nl, en of en-GB."),
    Rule.LEAST_CHARACTERS: _l("Deze tekst is te kort. Schrijf er ten minste %(1)s tekens."),
    Rule.LICENCE: _l("Dit is geen SPDX-licentie. Gebruik de naam uit die lijst, zoals EUPL-1.2."),
    Rule.MEDIA_TYPE: _l("Dit is geen mediatype. Schrijf het als text/plain."),
    Rule.MORE_THAN: _l("Hier moet ten minste een ding staan. Vul de lijst aan."),
    Rule.MOST_CHARACTERS: _l("Deze tekst is te lang. Maak er hoogstens %(1)s tekens van."),
    Rule.NOT_UNLESS: _l("Dit mag er alleen staan als “%(1)s” “%(2)s” is. Haal het weg."),
    Rule.NO_AUTHORS: _l("Het bestand %(0)s is er niet. Haal de sleutel weg."),
    Rule.NO_FILE: _l("Het bestand %(0)s is er niet. Verbeter het pad."),
    Rule.NO_IMAGE: _l("Dit bestand is geen PNG. Gebruik een ander bestand."),
    Rule.NO_SCREENSHOT: _l("%(0)s is geen afbeelding die er is. Gebruik een .jpg of .png."),
    Rule.OLD_VERSION: _l(
        "Versie %(0)s van de standaard is oud. Schrijf “%(1)s”. We lezen dit als versie %(2)s."
    ),
    Rule.REPLACED: _l("Deze sleutel verdwijnt uit de standaard. Gebruik “%(0)s”."),
    Rule.REPLACED_BY_VALUE: _l(
        "Deze sleutel verdwijnt uit de standaard. Gebruik “%(0)s” met de waarde “%(1)s”."
    ),
    Rule.REQUIRED: _l("Dit ontbreekt, en is verplicht. Vul “%(0)s” in."),
    Rule.REQUIRED_WHEN: _l("Vul “%(0)s” in: dat moet als “%(1)s” “%(2)s” is."),
    Rule.SCOPE: _l("Dit werkveld staat niet in de lijst van de standaard. Kies er een uit."),
    Rule.SEVERAL_DOCUMENTS: _l("In het bestand staan meer documenten. Laat er een over."),
    Rule.SMALL_IMAGE: _l("Het logo is %(0)s pixels breed. Maak het ten minste %(1)s pixels."),
    Rule.TOO_LARGE: _l("Het bestand is te groot of te diep genest. Maak het kleiner."),
    Rule.UNKNOWN_KEY: _l(
        "De standaard kent de sleutel “%(0)s” hier niet. Kijk naar de spelling, of haal hem weg."
    ),
    Rule.UNSUPPORTED_VERSION: _l("Versie “%(0)s” van de standaard bestaat niet. Schrijf “0”."),
    Rule.URI: _l("Dit is geen adres of URN. Begin met https:// of urn:."),
    Rule.URL: _l("Dit is geen adres. Geef het hele adres, met https:// ervoor."),
    Rule.UTF8: _l("Dit bestand is niet in UTF-8. Sla het op als UTF-8."),
    Rule.VIDEO: _l(
        "Deze video is niet te tonen. Gebruik een adres van YouTube, Vimeo of zo’n dienst."
    ),
    Rule.WRONG_TYPE: _l("Hier staat een ander soort waarde dan mag. %(kind)s"),
}

_LIKELY = {
    "publiccodeYmlVersion": _l("Zet de versie tussen aanhalingstekens: “0”."),
    "localisation.localisationReady": _l("Schrijf true of false."),
    "platforms": _l("Maak er een lijst van, met een streepje voor elke regel."),
    "categories": _l("Maak er een lijst van, met een streepje voor elke regel."),
    "usedBy": _l("Maak er een lijst van, met een streepje voor elke regel."),
}
"""What to do about the wrong types that are made most."""


def type_of(result: Result) -> str:
    """Return the word for how bad it is."""
    return str(_TYPES[result.type])


def sentence(result: Result) -> str:
    """Return what is wrong, and what to do about it."""
    values = {str(number): _short(value) for number, value in enumerate(result.values)}
    more = _MORE.get(result.rule, _nothing)(result)
    return str(_SENTENCES[result.rule]) % (values | more)


def _short(value: str) -> str:
    """Return enough of a value to recognise it."""
    return value if len(value) <= _MOST_OF_A_VALUE else f"{value[:_MOST_OF_A_VALUE]}…"


def _nothing(_result: Result) -> dict[str, str]:
    return {}


def _choices(result: Result) -> dict[str, str]:
    return {"1": result.values[1].replace('"', "").replace(" or ", _(" of "))}


def _aliases(_result: Result) -> dict[str, str]:
    return {"aliases": ", ".join(f"alias:{name}" for name in sorted(lists.aliases()))}


def _kind(result: Result) -> dict[str, str]:
    likely = _LIKELY.get(result.key)
    return {"kind": str(likely) if likely else _("Kijk in de standaard wat hier hoort.")}


_MORE: dict[Rule, Callable[[Result], dict[str, str]]] = {
    Rule.ALIAS: _aliases,
    Rule.ENUMERATION: _choices,
    Rule.WRONG_TYPE: _kind,
}
