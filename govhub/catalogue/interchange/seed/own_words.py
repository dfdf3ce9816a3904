"""What the seed says to do with a principle, as text that the page shows before an import."""

from html import escape
from typing import Any

from govhub.catalogue.interchange.seed.files import PrincipleRow, Texts
from govhub.guidance.text import blocks
from govhub.guidance.text.blocks import Block, Card, Cards, Tab, Tabs, Text


def own_text(row: PrincipleRow) -> list[dict[str, Any]]:
    """Return the actions and the steps of each role, as a guideline keeps its text."""
    found: list[Block] = []
    if row.actions:
        cards = (
            Card(
                name=each.name, summary=each.summary, action=each.action, url=each.url, status=None
            )
            for each in row.actions
        )
        found.append(Cards(cards=tuple(cards)))
    if row.steps:
        tabs = (
            Tab(label=role.label, role=role, blocks=(_numbered(steps),))
            for role, steps in row.steps.items()
        )
        found.append(Tabs(tuple(tabs)))
    return blocks.as_json(found)


def _numbered(steps: Texts) -> Text:
    items = "".join(f"<li>{escape(step)}</li>" for step in steps)
    return Text(f"<ol>{items}</ol>")
