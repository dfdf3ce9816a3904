"""What people fill in to keep a component in order."""

from typing import Any, Self

from flask_wtf import FlaskForm

from govhub.kernel.errors import InvalidInput
from govhub.platform.language import lazy_gettext as _l
from govhub.web.registration import fields

LONGEST_REASON = 1000


class UpkeepForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """A form that can show what the domain refuses."""

    def show(self, error: InvalidInput) -> None:
        """Show what is wrong at its field, or above the form when it has no such field."""
        field = self._fields.get(error.field)
        if field is None:
            self.form_errors.append(error.message)
        else:
            field.errors = [*field.errors, error.message]


def reason_field(label: str, *checks: Any, hint: str = "") -> Any:
    """Return a field for why."""
    return fields.text(label, *checks, longest=LONGEST_REASON, hint=hint)


class HideForm(UpkeepForm):
    """Why a component goes out of view."""

    reason = reason_field(
        _l("Waarom moet dit verborgen worden?"),
        fields.filled_in(_l("Leg uit waarom dit verborgen moet worden.")),
        hint=_l("Wie het adres van dit component opent, leest deze reden."),
    )

    @classmethod
    def of(cls, reason: str | None = None) -> Self:
        """Return the form, with the reason of who asks it."""
        return cls(data={"reason": reason or ""})


class KeepForm(UpkeepForm):
    """Why a component stays where it is, though somebody asked to hide it."""

    answer = reason_field(
        _l("Waarom blijft het staan?"),
        fields.filled_in(_l("Leg uit waarom het blijft staan. De vrager leest dit.")),
        hint=_l("Wie het vroeg, krijgt dit in een mail."),
    )
