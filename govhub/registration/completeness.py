"""What a registration must hold before the redactie looks at it."""

from collections.abc import Iterator, Sequence

from sqlalchemy.orm import Session

from govhub.catalogue.gate import Missing, missing_for_available
from govhub.catalogue.models import Component
from govhub.catalogue.status import Status
from govhub.kernel.errors import DomainError
from govhub.platform.language import gettext as _

FEWEST_PURPOSES = 3


class Incomplete(DomainError):
    """Something is missing; ``missing`` says what, and in which field."""

    def __init__(self, missing: Sequence[Missing]) -> None:
        """Keep what is missing."""
        super().__init__(" ".join(each.message for each in missing))
        self.missing = tuple(missing)


def missing_for_submission(session: Session, component: Component) -> list[Missing]:
    """Return what is missing, in the order of the form; empty when it can be submitted.

    A component that will be ``beschikbaar`` also passes the gate of DESIGN §4.
    """
    missing = list(_missing_facts(component))
    if component.status is Status.AVAILABLE:
        named = {each.field for each in missing}
        gate = missing_for_available(session, component)
        missing += [each for each in gate if each.field not in named]
    return missing


def _missing_facts(component: Component) -> Iterator[Missing]:
    if not component.summary:
        yield Missing("summary", _("Vul een korte omschrijving in."))
    if not component.categories:
        yield Missing("category_keys", _("Kies de categorie waar het component bij hoort."))
    if len(component.purposes) < FEWEST_PURPOSES:
        yield Missing(
            "purposes", _("Schrijf minstens 3 regels over waar mensen het voor gebruiken.")
        )
    if component.owner is None:
        yield Missing("owner_slug", _("Kies de organisatie die eigenaar is."))
    if not component.contact_email:
        yield Missing(
            "contact_email", _("Vul een e-mailadres in waar mensen vragen kunnen stellen.")
        )
