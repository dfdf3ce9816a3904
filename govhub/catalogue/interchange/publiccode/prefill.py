"""Reads a publiccode.yml to fill in the form of the catalogue, whatever is wrong in it."""

from dataclasses import dataclass, field, replace
from typing import Any

from govhub.catalogue.interchange.publiccode import keeping
from govhub.catalogue.interchange.publiccode.facts import facts_in
from govhub.catalogue.interchange.publiccode.looking import Tree
from govhub.catalogue.interchange.publiccode.proposals import Proposal, proposals_in
from govhub.catalogue.interchange.publiccode.publication import Publication
from govhub.catalogue.interchange.publiccode.salvaging import salvage


@dataclass(frozen=True, kw_only=True)
class Prefill:
    """Everything that could be read of a file."""

    facts: Publication
    proposals: tuple[Proposal, ...] = ()
    """What is better written otherwise; a person decides."""
    unknown: Tree = field(default_factory=dict)
    """Keys that the standard does not know, as they are; a list is a mapping from its indices."""
    kept: Tree = field(default_factory=dict)
    """The whole file as plain data, without telephone numbers: an export starts from it."""
    is_whole: bool = True
    """The file is YAML; else something was repaired or lost."""


def prefill(data: bytes | str, *, found_at: str | None = None) -> Prefill:
    """Return everything that can be read of a file; never raises.

    ``found_at`` is the address of the repository in which the file was found.
    """
    salvaged = salvage(data)
    beside = salvaged.kept.plain
    tree: Any = keeping.with_contract(keeping.joined(salvaged.root.plain, beside), beside)
    tree = keeping.without_telephones(keeping.without_nulls(keeping.sound(tree)))
    return replace(understood(tree, found_at=found_at), is_whole=salvaged.is_whole)


def understood(tree: Tree, *, found_at: str | None = None) -> Prefill:
    """Return everything that can be read of what was kept of a file."""
    _known, unknown = keeping.split(tree)
    return Prefill(
        facts=facts_in(tree),
        proposals=tuple(proposals_in(tree, found_at)),
        unknown=unknown,
        kept=tree,
    )
