"""A guideline taken apart: text, tabs per role, and places where components are shown.

Kept as JSON, so that showing a page parses nothing.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from govhub.guidance.models import Role


@dataclass(frozen=True)
class Text:
    """Safe HTML."""

    html: str

    def as_json(self) -> dict[str, Any]:
        """Return it as it is kept."""
        return {"kind": "text", "html": self.html}


@dataclass(frozen=True, kw_only=True)
class Card:
    """What a guideline itself shows as an action; the catalogue knows more of it when it is in."""

    name: str
    summary: str
    action: str
    """What the button says: "Deelnemen"."""
    url: str | None
    """None: there is nothing to go to yet."""
    status: str | None
    """The word on the badge of the guideline."""

    def as_json(self) -> dict[str, Any]:
        """Return it as it is kept."""
        return {
            "name": self.name,
            "summary": self.summary,
            "action": self.action,
            "url": self.url,
            "status": self.status,
        }


@dataclass(frozen=True, kw_only=True)
class Cards:
    """A place for action cards: the guideline's own, or those of a guideline and phase."""

    cards: tuple[Card, ...] = ()
    principle: str | None = None
    """Key of the guideline whose actions stand here; None when the cards are its own."""
    phase: str | None = None

    def as_json(self) -> dict[str, Any]:
        """Return it as it is kept."""
        return {
            "kind": "cards",
            "cards": [each.as_json() for each in self.cards],
            "principle": self.principle,
            "phase": self.phase,
        }


@dataclass(frozen=True, kw_only=True)
class Tab:
    """A part of a page that the reader chooses."""

    label: str
    role: Role | None
    """For whom it was written."""
    blocks: "tuple[Block, ...]"

    def as_json(self) -> dict[str, Any]:
        """Return it as it is kept."""
        return {
            "label": self.label,
            "role": self.role.value if self.role else None,
            "blocks": as_json(self.blocks),
        }


@dataclass(frozen=True)
class Tabs:
    """Parts of which the reader sees one at a time."""

    tabs: tuple[Tab, ...]

    @property
    def are_roles(self) -> bool:
        """Tell whether every part is for a role."""
        return all(each.role for each in self.tabs)

    def as_json(self) -> dict[str, Any]:
        """Return it as it is kept."""
        return {"kind": "tabs", "tabs": [each.as_json() for each in self.tabs]}


Block = Text | Cards | Tabs


def as_json(blocks: Sequence[Block]) -> list[dict[str, Any]]:
    """Return the blocks as they are kept."""
    return [each.as_json() for each in blocks]


def from_json(kept: Sequence[dict[str, Any]]) -> tuple[Block, ...]:
    """Return the blocks that were kept."""
    return tuple(_block(each) for each in kept)


def every(blocks: Sequence[Block]) -> Iterator[Block]:
    """Give the blocks with those inside tabs, in the order of the page."""
    for each in blocks:
        yield each
        if isinstance(each, Tabs):
            for tab in each.tabs:
                yield from every(tab.blocks)


def _block(kept: dict[str, Any]) -> Block:
    match kept["kind"]:
        case "text":
            return Text(kept["html"])
        case "cards":
            return Cards(
                cards=tuple(Card(**each) for each in kept["cards"]),
                principle=kept["principle"],
                phase=kept["phase"],
            )
        case _:
            return Tabs(tuple(_tab(each) for each in kept["tabs"]))


def _tab(kept: dict[str, Any]) -> Tab:
    return Tab(
        label=kept["label"],
        role=Role(kept["role"]) if kept["role"] else None,
        blocks=from_json(kept["blocks"]),
    )
