"""Two people who changed the same component: what each did, and what they disagree about. Pure.

The three ways of a merge: what it was when somebody began, what they made of it, and what it is
by now. What only one of the two touched needs no choice.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace

from govhub.catalogue.facts import Facts
from govhub.registration.draft_facts import DraftFacts

_TOGETHER = (("principle_keys", "principle_details"),)
"""Facts that mean nothing without each other."""
_UNORDERED = frozenset(
    {"standard_keys", "principle_keys", "aliases", "platforms", "languages", "keywords"}
)
Unit = tuple[str, ...]
"""Names of the facts about which somebody makes one choice; the first is its key."""


def _units() -> tuple[Unit, ...]:
    bound = {name: unit for unit in _TOGETHER for name in unit}
    return tuple(dict.fromkeys(bound.get(each.name, (each.name,)) for each in fields(Facts)))


UNITS = _units()
"""Every unit, in the order of ``Facts``."""
_OF_DRAFTS: tuple[Unit, ...] = (*UNITS, ("status",))
_BY_KEY = {unit[0]: unit for unit in _OF_DRAFTS}


@dataclass(frozen=True, kw_only=True)
class Meeting:
    """What came of two edits of the same facts."""

    was: Facts | None
    """What the one who saves last began with; None when that is not known."""
    mine: Facts
    theirs: Facts
    """What is stored by now."""
    merged: Facts
    """Everything that needs no choice; of the rest what is mine."""
    clashing: tuple[Unit, ...]
    taken: tuple[Unit, ...]
    """What only the other changed."""


def meet(was: Facts | None, mine: Facts, theirs: Facts) -> Meeting:
    """Merge two edits. When it is not known what it was, every difference is a clash."""
    clashing, taken = [], []
    for unit in units_of(mine):
        if is_same(mine, theirs, unit):
            continue
        if was is not None and is_same(was, mine, unit):
            taken.append(unit)
        elif was is None or not is_same(was, theirs, unit):
            clashing.append(unit)
    return Meeting(
        was=was,
        mine=mine,
        theirs=theirs,
        merged=with_units(mine, theirs, taken),
        clashing=tuple(clashing),
        taken=tuple(taken),
    )


def units_of(facts: Facts) -> tuple[Unit, ...]:
    """Return every unit of these facts; of a draft also its status."""
    return _OF_DRAFTS if isinstance(facts, DraftFacts) else UNITS


def unit_by_key(key: str) -> Unit | None:
    """Return the unit with this key."""
    return _BY_KEY.get(key)


def with_units(facts: Facts, other: Facts, units: Iterable[Unit]) -> Facts:
    """Return the facts with these units of the other."""
    return replace(facts, **{name: getattr(other, name) for unit in units for name in unit})


def is_same(one: Facts, other: Facts, unit: Unit) -> bool:
    """Tell whether both say the same; in which order boxes were ticked is no difference."""
    return all(_comparable(one, name) == _comparable(other, name) for name in unit)


def _comparable(facts: Facts, name: str) -> object:
    value = getattr(facts, name)
    if name == "category_keys":
        return value[:1], frozenset(value)
    if name in _UNORDERED:
        return frozenset(value)
    return dict(value) if isinstance(value, Mapping) else value
