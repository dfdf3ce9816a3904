"""Fields of the forms: how what somebody types becomes a value, and what is said when it cannot.

An empty field never is wrong here: a draft needs only a name.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from wtforms import Field, Form, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]
from wtforms.validators import ValidationError

from govhub.catalogue.serving import PrincipleDetail, in_order
from govhub.guidance.models import Phase
from govhub.guidance.text.headings import Heading
from govhub.kernel.errors import InvalidInput
from govhub.platform.email_address import email_address
from govhub.platform.language import gettext as _
from govhub.registration import validation
from govhub.registration.languages import language_tag

LONGEST_URL = 500
LONGEST_LICENCE = 120
LONGEST_MOTIVATION = 500
_DAY = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})")
_DIGITS = 9
"""More digits than this is no number of ours, and may be more than the database can hold."""
_Check = Callable[[Form, Field], None]


class AskedFor:
    """Marks a field that a submission must have, so that its label does not say "(optioneel)"."""

    field_flags = {"required": True}  # noqa: RUF012  # WTForms reads it

    def __call__(self, _form: Form, _field: Field) -> None:
        """Refuse nothing: a draft may lack it."""


def line(label: str, *checks: Any, longest: int, hint: str = "") -> StringField:
    """Return a field for text on one line."""
    return StringField(
        label,
        description=hint,
        filters=[_one_line],
        validators=[*checks, no_longer_than(longest)],
    )


def text(label: str, *checks: Any, longest: int, hint: str = "") -> TextAreaField:
    """Return a field for text on more lines."""
    return TextAreaField(
        label, description=hint, filters=[_cleaned], validators=[*checks, no_longer_than(longest)]
    )


def web_address(label: str, hint: str = "") -> StringField:
    """Return a field for an address on the web."""
    return line(label, _is_web_address, longest=LONGEST_URL, hint=hint)


def select(label: str, *checks: Any, hint: str = "", **more: Any) -> SelectField:
    """Return a field to choose one from a long list."""
    return SelectField(
        label, description=hint, validate_choice=False, validators=[*checks, is_a_choice], **more
    )


def checkboxes(label: str, *, hint: str = "", **more: Any) -> SelectMultipleField:
    """Return a field to choose any number."""
    return SelectMultipleField(
        label, description=hint, validate_choice=False, validators=[are_choices], **more
    )


def picks(label: str, hint: str = "") -> SelectMultipleField:
    """Return boxes with suggestions: what is ticked is text like any other."""
    return SelectMultipleField(label, description=hint, validate_choice=False)


class PrincipleDetailsField(Field):
    """How the component serves each principle, by the key of the principle.

    Its data holds only what says something. Of each principle a form sends
    ``<name>-motivation-<key>`` (always, also when it is empty), any number of
    ``<name>-phases-<key>``, and ``<name>-anchor-<key>``.
    """

    data: dict[str, PrincipleDetail]
    headings: Mapping[str, Sequence[Heading]] = {}  # set for each form
    """By the key of the principle: the parts of its text that can be chosen."""
    likely: Mapping[str, str] = {}
    """Why a principle that is not chosen probably fits, by its key."""
    phases = tuple(Phase)

    def process(self, formdata: Any, data: Any = None, extra_filters: Any = None) -> None:
        """Take what was filled in for each principle."""
        super().process(formdata, dict(data) if isinstance(data, Mapping) else {}, extra_filters)
        start = self._name("motivation", "")
        keys = [name.removeprefix(start) for name in formdata or () if name.startswith(start)]
        if keys:
            sent = {key: self._sent(formdata, key) for key in keys}
            self.data = {key: detail for key, detail in sent.items() if detail}

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        """Leave it: each part has a name of its own."""

    def pre_validate(self, form: Any) -> None:
        """Refuse a text that is too long, and a part of the text that is not there."""
        for key, detail in self.data.items():
            if len(detail.motivation) > LONGEST_MOTIVATION:
                raise ValidationError(
                    _("Gebruik voor elke richtlijn hoogstens %(longest)s tekens.")
                    % {"longest": LONGEST_MOTIVATION}
                )
            stored = form.known.principle_details.get(key, PrincipleDetail())
            known = [stored.anchor, *(each.anchor for each in self.headings.get(key, ()))]
            if detail.anchor and detail.anchor not in known:
                raise ValidationError(_("Kies het onderdeel van de richtlijn uit de lijst."))

    def detail(self, key: str) -> PrincipleDetail:
        """Return what is said about a principle."""
        return self.data.get(key, PrincipleDetail())

    def parts_of(self, key: str) -> list[tuple[str, str]]:
        """Return the parts of the text of a principle: what is sent, and the words.

        One that was chosen and is no longer in the text is among them.
        """
        found = [(each.anchor, each.title) for each in self.headings.get(key, ())]
        chosen = self.detail(key).anchor
        if chosen and chosen not in dict(found):
            found.append((chosen, _("%(part)s (staat niet meer in de tekst)") % {"part": chosen}))
        return found

    def pairs(self) -> Iterator[tuple[str, str]]:
        """Give everything that is filled in as it would be sent."""
        for key, detail in self.data.items():
            yield self._name("motivation", key), detail.motivation
            yield from ((self._name("phases", key), each.value) for each in detail.phases)
            yield self._name("anchor", key), detail.anchor or ""

    def _name(self, part: str, key: str) -> str:
        return f"{self.name}-{part}-{key}"

    def _sent(self, formdata: Any, key: str) -> PrincipleDetail:
        return PrincipleDetail(
            motivation=_one_line(formdata.get(self._name("motivation", key))),
            phases=in_order(formdata.getlist(self._name("phases", key))),
            anchor=_one_line(formdata.get(self._name("anchor", key))) or None,
        )

    def _value(self) -> str:
        return "\n".join(detail.motivation for detail in self.data.values())


def offered(pairs: Iterable[tuple[str, str]]) -> list[SelectChoice]:
    """Return values and their words as a field offers them."""
    return [SelectChoice(value, label) for value, label in pairs]


def no_longer_than(longest: int) -> _Check:
    """Refuse more characters than are kept."""

    def check(_form: Form, field: Field) -> None:
        too_many = len(field.data or "") - longest
        if too_many > 0:
            raise ValidationError(
                _("Gebruik hoogstens %(longest)s tekens. Het zijn er nu %(now)s.")
                % {"longest": longest, "now": longest + too_many}
            )

    return check


def filled_in(message: str) -> _Check:
    """Refuse an empty field, also for a draft."""

    def check(_form: Form, field: Field) -> None:
        if not field.data:
            raise ValidationError(message)

    check.field_flags = {"required": True}  # type: ignore[attr-defined]
    return check


def no_more_lines(most: int, *, longest: int) -> _Check:
    """Refuse too many lines, and a line that is too long; too few, a draft may have.

    As many as are stored are never too many: merging two components brings names together.
    """

    def check(form: Form, field: Field) -> None:
        found = validation.lines(field.data or "")
        stored = getattr(getattr(form, "known", None), field.short_name, None) or ()
        if len(found) > max(most, len(stored)):
            raise ValidationError(_("Schrijf hoogstens %(num)s regels.") % {"num": most})
        if any(len(each) > longest for each in found):
            raise ValidationError(
                _("Gebruik in elke regel hoogstens %(num)s tekens.") % {"num": longest}
            )

    return check


def are_languages(_form: Form, field: Field) -> None:
    """Refuse what is no language: neither its code nor its name."""
    for each in validation.lines(field.data or ""):
        if language_tag(each) is None:
            raise ValidationError(
                _(
                    "De taal %(name)s kennen we niet. Vul de naam of de code in, "
                    "bijvoorbeeld Spaans of es."
                )
                % {"name": each}
            )


def is_a_choice(_form: Form, field: Field) -> None:
    """Refuse what is not in the list."""
    if field.data and field.data not in _values(field):
        raise ValidationError(_("Kies iets uit de lijst."))


def are_choices(_form: Form, field: Field) -> None:
    """Refuse what is not in the list."""
    if set(field.data or ()) - _values(field):
        raise ValidationError(_("Kies alleen uit de lijst."))


def is_licence(_form: Form, field: Field) -> None:
    """Refuse what SPDX does not know, or writes in more characters than are kept."""
    known = validation.spdx(field.data) if field.data else ""
    if known is None:
        raise ValidationError(
            _(
                "Deze licentie kennen we niet. Vul de code van SPDX in, "
                "bijvoorbeeld EUPL-1.2 of MIT."
            )
        )
    if len(known) > LONGEST_LICENCE:
        raise ValidationError(
            _("Voluit geschreven heeft deze licentie meer dan %(longest)s tekens.")
            % {"longest": LONGEST_LICENCE}
        )


def is_mailbox(_form: Form, field: Field) -> None:
    """Refuse what mail cannot go to."""
    if field.data:
        try:
            email_address(field.data)
        except InvalidInput as error:
            raise ValidationError(error.message) from error


def is_day(_form: Form, field: Field) -> None:
    """Refuse what is no date."""
    if field.data and day(field.data) is None:
        raise ValidationError(_("Vul een datum in die bestaat, bijvoorbeeld 31-12-2026."))


def day(written: str | None) -> date | None:
    """Return the date that is written as 31-12-2026 or 2026-12-31; None when it is no date."""
    found = _DAY.fullmatch(written or "")
    try:
        if found:
            number, month, year = map(int, found.groups())
            return date(year, month, number)
        return date.fromisoformat(written or "")
    except ValueError:
        return None


def number(written: str | None) -> int:
    """Return the number in a hidden field; 0, which is no version and no key, when it is none."""
    text = written or ""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _DIGITS else 0


def written_day(value: date | None) -> str:
    """Return the date as somebody types it."""
    return f"{value.day}-{value.month}-{value.year}" if value else ""


def _is_web_address(_form: Form, field: Field) -> None:
    if field.data and not validation.is_web_address(field.data):
        raise ValidationError(
            _("Vul een volledig webadres in, bijvoorbeeld https://www.voorbeeld.nl.")
        )


def _values(field: Any) -> set[str]:
    return {choice.value for choice in field.choices or ()}


def _one_line(value: str | None) -> str:
    return validation.one_line(value or "")


def _cleaned(value: str | None) -> str:
    return validation.cleaned(value or "")
