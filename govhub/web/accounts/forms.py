"""The form that asks for a link to sign in."""

from wtforms import HiddenField

from govhub.web.email_form import EmailForm


class SignInForm(EmailForm):
    """Who wants to sign in, and where to go afterwards."""

    verder = HiddenField()
