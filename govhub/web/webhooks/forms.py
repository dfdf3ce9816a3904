"""The form for a new webhook."""

from flask_wtf import FlaskForm

from govhub.kernel.errors import InvalidInput
from govhub.platform.language import lazy_gettext as _l
from govhub.web.registration import fields

LONGEST_NAME = 80


class WebhookForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """What it is called, and where messages go."""

    name = fields.line(
        _l("Naam"),
        fields.filled_in(_l("Vul in hoe u deze webhook noemt.")),
        longest=LONGEST_NAME,
        hint=_l("Alleen u ziet deze naam. Bijvoorbeeld: ons softwareregister."),
    )
    url = fields.line(
        _l("Adres van de ontvanger"),
        fields.filled_in(_l("Vul het adres in waar de berichten naartoe gaan.")),
        longest=fields.LONGEST_URL,
        hint=_l("Begint met https://. Het programma op dit adres krijgt de berichten."),
    )

    def show(self, error: InvalidInput) -> None:
        """Show what is wrong at its field."""
        field = self._fields[error.field]
        field.errors = [*field.errors, error.message]
