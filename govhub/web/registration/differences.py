"""What somebody else wrote, next to what you wrote."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from govhub.catalogue.facts import Facts, facts_of
from govhub.catalogue.models import Component
from govhub.platform.language import gettext as _
from govhub.registration.comparison import differing_fields
from govhub.registration.fact_words import detail_text
from govhub.web.registration import fields
from govhub.web.registration.forms import ComponentForm

_FIELD = {"category_keys": "category"}
_CHOICES = {"principle_details": "principle_keys"}
"""Where the words of a key are, when the field itself offers none."""


@dataclass(frozen=True, kw_only=True)
class Difference:
    """A field that is stored otherwise than it was filled in here."""

    label: str
    field: str
    """Id of the field in the form."""
    stored: str
    typed: str


def differences(form: ComponentForm, component: Component) -> list[Difference]:
    """Return every field in which the form and the component are not the same."""
    stored, typed = facts_of(component), form.facts
    found = [
        Difference(
            label=str(form[_field(name)].label.text),
            field=_field(name),
            stored=_words(form, name, stored),
            typed=_words(form, name, typed),
        )
        for name in differing_fields(stored, typed)
    ]
    return [*found, *_status(form, component)]


def _status(form: ComponentForm, component: Component) -> Iterator[Difference]:
    chosen = form.chosen_status
    if chosen is not None and chosen is not component.status:
        yield Difference(
            label=str(form.status.label.text),
            field="status",
            stored=component.status.label,
            typed=chosen.label,
        )


def _field(name: str) -> str:
    return _FIELD.get(name, name)


def _words(form: ComponentForm, name: str, facts: Facts) -> str:
    """Return the value as people read it; lists have a line for each."""
    value = getattr(facts, name)
    if name == "released_on":
        value = fields.written_day(value)
    offered = getattr(form[_CHOICES.get(name, _field(name))], "choices", None) or ()
    labels = {choice.value: choice.label for choice in offered}
    if isinstance(value, Mapping):
        parts = form.principle_details.headings
        value = tuple(
            f"{labels.get(key, key)}: {detail_text(each, parts.get(key, ()))}"
            for key, each in sorted(value.items())
        )
    values = value if isinstance(value, tuple) else (value,)
    return "\n".join(str(labels.get(each, each)) for each in values if each) or _("(leeg)")
