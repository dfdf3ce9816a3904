"""What the table of fields cannot say: old keys, paths, videos and the section of Italy."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path as File

from govhub.catalogue.interchange.publiccode import files, lists, rules
from govhub.catalogue.interchange.publiccode.decoding import Values
from govhub.catalogue.interchange.publiccode.positions import Path
from govhub.catalogue.interchange.publiccode.results import Rule, Type

_GOING = ("inputTypes", "outputTypes")


@dataclass(frozen=True)
class Remark:
    """Something to tell about a key."""

    type: Type
    path: Path
    rule: Rule
    values: tuple[str, ...] = ()


def remarks(values: Values, folder: File | None) -> Iterator[Remark]:
    """Give what there is to tell about a file, in the order of the reference parser."""
    yield from _logos(values, folder)
    yield from _audience(values.get("intendedAudience", {}))
    yield from _legal(values.get("legal", {}), folder)
    for name in _GOING:
        if name in values:
            yield _warning((name,), Rule.DEPRECATED)
    for language, texts in values.get("description", {}).items():
        yield from _description(("description", language), texts, folder)
    yield from _italy(values)


def _warning(path: Path, rule: Rule, *values: str) -> Remark:
    return Remark(Type.WARNING, path, rule, values)


def _error(path: Path, rule: Rule, *values: str) -> Remark:
    return Remark(Type.ERROR, path, rule, values)


def _logos(values: Values, folder: File | None) -> Iterator[Remark]:
    for name in ("logo", "monochromeLogo"):
        logo = values.get(name)
        if not logo:
            continue
        if name == "monochromeLogo":
            yield _warning((name,), Rule.REPLACED, "logo")
        yield from _file((name,), logo, files.logo(folder, logo))


def _file(path: Path, name: str, problem: files.Problem | None) -> Iterator[Remark]:
    """Refuse a path outside the repository; else tell the problem that the file itself has."""
    if name.startswith("/"):
        yield _error(path, Rule.ABSOLUTE_PATH)
    elif name.startswith("file:"):
        yield _error(path, Rule.FILE_URL)
    elif problem:
        rule, values = problem
        yield _error(path, rule, *values)


def _audience(audience: Values) -> Iterator[Remark]:
    for name in ("countries", "unsupportedCountries"):
        for index, code in enumerate(audience.get(name, [])):
            if code == code.lower() and rules.is_country(code):
                path = ("intendedAudience", name, index)
                yield _warning(path, Rule.COUNTRY_LOWER, code.upper())


def _legal(legal: Values, folder: File | None) -> Iterator[Remark]:
    authors = legal.get("authorsFile")
    if authors is not None:
        path = ("legal", "authorsFile")
        yield _warning(path, Rule.DEPRECATED)
        yield from _file(path, authors, files.authors(folder, authors))
    if legal.get("repoOwner") is not None:
        yield _warning(("legal", "repoOwner"), Rule.REPLACED, "organisation.name")


def _description(path: Path, texts: Values, folder: File | None) -> Iterator[Remark]:
    if texts.get("genericName"):
        yield _warning((*path, "genericName"), Rule.DEPRECATED)
    for index, name in enumerate(texts.get("screenshots", [])):
        yield from _file((*path, "screenshots", index), name, files.screenshot(folder, name))
    for index, address in enumerate(texts.get("videos", [])):
        if address and not lists.is_video(address):
            yield _error((*path, "videos", index), Rule.VIDEO, address)


def _italy(values: Values) -> Iterator[Remark]:
    if "it" in values:
        yield _warning(("it",), Rule.COUNTRY_KEY_LOWER, "IT")
        if "IT" in values:
            yield _error(("it",), Rule.BOTH_SPELLINGS, "IT")
    italy: Values = values["IT"] if "IT" in values else values.get("it", {})
    if "conforme" in italy:
        yield _warning(("IT", "conforme"), Rule.DEPRECATED)
    code = italy.get("riuso", {}).get("codiceIPA")
    if code and lists.is_italian_administration(code):
        urn = f"urn:x-italian-pa:{code}"
        path = ("IT", "riuso", "codiceIPA")
        yield _warning(path, Rule.REPLACED_BY_VALUE, "organisation.uri", urn)
