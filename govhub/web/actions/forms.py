"""What the redactie says about an action of the registry."""

from collections.abc import Sequence

from flask_wtf import FlaskForm

from govhub.kernel.errors import InvalidInput
from govhub.platform.language import lazy_gettext as _l
from govhub.web.registration import fields


class LinkForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """Which component an action is about."""

    component = fields.line(
        _l("Naam van het component"),
        fields.filled_in(_l("Vul de naam in van het component.")),
        longest=150,
        hint=_l("Zoals die in de catalogus staat."),
    )

    def show(self, error: InvalidInput) -> None:
        """Show what is wrong at the field."""
        errors: Sequence[str] = self.component.errors
        self.component.errors = [*errors, error.message]


class ChoiceForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """A button: all it holds is the token."""
