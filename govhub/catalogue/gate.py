"""What a component must have before it may be called ``beschikbaar`` (DESIGN §4)."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy.orm import Session

from govhub.catalogue import queries
from govhub.catalogue.link_check import dead_links
from govhub.catalogue.models import Component
from govhub.catalogue.vocabulary import Kind
from govhub.platform.language import gettext as _

_WITHOUT_CODE = frozenset({Kind.SERVICE, Kind.REGISTER, Kind.KNOWLEDGE})
"""What somebody connects to, consults or reads; there need be no code that others can take."""


def is_without_code(kind: Kind, repository_url: str | None) -> bool:
    """Tell whether a licence says nothing of whether it may be used: there is no code to take."""
    return kind in _WITHOUT_CODE and not repository_url


@dataclass(frozen=True)
class Missing:
    """Something that is not there yet, and the Dutch sentence that says what to do."""

    field: str
    """Name of the fact, as in ``Facts``; ``relations`` when another component is the obstacle."""
    message: str


def missing_for_available(session: Session, component: Component) -> list[Missing]:
    """Return what is still missing; empty when the gate is open."""
    missing = list(_missing_facts(component))
    missing += [
        Missing(
            field,
            _("Het adres %(url)s bestaat niet meer. Vul een adres in dat werkt.") % {"url": url},
        )
        for field, url in dead_links(session, component)
    ]
    if component.id is not None:
        missing += [
            Missing(
                "relations",
                _("Dit component heeft %(name)s nodig, en dat is nog niet beschikbaar.")
                % {"name": other.name},
            )
            for other in queries.requirements_below_available(session, component)
        ]
    return missing


def _missing_facts(component: Component) -> Iterator[Missing]:
    if is_without_code(component.kind, component.repository_url):
        yield from _missing_without_code(component)
    else:
        yield from _missing_with_code(component)
    if not component.documentation_url:
        yield Missing("documentation_url", _("Vul het adres van de documentatie in."))
    if not component.contact_email:
        yield Missing(
            "contact_email", _("Vul een e-mailadres in waar mensen vragen kunnen stellen.")
        )
    if component.owner is None:
        yield Missing("owner_slug", _("Kies de organisatie die eigenaar is."))


def _missing_with_code(component: Component) -> Iterator[Missing]:
    if not (component.repository_url or component.website_url):
        yield Missing("repository_url", _("Vul het adres van de broncode of van de website in."))
    if not (component.licence or component.closed_reason):
        yield Missing(
            "licence", _("Vul de licentie in, of leg uit waarom de broncode niet open is.")
        )


def _missing_without_code(component: Component) -> Iterator[Missing]:
    """Give what is asked of a service, a register or a guide (ADR 0011)."""
    if not component.website_url:
        yield Missing("website_url", _("Vul het adres in waar iemand erbij komt."))
    if not (component.conditions or component.licence or component.closed_reason):
        yield Missing("conditions", _("Vul in wie het mag gebruiken, en hoe."))
