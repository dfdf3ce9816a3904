"""What people fill in about how components stand to each other."""

from collections.abc import Iterable, Mapping
from typing import Any, Self

from flask_wtf import FlaskForm
from wtforms import RadioField
from wtforms.validators import ValidationError

from govhub.accounts.names import Name
from govhub.catalogue.models import Component
from govhub.catalogue.vocabulary import RelationType
from govhub.kernel.errors import InvalidInput
from govhub.platform.language import gettext as _
from govhub.platform.language import lazy_gettext as _l
from govhub.registration.relating import LONGEST_REASON, Saying
from govhub.web.component_picker import ComponentField
from govhub.web.registration import fields

SAYINGS: Mapping[str, Saying] = {
    "vereist": Saying(RelationType.REQUIRES),
    "optioneel": Saying(RelationType.OPTIONAL),
    "onderdeel": Saying(RelationType.PART_OF),
    "bestaat-uit": Saying(RelationType.PART_OF, is_target=False),
    "vervangen-door": Saying(RelationType.REPLACES, is_target=False),
    "vervangt": Saying(RelationType.REPLACES),
    "alternatief": Saying(RelationType.ALTERNATIVE),
    "variant": Saying(RelationType.VARIANT),
}
"""What can be said on the page of a component, in the order of the form."""
_WORDS = {
    "vereist": _l("%(name)s heeft het andere nodig"),
    "optioneel": _l("%(name)s werkt samen met het andere"),
    "onderdeel": _l("%(name)s is een onderdeel van het andere"),
    "bestaat-uit": _l("Het andere is een onderdeel van %(name)s"),
    "vervangen-door": _l("%(name)s wordt vervangen door het andere"),
    "vervangt": _l("%(name)s vervangt het andere"),
    "alternatief": _l("%(name)s is een alternatief voor het andere"),
    "variant": _l("%(name)s is een variant van het andere"),
}
HINTS = {
    "vereist": _l("Zonder het andere werkt het niet."),
    "optioneel": _l("Het werkt ook zonder het andere."),
    "vervangen-door": _l("Lezers zien het andere als opvolger."),
    "alternatief": _l("Ze doen hetzelfde. Wie kiest, neemt een van beide."),
    "variant": _l("Ze komen uit dezelfde broncode of aanpak."),
}


def reason_field() -> Any:
    """Return a field for why."""
    return fields.line(
        _l("Toelichting"),
        longest=LONGEST_REASON,
        hint=_l("Leg in een zin uit waarom. Lezers zien dit bij beide componenten."),
    )


class RelationForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """How a component stands to another one."""

    other = ComponentField(
        _l("Welk ander component?"),
        [fields.AskedFor()],
        description=_l("Typ een deel van de naam."),
    )
    saying = RadioField(
        _l("Hoe horen ze bij elkaar?"), validate_choice=False, validators=[fields.AskedFor()]
    )
    reason = reason_field()

    @classmethod
    def about(cls, component: Component, names: Iterable[Name]) -> Self:
        """Return the form on the page of this component."""
        form = cls()
        form.saying.choices = fields.offered(
            (key, str(words) % {"name": component.name}) for key, words in _WORDS.items()
        )
        form.other.offer(names)
        return form

    def validate_saying(self, field: RadioField) -> None:
        """Refuse no choice."""
        if field.data not in SAYINGS:
            raise ValidationError(_("Kies hoe de componenten bij elkaar horen."))

    @property
    def said(self) -> Saying:
        """Return what was chosen, once it was checked."""
        return SAYINGS[self.saying.data]

    def show(self, error: InvalidInput) -> None:
        """Show what is wrong at its field."""
        field = self._fields.get(error.field, self.other)
        field.errors = [*field.errors, error.message]


class ReasonForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """Why a relation is there."""

    reason = reason_field()

    @classmethod
    def of(cls, reason: str | None) -> Self:
        """Return the form with what it says now."""
        return cls(data={"reason": reason or ""})


class RemoveForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """Only the token: there is nothing to fill in."""
