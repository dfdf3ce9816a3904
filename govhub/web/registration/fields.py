"""Fields of the forms: how what somebody types becomes a value, and what is said when it cannot.

An empty field never is wrong here: a draft needs only a name.
"""

import re
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from wtforms import Field, Form, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]
from wtforms.validators import ValidationError

from govhub.kernel.errors import InvalidInput
from govhub.platform.email_address import email_address
from govhub.platform.language import gettext as _
from govhub.registration import validation
from govhub.registration.languages import language_tag

LONGEST_URL = 500
LONGEST_LICENCE = 120
_DAY = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})")
_DIGITS = 9
"""More digits than this is no number of ours, and may be more than the database can hold."""
_Check = Callable[[Form, Field], None]


class AskedFor:
    """Marks a field that a submission must have, so that its label does not say "(optioneel)"."""

    field_flags = {"required": True}  # noqa: RUF012  # WTForms reads it

    def __call__(self, _form: Form, _field: Field) -> None:
        """Refuse nothing: a draft may lack it."""


def line(label: str, *checks: Any, longest: int, hint: str = "") -> StringField:
    """Return a field for text on one line."""
    return StringField(
        label,
        description=hint,
        filters=[_one_line],
        validators=[*checks, no_longer_than(longest)],
    )


def text(label: str, *checks: Any, longest: int, hint: str = "") -> TextAreaField:
    """Return a field for text on more lines."""
    return TextAreaField(
        label, description=hint, filters=[_cleaned], validators=[*checks, no_longer_than(longest)]
    )


def web_address(label: str, hint: str = "") -> StringField:
    """Return a field for an address on the web."""
    return line(label, _is_web_address, longest=LONGEST_URL, hint=hint)


def select(label: str, *checks: Any, hint: str = "", **more: Any) -> SelectField:
    """Return a field to choose one from a long list."""
    return SelectField(
        label, description=hint, validate_choice=False, validators=[*checks, is_a_choice], **more
    )


def checkboxes(label: str, *, hint: str = "", **more: Any) -> SelectMultipleField:
    """Return a field to choose any number."""
    return SelectMultipleField(
        label, description=hint, validate_choice=False, validators=[are_choices], **more
    )


def picks(label: str, hint: str = "") -> SelectMultipleField:
    """Return boxes with suggestions: what is ticked is text like any other."""
    return SelectMultipleField(label, description=hint, validate_choice=False)


def offered(pairs: Iterable[tuple[str, str]]) -> list[SelectChoice]:
    """Return values and their words as a field offers them."""
    return [SelectChoice(value, label) for value, label in pairs]


def no_longer_than(longest: int) -> _Check:
    """Refuse more characters than are kept."""

    def check(_form: Form, field: Field) -> None:
        too_many = len(field.data or "") - longest
        if too_many > 0:
            raise ValidationError(
                _("Gebruik hoogstens %(longest)s tekens. Het zijn er nu %(now)s.")
                % {"longest": longest, "now": longest + too_many}
            )

    return check


def filled_in(message: str) -> _Check:
    """Refuse an empty field, also for a draft."""

    def check(_form: Form, field: Field) -> None:
        if not field.data:
            raise ValidationError(message)

    check.field_flags = {"required": True}  # type: ignore[attr-defined]
    return check


def no_more_lines(most: int, *, longest: int) -> _Check:
    """Refuse too many lines, and a line that is too long; too few, a draft may have.

    As many as are stored are never too many: merging two components brings names together.
    """

    def check(form: Form, field: Field) -> None:
        found = validation.lines(field.data or "")
        stored = getattr(getattr(form, "known", None), field.short_name, None) or ()
        if len(found) > max(most, len(stored)):
            raise ValidationError(_("Schrijf hoogstens %(num)s regels.") % {"num": most})
        if any(len(each) > longest for each in found):
            raise ValidationError(
                _("Gebruik in elke regel hoogstens %(num)s tekens.") % {"num": longest}
            )

    return check


def are_languages(_form: Form, field: Field) -> None:
    """Refuse what is no language: neither its code nor its name."""
    for each in validation.lines(field.data or ""):
        if language_tag(each) is None:
            raise ValidationError(
                _(
                    "De taal %(name)s kennen we niet. Vul de naam of de code in, "
                    "bijvoorbeeld Spaans of es."
                )
                % {"name": each}
            )


def is_a_choice(_form: Form, field: Field) -> None:
    """Refuse what is not in the list."""
    if field.data and field.data not in _values(field):
        raise ValidationError(_("Kies iets uit de lijst."))


def are_choices(_form: Form, field: Field) -> None:
    """Refuse what is not in the list."""
    if set(field.data or ()) - _values(field):
        raise ValidationError(_("Kies alleen uit de lijst."))


def is_licence(_form: Form, field: Field) -> None:
    """Refuse what SPDX does not know, or writes in more characters than are kept."""
    known = validation.spdx(field.data) if field.data else ""
    if known is None:
        raise ValidationError(
            _(
                "Deze licentie kennen we niet. Vul de code van SPDX in, "
                "bijvoorbeeld EUPL-1.2 of MIT."
            )
        )
    if len(known) > LONGEST_LICENCE:
        raise ValidationError(
            _("Voluit geschreven heeft deze licentie meer dan %(longest)s tekens.")
            % {"longest": LONGEST_LICENCE}
        )


def is_mailbox(_form: Form, field: Field) -> None:
    """Refuse what mail cannot go to."""
    if field.data:
        try:
            email_address(field.data)
        except InvalidInput as error:
            raise ValidationError(error.message) from error


def is_day(_form: Form, field: Field) -> None:
    """Refuse what is no date."""
    if field.data and day(field.data) is None:
        raise ValidationError(_("Vul een datum in die bestaat, bijvoorbeeld 31-12-2026."))


def day(written: str | None) -> date | None:
    """Return the date that is written as 31-12-2026 or 2026-12-31; None when it is no date."""
    found = _DAY.fullmatch(written or "")
    try:
        if found:
            number, month, year = map(int, found.groups())
            return date(year, month, number)
        return date.fromisoformat(written or "")
    except ValueError:
        return None


def number(written: str | None) -> int:
    """Return the number in a hidden field; 0, which is no version and no key, when it is none."""
    text = written or ""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _DIGITS else 0


def written_day(value: date | None) -> str:
    """Return the date as somebody types it."""
    return f"{value.day}-{value.month}-{value.year}" if value else ""


def _is_web_address(_form: Form, field: Field) -> None:
    if field.data and not validation.is_web_address(field.data):
        raise ValidationError(
            _("Vul een volledig webadres in, bijvoorbeeld https://www.voorbeeld.nl.")
        )


def _values(field: Any) -> set[str]:
    return {choice.value for choice in field.choices or ()}


def _one_line(value: str | None) -> str:
    return validation.one_line(value or "")


def _cleaned(value: str | None) -> str:
    return validation.cleaned(value or "")
