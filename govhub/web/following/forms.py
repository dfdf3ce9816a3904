"""How somebody wants to follow: which news, how often, and where it goes."""

from collections.abc import Sequence
from typing import Any, Self

from flask_wtf import FlaskForm
from wtforms import BooleanField, Form, RadioField, StringField
from wtforms.validators import StopValidation

from govhub.accounts.models import User
from govhub.following.models import Interest, Rhythm, Subscription, Webhook
from govhub.following.wishes import FollowWish, Subject
from govhub.platform.language import lazy_gettext as _l
from govhub.web.email_form import EmailForm
from govhub.web.registration import fields

BY_MAIL = "mail"
"""Value of ``naar`` for who gets mail."""


def interest_words(interest: Interest) -> str:
    """Return which news somebody wants, at the beginning of a line."""
    return _capital(interest.label)


def rhythm_words(rhythm: Rhythm) -> str:
    """Return how often mail comes, at the beginning of a line."""
    return _capital(rhythm.label)


def _capital(words: str) -> str:
    text = str(words)
    return text[:1].upper() + text[1:]


class _NeededForMail:
    """Refuses an empty address, unless a webhook is told."""

    field_flags = {"required": True}  # noqa: RUF012  # WTForms reads it

    def __call__(self, form: Form, field: StringField) -> None:
        if form.is_by_mail and not field.data:  # type: ignore[attr-defined]
            raise StopValidation(_l("Vul uw e-mailadres in."))


def _radio(label: str, default: str) -> RadioField:
    return RadioField(
        label,
        default=default,
        validate_choice=False,
        validators=[fields.AskedFor(), fields.is_a_choice],
    )


class ChoicesForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """Which news, and how often. Who sends nothing gets what most people choose."""

    wanneer = _radio(_l("Waarover wilt u bericht?"), Interest.ANY.value)
    aankondigingen = BooleanField(_l("Ook als zo’n verandering wordt aangekondigd"), default=True)
    hoe_vaak = _radio(_l("Hoe vaak?"), Rhythm.AT_ONCE.value)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the choices in the language of the reader."""
        super().__init__(*args, **kwargs)
        self.wanneer.choices = fields.offered((each, interest_words(each)) for each in Interest)
        self.hoe_vaak.choices = fields.offered((each, rhythm_words(each)) for each in Rhythm)

    @classmethod
    def of(cls, subscription: Subscription | None, **more: Any) -> Self:
        """Return the form with what somebody chose before."""
        if subscription is not None:
            more |= {
                "wanneer": subscription.interest.value,
                "aankondigingen": subscription.with_plans,
                "hoe_vaak": subscription.rhythm.value,
            }
        return cls(data=more)

    @property
    def choices(self) -> dict[str, Any]:
        """Return what was chosen, once it was checked."""
        rhythm = self.hoe_vaak.data if "hoe_vaak" in self else None
        return {
            "interest": Interest(self.wanneer.data or Interest.ANY),
            "with_plans": self.aankondigingen.data,
            "rhythm": Rhythm(rhythm or Rhythm.AT_ONCE),
        }


class FollowForm(ChoicesForm, EmailForm):
    """The form to follow something. ``naar`` is only there for who has a webhook."""

    naar = _radio(_l("Waar mag het heen?"), BY_MAIL)
    email = StringField(_l("E-mailadres"), validators=[_NeededForMail()])

    @classmethod
    def for_visitor(
        cls, user: User | None, present: Subscription | None, webhooks: Sequence[Webhook]
    ) -> Self:
        """Return the form, filled in with what is known of who is signed in."""
        form = cls.of(present, email=user.email if user else None)
        if webhooks:
            targets = [(str(each.public_id), each.name) for each in webhooks]
            form.naar.choices = fields.offered([(BY_MAIL, _l("Per mail")), *targets])
        else:
            del form.naar
        return form

    @property
    def is_by_mail(self) -> bool:
        """Tell whether it goes by mail."""
        return "naar" not in self or (self.naar.data or BY_MAIL) == BY_MAIL

    def validate_email(self, field: StringField) -> None:
        """Refuse what is no address that mail can go to, when mail goes there."""
        if self.is_by_mail:
            super().validate_email(field)

    def wish(self, subject: Subject, webhooks: Sequence[Webhook]) -> FollowWish:
        """Return what is asked, once it was checked."""
        chosen = None if self.is_by_mail else self.naar.data
        webhook = next((each for each in webhooks if str(each.public_id) == chosen), None)
        return FollowWish(subject=subject, webhook=webhook, **self.choices)
