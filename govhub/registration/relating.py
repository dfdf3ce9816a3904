"""What people say about how components stand to each other. Never commits: the caller decides.

Who answers for one of the two may say it and take it back. That something is replaced is said by
who answers for what is replaced, or by the redactie: readers are led away from it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from govhub.accounts.models import User
from govhub.catalogue import relations
from govhub.catalogue.models import Component, Relation
from govhub.catalogue.vocabulary import Publication, RelationType
from govhub.kernel.errors import InvalidInput, NotAllowed
from govhub.platform import audit
from govhub.platform.language import gettext as _
from govhub.registration.permissions import may_change, may_follow_along, require_change

LONGEST_REASON = 500


@dataclass(frozen=True)
class Saying:
    """How this component stands to another one."""

    type: RelationType
    is_target: bool = True
    """The relation points to the other; False when it points from the other to this one."""


def shown_relations(session: Session, user: User, component: Component) -> Sequence[Relation]:
    """Return the relations of which this person may know the other component."""
    return [
        each
        for each in relations.relations_of(session, component)
        if _may_know(user, other_end(each, component))
    ]


def other_end(relation: Relation, component: Component) -> Component:
    """Return the component at the other end."""
    return relation.target if relation.from_id == component.id else relation.source


def may_touch(user: User, relation: Relation) -> bool:
    """Tell whether this person may give it another reason or take it back."""
    return may_change(user, relation.source) or may_change(user, relation.target)


def say(
    session: Session,
    user: User,
    component: Component,
    saying: Saying,
    other: Component,
    *,
    reason: str | None,
) -> Relation:
    """Say how ``component`` stands to ``other``.

    Raises NotAllowed for who may not, and InvalidInput when it cannot be or is for others to say.
    """
    require_change(user, component)
    if not other.is_public:
        raise InvalidInput(relations.OTHER, _("Kies een component dat in de catalogus staat."))
    source, target = (component, other) if saying.is_target else (other, component)
    if saying.type is RelationType.REPLACES and not may_change(user, target):
        raise InvalidInput(
            relations.OTHER,
            _(
                "Alleen wie %(name)s bijhoudt of de redactie kan zeggen dat het vervangen wordt. "
                "Vraag het hun."
            )
            % {"name": target.name},
        )
    relation = relations.relate(session, source, target, saying.type, reason=reason)
    _note(session, user, relation, component, "relatie-gelegd")
    return relation


def explain(
    session: Session, user: User, relation: Relation, component: Component, reason: str | None
) -> None:
    """Give it another reason. Raises NotAllowed for who answers for neither."""
    _require_touch(user, relation)
    relations.explain(session, relation, reason)
    _note(session, user, relation, component, "relatie-uitgelegd")


def unsay(session: Session, user: User, relation: Relation, component: Component) -> None:
    """Take it back. Raises NotAllowed for who answers for neither."""
    _require_touch(user, relation)
    relations.unrelate(session, relation)
    _note(session, user, relation, component, "relatie-verwijderd")


def _require_touch(user: User, relation: Relation) -> None:
    if not may_touch(user, relation):
        raise NotAllowed(_("Dat kan alleen wie een van beide componenten bijhoudt."))


def _may_know(user: User, component: Component) -> bool:
    return component.publication in {Publication.PUBLISHED, Publication.HIDDEN} or (
        may_follow_along(user, component)
    )


def _note(
    session: Session, user: User, relation: Relation, component: Component, action: str
) -> None:
    audit.note(
        session,
        actor=user.public_id,
        action=action,
        subject=f"component:{component.public_id}",
        details={
            "soort": relation.type.value,
            "ander": str(other_end(relation, component).public_id),
        },
    )
