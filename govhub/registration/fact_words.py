"""What people say about a component, in words that people read: a label and a text per fact."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from govhub.accounts import queries as accounts
from govhub.catalogue.facts import Facts
from govhub.catalogue.models import Category, Standard
from govhub.catalogue.serving import PrincipleDetail
from govhub.catalogue.status import Status
from govhub.catalogue.vocabulary import Kind, Maintenance
from govhub.guidance import queries as guidance
from govhub.guidance.models import Principle
from govhub.guidance.text.headings import Heading
from govhub.platform.language import gettext as _
from govhub.platform.language import lazy_gettext as _l
from govhub.platform.language import long_date

LABELS = {
    "name": _l("Naam"),
    "summary": _l("Korte omschrijving"),
    "description": _l("Beschrijving"),
    "purposes": _l("Waarvoor gebruiken mensen het?"),
    "keywords": _l("Trefwoorden"),
    "kind": _l("Soort"),
    "repository_url": _l("Broncode"),
    "website_url": _l("Website"),
    "documentation_url": _l("Documentatie"),
    "api_docs_url": _l("API-documentatie"),
    "demo_url": _l("Demo"),
    "roadmap_url": _l("Roadmap"),
    "licence": _l("Licentie"),
    "closed_reason": _l("Waarom is de broncode niet open?"),
    "software_version": _l("Versie"),
    "released_on": _l("Datum van deze versie"),
    "maintenance": _l("Onderhoud"),
    "conditions": _l("Voorwaarden"),
    "contact_email": _l("E-mailadres voor vragen"),
    "category_keys": _l("Categorieën"),
    "standard_keys": _l("Standaarden"),
    "principle_keys": _l("NeRDS-richtlijnen"),
    "principle_details": _l("Hoe het bij een richtlijn helpt"),
    "owner_slug": _l("Organisatie die eigenaar is"),
    "aliases": _l("Andere namen"),
    "platforms": _l("Platforms"),
    "languages": _l("Talen"),
}
"""Every fact, as pages and mails call it."""
_OF_DRAFTS = {"status": _l("Status")}


def labels(names: Iterable[str]) -> tuple[str, ...]:
    """Return what these facts are called, in the order of ``Facts``."""
    wanted = set(names)
    return tuple(label(name) for name in (*LABELS, *_OF_DRAFTS) if name in wanted)


def label(name: str) -> str:
    """Return what this fact is called."""
    return str(LABELS[name] if name in LABELS else _OF_DRAFTS[name])


def text(session: Session, facts: Facts, name: str) -> str:
    """Return what it says, a line for each of several; empty when it says nothing."""
    value = getattr(facts, name)
    match name:
        case "category_keys" | "standard_keys" | "principle_keys":
            found = _words(session, name, value)
            return "\n".join(found.get(key, key) for key in value)
        case "principle_details":
            found = _words(session, "principle_keys", tuple(value))
            parts = guidance.headings(session, [key for key in value if value[key].anchor])
            return "\n".join(
                f"{found.get(key, key)}: {detail_text(value[key], parts.get(key, ()))}"
                for key in sorted(value)
            )
        case "owner_slug":
            owner = accounts.organisation_by_slug(session, value) if value else None
            return owner.name if owner else value or ""
        case _:
            return _written(value)


def detail_text(detail: PrincipleDetail, parts: Iterable[Heading] = ()) -> str:
    """Return on one line how a component serves a guideline, of which these are the parts."""
    said = [detail.motivation]
    if detail.phases:
        phases = ", ".join(phase.label.lower() for phase in detail.phases)
        said.append(_("Fase: %(phases)s.") % {"phases": phases})
    if detail.anchor:
        titles = {each.anchor: each.title for each in parts}
        title = titles.get(detail.anchor, detail.anchor)
        said.append(_("Onderdeel ‘%(title)s’.") % {"title": title})
    return " ".join(filter(None, said))


def _written(value: Any) -> str:
    match value:
        case Kind() | Maintenance() | Status():
            return str(value.label)
        case date():
            return long_date(value)
        case tuple():
            return "\n".join(value)
        case _:
            return value or ""


def _words(session: Session, name: str, keys: Sequence[str]) -> dict[str, str]:
    """Return the words for what other tables know by a key."""
    if not keys:
        return {}
    table = {
        "category_keys": select(Category.key, Category.name).where(Category.key.in_(keys)),
        "standard_keys": select(Standard.key, Standard.name).where(Standard.key.in_(keys)),
        "principle_keys": select(Principle.key, Principle.title).where(Principle.key.in_(keys)),
    }
    return {row[0]: row[1] for row in session.execute(table[name])}
