"""The field to choose another component: a name to type, as with an organisation."""

from typing import Any

from wtforms.validators import StopValidation

from govhub.accounts.names import Name
from govhub.platform.language import gettext as _
from govhub.web.organisation_picker import OrganisationField


class ComponentField(OrganisationField):
    """A text in which somebody writes a component; its data is the slug, or empty."""

    def pre_validate(self, form: Any) -> None:
        """Refuse a name that is not clear, or that nothing has."""
        del form
        if self.data:
            return
        if self.offered:
            raise StopValidation(_("Kies hieronder welk component u bedoelt."))
        if self._typed:
            raise StopValidation(
                _("Dit component kennen we niet. Controleer de naam, of typ een deel ervan.")
            )
        raise StopValidation(_("Vul de naam van het andere component in."))

    def label_of(self, name: Name) -> str:
        """Return what one of those that are offered is called; its address when that tells more."""
        is_alone = [each.name for each in self.offered].count(name.name) == 1
        return name.name if is_alone else f"{name.name} ({name.slug})"
