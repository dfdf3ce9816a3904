"""Text for a buyer: a requirement that names what this component really meets."""

from govhub.catalogue.models import Component
from govhub.platform.language import gettext as _


def clause(component: Component) -> str:
    """Return a requirement in plain text, with nothing in it that is not known."""
    parts = [_first(component)]
    names = [each.name for each in component.standards]
    if names:
        parts.append(
            _("De oplossing voldoet aantoonbaar aan deze standaarden: %(names)s.")
            % {"names": "; ".join(names)}
        )
    if component.licence:
        parts.append(
            _(
                "Wat de opdrachtnemer aan %(name)s wijzigt of toevoegt, komt beschikbaar onder "
                "dezelfde licentie (%(licence)s)."
            )
            % {"name": component.name, "licence": component.licence}
        )
    parts.append(
        _("Kan dit niet, dan legt de inschrijver uit waarom, en hoe hij hetzelfde bereikt.")
    )
    return "\n\n".join(parts)


def _first(component: Component) -> str:
    if component.owner is None:
        return _(
            "De opdrachtnemer gebruikt %(name)s, of levert een oplossing die daarmee samenwerkt."
        ) % {"name": component.name}
    return _(
        "De opdrachtnemer gebruikt %(name)s van %(owner)s, of levert een oplossing die daarmee "
        "samenwerkt."
    ) % {"name": component.name, "owner": component.owner.name}
