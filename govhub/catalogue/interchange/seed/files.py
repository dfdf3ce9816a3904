"""Reads the YAML and the CSV of ``seed/`` into frozen rows, and refuses what does not fit.

The fields and what they mean for people are in ``seed/README.md``.
"""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from govhub.catalogue.status import Status
from govhub.catalogue.vocabulary import Kind, OrganisationRole, RelationType
from govhub.guidance.models import Phase, Role
from govhub.kernel.errors import DomainError
from govhub.platform.language import gettext as _

TOOI = "https://identifier.overheid.nl/tooi/id/"
"""Begin of the address of every organisation in the lists of TOOI."""
Texts = tuple[str, ...]


class SeedRefused(DomainError):
    """The seed cannot be read; the message names the file and what is wrong in it."""


class _Row(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class CategoryRow(_Row):
    """A category; the order of the file is the order for people."""

    key: str
    name: str
    description: str
    icon: str
    seed: bool = False
    """One of the six of the principle."""
    synonyms: Texts
    publiccode: Texts


class ActionRow(_Row):
    """Something to do with a principle, as the card says it."""

    name: str
    summary: str
    action: str
    """What the button says."""
    url: str | None = None


class PrincipleRow(_Row):
    """A principle, as the guidance has it."""

    key: str
    number: int
    title: str
    summary: str
    url: str
    note: str | None = None
    """For whoever keeps the file; not stored."""
    roles: dict[Role, str]
    relations: Texts
    actions: tuple[ActionRow, ...] = ()
    steps: dict[Role, Texts] = Field(default_factory=dict)
    """What somebody in a role does, in words of our own."""


class StandardRow(_Row):
    """A standard that components meet."""

    key: str
    name: str
    uri: str | None = None
    regime: str | None = None


class OrganisationRow(_Row):
    """An organisation: one that owns or makes a component, or one of the government."""

    key: str
    name: str
    short_name: str | None = None
    kind: str
    country: str
    tooi: str | None = None
    active_from: date | None = None
    active_until: date | None = None


class OwnerRow(_Row):
    """What an organisation is to a component."""

    organisation: str
    role: OrganisationRole


class ServedPrinciple(_Row):
    """A principle that a component serves, why, and in which phases of a project."""

    key: str
    motivation: str
    phases: tuple[Phase, ...] = ()


class ComponentRow(_Row):
    """A component with its present status."""

    slug: str
    name: str
    aliases: Texts = ()
    summary: str
    description: str
    kind: Kind
    categories: Annotated[Texts, Field(min_length=1)]
    country: str
    status: Status
    status_since: date
    status_reason: str
    evidence: Texts = ()
    sources: Texts = ()
    owners: tuple[OwnerRow, ...]
    licence: str | None = None
    closed_reason: str | None = None
    repository: str | None = None
    website: str | None = None
    documentation: str | None = None
    layer: str | None = None
    standards: Texts = ()
    conditions: str | None = None
    purposes: Texts
    keywords: Texts
    principles: tuple[ServedPrinciple, ...] = ()

    @property
    def owner_key(self) -> str:
        """Return the key of the organisation that owns it."""
        return next(o.organisation for o in self.owners if o.role is OrganisationRole.OWNER)


class HistoryRow(_Row):
    """An earlier status."""

    day: date = Field(alias="date")
    old: Status | None = Field(alias="from", default=None)
    new: Status = Field(alias="to")
    reason: str
    evidence: str | None = None


class RelationRow(_Row):
    """How one component stands to another."""

    source: str = Field(alias="from")
    type: RelationType
    target: str = Field(alias="to")
    reason: str | None = None


@dataclass(frozen=True, kw_only=True)
class SeedFiles:
    """Everything in the folder; every reference in it leads somewhere."""

    categories: tuple[CategoryRow, ...]
    principles: tuple[PrincipleRow, ...]
    standards: tuple[StandardRow, ...]
    organisations: tuple[OrganisationRow, ...]
    components: tuple[ComponentRow, ...]
    history: dict[str, tuple[HistoryRow, ...]]
    relations: tuple[RelationRow, ...]


def read(folder: Path) -> SeedFiles:
    """Return the facts in ``folder``. Raises SeedRefused with a sentence about what is wrong."""
    files = SeedFiles(
        categories=_rows(folder / "categories.yaml", tuple[CategoryRow, ...]),
        principles=_rows(folder / "principles.yaml", tuple[PrincipleRow, ...]),
        standards=_rows(folder / "standards.yaml", tuple[StandardRow, ...]),
        organisations=(
            *_rows(folder / "organisations.yaml", tuple[OrganisationRow, ...]),
            *_government(folder / "government.csv"),
        ),
        components=tuple(
            row
            for path in sorted((folder / "components").glob("*.yaml"))
            for row in _rows(path, tuple[ComponentRow, ...])
        ),
        history=_rows(folder / "status_history.yaml", dict[str, tuple[HistoryRow, ...]]),
        relations=_rows(folder / "relations.yaml", tuple[RelationRow, ...]),
    )
    for sentence in _mistakes(files):
        raise SeedRefused(sentence)
    return files


def _rows(path: Path, shape: Any) -> Any:
    loaded = None
    try:
        loaded = YAML(typ="safe").load(path)
        return TypeAdapter(shape).validate_python(loaded)
    except OSError as error:
        raise SeedRefused(_("Het bestand %(path)s is er niet.") % {"path": path}) from error
    except ValidationError as error:
        raise SeedRefused(_sentence(path, loaded, error.errors()[0])) from error
    except (YAMLError, UnicodeDecodeError) as error:
        message = _("Het bestand %(path)s is geen geldige YAML: %(why)s")
        raise SeedRefused(message % {"path": path, "why": error}) from error


def _government(path: Path) -> tuple[OrganisationRow, ...]:
    """Return the organisations of the government: a table, since there are more than a thousand."""
    try:
        with path.open(encoding="utf-8", newline="") as file:
            rows = [_government_row(row) for row in csv.DictReader(file)]
    except OSError as error:
        raise SeedRefused(_("Het bestand %(path)s is er niet.") % {"path": path}) from error
    except (UnicodeDecodeError, csv.Error) as error:
        message = _("Het bestand %(path)s is geen geldige CSV: %(why)s")
        raise SeedRefused(message % {"path": path, "why": error}) from error
    try:
        return TypeAdapter(tuple[OrganisationRow, ...]).validate_python(rows)
    except ValidationError as error:
        raise SeedRefused(_sentence(path, rows, error.errors()[0])) from error


def _government_row(row: dict[str, str]) -> dict[str, str]:
    filled_in = {field: value for field, value in row.items() if value}
    if "tooi" in filled_in:
        filled_in["tooi"] = TOOI + filled_in["tooi"]
    return {"country": "NL", **filled_in}


def _sentence(path: Path, loaded: Any, mistake: ErrorDetails) -> str:
    """Say what does not fit, and in which record: by its slug or key when it has one."""
    where = list(map(str, mistake["loc"]))
    if isinstance(loaded, list) and where and isinstance(row := loaded[int(where[0])], dict):
        where[0] = str(row.get("slug") or row.get("key") or f"nr. {int(where[0]) + 1}")
    said = {"path": path, "where": " → ".join(where), "why": _why(mistake)}
    if not where:
        return _("Het bestand %(path)s klopt niet: %(why)s") % said
    return _("In %(path)s klopt %(where)s niet: %(why)s") % said


def _why(mistake: ErrorDetails) -> str:
    match mistake["type"]:
        case "missing":
            return _("het ontbreekt.")
        case "extra_forbidden":
            return _("dit veld kennen we niet.")
        case "enum":
            return _("kies uit %(words)s.") % {"words": mistake["ctx"]["expected"]}
        case kind if kind.startswith("date"):
            return _("schrijf een datum als 2026-11-25.")
        case kind if kind.endswith("_type"):
            return _("er staat een ander soort gegeven dan hier hoort.")
        case _:
            return mistake["msg"]


def _mistakes(files: SeedFiles) -> Iterator[str]:
    categories = {row.key for row in files.categories}
    standards = {row.key for row in files.standards}
    principles = {row.key for row in files.principles}
    organisations = {row.key for row in files.organisations}
    slugs = {row.slug for row in files.components}
    if len(slugs) != len(files.components):
        yield _("Twee componenten in de seed hebben dezelfde slug.")
    if len(organisations) != len(files.organisations):
        yield _("Twee organisaties in de seed hebben dezelfde sleutel.")
    for row in files.components:
        yield from _unknown(row.slug, row.categories, categories)
        yield from _unknown(row.slug, row.standards, standards)
        yield from _unknown(row.slug, (served.key for served in row.principles), principles)
        yield from _unknown(row.slug, (owner.organisation for owner in row.owners), organisations)
        if [owner.role for owner in row.owners].count(OrganisationRole.OWNER) != 1:
            yield _("%(slug)s heeft niet precies één eigenaar.") % {"slug": row.slug}
    for slug, lines in files.history.items():
        yield from _unknown("status_history.yaml", [slug], slugs)
        if not lines:
            yield _("De geschiedenis van %(slug)s is leeg.") % {"slug": slug}
    for relation in files.relations:
        yield from _unknown("relations.yaml", [relation.source, relation.target], slugs)


def _unknown(where: str, keys: Iterable[str], known: set[str]) -> Iterator[str]:
    for key in keys:
        if key not in known:
            yield _("%(where)s verwijst naar %(key)s, en dat bestaat niet.") % {
                "where": where,
                "key": key,
            }
