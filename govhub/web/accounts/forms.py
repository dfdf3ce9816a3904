"""The forms to sign in, and about one's own account."""

from flask_wtf import FlaskForm
from wtforms import HiddenField

from govhub.accounts.passkeys import LONGEST_NAME
from govhub.kernel.errors import InvalidInput
from govhub.platform.language import lazy_gettext as _l
from govhub.web.email_form import EmailForm
from govhub.web.registration import fields

_LONGEST_CODE = 60


class SignInForm(EmailForm):
    """Who wants to sign in, and where to go afterwards."""

    verder = HiddenField()


class CodeForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """A code of the app, or a recovery code."""

    code = fields.line(
        _l("Code"),
        fields.filled_in(_l("Vul de code in.")),
        longest=_LONGEST_CODE,
    )
    verder = HiddenField()

    def refuse(self, message: str) -> None:
        """Show at the field why the code is not accepted; a code is not filled in again."""
        self.code.errors = [message]
        self.code.data = ""
        self.code.raw_data = None


class PasskeyNameForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """What a passkey is called."""

    name = fields.line(
        _l("Naam"),
        fields.filled_in(_l("Vul in hoe u deze passkey noemt.")),
        longest=LONGEST_NAME,
        hint=_l("Alleen u ziet deze naam. Bijvoorbeeld: telefoon, of laptop van het werk."),
    )

    def show(self, error: InvalidInput) -> None:
        """Show what is wrong at the field."""
        self.name.errors = [error.message]


class LeaveForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """Whether somebody really wants to leave."""

    email = fields.line(
        _l("Uw e-mailadres"),
        fields.filled_in(_l("Vul uw e-mailadres in, om te bevestigen dat u dit wilt.")),
        longest=254,
        hint=_l("Zo weten we zeker dat u dit account bedoelt."),
    )
