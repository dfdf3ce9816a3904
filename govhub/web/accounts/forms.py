"""The form that asks for a link to sign in."""

from flask_wtf import FlaskForm
from wtforms import HiddenField, StringField
from wtforms.validators import DataRequired, ValidationError

from govhub.kernel.errors import InvalidInput
from govhub.platform.email_address import email_address
from govhub.platform.language import lazy_gettext as _l


class SignInForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """Who wants to sign in, and where to go afterwards."""

    email = StringField(_l("E-mailadres"), validators=[DataRequired(_l("Vul uw e-mailadres in."))])
    verder = HiddenField()

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
