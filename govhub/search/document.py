"""A component as the search engine sees it."""

import re
from collections.abc import Iterator

from markupsafe import Markup
from sqlalchemy.orm import Session

from govhub.accounts.memberships import lineage
from govhub.accounts.models import Organisation
from govhub.catalogue import queries
from govhub.catalogue.models import Component
from govhub.catalogue.vocabulary import OrganisationRole
from govhub.search.engine import Document

_AT_ONCE = 500
"""Components that are in memory together."""
_BLOCK_END = re.compile(r"</(?:p|li|pre|blockquote|h3|h4)>")


def document_of(component: Component) -> Document:
    """Return what can be found of a component, and under which filters it comes."""
    organisations = dict.fromkeys(_organisation_words(component))
    return Document(
        id=str(component.public_id),
        name=component.name,
        summary=component.summary,
        description="\n".join(description_of(component)),
        organisation=" ".join(organisations),
        owners=tuple(sorted(owner.name for owner in _owners(component))),
        purposes=tuple(component.purposes),
        keywords=tuple(component.keywords),
        aliases=tuple(sorted(alias.name for alias in component.aliases)),
        categories=tuple(_category_words(component)),
        category_names=tuple(category.name for category in component.categories),
        standards=tuple(standard.name for standard in component.standards),
        facets=_facets(component),
        changed_at=int(component.changed_at.timestamp()),
    )


def public_documents(session: Session) -> Iterator[Document]:
    """Give the document of every public component; the database is read while they are taken."""
    ids = [str(public_id) for public_id in queries.public_ids(session)]
    for start in range(0, len(ids), _AT_ONCE):
        part = ids[start : start + _AT_ONCE]
        yield from map(document_of, queries.components_by_public_id(session, part))


def description_of(component: Component) -> list[str]:
    """Return the paragraphs of the description as plain text."""
    blocks = map(Markup, _BLOCK_END.split(component.description_html))
    return [text for block in blocks if (text := block.striptags())]


def _facets(component: Component) -> dict[str, tuple[str, ...]]:
    """Return facet → keys; ``govhub.search.plain_list`` says the same in SQL."""
    return {
        "status": (component.status.value,),
        "categorie": tuple(category.key for category in component.categories),
        "organisatie": tuple(sorted(_owner_slugs(component))),
        "licentie": (component.licence,) if component.licence else (),
        "soort": (component.kind.value,),
        "standaard": tuple(standard.key for standard in component.standards),
        "principe": tuple(sorted(link.principle.key for link in component.principle_links)),
    }


def _owners(component: Component) -> list[Organisation]:
    return [role.organisation for role in component.roles if role.role is OrganisationRole.OWNER]


def _owner_slugs(component: Component) -> set[str]:
    """Return the addresses of the owners, and of what each was merged into."""
    return {each.slug for owner in _owners(component) for each in lineage(owner)}


def _organisation_words(component: Component) -> Iterator[str]:
    """Give the names of everybody who has to do with it, the owner first."""
    for role in sorted(component.roles, key=lambda role: role.role is not OrganisationRole.OWNER):
        for organisation in lineage(role.organisation):
            yield organisation.name
            if organisation.short_name:
                yield organisation.short_name


def _category_words(component: Component) -> Iterator[str]:
    for category in component.categories:
        yield category.name
        yield from category.synonyms
