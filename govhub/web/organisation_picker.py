"""The field to choose an organisation: a list of more than a thousand is no list to choose from.

People type a name. Written out it is the organisation; else the form comes back with those that
they may mean, to choose from. A script offers suggestions while typing, and changes nothing else.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from wtforms import Field
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]
from wtforms.validators import StopValidation

from govhub.accounts.names import Name, matching, named
from govhub.platform.language import gettext as _

MOST_OFFERED = 10
LONGEST = 200
_CHOICE = "-keuze"
"""Behind the name of the field: which of those that were offered is meant."""
_KindOf = Callable[[str | None], str | None]


class OrganisationField(Field):
    """A text in which somebody writes an organisation; its data is the slug, or empty.

    Call ``offer`` once the form is made: only then it is known what the text stands for.
    """

    def __init__(self, label: Any = None, validators: Any = None, **more: Any) -> None:
        """Know no organisations yet."""
        super().__init__(label, validators, **more)
        self.names: Sequence[Name] = ()
        self.offered: Sequence[Name] = ()
        """Those that may be meant, when it is not clear which."""
        self._typed: str | None = None
        self._choice = ""

    def process(self, formdata: Any, data: Any = None, extra_filters: Any = None) -> None:
        """Take what was typed, and which of the offered ones was chosen."""
        super().process(formdata, data if data is not None else "", extra_filters)
        if formdata is not None and self.name in formdata:
            self._typed = " ".join((formdata.get(self.name) or "").split())[:LONGEST]
            self._choice = formdata.get(self.name + _CHOICE) or ""

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        """Leave it: the text says nothing before the names are known."""

    def offer(self, names: Iterable[Name]) -> None:
        """Find out which of these organisations is written."""
        self.names = tuple(names)
        if self._typed is None:
            return
        found = named(self.names, self._typed)
        if found is None and self._typed:
            likely = matching(self.names, self._typed)
            found = next((each for each in likely if each.slug == self._choice), None)
            self.offered = () if found else likely[:MOST_OFFERED]
        self.data = found.slug if found else ""

    @property
    def choices(self) -> list[SelectChoice]:
        """Return every slug with its name."""
        return [SelectChoice(each.slug, each.name) for each in self.names]

    @property
    def choice_name(self) -> str:
        """Return the name of the buttons with which one of the offered ones is chosen."""
        return self.name + _CHOICE

    def _value(self) -> str:
        """Return what the text field shows: the name, or what was typed."""
        chosen = next((each for each in self.names if each.slug == self.data), None)
        return chosen.name if chosen else self._typed or ""

    def pre_validate(self, form: Any) -> None:
        """Refuse a name that is not clear, or that nobody has."""
        del form
        if self.data or not self._typed:
            return
        if self.offered:
            raise StopValidation(_("Kies hieronder welke organisatie u bedoelt."))
        raise StopValidation(
            _("Deze organisatie kennen we niet. Controleer de naam, of typ een deel ervan.")
        )


def suggestions(names: Iterable[Name], text: str, kind_of: _KindOf) -> list[dict[str, str]]:
    """Return what a script offers while somebody types: a name that can be sent, and a hint."""
    names = tuple(names)
    return [
        {
            "text": each.name if named(names, each.name) is each else each.slug,
            "label": _hint(each, kind_of),
        }
        for each in (matching(names, text) if any(map(str.isalnum, text)) else [])[:MOST_OFFERED]
    ]


def _hint(each: Name, kind_of: _KindOf) -> str:
    return ", ".join(part for part in (kind_of(each.kind), end_of(each)) if part)


def end_of(each: Name) -> str | None:
    """Return what became of an organisation that is not there any more."""
    if each.into:
        return _("opgegaan in %(name)s") % {"name": each.into}
    return _("bestaat niet meer") if each.has_ended else None
