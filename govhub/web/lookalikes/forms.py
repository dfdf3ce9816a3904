"""What a registrant says about a component that looks the same, and does when it is the same."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Self

from flask_wtf import FlaskForm
from wtforms import BooleanField, Field, RadioField
from wtforms.validators import ValidationError

from govhub.catalogue.models import Component
from govhub.catalogue.vocabulary import RelationType
from govhub.platform.language import gettext as _
from govhub.platform.language import lazy_gettext as _l
from govhub.registration.lookalikes import LONGEST_REASON, faults
from govhub.registration.models import LookalikeAnswer, Sameness
from govhub.web.registration import fields
from govhub.web.registration.fields import AskedFor


def _is_chosen(form: "AnswerForm", field: Field) -> None:
    """Refuse no answer; the page may ask about several, so the sentence says which."""
    if not field.data:
        raise ValidationError(_("Zeg of %(name)s hetzelfde is.") % {"name": form.other_name})


_is_chosen.field_flags = {"required": True}  # type: ignore[attr-defined]


class AnswerForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """The answer about one component; its fields carry the slug of that component."""

    sameness = RadioField(
        _l("Is dit hetzelfde?"),
        validate_choice=False,
        validators=[_is_chosen, fields.is_a_choice],
    )
    relation = fields.select(
        _l("Hoe hoort uw component bij dit component?"),
        AskedFor(),
        hint=_l("Alleen nodig als u Verwant kiest."),
    )
    reason = fields.text(
        _l("Wat is het verschil?"),
        AskedFor(),
        longest=LONGEST_REASON,
        hint=_l("Een of twee zinnen. De redactie leest dit. Niet nodig als het hetzelfde is."),
    )

    other_name = ""

    @classmethod
    def about(cls, other: Component, said: LookalikeAnswer | None, *, may_replace: bool) -> Self:
        """Return the form about one component, with what was said before.

        ``may_replace``: that something replaces it is for this person to say.
        """
        form = cls(prefix=other.slug, data=_written(said))
        form.other_name = other.name
        form.sameness.choices = fields.offered((each.value, each.label) for each in Sameness)
        form.relation.choices = fields.offered(
            [
                ("", _("Kies hoe")),
                *(
                    (each.value, each.label)
                    for each in RelationType
                    if may_replace or each is not RelationType.REPLACES
                ),
            ]
        )
        return form

    @property
    def said(self) -> dict[str, Any]:
        """Return the answer, once it was checked."""
        relation = self.relation.data
        return {
            "sameness": Sameness(self.sameness.data),
            "relation": RelationType(relation) if relation else None,
            "reason": self.reason.data or None,
        }

    def validate_on_submit(self) -> bool:
        """Check the fields, and whether the answer says enough."""
        if not super().validate_on_submit():
            return False
        wrong = faults(**self.said)
        for each in wrong:
            field = self._fields[each.field]
            field.errors = [*field.errors, each.message]
        return not wrong


class Answers:
    """The forms about all components that look the same; together they are one form of the page."""

    def __init__(self, forms: Sequence[AnswerForm]) -> None:
        """Take the forms, in the order of the page."""
        self._forms = forms
        self.form_errors: list[str] = []

    @property
    def errors(self) -> Mapping[str, Sequence[str]]:
        """Return what is wrong, by field."""
        return {each.name: each.errors for each in self if each.errors}

    def __iter__(self) -> Iterator[Any]:
        """Give every field."""
        for form in self._forms:
            yield from form

    def validate_on_submit(self) -> bool:
        """Check them all, so that everything that is wrong is said at once."""
        checked = [form.validate_on_submit() for form in self._forms]
        return all(checked)


class NextForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """What to do with a component that was in the catalogue already."""

    step = RadioField(
        _l("Wat wilt u doen?"),
        validate_choice=False,
        validators=[fields.filled_in(_l("Kies wat u wilt doen.")), fields.is_a_choice],
    )
    discards = BooleanField(_l("Verwijder mijn klad. Dat kan ik niet terugdraaien."))

    @classmethod
    def offering(cls, steps: Mapping[str, str]) -> Self:
        """Return the form with what can be done."""
        form = cls()
        form.step.choices = fields.offered(steps.items())
        return form


def _written(said: LookalikeAnswer | None) -> dict[str, str]:
    if said is None:
        return {}
    return {
        "sameness": said.sameness.value,
        "relation": said.relation.value if said.relation else "",
        "reason": said.reason or "",
    }
