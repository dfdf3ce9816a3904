"""A form that asks for an e-mail address."""

from flask_wtf import FlaskForm
from wtforms import StringField
from wtforms.validators import DataRequired, ValidationError

from govhub.kernel.errors import InvalidInput
from govhub.platform.email_address import email_address
from govhub.platform.language import lazy_gettext as _l


class EmailForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """Where a mail goes."""

    email = StringField(_l("E-mailadres"), validators=[DataRequired(_l("Vul uw e-mailadres in."))])

    def validate_email(self, field: StringField) -> None:
        """Refuse what is no address that mail can go to."""
        try:
            email_address(field.data or "")
        except InvalidInput as error:
            raise ValidationError(error.message) from error

    @property
    def address(self) -> str:
        """Return what was filled in, once it was checked."""
        return email_address(self.email.data or "")
