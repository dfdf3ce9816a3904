"""Bringing the action registry in. Never commits, and never changes a component.

An action that clearly is a component of the catalogue is linked to it; how the two differ is for
the redactie to decide (``differences``).
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from govhub.catalogue.actions.matching import component_for
from govhub.catalogue.actions.registry import NO_COMPONENT, Facts, Oddity, oddities, values_of
from govhub.catalogue.models import RegistryAction
from govhub.kernel import clock


@dataclass
class Report:
    """What an import of the registry did."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    gone: list[str] = field(default_factory=list)
    """Names of actions that the registry no longer has."""
    linked: int = 0
    """Actions that turned out to be a component of the catalogue."""
    odd: list[Oddity] = field(default_factory=list)


def bring_in(session: Session, rows: Sequence[Facts]) -> Report:
    """Keep what the registry says now. The same file once more changes nothing."""
    report = Report(odd=oddities(rows))
    present = defaultdict[str, list[RegistryAction]](list)
    for known in session.scalars(select(RegistryAction).order_by(RegistryAction.position)):
        present[known.key].append(known)
    for position, facts in enumerate(rows):
        action = _take(present[facts["id"]], facts) or _blank(session, facts)
        _count(report, action, facts)
        _write(action, facts, position)
        if _may_link(action) and (found := component_for(session, facts)) is not None:
            action.component_id = found.id
            report.linked += 1
    for left in (action for each in present.values() for action in each):
        if left.gone_at is None:
            left.gone_at = clock.now()
            report.gone.append(str(left.facts.get("name") or left.key))
    session.flush()
    return report


def _blank(session: Session, facts: Facts) -> RegistryAction:
    action = RegistryAction(key=facts["id"], facts={}, settled={}, read_at=clock.now())
    session.add(action)
    return action


def _may_link(action: RegistryAction) -> bool:
    """Tell whether nobody said yet which component it is, or that it is none."""
    return action.component_id is None and NO_COMPONENT not in action.settled


def _count(report: Report, action: RegistryAction, facts: Facts) -> None:
    if not action.facts:
        report.new += 1
    elif _is_same(action.facts, facts) and action.gone_at is None:
        report.unchanged += 1
    else:
        report.changed += 1


def _take(candidates: list[RegistryAction], facts: Facts) -> RegistryAction | None:
    """Take out the action that this was before: of those with the same id, the same guideline."""
    if not candidates:
        return None
    about = set(values_of(facts, "richtlijn"))
    same = [each for each in candidates if about & set(values_of(each.facts, "richtlijn"))]
    chosen = (same or candidates)[0]
    candidates.remove(chosen)
    return chosen


def _is_same(kept: Facts, facts: Facts) -> bool:
    return list(kept.items()) == list(facts.items())


def _write(action: RegistryAction, facts: Facts, position: int) -> None:
    if not _is_same(action.facts, facts):
        action.facts = facts
        action.read_at = clock.now()
    if action.position != position:
        action.position = position
    if action.gone_at is not None:
        action.gone_at = None
