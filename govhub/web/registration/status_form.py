"""The form to change the status of a public component."""

from collections.abc import Sequence
from typing import Any, Self

from flask_wtf import FlaskForm
from wtforms import HiddenField, RadioField

from govhub.catalogue.changing import StatusWish
from govhub.catalogue.models import Component
from govhub.catalogue.status import Status, StepRefused, next_steps
from govhub.kernel.errors import InvalidInput
from govhub.platform.language import gettext as _
from govhub.platform.language import lazy_gettext as _l
from govhub.web.registration import fields


class StatusForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """The new status and what belongs to it."""

    seen = HiddenField()
    """The status that the person looked at."""
    new = RadioField(
        _l("Nieuwe status"),
        validate_choice=False,
        validators=[fields.filled_in(_l("Kies de nieuwe status.")), fields.is_a_choice],
    )
    reason = fields.text(
        _l("Reden"),
        fields.AskedFor(),
        longest=1000,
        hint=_l("Iedereen kan dit lezen. Bij een stap vooruit mag u dit leeg laten."),
    )
    end_date = fields.line(
        _l("Einddatum"),
        fields.is_day,
        longest=40,
        hint=_l("Alleen nodig bij uitfaseren: tot wanneer werkt het? Bijvoorbeeld 31-12-2026."),
    )
    successor = fields.select(
        _l("Opvolger"),
        hint=_l("Bij uitfaseren of beëindigen: wat kunnen mensen in plaats hiervan gebruiken?"),
    )
    evidence_url = fields.web_address(
        _l("Link naar het besluit of nieuwsbericht"), _l("Waar staat meer over deze stap?")
    )

    @classmethod
    def of(cls, component: Component, others: Sequence[Component]) -> Self:
        """Return the form with the steps that this component can make."""
        form = cls(data={"seen": component.status.value})
        form.new.choices = fields.offered((new.value, new.label) for new in Status)
        form.successor.choices = fields.offered(
            [
                ("", _("Geen opvolger")),
                *((other.slug, other.name) for other in others if other.id != component.id),
            ]
        )
        return form

    @property
    def wish(self) -> StatusWish:
        """Return what was asked for, once it was checked."""
        data: dict[str, Any] = self.data
        return StatusWish(
            new=Status(data["new"]),
            reason=data["reason"] or None,
            evidence_url=data["evidence_url"] or None,
            end_date=fields.day(data["end_date"]),
            successor_slug=data["successor"] or None,
        )

    @property
    def seen_status(self) -> Status | None:
        """Return the status that the person looked at; None when the form does not say."""
        return next((status for status in Status if status.value == self.seen.data), None)

    def renew(self, component: Component) -> None:
        """Offer what may follow the status of now: it may have changed since the form was made."""
        self.seen.data = component.status.value
        self.new.choices = fields.offered(
            (new.value, new.label) for new in next_steps(component.status)
        )

    def show(self, error: InvalidInput | StepRefused) -> None:
        """Show what is wrong at its field."""
        field = self._fields.get(error.field if isinstance(error, InvalidInput) else "new")
        if field is None:
            self.form_errors.append(error.message)
        else:
            field.errors = [*field.errors, error.message]
