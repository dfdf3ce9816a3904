"""What an organisation says that it looks for."""

from collections.abc import Sequence

from flask_wtf import FlaskForm

from govhub.accounts.models import Organisation
from govhub.kernel.errors import DomainError, InvalidInput
from govhub.platform.language import lazy_gettext as _l
from govhub.reuse.wishes import LONGEST_NOTE, LONGEST_TEXT
from govhub.web.registration import fields


class WishForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """What is looked for, and by whom."""

    text = fields.line(
        _l("Wat zoekt u?"),
        longest=LONGEST_TEXT,
        hint=_l("In een paar woorden, bijvoorbeeld: afspraken maken met inwoners."),
    )
    organisation = fields.select(_l("Uw organisatie"), fields.filled_in(_l("Kies uw organisatie.")))
    note = fields.text(
        _l("Waar heeft u het voor nodig?"),
        longest=LONGEST_NOTE,
        hint=_l("Iedereen kan dit lezen. Noem geen namen van personen."),
    )

    def offer(self, organisations: Sequence[Organisation]) -> None:
        """Offer the organisations that somebody speaks for; of one there is no choice."""
        self.organisation.choices = fields.offered((each.slug, each.name) for each in organisations)
        if len(organisations) == 1 and not self.organisation.data:
            self.organisation.data = organisations[0].slug

    def show(self, error: DomainError) -> None:
        """Show what is wrong at its field, or above the form."""
        field = self._fields.get(error.field) if isinstance(error, InvalidInput) else None
        if field is None:
            self.form_errors.append(error.message)
        else:
            field.errors = [*field.errors, error.message]
