"""Writes the facts about a component as a publiccode.yml.

What the standard has no place for, or refuses, goes along in comments that start with ``#:``. The
file is valid for everybody, and GovHub reads all of it back.
"""

import copy
from io import StringIO
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.nodes import ScalarNode
from ruamel.yaml.representer import SafeRepresenter

from govhub.catalogue.interchange.publiccode import facts, keeping, looking, rules, salvaging
from govhub.catalogue.interchange.publiccode.checking import check
from govhub.catalogue.interchange.publiccode.looking import Tree
from govhub.catalogue.interchange.publiccode.positions import Path
from govhub.catalogue.interchange.publiccode.publication import Contact, Owner, Publication
from govhub.catalogue.interchange.publiccode.results import Result, Rule, Type
from govhub.catalogue.interchange.publiccode.schema import FIELDS, Field, Kind
from govhub.catalogue.status import Status
from govhub.catalogue.vocabulary import Kind as ComponentKind

VERSION = "0.7"

_NOTE = (
    "\n# Wat hieronder staat, kent publiccode.yml 0.7 niet of niet zo. GovHub bewaart het.\n"
    "# U kunt deze regels weghalen.\n"
)
_MOST_SUMMARY = 150
_MOST_MOVES = 100

_STATUSES = {
    **{status: name for name, status in facts.STATUSES.items()},
    Status.PLANNED: "concept",
    Status.PHASING_OUT: "stable",
}
_SOFTWARE_TYPES = {
    ComponentKind.SOFTWARE: "standalone/web",
    ComponentKind.SERVICE: "standalone/web",
    **{kind: name for name, kind in facts.KINDS.items()},
}
_LAYERS = {ours: theirs for theirs, ours in facts.LAYERS.items()}


def export(publication: Publication, kept: Tree | None = None) -> str:
    """Return the facts as a publiccode.yml 0.7.

    ``kept`` is what an earlier file said (``Prefill.kept``): what no fact is about stays in. The
    checker finds the file valid when the facts are there that the standard asks for.
    """
    tree = copy.deepcopy(kept or {})
    _write(tree, publication)
    known, unknown = keeping.split(tree)
    _move_refused(known, unknown, publication.language)
    if _was_contract_moved(known, unknown):
        _move_refused(known, unknown, publication.language)
    text = dumped(_in_order(known, FIELDS))
    return text + _NOTE + salvaging.commented(dumped(unknown)) if unknown else text


def _write(tree: Tree, publication: Publication) -> None:
    """Write every fact that the tree does not say yet."""
    tree["publiccodeYmlVersion"] = VERSION
    for name, path in facts.TEXTS.items():
        _put_text(tree, path, getattr(publication, name))
    for name, path in facts.LISTS.items():
        _put_list(tree, path, getattr(publication, name))
    _put_description(tree, publication)
    released_on = publication.released_on
    _put_text(tree, ("releaseDate",), None if released_on is None else released_on.isoformat())
    _put_status(tree, publication)
    _put_text(tree, ("maintenance", "type"), publication.maintenance)
    _put_contacts(tree, publication)
    _put_owner(tree, publication.owner)
    _put_localisation(tree, publication)
    _put_supports(tree, publication.supports)
    if facts.layer(looking.text(looking.find(tree, *facts.LAYER))) != publication.layer:
        layer = publication.layer and _LAYERS.get(publication.layer, publication.layer)
        _put(tree, facts.LAYER, layer)


def _put(tree: Tree, path: tuple[str, ...], value: Any) -> None:
    """Write a value at a path, or remove what is there when there is none."""
    *before, last = path
    for key in before:
        inner = tree.get(key)
        if not isinstance(inner, dict):
            if value is None:
                return
            inner = tree[key] = {}
        tree = inner
    if value is None:
        tree.pop(last, None)
    else:
        tree[last] = value


def _at(tree: Any, path: tuple[str, ...]) -> Any:
    for key in path:
        tree = tree.get(key) if isinstance(tree, dict) else None
    return tree


def _put_text(tree: Tree, path: tuple[str, ...], value: str | None) -> None:
    """Write a text, unless it is there already; what could not be read stays for a person."""
    present = _at(tree, path)
    read = None if isinstance(present, list | dict) else looking.text(present)
    if looking.one_line(read) == value or (value is None and _is_unreadable(path, read)):
        return
    _put(tree, path, None if value is None else str(value))


def _is_unreadable(path: tuple[str, ...], read: str | None) -> bool:
    """Tell whether a value is there that gives no fact, such as a date that is none."""
    if read is None:
        return False
    match path:
        case ("releaseDate",):
            return facts.day(read) is None
        case ("maintenance", "type"):
            return facts.maintenance(read) is None
        case _:
            return False


def _put_list(tree: Tree, path: tuple[str, ...], values: tuple[str, ...]) -> None:
    present = _at(tree, path)
    if looking.texts(present) == values and _is_list_of_texts(present):
        return
    _put(tree, path, list(values) or None)


def _is_list_of_texts(value: Any) -> bool:
    if isinstance(value, list):
        return all(not isinstance(item, list | dict) for item in value)
    return value is None


def _put_description(tree: Tree, publication: Publication) -> None:
    chosen, present = facts.chosen_description(tree)
    texts = {key: getattr(publication, name) for name, key in facts.TEXTS_BY_LANGUAGE.items()}
    if chosen is None and present:
        tree["description"] = {publication.language or "nl": present}
    language = publication.language or chosen or "nl"
    if not (any(texts.values()) or publication.features or present):
        return
    for key, value in texts.items():
        path = ("description", language, key)
        if key != "longDescription":
            _put_text(tree, path, value)
        elif looking.text(_at(tree, path)) != value:
            _put(tree, path, value)
    _put_list(tree, ("description", language, "features"), publication.features)
    for tag in tree["description"]:
        path = ("description", tag, "features")
        _put_list(tree, path, looking.texts(_at(tree, path)))


def _put_status(tree: Tree, publication: Publication) -> None:
    status, kind = publication.status, publication.kind
    written = looking.text(_at(tree, ("developmentStatus",)))
    if status is not None and facts.STATUSES.get(written or "") is not status:
        tree["developmentStatus"] = _STATUSES[status]
    written = looking.text(_at(tree, ("softwareType",)))
    if kind is not None and (written is None or facts.kind(written) is not kind):
        tree["softwareType"] = _SOFTWARE_TYPES.get(kind, "standalone/other")


def _put_contacts(tree: Tree, publication: Publication) -> None:
    path = ("maintenance", "contacts")
    present = _at(tree, path)
    if facts.contacts_in(present) == publication.contacts and isinstance(present, list | None):
        return
    owner = publication.owner.name if publication.owner else None
    contacts = [_contact(contact, owner) for contact in publication.contacts]
    _put(tree, path, contacts or None)


def _contact(contact: Contact, owner: str | None) -> Tree:
    """Return a contact; the standard asks for a name, which may be that of the organisation."""
    name = contact.name or owner or contact.email
    values = {"name": name, "email": contact.email, "affiliation": contact.affiliation}
    return {key: value for key, value in values.items() if value is not None}


def _put_owner(tree: Tree, owner: Owner | None) -> None:
    present = _at(tree, ("organisation",))
    former = looking.text(_at(tree, ("legal", "repoOwner")))
    is_former = owner is not None and owner == Owner(name=former) and present is None
    if facts.owner_in(present) == owner or is_former:
        return
    values = {} if owner is None else {"name": owner.name, "uri": owner.uri}
    said = {key: value for key, value in values.items() if value is not None}
    _put(tree, ("organisation",), said or None)


def _put_localisation(tree: Tree, publication: Publication) -> None:
    path = ("localisation", "localisationReady")
    is_ready = publication.is_localisable
    if is_ready is None and publication.languages and _at(tree, path) is None:
        is_ready = False
    if is_ready is not None and _at(tree, path) is not is_ready:
        _put(tree, path, is_ready)


def _put_supports(tree: Tree, supports: tuple[str, ...]) -> None:
    present = facts.facts_in(tree).supports
    if present != supports:
        _put(tree, ("supports",), [{"id": name} for name in supports] or None)


def _move_refused(known: Tree, unknown: Tree, language: str | None) -> None:
    """Move what the checker refuses out of the file, when the file can do without."""
    for _turn in range(_MOST_MOVES):
        errors = [e for e in check(dumped(known)) if e.type is Type.ERROR]
        moved = [_moved(error, known, unknown, language) for error in errors]
        if not any(moved):
            return


def _was_contract_moved(known: Tree, unknown: Tree) -> bool:
    """Say ``internal`` in place of a contract of which the file cannot tell with whom, until when.

    The standard allows no contract without, and inventing a supplier would be a lie; the owner, who
    then is the contact, does answer for the software. That there is a contract, GovHub reads back.
    """
    maintenance = known.get("maintenance")
    if not isinstance(maintenance, dict) or maintenance.get("type") != keeping.CONTRACT:
        return False
    errors = [e for e in check(dumped(known)) if e.type is Type.ERROR]
    is_told = all(error.path[:2] != ("maintenance", "contractors") for error in errors)
    if is_told or not maintenance.get("contacts"):
        return False
    contractors = maintenance.pop("contractors", None)
    if contractors is not None:
        _keep(unknown, ("maintenance", "contractors"), contractors)
    maintenance["type"] = keeping.WITHOUT_CONTRACT
    _keep(unknown, ("maintenance", "type"), keeping.CONTRACT)
    return True


def _moved(error: Result, known: Tree, unknown: Tree, language: str | None) -> bool:
    """Move what an error is about; tell whether something was moved."""
    if error.rule is Rule.MOST_CHARACTERS and error.path[-1] == "shortDescription":
        return _was_shortened(error.path, known, unknown)
    path = _dispensable(error) or _other_language(error, language)
    value = _found(known, path) if path else None
    if not path or value is None:
        return False
    _keep(unknown, path, value)
    _drop(known, path)
    return True


def _dispensable(error: Result) -> Path:
    """Return the path of the smallest optional thing that an error is about; () for none."""
    best: Path = ()
    fields: tuple[Field, ...] = FIELDS
    for at, part in enumerate(error.path):
        field = next((field for field in fields if field.name == part), None)
        if field is None:
            continue  # a language, or a place in a list
        if field.is_optional or (error.rule is Rule.NOT_UNLESS and field.kind is Kind.SECTIONS):
            best = error.path[: at + 1]
        fields = field.fields
    return best


def _other_language(error: Result, language: str | None) -> Path:
    """Return the path of a description that is not complete, in a language beside the main one."""
    match error.path:
        case ("description", str(tag), *_rest) if language not in {None, tag}:
            return "description", tag
        case _:
            return ()


def _was_shortened(path: Path, known: Tree, unknown: Tree) -> bool:
    text = _found(known, path)
    if not isinstance(text, str):
        return False
    _keep(unknown, path, text)
    *before, last = path
    section = _found(known, tuple(before))
    section[last] = keeping.shortened(" ".join(text.split()), _MOST_SUMMARY)
    return True


def _found(tree: Any, path: Path) -> Any:
    for part in path:
        try:
            tree = tree[part]
        except (KeyError, IndexError, TypeError):
            return None
    return tree


def _keep(unknown: Tree, path: Path, value: Any) -> None:
    """Write a value among what is kept, where a list is a mapping from its indices."""
    *before, last = path
    for part in before:
        inner = unknown.setdefault(str(part), {})
        if not isinstance(inner, dict):
            return
        unknown = inner
    unknown[str(last)] = keeping.joined(value, unknown.get(str(last)))


def _drop(tree: Any, path: Path) -> None:
    *before, last = path
    section = _found(tree, tuple(before))
    if isinstance(section, dict):
        section.pop(last, None)


def _in_order(tree: Tree, fields: tuple[Field, ...]) -> Tree:
    """Return a section with its keys in the order of the standard, without empty sections."""
    ordered = {}
    for field in fields:
        if field.name in tree:
            ordered[field.name] = _value_in_order(tree[field.name], field)
    return ordered


def _value_in_order(value: Any, field: Field) -> Any:
    match field.kind, value:
        case Kind.SECTION, dict():
            return _in_order(value, field.fields)
        case Kind.SECTIONS, list():
            return [_item_in_order(item, field) for item in value]
        case Kind.SECTION_BY_LANGUAGE, dict():
            return {tag: _item_in_order(item, field) for tag, item in value.items()}
        case _:
            return value


def _item_in_order(item: Any, field: Field) -> Any:
    return _in_order(item, field.fields) if isinstance(item, dict) else item


class _Representer(SafeRepresenter):
    """Writes texts as people like to read them, and as older YAML readers read them too."""


_AMBIGUOUS = {"y", "n", "yes", "no", "on", "off"}


def _ends_with_blank(lines: list[str]) -> bool:
    return any(line != line.rstrip() for line in lines)


def _represent_text(representer: SafeRepresenter, text: str) -> ScalarNode:
    style: str | None = None
    lines = text.splitlines()
    if len(lines) > 1 and "\n".join(lines) == text.rstrip("\n") and not _ends_with_blank(lines):
        style = "|"
    elif text.lower() in _AMBIGUOUS or text == VERSION or rules.is_date(text):
        style = '"'
    node: ScalarNode = representer.represent_scalar("tag:yaml.org,2002:str", text, style=style)
    return node


_Representer.add_representer(str, _represent_text)


def dumped(tree: Tree) -> str:
    """Return plain data as YAML."""
    yaml = YAML(typ="safe", pure=True)
    yaml.Representer = _Representer
    yaml.default_flow_style = False
    yaml.allow_unicode = True
    yaml.sort_base_mapping_type_on_output = False  # type: ignore[assignment]
    yaml.width = 100
    stream = StringIO()
    yaml.dump(tree, stream)
    return stream.getvalue()
