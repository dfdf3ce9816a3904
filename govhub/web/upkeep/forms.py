"""What people fill in to keep a component in order."""

from collections.abc import Iterable, Sequence
from typing import Any, Self

from flask import request
from flask_wtf import FlaskForm
from wtforms import HiddenField

from govhub.accounts.names import Name
from govhub.catalogue.merging import Choice
from govhub.kernel.errors import InvalidInput
from govhub.platform.language import lazy_gettext as _l
from govhub.web.component_picker import ComponentField
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


class OtherForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """Which other component is the same. A question, so it stands in the address."""

    class Meta:
        """Change nothing, so ask for no token."""

        csrf = False

    other = ComponentField(
        _l("Met welk component is dit hetzelfde?"),
        [fields.AskedFor()],
        description=_l("Typ een deel van de naam. Hierna ziet u ze naast elkaar."),
    )

    @classmethod
    def about(cls, names: Iterable[Name]) -> Self:
        """Return the form as it stands in the address."""
        form = cls(formdata=request.args)
        form.other.offer(names)
        return form


class MergeForm(UpkeepForm):
    """What comes along when two components become one, and why."""

    taken = fields.checkboxes(_l("Wat gaat er mee?"))
    reason = reason_field(
        _l("Waarom is dit hetzelfde?"),
        fields.filled_in(_l("Leg uit waarom dit hetzelfde is.")),
        hint=_l("Wie een van beide volgt of bijhoudt, leest dit in een mail."),
    )
    seen = HiddenField()
    """The versions of both that were shown."""

    @classmethod
    def of(cls, choices: Sequence[Choice], seen: str) -> Self:
        """Return the form; what fills a gap is chosen already."""
        first = [each.field for each in choices if each.fills_a_gap]
        form = cls(data={"taken": first, "seen": seen})
        form.taken.choices = fields.offered((each.field, each.field) for each in choices)
        return form
