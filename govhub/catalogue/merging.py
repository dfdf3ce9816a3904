"""Two components that turn out to be one: everything of the double goes to the other.

The double stays as a row that nobody sees, with its ledger: its addresses lead to what it became.
What this package does not know of (who follows it, who uses it, what waits for the redactie) is
moved by ``movers``, which the caller brings along. All in one transaction, or nothing.

There is no way back: afterwards nobody can tell any more what was of which.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, Protocol

from sqlalchemy import update
from sqlalchemy.orm import Session

from govhub.accounts.models import User
from govhub.catalogue import relations, service
from govhub.catalogue.events import ComponentChanged, ComponentMerged
from govhub.catalogue.facts import Facts, describe, facts_of
from govhub.catalogue.ledger import plans
from govhub.catalogue.ledger import queries as ledger
from govhub.catalogue.ledger.models import PlannedChange
from govhub.catalogue.models import (
    Component,
    ComponentRole,
    OldSlug,
    RegistryAction,
)
from govhub.catalogue.renaming import is_mistake
from govhub.catalogue.vocabulary import OrganisationRole, Publication
from govhub.kernel import clock
from govhub.kernel.errors import Conflict, InvalidInput, NotAllowed
from govhub.kernel.slug import fold
from govhub.platform import audit
from govhub.platform.language import gettext as _
from govhub.platform.outbox import record

ORGANISATIONS = "organisations"
"""Choice: what the organisations of the double are to it, they become to the other."""
_NOT_OFFERED = {"name", "kind", "owner_slug", "aliases", "principle_details"}
"""Facts that nobody chooses: the other keeps its own, and other names always come along."""
_MOST = {"purposes": 6, "keywords": 20}
"""As many as a form takes."""


class Mover(Protocol):
    """Something outside the catalogue that points to components; a module will do."""

    def preview(self, session: Session, double: Component, into: Component) -> Sequence[str]:
        """Return what will move, in sentences. Changes nothing."""

    def move(self, session: Session, double: Component, into: Component) -> Sequence[str]:
        """Let everything point to ``into``; return what could not come along, in sentences."""


@dataclass(frozen=True, kw_only=True)
class Choice:
    """Something of the double that may come along."""

    field: str
    """Name of a fact, or ``ORGANISATIONS``."""
    theirs: Any
    """What the double says."""
    ours: Any
    """What the other says now."""
    is_addition: bool
    """What the other says stays; else it is replaced."""

    @property
    def fills_a_gap(self) -> bool:
        """Tell whether the other says nothing of it."""
        return not self.ours


def choices(double: Component, into: Component) -> Sequence[Choice]:
    """Return what of the double may come along, because the other does not say it."""
    theirs, ours = facts_of(double), facts_of(into)
    found = [
        Choice(
            field=each.name,
            theirs=getattr(theirs, each.name),
            ours=getattr(ours, each.name),
            is_addition=isinstance(getattr(ours, each.name), tuple),
        )
        for each in fields(Facts)
        if each.name not in _NOT_OFFERED and _adds(each.name, theirs, ours)
    ]
    if new := _new_roles(double, into):
        found.append(
            Choice(
                field=ORGANISATIONS,
                theirs=tuple(f"{role.organisation.name} ({role.role.label})" for role in new),
                ours=tuple(f"{each.organisation.name} ({each.role.label})" for each in into.roles),
                is_addition=True,
            )
        )
    return found


def preview(
    session: Session, double: Component, into: Component, movers: Iterable[Mover]
) -> Sequence[str]:
    """Return what will move whatever is chosen, in sentences."""
    told = [
        _("De naam %(name)s wordt een andere naam van %(into)s, zodat mensen het blijven vinden.")
        % {"name": double.name, "into": into.name}
    ]
    if waiting := ledger.waiting_plans(session, double):
        told.append(
            _("Wat over de status is aangekondigd, gaat niet door (%(number)s keer).")
            % {"number": len(waiting)}
        )
    for mover in movers:
        told += mover.preview(session, double, into)
    return told


def check(double: Component, into: Component) -> None:
    """Raise InvalidInput or Conflict when these two cannot become one."""
    if double.id == into.id:
        raise InvalidInput("into", _("Kies een ander component: dit is het component zelf."))
    if double.merged_into_id is not None:
        raise Conflict(_("Dit component is al samengevoegd met een ander."))
    if double.publication not in {Publication.PUBLISHED, Publication.HIDDEN}:
        raise Conflict(_("Dit component staat niet in de catalogus."))
    if not into.is_public:
        raise InvalidInput("into", _("Kies een component dat in de catalogus staat."))


def merge(  # noqa: PLR0913  # both, who decides and why, and what comes along
    session: Session,
    double: Component,
    into: Component,
    *,
    reason: str,
    decided_by: User,
    movers: Iterable[Mover],
    taken: Collection[str] = (),
) -> Sequence[str]:
    """Let everything of ``double`` be of ``into``; return what could not come along.

    ``taken`` names what was chosen of ``choices``. Raises NotAllowed for who is not of the
    redactie, InvalidInput without a reason or with the wrong other, Conflict when somebody hid,
    merged or changed one of them first.
    """
    if not decided_by.is_editor:
        raise NotAllowed(_("Alleen de redactie kan hierover besluiten."))
    if not reason.strip():
        raise InvalidInput("reason", _("Leg uit waarom dit hetzelfde is."))
    for each in sorted((double, into), key=lambda component: component.id):
        service.hold(session, each)
    check(double, into)
    lapse = _("Dit component is samengevoegd met %(name)s.") % {"name": into.name}
    plans.let_all_plans_lapse(session, double, reason=lapse)
    _take(session, double, into, taken)
    lost = list(relations.move(session, double, into))
    _repoint(session, double, into)
    for mover in movers:
        lost += mover.move(session, double, into)
    _close(session, double, into, reason.strip())
    audit.note(
        session,
        actor=decided_by.public_id,
        action="component-samengevoegd",
        subject=f"component:{double.public_id}",
        details={"met": into.slug},
    )
    return lost


def _take(session: Session, double: Component, into: Component, taken: Collection[str]) -> None:
    offered = {each.field: each for each in choices(double, into)}
    chosen: dict[str, Any] = {
        name: _together(each) if each.is_addition else each.theirs
        for name, each in offered.items()
        if name in taken and name != ORGANISATIONS
    }
    ours = facts_of(into)
    if "principle_keys" in chosen:
        theirs = facts_of(double).principle_details
        chosen["principle_details"] = {**theirs, **ours.principle_details}
    aliases = (*ours.aliases, *_new_names(double, into))
    describe(session, into, replace(ours, **chosen, aliases=aliases))
    if ORGANISATIONS in taken:
        into.roles.extend(_new_roles(double, into))
    into.changed_at = clock.now()
    session.flush()


def _repoint(session: Session, double: Component, into: Component) -> None:
    """Let what the catalogue itself keeps point to ``into``."""
    for table, column in (
        (OldSlug, OldSlug.component_id),
        (RegistryAction, RegistryAction.component_id),
        (Component, Component.merged_into_id),
    ):
        session.execute(
            update(table)
            .where(column == double.id)
            .values({column: into.id})
            .execution_options(synchronize_session=False)
        )
    is_successor = PlannedChange.successor_id == double.id
    for condition, successor in (
        (PlannedChange.component_id == into.id, None),
        (PlannedChange.component_id != into.id, into.id),
    ):
        session.execute(
            update(PlannedChange)
            .where(is_successor, condition)
            .values(successor_id=successor)
            .execution_options(synchronize_session=False)
        )


def _close(session: Session, double: Component, into: Component, reason: str) -> None:
    double.publication = Publication.HIDDEN
    double.hidden_reason = reason
    double.merged_into = into
    session.flush()
    record(
        session,
        ComponentMerged(subject=str(double.public_id), into=str(into.public_id), reason=reason),
    )
    record(session, ComponentChanged(subject=str(into.public_id)))


def _adds(name: str, theirs: Facts, ours: Facts) -> bool:
    their, our = getattr(theirs, name), getattr(ours, name)
    if isinstance(our, tuple):
        return bool(set(their) - set(our)) and len(our) < _MOST.get(name, len(our) + 1)
    return bool(their) and their != our


def _together(choice: Choice) -> tuple[Any, ...]:
    """Return what both say, ours first; no more than a form takes."""
    both = tuple(dict.fromkeys((*choice.ours, *choice.theirs)))
    return both[: max(_MOST.get(choice.field, len(both)), len(choice.ours))]


def _new_names(double: Component, into: Component) -> Iterable[str]:
    """Give the names of the double by which people do not know the other yet."""
    known = {fold(name) for name in (into.name, *(alias.name for alias in into.aliases))}
    for name in (double.name, *sorted(alias.name for alias in double.aliases)):
        if fold(name) not in known and not is_mistake(name, into.name):
            known.add(fold(name))
            yield name


def _new_roles(double: Component, into: Component) -> list[ComponentRole]:
    """Return roles for the organisations that are nothing to ``into``; it has one owner already."""
    present = {role.organisation_id for role in into.roles}
    new: dict[int, ComponentRole] = {}
    for role in double.roles:
        if role.organisation_id not in present | new.keys():
            is_owner = role.role is OrganisationRole.OWNER and into.owner is not None
            new[role.organisation_id] = ComponentRole(
                organisation=role.organisation,
                organisation_id=role.organisation_id,
                role=OrganisationRole.CO_OWNER if is_owner else role.role,
            )
    return list(new.values())
