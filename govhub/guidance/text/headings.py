"""The headings in the text of a guideline, to which somebody can point. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import unescape

from govhub.guidance.text.blocks import Block, Text, every

_HEADING = re.compile(r'<h([3-5]) id="([^"]+)">(.*?)</h\1>', re.DOTALL)
_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True, kw_only=True)
class Heading:
    """A heading, and where it stands on the page of the guideline."""

    anchor: str
    title: str


def headings(blocks: Sequence[Block]) -> tuple[Heading, ...]:
    """Return the headings in the order of the page, those inside tabs too."""
    return tuple(
        Heading(anchor=unescape(anchor), title=title)
        for block in every(blocks)
        if isinstance(block, Text)
        for _level, anchor, inside in _HEADING.findall(block.html)
        if (title := " ".join(unescape(_TAG.sub("", inside)).split()))
    )
