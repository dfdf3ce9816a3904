"""What people fill in about who uses what."""

from collections.abc import Iterable, Sequence
from typing import Any, Self

from flask_wtf import FlaskForm
from wtforms import Field, Form, RadioField
from wtforms.validators import ValidationError

from govhub.accounts.models import Organisation
from govhub.accounts.names import Name
from govhub.kernel.errors import DomainError, InvalidInput
from govhub.platform.language import gettext as _
from govhub.platform.language import lazy_gettext as _l
from govhub.reuse.facts import LONGEST_EXPERIENCE, LONGEST_REASON, LONGEST_VERSION, Use
from govhub.reuse.models import Phase, Reuse
from govhub.web.organisation_picker import OrganisationField
from govhub.web.registration import fields
from govhub.web.reuse.months import month, written_month

_LONGEST_EMAIL = 254
PHASE_HINTS = {
    Phase.EXPLORING.value: _l("We bekijken of het past."),
    Phase.PILOT.value: _l("We proberen het uit met echte gebruikers of gegevens."),
    Phase.PRODUCTION.value: _l("We gebruiken het in ons werk."),
    Phase.STOPPED.value: _l("We gebruikten of probeerden het eerder."),
}


class _Form(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    def show(self, error: DomainError) -> None:
        """Show what is wrong at its field, or above the form when it has no such field."""
        field = self._fields.get(error.field) if isinstance(error, InvalidInput) else None
        if field is None:
            self.form_errors.append(error.message)
        else:
            field.errors = [*field.errors, error.message]


def _is_month(_form: Form, field: Field) -> None:
    if field.data and month(field.data) is None:
        raise ValidationError(_("Vul een maand en een jaar in, bijvoorbeeld 3-2025."))


def _email(label: str) -> Any:
    return fields.line(label, longest=_LONGEST_EMAIL)


class UseForm(_Form):
    """How an organisation uses a component."""

    phase = RadioField(
        _l("Hoe ver is het?"),
        validate_choice=False,
        validators=[fields.filled_in(_l("Kies hoe ver het is.")), fields.is_a_choice],
    )
    software_version = fields.line(
        _l("Welke versie?"), longest=LONGEST_VERSION, hint=_l("Bijvoorbeeld 2.1.")
    )
    since = fields.line(
        _l("Sinds wanneer?"),
        _is_month,
        longest=40,
        hint=_l("De maand en het jaar, bijvoorbeeld 3-2025."),
    )
    experience = fields.text(
        _l("Wat is uw ervaring?"),
        longest=LONGEST_EXPERIENCE,
        hint=_l(
            "Waarvoor gebruikt u het, en wat had u willen weten voordat u begon? Iedereen kan dit "
            "lezen. Noem geen namen van personen."
        ),
    )

    @classmethod
    def of(cls, reuse: Reuse, *, may_tell: bool) -> Self:
        """Return the form with what is told; ``may_tell`` what the organisation experienced."""
        form = cls(
            data={
                "phase": reuse.phase.value,
                "software_version": reuse.software_version or "",
                "since": written_month(reuse.since),
                "experience": reuse.experience or "",
            }
        )
        form.set_up(may_tell=may_tell)
        return form

    def set_up(self, *, may_tell: bool) -> None:
        """Offer the phases, and leave out what only the organisation itself may tell."""
        self.phase.choices = fields.offered((each.value, each.label) for each in Phase)
        if not may_tell:
            del self.experience

    @property
    def use(self) -> Use:
        """Return what is told, once it was checked."""
        return Use(
            phase=Phase(self.phase.data),
            software_version=self.software_version.data or None,
            since=month(self.since.data),
            experience=self.data.get("experience") or None,
        )


class OwnClaimForm(UseForm):
    """What one of one's own organisations uses."""

    organisation = RadioField(
        _l("Welke organisatie gebruikt het?"),
        validate_choice=False,
        validators=[fields.filled_in(_l("Kies een organisatie.")), fields.is_a_choice],
    )
    email = _email(_l("E-mailadres van iemand die het component beheert"))

    @classmethod
    def blank(cls, choices: Sequence[Organisation], *, email: str | None, asks_email: bool) -> Self:
        """Return the form; with the address to ask when nobody in GovHub keeps the component."""
        first = choices[0].slug if len(choices) == 1 else ""
        form = cls(data={"organisation": first, "email": email or ""})
        form.organisation.choices = fields.offered((each.slug, each.name) for each in choices)
        form.set_up(may_tell=True)
        if asks_email:
            form.email.description = _(
                "Dit component heeft nog geen beheerder op GovHub. We mailen dit adres of het "
                "klopt dat u het gebruikt. Laat het leeg als u geen adres weet."
            )
        else:
            del form.email
        return form


class KeeperClaimForm(UseForm):
    """Which organisation uses what one keeps: one's own, or another."""

    organisation = OrganisationField(
        _l("Welke organisatie gebruikt het?"),
        [fields.filled_in(_l("Vul in welke organisatie het gebruikt."))],
        description=_l("Typ een deel van de naam. Dit mag ook uw eigen organisatie zijn."),
    )
    email = _email(_l("E-mailadres van iemand bij die organisatie"))

    @classmethod
    def blank(cls, names: Iterable[Name]) -> Self:
        """Return the form, with every organisation to choose from."""
        form = cls()
        form.organisation.offer(names)
        form.set_up(may_tell=True)
        form.email.description = _(
            "Alleen nodig als die organisatie nog niemand op GovHub heeft. We mailen dit adres of "
            "het klopt. Het moet een adres met een bevestigd maildomein van die organisatie zijn."
        )
        form.experience.description = _("Alleen voor uw eigen organisatie. Iedereen kan dit lezen.")
        return form


class AskForm(_Form):
    """Which address to ask whether it is so."""

    email = fields.line(
        _l("E-mailadres"),
        fields.filled_in(_l("Vul een e-mailadres in.")),
        longest=_LONGEST_EMAIL,
        hint=_l("Van iemand bij die organisatie. We mailen een link die een keer werkt."),
    )


class ReasonForm(_Form):
    """Why something is not so."""

    reason = fields.text(
        _l("Waarom klopt het niet?"),
        fields.filled_in(_l("Leg uit waarom, zodat de ander weet waar het aan ligt.")),
        longest=LONGEST_REASON,
        hint=_l("Beide kanten en de redactie lezen dit."),
    )


class AnswerForm(_Form):
    """Why something is not so, for who answers with a link; only for no."""

    reason = fields.text(
        _l("Waarom klopt het niet?"),
        longest=LONGEST_REASON,
        hint=_l("Alleen nodig als u nee zegt. Wie dit meldde en de redactie lezen dit."),
    )
