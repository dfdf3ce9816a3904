"""E-mail addresses: which ones can get our mail, and how they are kept."""

from email_validator import EmailNotValidError, validate_email

from govhub.kernel.errors import InvalidInput
from govhub.platform.language import gettext as _


def email_address(text: str) -> str:
    """Return the address in lower case and ASCII, so that two ways to write it are one address.

    Raises InvalidInput. Whether somebody reads it, only a mail to it can tell.
    """
    try:
        found = validate_email(text.strip(), check_deliverability=False, allow_smtputf8=False)
    except EmailNotValidError as error:
        raise InvalidInput(
            "email", _("Vul een e-mailadres in, bijvoorbeeld naam@voorbeeld.nl.")
        ) from error
    return (found.ascii_email or found.normalized).lower()
