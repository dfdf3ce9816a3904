"""The page on which somebody chooses between what they wrote and what somebody else wrote."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from govhub.catalogue.facts import Facts
from govhub.platform.language import gettext as _
from govhub.registration import fact_words
from govhub.registration.draft_facts import DraftFacts
from govhub.registration.meeting import Unit
from govhub.web.registration import reading
from govhub.web.registration.begun import Open, names_of
from govhub.web.registration.forms import ComponentForm
from govhub.web.registration.principle_details import PrincipleDetailsField
from govhub.web.text_diff import Piece, difference

MINE, THEIRS, OWN = "mijn", "hun", "zelf"
"""What somebody can choose: what they typed, what is stored, or another text."""
_FIELDS: Mapping[str, tuple[str, ...]] = {
    "category_keys": ("category", "other_categories"),
    "platforms": ("platforms", "other_platforms"),
    "languages": ("languages", "other_languages"),
    "principle_keys": ("principle_keys", "principle_details"),
}
"""By the key of the unit: the fields in which it is filled in, when they are called otherwise."""
_LONG = 60
"""From so many characters on it helps to see what exactly is different."""


@dataclass(frozen=True, kw_only=True)
class Choice:
    """Something that both changed."""

    key: str
    label: str
    was: str | None
    """What it was when somebody began; None when that is not known."""
    stored: str
    typed: str
    pieces: tuple[Piece, ...]
    """From what is stored to what was typed; empty for short texts."""
    fields: tuple[str, ...]
    """Where another text can be written."""
    chosen: str
    """What was chosen before; empty when nothing was."""
    error: str | None

    @property
    def name(self) -> str:
        """Return the name of the buttons."""
        return choice_name(self.key)


@dataclass(frozen=True, kw_only=True)
class ClashPage:
    """What the template ``registration/conflict.html`` shows."""

    choices: tuple[Choice, ...]
    taken: tuple[str, ...]
    """What only the other changed, in words."""
    carried: tuple[tuple[str, str], ...]
    """Everything else in the form, name and value, to be sent along."""

    @property
    def has_errors(self) -> bool:
        """Tell whether a choice is missing."""
        return any(each.error for each in self.choices)


def field_of(name: str) -> str:
    """Return the name of the field in which this fact is filled in, or begins."""
    return _FIELDS.get(name, (name,))[0]


def choice_name(key: str) -> str:
    """Return the name of the buttons about a unit."""
    return f"keuze-{key}"


def unchosen(clash: Open, sent: MultiDict[str, str]) -> list[Unit]:
    """Return the units about which nothing was chosen."""
    return [
        unit for unit in clash.units if sent.get(choice_name(unit[0])) not in {MINE, THEIRS, OWN}
    ]


def choose(form: ComponentForm, clash: Open, stored: Facts, sent: MultiDict[str, str]) -> None:
    """Fill in the form what was chosen; for another text it stands there already."""
    for unit in clash.units:
        chosen = sent.get(choice_name(unit[0]))
        if chosen in {MINE, THEIRS}:
            fill_in(form, clash.mine if chosen == MINE else stored, [unit])


def fill_in(form: ComponentForm, facts: Facts, units: Iterable[Unit]) -> None:
    """Let the form say these units of the facts."""
    written = reading.written(facts)
    if isinstance(facts, DraftFacts):
        written["status"] = facts.status.value
    for unit in units:
        for name in _fields_of(unit):
            if name in form:
                form[name].data = written[name]


def clash_page(  # noqa: PLR0913  # both texts, and what was sent
    session: Session,
    form: ComponentForm,
    clash: Open,
    *,
    stored: Facts,
    taken: Sequence[Unit] = (),
    sent: MultiDict[str, str],
    is_again: bool = False,
) -> ClashPage:
    """Return the page; ``is_again`` when somebody did not choose about everything."""
    missing = unchosen(clash, sent) if is_again else []
    shown = {name for unit in clash.units for name in _fields_of(unit)}
    return ClashPage(
        choices=tuple(
            _choice(
                session,
                clash,
                unit,
                stored=stored,
                chosen=sent.get(choice_name(unit[0]), "") if is_again else "",
                is_missing=unit in missing,
            )
            for unit in clash.units
        ),
        taken=fact_words.labels(names_of(taken)),
        carried=tuple(_carried(form, shown)),
    )


def _choice(  # both texts, and what was chosen
    session: Session,
    clash: Open,
    unit: Unit,
    *,
    stored: Facts,
    chosen: str,
    is_missing: bool,
) -> Choice:
    now, typed = _words(session, stored, unit), _words(session, clash.mine, unit)
    is_long = min(len(now), len(typed)) >= _LONG
    return Choice(
        key=unit[0],
        label=fact_words.label(unit[0]),
        was=_words(session, clash.was, unit) if clash.was else None,
        stored=now,
        typed=typed,
        pieces=difference(now, typed) if is_long else (),
        fields=_fields_of(unit),
        chosen=chosen,
        error=_("Kies wat er moet staan.") if is_missing else None,
    )


def _words(session: Session, facts: Facts, unit: Unit) -> str:
    """Return what it says; principles each with why."""
    if unit[0] != "principle_keys":
        return fact_words.text(session, facts, unit[0])
    lines = []
    for key in facts.principle_keys:
        said = {each: how for each, how in facts.principle_details.items() if each == key}
        alone = replace(facts, principle_keys=(key,), principle_details=said)
        lines.append(fact_words.text(session, alone, "principle_details" if said else unit[0]))
    return "\n".join(lines)


def _fields_of(unit: Unit) -> tuple[str, ...]:
    return _FIELDS.get(unit[0], (unit[0],))


def _carried(form: ComponentForm, shown: set[str]) -> Iterable[tuple[str, str]]:
    for field in form:
        name = field.short_name
        if name in shown or field.type in {"HiddenField", "CSRFTokenField"}:
            continue
        value: Any = field.data
        if isinstance(field, PrincipleDetailsField):
            yield from field.pairs()
        elif isinstance(value, list):
            yield from ((name, each) for each in value)
        else:
            yield name, value or ""
