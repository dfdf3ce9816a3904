"""What a component must have before it may be called ``beschikbaar`` (DESIGN §4)."""

from sqlalchemy.orm import Session

from govhub.catalogue import queries
from govhub.catalogue.models import Component
from govhub.platform.language import gettext as _


def missing_for_available(session: Session, component: Component) -> list[str]:
    """Return what is still missing, a Dutch sentence each; empty when the gate is open."""
    missing = []
    if not (component.repository_url or component.website_url):
        missing.append(_("Vul het adres van de broncode of van de website in."))
    if not (component.licence or component.closed_reason):
        missing.append(_("Vul de licentie in, of leg uit waarom de broncode niet open is."))
    if not component.documentation_url:
        missing.append(_("Vul het adres van de documentatie in."))
    if not component.contact_email:
        missing.append(_("Vul een e-mailadres in waar mensen vragen kunnen stellen."))
    if component.owner is None:
        missing.append(_("Kies de organisatie die eigenaar is."))
    if component.id is not None:
        missing += [
            _("Dit component heeft %(name)s nodig, en dat is nog niet beschikbaar.")
            % {"name": other.name}
            for other in queries.requirements_below_available(session, component)
        ]
    return missing
