"""What the catalogue can take over of a publiccode.yml. Never changes anything.

A file may say more, longer or stranger things than the catalogue has a place for. What is taken
over fits; the file itself is kept whole beside it. The same file always gives the same, so what a
person changed since can be told from what the file said.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from govhub.accounts import queries as accounts
from govhub.accounts.models import Organisation
from govhub.accounts.names import named
from govhub.catalogue.facts import Facts
from govhub.catalogue.interchange.publiccode import categories, rules
from govhub.catalogue.interchange.publiccode.keeping import shortened
from govhub.catalogue.interchange.publiccode.publication import Owner, Publication
from govhub.catalogue.models import Category, Standard
from govhub.catalogue.status import Status
from govhub.catalogue.vocabulary import Kind
from govhub.kernel.errors import InvalidInput
from govhub.kernel.slug import fold
from govhub.kernel.text import cleaned, is_web_address, one_line
from govhub.platform.email_address import email_address
from govhub.platform.markdown import MAX_LENGTH

MOST_PURPOSES = 6
_LONGEST_LINE = 150
_LONGEST_URL = 500
_LONGEST_LICENCE = 120
_LONGEST_VERSION = 40
_LONGEST_LAYER = 40
_LONGEST_WORD = 60
_MOST_NAMES = 20
_MOST_LANGUAGES = 60
_ALIAS = "alias:"

FACTS = (
    "name",
    "summary",
    "description",
    "purposes",
    "kind",
    "repository_url",
    "website_url",
    "documentation_url",
    "api_docs_url",
    "roadmap_url",
    "licence",
    "software_version",
    "released_on",
    "maintenance",
    "contact_email",
    "category_keys",
    "standard_keys",
    "owner_slug",
    "aliases",
    "platforms",
    "languages",
)
"""The facts that a file can say something about."""


@dataclass(frozen=True, kw_only=True)
class Taken:
    """What is taken over of a file."""

    facts: Facts
    """Its name may be empty."""
    status: Status | None
    """What the file proposes: a person decides."""
    layer: str | None
    cut: tuple[str, ...]
    """Facts of which only a part fitted."""
    said: tuple[str, ...]
    """Facts about which the file says something that fits."""


def taken(session: Session, publication: Publication) -> Taken:
    """Return what fits of what a file says; what it does not say, is empty."""
    facts = Facts(
        name=_line(publication.name),
        summary=_line(publication.summary),
        description=shortened(cleaned(publication.description or ""), MAX_LENGTH),
        purposes=tuple(_purposes(publication.features))[:MOST_PURPOSES],
        kind=publication.kind or Kind.SOFTWARE,
        repository_url=_address(publication.repository_url),
        website_url=_address(publication.website_url),
        documentation_url=_address(publication.documentation_url),
        api_docs_url=_address(publication.api_docs_url),
        roadmap_url=_address(publication.roadmap_url),
        licence=_licence(publication.licence),
        software_version=_fitting(publication.software_version, _LONGEST_VERSION),
        released_on=publication.released_on,
        maintenance=publication.maintenance,
        contact_email=_mailbox(publication),
        category_keys=_categories(session, publication.categories),
        standard_keys=standards_in(session, publication.supports),
        owner_slug=_owner_slug(session, publication.owner),
        aliases=tuple(sorted(_words(publication.aliases, _LONGEST_LINE)[:_MOST_NAMES])),
        platforms=_words(publication.platforms, _LONGEST_WORD)[:_MOST_NAMES],
        languages=tuple(filter(rules.is_language, publication.languages))[:_MOST_LANGUAGES],
    )
    return Taken(
        facts=facts,
        status=publication.status,
        layer=_fitting(publication.layer, _LONGEST_LAYER),
        cut=tuple(_cut(publication, facts)),
        said=tuple(_said(publication, facts)),
    )


def is_same_owner(owner: Owner, organisation: Organisation) -> bool:
    """Tell whether a file means this organisation."""
    if owner.uri and organisation.tooi_uri and _bare(owner.uri) == _bare(organisation.tooi_uri):
        return True
    known = {organisation.slug, fold(organisation.name), fold(organisation.short_name or "")}
    return bool(owner.name) and fold(" ".join((owner.name or "").split())) in known


def standards_in(session: Session, supports: tuple[str, ...]) -> tuple[str, ...]:
    """Return the standards of the catalogue that a file names, by address or alias."""
    if not supports:
        return ()
    names = {name.removeprefix(_ALIAS).lower() for name in supports if name.startswith(_ALIAS)}
    addresses = {_bare(name) for name in supports}
    rows = session.execute(select(Standard.key, Standard.uri, Standard.name)).all()
    return tuple(
        row.key
        for row in sorted(rows, key=lambda row: str(row.name))
        if row.key in names or (row.uri and _bare(row.uri) in addresses)
    )


def _line(text: str | None) -> str:
    return shortened(one_line(text or ""), _LONGEST_LINE)


def _fitting(text: str | None, most: int) -> str | None:
    """Return a text of which a part would be wrong; None when it does not fit."""
    line = one_line(text or "")
    return line if line and len(line) <= most else None


def _purposes(features: tuple[str, ...]) -> Iterator[str]:
    seen = set()
    for feature in features:
        line = shortened(one_line(feature).removeprefix("- ").strip(), _LONGEST_LINE)
        if line and line not in seen:
            seen.add(line)
            yield line


def _words(texts: tuple[str, ...], longest: int) -> tuple[str, ...]:
    found = (one_line(text) for text in texts)
    return tuple(dict.fromkeys(text for text in found if text and len(text) <= longest))


def _address(text: str | None) -> str | None:
    address = _fitting(text, _LONGEST_URL)
    return address if address and is_web_address(address) else None


def _licence(text: str | None) -> str | None:
    """Return the licence as SPDX writes it; one of one's own (``LicenseRef-…``) says too little."""
    if not text or len(text) > _LONGEST_LICENCE or not rules.is_licence(text):
        return None
    if "licenseref" in text.lower():
        return None
    return _fitting(rules.as_spdx_writes(text), _LONGEST_LICENCE)


def _mailbox(publication: Publication) -> str | None:
    """Return the first address of a contact to which mail can go."""
    for contact in publication.contacts:
        try:
            return email_address(contact.email or "")
        except InvalidInput:
            continue
    return None


def _categories(session: Session, theirs: tuple[str, ...]) -> tuple[str, ...]:
    if not theirs:
        return ()
    rows = session.execute(
        select(Category.key, Category.publiccode_categories).order_by(Category.position)
    )
    return categories.ours(theirs, {row.key: row.publiccode_categories for row in rows})


def _owner_slug(session: Session, owner: Owner | None) -> str | None:
    """Return the organisation that a file names: by its TOOI address, else by its name."""
    if owner is None:
        return None
    if owner.uri:
        by_uri = select(Organisation.slug, Organisation.tooi_uri).where(
            Organisation.tooi_uri.in_({owner.uri, owner.uri.rstrip("/"), f"{owner.uri}/"})
        )
        found = session.execute(by_uri).first()
        if found is not None:
            return str(found.slug)
    if not owner.name:
        return None
    known = named(accounts.organisation_names(session), owner.name)
    return known.slug if known else None


def _bare(address: str) -> str:
    """Return an address without what makes no difference."""
    return address.strip().lower().removeprefix("https://").removeprefix("http://").rstrip("/")


def _said(publication: Publication, facts: Facts) -> Iterator[str]:
    nothing = Facts(name="")
    for name in FACTS:
        is_said = getattr(facts, name) != getattr(nothing, name)
        if publication.kind is not None if name == "kind" else is_said:
            yield name


def _cut(publication: Publication, facts: Facts) -> Iterator[str]:
    """Give the facts of which the file says more than fits."""
    for name, said in (("name", publication.name), ("summary", publication.summary)):
        if one_line(said or "") != getattr(facts, name):
            yield name
    if cleaned(publication.description or "") != facts.description:
        yield "description"
    whole = {one_line(feature).removeprefix("- ").strip() for feature in publication.features}
    if whole - {""} != set(facts.purposes):
        yield "purposes"
    if len(publication.aliases) > len(facts.aliases):
        yield "aliases"
