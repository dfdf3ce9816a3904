"""What the form asks in other words when the component is no software.

Nobody downloads DigiD, a register or a guide: one asks to be connected, looks something up, reads.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from govhub.catalogue.facts import Facts
from govhub.catalogue.gate import is_without_code
from govhub.catalogue.vocabulary import Kind
from govhub.platform.language import lazy_gettext as _l


@dataclass(frozen=True)
class Words:
    """What stands above and below a field; no label leaves it as it is."""

    hint: Any
    label: Any = None


def fitting(facts: Facts) -> Mapping[str, Words]:
    """Return the words of the fields that read otherwise for this component."""
    if not is_without_code(facts.kind, facts.repository_url):
        return {}
    return {**_WITHOUT_CODE, **_OF_KIND[facts.kind]}


_WITHOUT_CODE = {
    "licence": Words(
        _l("Alleen als er iets is dat anderen mogen overnemen. De code van SPDX of CC-BY-4.0.")
    ),
    "closed_reason": Words(_l("Alleen als mensen daarnaar vragen.")),
    "software_version": Words(_l("Alleen als gebruikers de versie kennen.")),
}
_OF_KIND = {
    Kind.SERVICE: {
        "website_url": Words(
            _l("De pagina over de dienst of het aansluiten. Nodig voor de status Beschikbaar."),
            _l("Waar vraagt iemand aansluiting aan?"),
        ),
        "documentation_url": Words(_l("Hoe sluit iemand aan? Nodig voor de status Beschikbaar.")),
        "demo_url": Words(_l("Een testomgeving of een filmpje."), _l("Uitproberen")),
        "conditions": Words(
            _l(
                "Bijvoorbeeld: alleen voor organisaties met een publieke taak die het BSN mogen "
                "gebruiken. Vermeld ook wat het kost. Nodig voor de status Beschikbaar."
            ),
            _l("Wie mag het gebruiken, en hoe?"),
        ),
    },
    Kind.REGISTER: {
        "website_url": Words(
            _l("De pagina waar iemand gegevens bekijkt of toegang vraagt. Nodig voor Beschikbaar."),
            _l("Waar komt iemand bij de gegevens?"),
        ),
        "documentation_url": Words(
            _l("Wat staat erin en hoe vaak wordt het ververst? Nodig voor de status Beschikbaar.")
        ),
        "demo_url": Words(_l("Een proefomgeving of voorbeeldgegevens."), _l("Uitproberen")),
        "conditions": Words(
            _l(
                "Bijvoorbeeld: open voor iedereen, of alleen met een wettelijke grondslag. "
                "Nodig voor de status Beschikbaar."
            ),
            _l("Wie mag de gegevens gebruiken, en waarvoor?"),
        ),
    },
    Kind.KNOWLEDGE: {
        "website_url": Words(
            _l("De pagina met de tekst, de cursus of het bestand. Nodig voor Beschikbaar."),
            _l("Waar leest iemand het?"),
        ),
        "documentation_url": Words(
            _l("Een toelichting of handleiding. Hetzelfde adres mag. Nodig voor Beschikbaar.")
        ),
        "demo_url": Words(_l("Hoe een ander het gebruikte."), _l("Voorbeeld")),
        "conditions": Words(
            _l("Bijvoorbeeld: vrij te gebruiken met bronvermelding. Nodig voor Beschikbaar."),
            _l("Wat mag iemand ermee doen?"),
        ),
    },
}
