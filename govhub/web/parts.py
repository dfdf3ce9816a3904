"""A list that is shown in parts: which there are, and how much is in each."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Part:
    """A part of a list that somebody can choose to see."""

    label: str
    number: int
    url: str
    is_chosen: bool
