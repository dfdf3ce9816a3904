"""The forms about the status of a public component."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any, Self, TypedDict

from flask_wtf import FlaskForm
from wtforms import HiddenField, RadioField

from govhub.catalogue.changing import StatusWish
from govhub.catalogue.ledger.models import LedgerLine
from govhub.catalogue.models import Component
from govhub.catalogue.status import Status, StepRefused, is_back, next_steps
from govhub.kernel.errors import InvalidInput
from govhub.platform.language import gettext as _
from govhub.platform.language import lazy_gettext as _l
from govhub.web.registration import fields

LONGEST_REASON = 1000


class _Form(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """A form that shows what the domain refuses at the field where it can be solved."""

    def show(self, error: InvalidInput | StepRefused) -> None:
        """Show what is wrong at its field; at the top when there is no such field."""
        field = self._fields.get(error.field if isinstance(error, InvalidInput) else "new")
        if field is None:
            self.form_errors.append(error.message)
        else:
            field.errors = [*field.errors, error.message]


class StatusForm(_Form):
    """The new status and what belongs to it."""

    seen = HiddenField()
    """The status that the person looked at."""
    new = RadioField(
        _l("Nieuwe status"),
        validate_choice=False,
        validators=[fields.filled_in(_l("Kies de nieuwe status.")), fields.is_a_choice],
    )
    effective_on = fields.line(
        _l("Per wanneer?"),
        fields.is_day,
        longest=40,
        hint=_l(
            "Laat dit leeg als het vandaag ingaat. Vult u een dag in die nog komt, bijvoorbeeld "
            "31-12-2026? Dan kondigen we het nu aan en verandert de status op die dag vanzelf."
        ),
    )
    reason = fields.text(
        _l("Reden"),
        fields.AskedFor(),
        longest=LONGEST_REASON,
        hint=_l("Iedereen kan dit lezen. Bij een stap vooruit mag u dit leeg laten."),
    )
    end_date = fields.line(
        _l("Einddatum"),
        fields.is_day,
        longest=40,
        hint=_l(
            "Alleen nodig bij uitfaseren: tot wanneer werkt het? Bijvoorbeeld 31-12-2026. "
            "Op die dag wordt de status vanzelf Beëindigd."
        ),
    )
    successor = fields.select(
        _l("Opvolger"),
        hint=_l("Bij uitfaseren of beëindigen: wat kunnen mensen in plaats hiervan gebruiken?"),
    )
    evidence_url = fields.web_address(
        _l("Link naar het besluit of nieuwsbericht"), _l("Waar staat meer over deze stap?")
    )

    @classmethod
    def of(cls, component: Component, others: Sequence[tuple[str, str]]) -> Self:
        """Return the form with the steps of the component; ``others`` are slugs and names."""
        form = cls(data={"seen": component.status.value})
        form.new.choices = fields.offered((new.value, new.label) for new in Status)
        form.successor.choices = fields.offered(
            [
                ("", _("Geen opvolger")),
                *((slug, name) for slug, name in others if slug != component.slug),
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
            effective_on=fields.day(data["effective_on"]),
        )

    @property
    def seen_status(self) -> Status | None:
        """Return the status that the person looked at; None when the form does not say."""
        return _status(self.seen.data)

    def renew(self, component: Component) -> None:
        """Offer what may follow the status of now: it may have changed since the form was made."""
        self.seen.data = component.status.value
        self.new.choices = fields.offered(
            (new.value, new.label) for new in next_steps(component.status)
        )


class ReadyForm(_Form):
    """Ask for ``beschikbaar``, on the page that shows whether it may."""

    seen = HiddenField()
    """The status that the person looked at."""
    reason = fields.text(
        _l("Reden"),
        longest=LONGEST_REASON,
        hint=_l("Iedereen kan dit lezen. Waarom is het nu klaar voor gebruik?"),
    )

    @classmethod
    def of(cls, component: Component) -> Self:
        """Return the form for the status of now; back from the end of life asks for a reason."""
        form = cls(data={"seen": component.status.value})
        form.reason.flags.required = is_back(component.status, Status.AVAILABLE)
        return form

    @property
    def wish(self) -> StatusWish:
        """Return what was asked for."""
        return StatusWish(new=Status.AVAILABLE, reason=self.reason.data or None)

    @property
    def seen_status(self) -> Status | None:
        """Return the status that the person looked at; None when the form does not say."""
        return _status(self.seen.data)

    def renew(self, component: Component) -> None:
        """Start from the status of now: it may have changed since the form was made."""
        self.seen.data = component.status.value


class WithdrawForm(_Form):
    """Why something that was announced will not happen."""

    reason = fields.text(
        _l("Waarom gaat het niet door?"),
        fields.filled_in(_l("Leg uit waarom het niet doorgaat.")),
        longest=LONGEST_REASON,
        hint=_l("Iedereen kan dit lezen."),
    )


class Correction(TypedDict):
    """Which status is right, and why."""

    new: Status
    reason: str
    end_date: date | None


class CorrectionForm(_Form):
    """Which status is right, and what was wrong."""

    line = HiddenField()
    """Number of the line of the ledger that was a mistake."""
    new = RadioField(
        _l("Wat is de goede status?"),
        validate_choice=False,
        validators=[fields.filled_in(_l("Kies de goede status.")), fields.is_a_choice],
    )
    reason = fields.text(
        _l("Wat was er verkeerd?"),
        fields.filled_in(_l("Leg uit wat er verkeerd was.")),
        longest=LONGEST_REASON,
        hint=_l("Iedereen kan dit lezen. Het staat straks bij de vergissing."),
    )
    end_date = fields.line(
        _l("Einddatum"),
        fields.is_day,
        longest=40,
        hint=_l("Alleen nodig bij uitfaseren: tot wanneer werkt het? Bijvoorbeeld 31-12-2026."),
    )

    @classmethod
    def of(cls, line: LedgerLine, choices: Collection[Status]) -> Self:
        """Return the form to correct this line to one of these."""
        form = cls(data={"line": str(line.number)})
        form.new.choices = fields.offered((new.value, new.label) for new in choices)
        return form

    @property
    def number(self) -> int:
        """Return which line the person looked at; 0 when the form does not say."""
        return fields.number(self.line.data)

    @property
    def correction(self) -> Correction:
        """Return what was filled in, once it was checked."""
        return Correction(
            new=Status(self.new.data),
            reason=self.reason.data or "",
            end_date=fields.day(self.end_date.data),
        )


def _status(value: str | None) -> Status | None:
    return next((status for status in Status if status.value == value), None)
