"""Which of our categories fit those of the standard, and the other way around."""

from collections.abc import Iterable, Mapping


def ours(theirs: Iterable[str], mapping: Mapping[str, Iterable[str]]) -> tuple[str, ...]:
    """Return our categories, those that fit the first of theirs first.

    ``mapping`` has for each of ours those of the standard (``Category.publiccode_categories``).
    """
    found = (key for name in theirs for key, names in mapping.items() if name in set(names))
    return tuple(dict.fromkeys(found))


def theirs(ours: Iterable[str], mapping: Mapping[str, Iterable[str]]) -> tuple[str, ...]:
    """Return the categories of the standard that fit ours best: one for each."""
    found = (next(iter(mapping.get(key, ())), None) for key in ours)
    return tuple(dict.fromkeys(name for name in found if name is not None))
