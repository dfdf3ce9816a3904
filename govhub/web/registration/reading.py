"""How facts stand in the fields of the form, and how they are read from them again."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from govhub.catalogue.facts import Facts
from govhub.catalogue.serving import PrincipleDetail
from govhub.catalogue.vocabulary import Kind, Maintenance
from govhub.platform.email_address import email_address
from govhub.platform.language import lazy_gettext as _l
from govhub.registration import validation
from govhub.registration.languages import language_tag
from govhub.web.registration import fields

PLATFORMS = {
    "web": "Web",
    "windows": "Windows",
    "mac": "macOS",
    "linux": "Linux",
    "ios": "iOS",
    "android": "Android",
}
"""The words of publiccode.yml, and how people write them."""
LANGUAGES = {
    "nl": _l("Nederlands"),
    "en": _l("Engels"),
    "fy": _l("Fries"),
    "pap": _l("Papiaments"),
    "de": _l("Duits"),
    "fr": _l("Frans"),
}
"""Those that are chosen most; every other can be written."""
_PLAIN = ("name", "summary", "description")
_NONE_WHEN_EMPTY = (
    "repository_url",
    "website_url",
    "documentation_url",
    "api_docs_url",
    "demo_url",
    "roadmap_url",
    "closed_reason",
    "software_version",
    "conditions",
    "owner_slug",
)
_LINES = ("purposes", "keywords")
_KEYS = ("standard_keys", "principle_keys")
_Data = Mapping[str, Any]


def facts(data: _Data, known: Facts) -> Facts:
    """Return what was filled in; a fact whose field is not in ``data`` is as it was."""
    return replace(known, **dict(_alone(data)), **dict(_together(data, known)))


def written(known: Facts) -> dict[str, Any]:
    """Return the facts as they stand in the fields."""
    main, *others = known.category_keys or ("",)
    return {
        **{name: getattr(known, name) or "" for name in (*_PLAIN, *_NONE_WHEN_EMPTY)},
        **{name: "\n".join(getattr(known, name)) for name in (*_LINES, "aliases")},
        **{name: list(getattr(known, name)) for name in _KEYS},
        "licence": known.licence or "",
        "contact_email": known.contact_email or "",
        "kind": known.kind.value,
        "released_on": fields.written_day(known.released_on),
        "maintenance": known.maintenance.value if known.maintenance else "",
        "category": main,
        "other_categories": others,
        "principle_details": known.principle_details,
        "platforms": [each for each in known.platforms if each in PLATFORMS],
        "other_platforms": "\n".join(each for each in known.platforms if each not in PLATFORMS),
        "languages": [each for each in known.languages if each in LANGUAGES],
        "other_languages": "\n".join(each for each in known.languages if each not in LANGUAGES),
    }


def with_lines(text: str, more: Iterable[str] | None) -> str:
    """Return the text with these lines below it, save those that it has."""
    present = validation.lines(text)
    known = {each.casefold() for each in present}
    new = [each for each in map(validation.one_line, more or ()) if each.casefold() not in known]
    return "\n".join([*present, *filter(None, new)]) if new else text


def _alone(data: _Data) -> Iterator[tuple[str, Any]]:
    """Give the facts that are one field."""
    for name in _PLAIN:
        yield from _of(data, name, str)
    for name in _NONE_WHEN_EMPTY:
        yield from _of(data, name, lambda text: text or None)
    for name in _LINES:
        yield from _of(data, name, validation.lines)
    for name in _KEYS:
        yield from _of(data, name, _unique)
    yield from _of(data, "contact_email", lambda text: email_address(text) if text else None)
    yield from _of(data, "licence", lambda text: validation.spdx(text) if text else None)
    yield from _of(data, "kind", lambda word: Kind(word or Kind.SOFTWARE))
    yield from _of(data, "maintenance", lambda word: Maintenance(word) if word else None)
    yield from _of(data, "released_on", fields.day)


def _together(data: _Data, known: Facts) -> Iterator[tuple[str, Any]]:
    """Give the facts that are read from more than one field, or in the light of what is known."""
    yield from _of(data, "aliases", lambda text: _aliases(text, known))
    if "category" in data:
        yield "category_keys", _unique(filter(None, [data["category"], *data["other_categories"]]))
    if "principle_details" in data:
        yield "principle_details", _of_chosen(data, known)
    if "platforms" in data:
        typed = validation.lines(data["other_platforms"])
        yield "platforms", _in_known_order([*data["platforms"], *typed], known.platforms)
    if "languages" in data:
        tags = map(language_tag, validation.lines(data["other_languages"]))
        found = [*data["languages"], *filter(None, tags)]
        yield "languages", _in_known_order(found, known.languages)


def _of(data: _Data, name: str, read: Callable[[Any], Any]) -> Iterator[tuple[str, Any]]:
    if name in data:
        yield name, read(data[name])


def _aliases(text: str, known: Facts) -> tuple[str, ...]:
    """Return the other names as they are stored: in which order they are written says nothing."""
    found = validation.lines(text)
    return known.aliases if set(found) == set(known.aliases) else tuple(sorted(found))


def _of_chosen(data: _Data, known: Facts) -> dict[str, PrincipleDetail]:
    """Return what is said about the principles that are chosen."""
    chosen = data.get("principle_keys", known.principle_keys)
    return {key: detail for key, detail in data["principle_details"].items() if key in chosen}


def _in_known_order(found: Iterable[str], known: Sequence[str]) -> tuple[str, ...]:
    """Return these, once each, in the order in which they are stored already."""
    wanted = _unique(found)
    return _unique([*(each for each in known if each in wanted), *wanted])


def _unique(keys: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(keys))
