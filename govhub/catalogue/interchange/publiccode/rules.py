"""The rules of the standard, by name. Each says of one value which rule it breaks, or nothing.

Sources: the text of publiccode.yml 0.7, and where that leaves room the reference parser.
"""

import re
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import cache
from typing import Any, TypeAlias
from urllib.parse import SplitResult, urlsplit

from govhub.catalogue.interchange.publiccode import english, lists
from govhub.catalogue.interchange.publiccode.results import Rule

Broken: TypeAlias = tuple[Rule, tuple[str, ...]]
"""A rule, and what its sentence names besides the field."""
Siblings: TypeAlias = Mapping[str, Any]
"""The values that stand beside the one that is looked at."""
Check: TypeAlias = Callable[[Any, Siblings], Broken | None]

_LONGEST_ADDRESS = 2_000
_LONGEST_LICENCE = 500
_LONGEST_TAG = 100

_MEDIA_TYPE = re.compile(
    r" *[A-Za-z0-9][A-Za-z0-9!#$&^_-]{0,126}/[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,126} *"
)
_EMAIL = re.compile(
    r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~\u00a0-\uffef-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~\u00a0-\uffef-]+)*"
    r"@(?:[^\W_](?:[\w~-]*[^\W_])?\.)+[^\W\d_](?:[\w~-]*[^\W_])?\.?"
)
_BLANK = re.compile(r"[\x00-\x20\x7f]")
_NOT_IN_HOST = re.compile(r"[\s<>\"%^`{|}\\]")
_URN = re.compile(
    r"urn:(?!urn:)[a-z0-9][a-z0-9-]{0,31}:(?:[a-z0-9()+,.:=@;$_!*'/-]|%[0-9a-f]{2})+",
    re.IGNORECASE,
)
_ITALIAN = "urn:x-italian-pa:"
_REFERENCE = re.compile(r"(?:DocumentRef-[A-Za-z0-9.-]+:)?LicenseRef-[A-Za-z0-9.-]+")


def required(value: Any, _siblings: Siblings) -> Broken | None:
    """Refuse what is absent or empty; a list may be empty, that is another rule."""
    return (Rule.REQUIRED, ()) if value is None or value == "" else None


def filled(value: list[str] | dict[str, Any] | None, _siblings: Siblings) -> Broken | None:
    """Refuse an absent or empty list."""
    return None if value else (Rule.MORE_THAN, ("0",))


def not_empty(value: list[str] | None, _siblings: Siblings) -> Broken | None:
    """Refuse an empty list; an absent one is another rule."""
    return (Rule.MORE_THAN, ("0",)) if value == [] else None


def one_of(*allowed: str) -> Check:
    """Make the rule that only these values are allowed."""

    def check(value: str, _siblings: Siblings) -> Broken | None:
        return None if value in allowed else (Rule.ENUMERATION, (english.any_of(allowed),))

    return check


def at_most(characters: int) -> Check:
    """Make the rule that a text has no more characters, as people count them."""

    def check(value: str | None, _siblings: Siblings) -> Broken | None:
        too_long = _length(value or "") > characters
        return (Rule.MOST_CHARACTERS, (str(characters),)) if too_long else None

    return check


def at_least(characters: int) -> Check:
    """Make the rule that a text has this many characters, as people count them."""

    def check(value: str | None, _siblings: Siblings) -> Broken | None:
        too_short = _length(value or "") < characters
        return (Rule.LEAST_CHARACTERS, (str(characters),)) if too_short else None

    return check


def required_when(sibling: str, *wanted: str) -> Check:
    """Make the rule that a field is needed when another has one of these values."""

    def check(value: Any, siblings: Siblings) -> Broken | None:
        is_needed = siblings.get(sibling) in wanted
        if value is None and is_needed:
            return Rule.REQUIRED_WHEN, (sibling, siblings[sibling])
        return None

    return check


def only_when(sibling: str, wanted: str) -> Check:
    """Make the rule that a field is not allowed unless another has this value."""

    def check(value: Any, siblings: Siblings) -> Broken | None:
        if value is not None and siblings.get(sibling) != wanted:
            return Rule.NOT_UNLESS, (sibling, wanted)
        return None

    return check


def a_date(value: str, _siblings: Siblings) -> Broken | None:
    """Refuse what is no day written as YYYY-MM-DD."""
    return None if is_date(value) else (Rule.DATE, ())


def is_date(text: str) -> bool:
    """Tell whether a text is a day written as YYYY-MM-DD."""
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        return False
    try:
        datetime.strptime(text, "%Y-%m-%d")  # noqa: DTZ007  # a day has no time zone
    except ValueError:
        return text.startswith("0000") and is_date(f"2000{text[4:]}")
    return True


def a_url(value: str, _siblings: Siblings) -> Broken | None:
    """Refuse what is no address at all."""
    return None if _is_url(value) else (Rule.URL, ())


def an_http_url(value: str, _siblings: Siblings) -> Broken | None:
    """Refuse what a browser cannot open."""
    return None if is_http_url(value) else (Rule.HTTP_URL, ())


def is_http_url(text: str) -> bool:
    """Tell whether a text is an address that a browser can open."""
    parts = _split(text)
    return parts is not None and parts.scheme in {"http", "https"} and bool(parts.netloc)


def _is_url(text: str) -> bool:
    parts = _split(text)
    if parts is None or not parts.scheme:
        return False
    if parts.scheme == "file":
        return parts.path.startswith("/")
    is_opaque = bool(parts.path) and not parts.path.startswith("/")
    return bool(parts.netloc or parts.fragment or is_opaque)


def _split(text: str) -> SplitResult | None:
    """Return the parts of an address; None when it is none. Blanks around it do not matter."""
    address = text.strip(" ").replace(" ", "%20")
    if not address or len(address) > _LONGEST_ADDRESS or _BLANK.search(address):
        return None
    try:
        parts = urlsplit(address)
        parts.port  # noqa: B018  # raises for what is no port
    except ValueError:
        return None
    host = parts.netloc.rpartition("@")[2]
    return None if _NOT_IN_HOST.search(host) else parts


def an_email_address(value: str, _siblings: Siblings) -> Broken | None:
    """Refuse what is no e-mail address."""
    return None if is_email_address(value) else (Rule.EMAIL, ())


def is_email_address(text: str) -> bool:
    """Tell whether a text is an e-mail address."""
    return len(text) <= 254 and _EMAIL.fullmatch(text) is not None  # noqa: PLR2004  # RFC 5321


def a_media_type(value: str, _siblings: Siblings) -> Broken | None:
    """Refuse what is no media type (RFC 6838)."""
    return None if _MEDIA_TYPE.fullmatch(value) else (Rule.MEDIA_TYPE, ())


def a_category(value: str, _siblings: Siblings) -> Broken | None:
    """Refuse what is not in the list of categories."""
    return None if value in lists.categories() else (Rule.CATEGORY, ())


def a_scope(value: str, _siblings: Siblings) -> Broken | None:
    """Refuse what is not in the list of scopes."""
    return None if value in lists.scopes() else (Rule.SCOPE, ())


def a_country(value: str, _siblings: Siblings) -> Broken | None:
    """Refuse what is no country code of two letters (ISO 3166-1)."""
    return None if is_country(value) else (Rule.COUNTRY, ())


def is_country(code: str) -> bool:
    """Tell whether a country has this code; all letters small or all large."""
    return code in {code.lower(), code.upper()} and code.upper() in _countries()


@cache
def _countries() -> frozenset[str]:
    import pycountry  # noqa: PLC0415  # only the files that name a country wait for it

    return frozenset(country.alpha_2 for country in pycountry.countries) | {"XK"}


def a_language(value: str, _siblings: Siblings) -> Broken | None:
    """Refuse what is no language tag (BCP 47)."""
    return None if is_language(value) else (Rule.LANGUAGE, ())


def languages(value: dict[str, Any], _siblings: Siblings) -> Broken | None:
    """Refuse descriptions under a key that is no language tag (BCP 47)."""
    return None if all(map(is_language, value)) else (Rule.LANGUAGE, ())


def is_language(tag: str) -> bool:
    """Tell whether a text is a language tag: ``en-GB``, not ``en_GB``; the shortest that exists."""
    import langcodes  # noqa: PLC0415  # its tables take a while

    if not re.fullmatch(r"[A-Za-z0-9-]+", tag) or len(tag) > _LONGEST_TAG:
        return False
    language = tag.partition("-")[0].lower()
    try:
        if not langcodes.tag_is_valid(tag):
            return False
        shortest = langcodes.standardize_tag(language) if len(language) == 3 else language  # noqa: PLR2004  # ISO 639-2
    except ValueError:  # of which LanguageTagError is one
        return False
    return len(shortest) >= len(language)


def a_licence(value: str, _siblings: Siblings) -> Broken | None:
    """Refuse what is no SPDX expression."""
    return None if is_licence(value) else (Rule.LICENCE, ())


def is_licence(expression: str) -> bool:
    """Tell whether a text is an SPDX expression; names in any case, operators in capitals."""
    if len(expression) > _LONGEST_LICENCE:
        return False
    known = _REFERENCE.sub("MIT", expression)
    if re.search(r"\b(?!AND\b|OR\b|WITH\b)(?i:and|or|with)\b(?!-)", re.sub(r"\S*-\S*", "", known)):
        return False
    try:
        return _licensing().parse(known, validate=True, strict=True) is not None
    except Exception:  # noqa: BLE001  # "()" is an IndexError, "MIT OR (" an AssertionError, …
        return False


def as_spdx_writes(expression: str) -> str:
    """Return a licence that ``is_licence`` in the way SPDX writes it: ``eupl-1.2`` is EUPL-1.2."""
    if _REFERENCE.search(expression):
        return expression
    return str(_licensing().parse(expression, validate=True, strict=True))


@cache
def _licensing() -> Any:
    from license_expression import get_spdx_licensing  # noqa: PLC0415  # its index takes a while

    return get_spdx_licensing()


def an_organisation(value: str, _siblings: Siblings) -> Broken | None:
    """Refuse what does not identify an organisation: an address, or a URN (RFC 2141)."""
    if _is_identifier(value) and not _is_strange_italian(value):
        return None
    return (Rule.ITALIAN_URN if value.startswith(_ITALIAN) else Rule.URI), ()


def something_supported(value: str, _siblings: Siblings) -> Broken | None:
    """Refuse what does not identify a standard: a known alias, an address or a URN."""
    prefix, colon, name = value.partition(":")
    if colon and prefix == "alias":
        return None if name in lists.aliases() else (Rule.ALIAS, ())
    return None if _is_identifier(value) else (Rule.URI, ())


def _is_identifier(text: str) -> bool:
    if text.lower().startswith("urn:"):
        return len(text) <= _LONGEST_ADDRESS and _URN.fullmatch(text) is not None
    parts = _split(text)
    return parts is not None and bool(parts.scheme and parts.netloc)


def _is_strange_italian(urn: str) -> bool:
    is_italian = urn.lower().startswith(_ITALIAN)
    return is_italian and not lists.is_italian_administration(urn[len(_ITALIAN) :])


def an_italian_administration(value: str, _siblings: Siblings) -> Broken | None:
    """Refuse what cannot be the code of an Italian administration; nothing is fine."""
    is_fine = not value or lists.is_italian_administration(value)
    return None if is_fine else (Rule.ITALIAN_ADMINISTRATION, ())


def _length(text: str) -> int:
    """Return the number of characters as people count them (grapheme clusters)."""
    if text.isascii() and "\r" not in text:
        return len(text)
    import regex  # noqa: PLC0415  # only for texts with an accent

    return sum(1 for _cluster in regex.finditer(r"\X", text))
