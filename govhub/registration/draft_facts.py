"""What is filled in of something that is not public yet: the facts, and its first status.

Once it is public the status has a page and a ledger of its own, and is no fact any more.
"""

from dataclasses import dataclass, fields

from govhub.catalogue.facts import Facts, facts_of
from govhub.catalogue.models import Component
from govhub.catalogue.status import Status


@dataclass(frozen=True, kw_only=True)
class DraftFacts(Facts):
    """The facts of a draft."""

    status: Status = Status.CONCEPT


def draft_facts(component: Component) -> DraftFacts:
    """Return what is said about a draft by now."""
    known = facts_of(component)
    said = {each.name: getattr(known, each.name) for each in fields(Facts)}
    return DraftFacts(**said, status=component.status)
