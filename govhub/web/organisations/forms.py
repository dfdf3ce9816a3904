"""What people fill in about organisations and who owns a component."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Self

from flask_wtf import FlaskForm
from wtforms import RadioField, StringField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]

from govhub.accounts.models import MembershipRole, Organisation
from govhub.accounts.names import Name
from govhub.accounts.organisations import LONGEST_DOMAIN
from govhub.kernel.errors import InvalidInput
from govhub.platform.language import gettext as _
from govhub.platform.language import lazy_gettext as _l
from govhub.web.organisation_picker import OrganisationField
from govhub.web.registration import fields

LONGEST_REASON = 1000
_LONGEST_EMAIL = 254
_YES, _NO = "ja", "nee"


class _Form(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    def show(self, error: InvalidInput) -> None:
        """Show what is wrong at its field, or above the form when it has no such field."""
        field = self._fields.get(error.field)
        if field is None:
            self.form_errors.append(error.message)
        else:
            field.errors = [*field.errors, error.message]


def _role_field(label: str) -> RadioField:
    return RadioField(
        label,
        validate_choice=False,
        validators=[fields.filled_in(_l("Kies een rol.")), fields.is_a_choice],
    )


def _roles() -> list[SelectChoice]:
    return fields.offered((each.value, each.label) for each in MembershipRole)


class _WithRole(_Form):
    @property
    def chosen(self) -> MembershipRole:
        """Return the role, once it was checked."""
        return MembershipRole(self.role.data)


class InviteForm(_WithRole):
    """Whom to invite, and for what."""

    email = StringField(
        _l("E-mailadres"),
        validators=[
            fields.filled_in(_l("Vul een e-mailadres in, bijvoorbeeld naam@voorbeeld.nl.")),
            fields.no_longer_than(_LONGEST_EMAIL),
        ],
    )
    role = _role_field(_l("Rol"))

    @classmethod
    def blank(cls) -> Self:
        """Return the form for somebody new."""
        form = cls(data={"role": MembershipRole.EDITOR.value})
        form.role.choices = _roles()
        return form


class RoleForm(_WithRole):
    """Which role a member has."""

    role = _role_field(_l("Rol"))

    @classmethod
    def of(cls, role: MembershipRole) -> Self:
        """Return the form with the role that somebody has."""
        form = cls(data={"role": role.value})
        form.role.choices = _roles()
        return form


class DomainForm(_Form):
    """A domain at which only people of the organisation have an address."""

    domain = fields.line(
        _l("Domein"),
        fields.filled_in(_l("Vul een domein in, bijvoorbeeld voorbeeld.nl.")),
        longest=LONGEST_DOMAIN,
        hint=_l("Wat er in een e-mailadres achter het apenstaartje staat, bijvoorbeeld zwolle.nl."),
    )


class MergeForm(_Form):
    """What an organisation became part of."""

    into = OrganisationField(
        _l("Opgegaan in"),
        description=_l(
            "Typ een deel van de naam. Laat dit leeg als de organisatie nog zelf bestaat."
        ),
    )
    since = fields.line(
        _l("Vanaf"),
        fields.is_day,
        longest=40,
        hint=_l("De eerste dag dat de organisatie er niet meer was, bijvoorbeeld 1-1-2027."),
    )

    @classmethod
    def of(cls, organisation: Organisation, since: date | None, names: Iterable[Name]) -> Self:
        """Return the form with what is known."""
        into = organisation.merged_into
        form = cls(data={"into": into.slug if into else "", "since": fields.written_day(since)})
        form.into.offer(each for each in names if each.slug != organisation.slug)
        return form

    @property
    def day(self) -> date | None:
        """Return the first day without it, once it was checked."""
        return fields.day(self.since.data)


def _reason(label: str, *checks: Any, hint: str = "") -> Any:
    return fields.text(label, *checks, longest=LONGEST_REASON, hint=hint)


class TakeOverForm(_Form):
    """For which organisation somebody takes a component over, and why it is theirs."""

    organisation = RadioField(
        _l("Voor welke organisatie?"),
        validate_choice=False,
        validators=[fields.filled_in(_l("Kies een organisatie.")), fields.is_a_choice],
    )
    reason = _reason(
        _l("Waarom is dit van uw organisatie?"),
        hint=_l("Wie besluit, leest dit."),
    )

    @classmethod
    def blank(cls, choices: Sequence[Organisation], *, asks_why: bool) -> Self:
        """Return the form with the organisations that this person works for.

        With ``asks_why`` somebody else decides, whichever of them it is for.
        """
        first = choices[0].slug if len(choices) == 1 else ""
        form = cls(data={"organisation": first})
        form.organisation.choices = fields.offered((each.slug, each.name) for each in choices)
        form.reason.flags.required = asks_why
        if not asks_why:
            form.reason.description = _(
                "Alleen nodig voor een andere organisatie dan die als eigenaar vermeld staat."
            )
        return form


class HandOverForm(_Form):
    """Which organisation gets a component."""

    organisation = OrganisationField(
        _l("Naar welke organisatie?"),
        [fields.filled_in(_l("Vul in welke organisatie de nieuwe eigenaar wordt."))],
        description=_l("Typ een deel van de naam."),
    )
    reason = _reason(_l("Toelichting"), hint=_l("De andere organisatie leest dit."))

    @classmethod
    def blank(cls, names: Iterable[Name]) -> Self:
        """Return the form, with every organisation to choose from."""
        form = cls()
        form.organisation.offer(names)
        return form


class DecideForm(_Form):
    """Whether the component goes to the other organisation."""

    verdict = RadioField(
        _l("Wat is uw besluit?"),
        validate_choice=False,
        validators=[fields.filled_in(_l("Kies ja of nee.")), fields.is_a_choice],
    )
    answer = _reason(_l("Waarom niet?"), hint=_l("Alleen nodig als u nee kiest."))

    @classmethod
    def blank(cls) -> Self:
        """Return the form before somebody decides."""
        form = cls()
        form.verdict.choices = fields.offered(
            [(_YES, _("Ja, dat is goed")), (_NO, _("Nee, dat klopt niet"))]
        )
        return form

    @property
    def is_approved(self) -> bool:
        """Tell whether the answer is yes, once it was checked."""
        return bool(self.verdict.data == _YES)
