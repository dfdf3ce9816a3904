"""What a registrant says about components that look the same. Never commits: the caller decides.

Each must be answered before the registration goes to the redactie, who reads the answers.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import structlog
from sqlalchemy import select
from sqlalchemy.orm import Session

from govhub.accounts.models import User
from govhub.catalogue import queries, relations
from govhub.catalogue import service as catalogue
from govhub.catalogue.models import Component
from govhub.catalogue.vocabulary import RelationType
from govhub.kernel import clock
from govhub.kernel.errors import DomainError, InvalidInput, NotAllowed
from govhub.platform.language import gettext as _
from govhub.registration.duplicates import Duplicate
from govhub.registration.models import LookalikeAnswer, Sameness
from govhub.registration.permissions import may_change

LONGEST_REASON = 1000
_log = structlog.get_logger(__name__)
Answers = Mapping[int, LookalikeAnswer]
"""By the id of the other component."""


class Unanswered(DomainError):
    """Something looks the same, and nobody said yet whether it is."""

    def __init__(self, names: Iterable[str]) -> None:
        """Name what looks the same."""
        super().__init__(
            _("Zeg eerst of dit hetzelfde is als %(names)s.") % {"names": ", ".join(names)}
        )


def answers(session: Session, component: Component) -> Answers:
    """Return what was said about what looks like this component."""
    found = session.scalars(
        select(LookalikeAnswer).where(LookalikeAnswer.component_id == component.id)
    )
    return {each.other_id: each for each in found}


def answer(  # noqa: PLR0913  # what the form asks, and who answers
    session: Session,
    user: User,
    component: Component,
    other: Component,
    *,
    sameness: Sameness,
    reason: str | None = None,
    relation: RelationType | None = None,
) -> LookalikeAnswer:
    """Keep what somebody says about a component that looks the same; a later answer replaces it.

    Raises NotAllowed for who may not change the registration, and InvalidInput without a reason, or
    without the relation of what is related.
    """
    catalogue.hold(session, component)
    if component.is_public or not may_change(user, component):
        raise NotAllowed(_("U kunt deze aanmelding nu niet wijzigen."))
    for fault in faults(sameness=sameness, reason=reason, relation=relation):
        raise fault
    if sameness is Sameness.RELATED and relation is RelationType.REPLACES:
        require_voice_in_replacing(user, other)
    kept = session.get(LookalikeAnswer, (component.id, other.id))
    if kept is None:
        kept = LookalikeAnswer(component_id=component.id, other_id=other.id)
        session.add(kept)
    kept.sameness = sameness
    kept.reason = reason if sameness is not Sameness.SAME else None
    kept.relation = relation if sameness is Sameness.RELATED else None
    kept.answered_at = clock.now()
    session.flush()
    return kept


def require_voice_in_replacing(user: User, other: Component) -> None:
    """Raise InvalidInput when it is for others to say that the component is replaced."""
    if not may_change(user, other):
        raise InvalidInput(
            "relation",
            _("Alleen wie %(name)s bijhoudt of de redactie kan zeggen dat het vervangen wordt.")
            % {"name": other.name},
        )


def faults(
    *, sameness: Sameness, reason: str | None = None, relation: RelationType | None = None
) -> list[InvalidInput]:
    """Return what an answer lacks: a reason, save when it is the same; and how it is related."""
    found = []
    if sameness is Sameness.RELATED and relation is None:
        found.append(InvalidInput("relation", _("Kies hoe het ene bij het andere hoort.")))
    if sameness is not Sameness.SAME and not reason:
        found.append(InvalidInput("reason", _("Leg in een zin uit wat het verschil is.")))
    return found


def unanswered(found: Iterable[Duplicate], said: Answers) -> list[Duplicate]:
    """Return what still must be answered: what nobody spoke of, and what is the same after all."""
    return [
        each
        for each in found
        if each.component.id not in said or said[each.component.id].sameness is Sameness.SAME
    ]


def require_answers(found: Iterable[Duplicate], said: Answers) -> None:
    """Raise Unanswered while something that looks the same may be the same."""
    left = unanswered(found, said)
    if left:
        raise Unanswered(each.component.name for each in left)


@dataclass(frozen=True)
class _Related:
    """How a component was said to stand to another, and why."""

    relation: RelationType
    reason: str | None


def _related(session: Session, component: Component) -> Iterator[tuple[_Related, Component]]:
    for each in answers(session, component).values():
        if each.sameness is Sameness.RELATED and each.relation is not None:
            other = queries.survivor(session, session.get_one(Component, each.other_id))
            yield _Related(each.relation, each.reason), other


def relate(session: Session, component: Component) -> None:
    """Write down what it is related to, now that everybody sees it.

    What became a double meanwhile counts as what it was merged into. What cannot be, because others
    said the opposite meanwhile, stays an answer.
    """
    for each, other in _related(session, component):
        try:
            relations.relate(session, component, other, each.relation, reason=each.reason)
        except InvalidInput:
            _log.warning("relation_left_out", component=component.slug, other=other.slug)


def left_out(session: Session, component: Component) -> list[str]:
    """Return, of a component that was published, the relations that could not be, in words."""
    return [
        f"{each.relation.label} {other.name}"
        for each, other in _related(session, component)
        if relations.relation_between(session, component, other, each.relation) is None
    ]
