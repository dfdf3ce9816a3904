"""What somebody brings in, read: never fails on what a file says. Never changes anything."""

import re
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy.orm import Session

from govhub.catalogue.facts import Facts
from govhub.catalogue.interchange.publiccode.facts import STATUSES, day
from govhub.catalogue.interchange.publiccode.keeping import sound
from govhub.catalogue.interchange.publiccode.looking import Tree
from govhub.catalogue.interchange.publiccode.places import name_in, place_of
from govhub.catalogue.interchange.publiccode.prefill import Prefill, prefill, understood
from govhub.catalogue.interchange.publiccode.proposals import Proposal
from govhub.catalogue.interchange.publiccode.publication import Publication
from govhub.catalogue.interchange.publiccode.reading import MOST_BYTES
from govhub.catalogue.interchange.taking_over import Taken, taken
from govhub.catalogue.models import Component
from govhub.kernel.errors import InvalidInput
from govhub.kernel.text import is_web_address, one_line
from govhub.platform.language import gettext as _

MOST_WRITTEN_OUT = 512 * 1024
"""Characters of a file with everything that it refers to written out: references can repeat."""
_LONGEST_NAME = 150
_LONGEST_URL = 500
_TELEPHONE = re.compile(
    r"""(?i)(\bphone["']?[ \t]*:[ \t]*)("[^"\n]*"|'[^'\n]*'|[^,}\]\s#][^,}\n]*)"""
)
_LEFT_OUT = "weggelaten"


@dataclass(frozen=True, kw_only=True)
class Source:
    """What somebody brings in."""

    text: str = ""
    """Of the file; empty when there is only a repository."""
    url: str | None = None
    """Where the file was read; None when it was given as text."""
    repository: str | None = None
    """The repository that it is about, when somebody gave its address."""


@dataclass(frozen=True, kw_only=True)
class Reading:
    """What was read."""

    source: Source
    prefill: Prefill
    taken: Taken

    @property
    def facts(self) -> Facts:
        """Return what is taken over as it is; what only the address says fills what is empty."""
        facts = self.taken.facts
        repository = self.source.repository
        if facts.repository_url is None and repository and is_web_address(repository):
            facts = replace(facts, repository_url=repository[:_LONGEST_URL])
        return facts

    @property
    def kept(self) -> Tree | None:
        """Return what is kept of the file; None when there is nothing to keep."""
        return self.prefill.kept or None

    @property
    def likely_name(self) -> str:
        """Return the name, or what it may be by the address of the repository."""
        address = self.facts.repository_url or self.source.repository
        return self.facts.name or one_line(name_in(address or "") or "")[:_LONGEST_NAME]


def read(session: Session, source: Source) -> Reading:
    """Return what can be read. Raises InvalidInput for what is too much to keep."""
    if len(source.text) > MOST_BYTES:
        raise InvalidInput(
            "text",
            _("Dit is meer dan %(most)s kB. Een publiccode.yml is veel kleiner. Is dit het goede?")
            % {"most": MOST_BYTES // 1024},
        )
    found = prefill(source.text, found_at=source.repository)
    if _size(found.kept) > MOST_WRITTEN_OUT:
        raise InvalidInput(
            "text", _("Dit bestand verwijst zo vaak naar zichzelf dat het te groot wordt.")
        )
    return Reading(source=source, prefill=found, taken=taken(session, found.facts))


def of(session: Session, component: Component) -> Reading:
    """Return what a component was imported from, read again."""
    tree = component.publiccode or {}
    found = understood(tree, found_at=repository_of(component))
    source = Source(url=component.publiccode_url, repository=repository_of(component))
    return Reading(source=source, prefill=found, taken=taken(session, found.facts))


def repository_of(component: Component) -> str | None:
    """Return the repository in which the file of a component was read."""
    if component.publiccode_url is None:
        return None
    try:
        return place_of(component.publiccode_url).repository
    except InvalidInput:
        return None


def with_proposal(publication: Publication, proposal: Proposal) -> Publication:
    """Return what a file would say if it were written as proposed."""
    value: Any = proposal.proposed or None
    match proposal.fact:
        case "released_on":
            value = day(proposal.proposed)
        case "status":
            value = STATUSES.get(proposal.proposed)
        case "languages":
            value = tuple(filter(None, proposal.proposed.split(", ")))
    return replace(publication, **{proposal.fact: value})


def text_of(data: bytes) -> tuple[str, bool]:
    """Return the text of a file, and whether it is written as it should be: in UTF-8."""
    try:
        return data.decode("utf-8-sig"), True
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace"), False


def without_telephones(text: str) -> str:
    """Return the text of a file without telephone numbers, which nobody asked to keep."""
    return _TELEPHONE.sub(lambda found: found[1] + _LEFT_OUT, sound(text))


def _size(tree: Any) -> int:
    """Return about how many characters the tree has when it is written out."""
    total, waiting = 0, [tree]
    while waiting and total <= MOST_WRITTEN_OUT:
        value = waiting.pop()
        match value:
            case dict():
                total += sum(len(key) + 1 for key in value)
                waiting += value.values()
            case list():
                waiting += value
            case _:
                total += len(str(value)) + 1
    return total
