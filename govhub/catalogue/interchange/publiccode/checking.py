"""Checks a publiccode.yml against version 0.7 of the standard.

The results are those of the reference parser without its checks of the network: the same keys,
places, English sentences and order.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path as File
from typing import Any

from govhub.catalogue.interchange.publiccode import english, lists, reading, versions
from govhub.catalogue.interchange.publiccode.advice import Remark, remarks
from govhub.catalogue.interchange.publiccode.decoding import Misfit, Values, decode
from govhub.catalogue.interchange.publiccode.nodes import (
    NOWHERE,
    Mapping,
    Node,
    Position,
    Scalar,
)
from govhub.catalogue.interchange.publiccode.positions import (
    Path,
    dotted,
    key_of,
    path_at,
    position_of,
)
from govhub.catalogue.interchange.publiccode.results import Result, Rule, Type
from govhub.catalogue.interchange.publiccode.rules import Broken
from govhub.catalogue.interchange.publiccode.schema import FIELDS, Field, Kind

_VERSION = "publiccodeYmlVersion"
_ABSENT = {Rule.REQUIRED, Rule.REQUIRED_WHEN, Rule.MORE_THAN}


def check(data: bytes | str, *, folder: File | None = None) -> tuple[Result, ...]:
    """Return everything that is wrong in a file, in the order of the standard.

    Never raises, whatever the file is. With ``folder``, the root of the repository, the images that
    the file names must be there.
    """
    try:
        root = reading.read(data)
    except reading.Unreadable as error:
        return (error.result,)
    if not isinstance(root, Mapping) or _VERSION not in root.by_key:
        return (_result(Rule.REQUIRED, key=_VERSION, values=(_VERSION,)),)
    refusal = _refused_version(root)
    if refusal is not None:
        return (refusal,)
    return tuple(_results(root, folder))


def _refused_version(root: Mapping) -> Result | None:
    """Return why a file of this version cannot be checked; None when it can."""
    node = root.by_key[_VERSION].value
    if not isinstance(node, Scalar) or not node.is_text:
        place = root.by_key[_VERSION].position
        return _result(Rule.WRONG_TYPE, key=_VERSION, position=place)
    if versions.is_supported(node.text):
        return None
    supported = ", ".join(lists.versions())
    return _result(Rule.UNSUPPORTED_VERSION, key=_VERSION, values=(node.text, supported))


def _results(root: Mapping, folder: File | None) -> Iterator[Result]:
    yield from _old_version(root)
    decoded = decode(root)
    lost: str | int | None = None
    if decoded.misfit is not None:
        place = path_at(decoded.misfit.position.line, root)
        lost = next(iter(place), None)
        yield _of_misfit(decoded.misfit, place)
    for path, (rule, values) in _broken(decoded.values, FIELDS, ()):
        result = _result(
            rule,
            key=key_of(path),
            values=(_name(path), *values),
            position=position_of(path, root),
        )
        yield replace(result, path=path, follows=path[0] == lost and rule in _ABSENT)
    for remark in remarks(decoded.values, folder):
        yield _of_remark(remark, root)


def _old_version(root: Mapping) -> Iterator[Result]:
    entry = root.by_key[_VERSION]
    version = entry.value.text if isinstance(entry.value, Scalar) else ""
    if versions.is_old(version):
        yield _result(
            Rule.OLD_VERSION,
            key=_VERSION,
            values=(version, versions.MAJOR, lists.latest()),
            position=entry.position,
            type_=Type.WARNING,
        )


def _broken(values: Values, fields: tuple[Field, ...], path: Path) -> Iterator[tuple[Path, Broken]]:
    """Give the rules that the values of a section break, with the paths."""
    for field in fields:
        value = values.get(field.name)
        here = (*path, field.name)
        if value is None and field.is_optional:
            continue
        broken = next(filter(None, (rule(value, values) for rule in field.rules)), None)
        if broken is not None:
            yield here, broken
            continue
        for section, where in _sections(value, field, here):
            yield from _broken(section, field.fields, where)
        yield from _broken_items(value, field, here)


def _sections(value: Any, field: Field, path: Path) -> Iterable[tuple[Values, Path]]:
    """Return the sections in a field, with their paths."""
    match field.kind:
        case Kind.SECTION:
            return [(value or {}, path)]
        case Kind.SECTIONS:
            return [(section, (*path, index)) for index, section in enumerate(value or ())]
        case Kind.SECTION_BY_LANGUAGE:
            return [(section, (*path, language)) for language, section in value.items()]
        case _:
            return []


def _broken_items(value: Any, field: Field, path: Path) -> Iterator[tuple[Path, Broken]]:
    if field.each is None:
        return
    for index, item in enumerate(value):
        broken = field.each(item, {})
        if broken is not None:
            yield (*path, index), broken


def _name(path: Path) -> str:
    """Return the name of a field in a sentence, with the place in its list."""
    *_before, last = path
    return f"{path[-2]}[{last}]" if isinstance(last, int) else last


def _of_misfit(misfit: Misfit, place: Path) -> Result:
    result = _result(
        misfit.rule,
        key=dotted(place),
        values=misfit.values,
        position=Position(misfit.position.line, 1),
    )
    return replace(result, path=place)


def _of_remark(remark: Remark, root: Node) -> Result:
    result = _result(
        remark.rule,
        key=dotted(remark.path),
        values=remark.values,
        position=position_of(remark.path, root),
        type_=remark.type,
    )
    return replace(result, path=remark.path)


def _result(
    rule: Rule,
    *,
    key: str,
    values: tuple[str, ...] = (),
    position: Position = NOWHERE,
    type_: Type = Type.ERROR,
) -> Result:
    return Result(
        type=type_,
        key=key,
        description=english.sentence(rule, *values),
        line=position.line,
        column=position.column,
        rule=rule,
        values=values,
    )
