"""What a redacteur decides, and what both sides say."""

from enum import StrEnum
from typing import Self

from flask_wtf import FlaskForm
from wtforms import HiddenField, RadioField

from govhub.catalogue.models import Component
from govhub.platform.language import lazy_gettext as _l
from govhub.registration import comments
from govhub.registration.models import StatusProposal, Verdict
from govhub.web.registration import fields

_REASON = _l("De aanmelder leest dit in de mail. Keurt u goed? Dan mag u dit leeg laten.")
_REASON_OF_EDIT = _l(
    "Wie het voorstelde, leest dit in de mail. Keurt u goed? Dan mag u dit leeg laten."
)


class Answer(StrEnum):
    """What is said about a wish for a status, or about an edit."""

    YES = "goedkeuren"
    NO = "afwijzen"


class VerdictForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """The decision about a submission."""

    version = HiddenField()
    """What the redacteur read."""
    verdict = RadioField(
        _l("Uw besluit"),
        choices=fields.offered(
            [
                (Verdict.APPROVED.value, _l("Goedkeuren")),
                (Verdict.CHANGES_ASKED.value, _l("Wijziging vragen")),
                (Verdict.REFUSED.value, _l("Afwijzen")),
            ]
        ),
        validate_choice=False,
        validators=[fields.filled_in(_l("Kies wat u besluit.")), fields.is_a_choice],
    )
    reason = fields.text(_l("Toelichting"), fields.AskedFor(), longest=2000, hint=_REASON)

    @classmethod
    def of(cls, component: Component) -> Self:
        """Return the form for what is shown now."""
        return cls(formdata=None, data={"version": str(component.version)})

    @property
    def seen_version(self) -> int:
        """Return which version was read; 0 when the form does not say."""
        return fields.number(self.version.data)

    @property
    def given_reason(self) -> str | None:
        """Return the reason, when there is one."""
        return self.reason.data or None


class AnswerForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """Yes or no, and why."""

    verdict = RadioField(
        _l("Uw besluit"),
        choices=fields.offered(
            [(Answer.YES.value, _l("Goedkeuren")), (Answer.NO.value, _l("Afwijzen"))]
        ),
        validate_choice=False,
        validators=[fields.filled_in(_l("Kies wat u besluit.")), fields.is_a_choice],
    )
    reason = fields.text(_l("Toelichting"), fields.AskedFor(), longest=2000, hint=_REASON_OF_EDIT)

    @property
    def is_approved(self) -> bool:
        """Tell whether it is carried out."""
        return bool(self.verdict.data == Answer.YES.value)

    @property
    def given_reason(self) -> str | None:
        """Return the reason, when there is one."""
        return self.reason.data or None


class ProposalForm(AnswerForm):
    """The decision about a wish for a status."""

    proposal = HiddenField()
    """Which wish the redacteur read."""

    @classmethod
    def of(cls, proposal: StatusProposal) -> Self:
        """Return the form for the wish that is shown now."""
        return cls(formdata=None, data={"proposal": str(proposal.id)})

    @property
    def proposal_id(self) -> int:
        """Return which wish was read; 0 when the form does not say."""
        return fields.number(self.proposal.data)


class EditForm(AnswerForm):
    """The decision about an edit; more of them may stand on one page."""

    seen = HiddenField()
    """Fingerprint of what was read."""

    @classmethod
    def shown(cls, key: int, fingerprint: str) -> Self:
        """Return the form for what is shown now."""
        return cls(formdata=None, prefix=_prefix(key), data={"seen": fingerprint})

    @classmethod
    def sent(cls, key: int) -> Self:
        """Return the form that was sent about this edit."""
        return cls(prefix=_prefix(key))


class CommentForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """What one side says to the other."""

    text = fields.text(
        _l("Uw opmerking"),
        fields.filled_in(_l("Schrijf wat u wilt zeggen.")),
        longest=comments.LONGEST,
    )

    @property
    def said(self) -> str:
        """Return what was written."""
        return self.text.data or ""


def _prefix(key: int) -> str:
    return f"wijziging-{key}-"
