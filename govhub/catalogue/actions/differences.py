"""Where the action registry and the catalogue say something else about the same thing.

The redactie decides for each: take it over, or leave the component as it is. What was left is not
asked again until the registry says something new.
"""

import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from govhub.catalogue import service
from govhub.catalogue.actions.matching import is_at
from govhub.catalogue.actions.registry import NO_COMPONENT, values_of
from govhub.catalogue.facts import Facts, facts_of
from govhub.catalogue.models import Component, RegistryAction
from govhub.catalogue.serving import PrincipleDetail, in_order
from govhub.catalogue.status import Status
from govhub.guidance import queries as guidance
from govhub.guidance.models import Phase
from govhub.kernel.errors import Conflict
from govhub.kernel.text import is_web_address
from govhub.platform.language import gettext as _
from govhub.platform.language import lazy_gettext as _l


class Subject(StrEnum):
    """What the two may say differently."""

    STATUS = "status"
    ADDRESS = "source"
    PRINCIPLES = "richtlijn"
    PHASES = "fase"

    @property
    def label(self) -> str:
        """Return the word for people."""
        return str(_SUBJECTS[self])

    @property
    def can_be_taken(self) -> bool:
        """Tell whether taking it over is one step; a status changes on a page of its own."""
        return self is not Subject.STATUS


_SUBJECTS = {
    Subject.STATUS: _l("Status"),
    Subject.ADDRESS: _l("Link"),
    Subject.PRINCIPLES: _l("Richtlijn"),
    Subject.PHASES: _l("Fase"),
}


@dataclass(frozen=True, kw_only=True)
class Difference:
    """One thing that the registry and the catalogue say differently."""

    action: RegistryAction
    component: Component
    subject: Subject
    registry: str
    catalogue: str


def differences(session: Session) -> list[Difference]:
    """Return what waits for a decision, in the order of the registry."""
    titles = _titles(session)
    return [each for action in linked(session) for each in _of(action, titles)]


def unlinked(session: Session) -> Sequence[RegistryAction]:
    """Return the actions that are no component of the catalogue, as far as anybody said."""
    found = session.scalars(
        select(RegistryAction)
        .where(RegistryAction.gone_at.is_(None), RegistryAction.component_id.is_(None))
        .order_by(RegistryAction.position)
    )
    return [each for each in found if NO_COMPONENT not in each.settled]


def linked(session: Session) -> Sequence[RegistryAction]:
    """Return the actions that are a component, with that component."""
    return session.scalars(
        select(RegistryAction)
        .where(RegistryAction.gone_at.is_(None), RegistryAction.component_id.is_not(None))
        .options(joinedload(RegistryAction.component))
        .order_by(RegistryAction.position)
    ).all()


def present(session: Session) -> Sequence[RegistryAction]:
    """Return all actions that the registry has now, with their component, in its order."""
    return session.scalars(
        select(RegistryAction)
        .where(RegistryAction.gone_at.is_(None))
        .options(joinedload(RegistryAction.component))
        .order_by(RegistryAction.position)
    ).all()


def action_by_public_id(session: Session, public_id: uuid.UUID) -> RegistryAction | None:
    """Return the action with this id."""
    return session.scalar(select(RegistryAction).where(RegistryAction.public_id == public_id))


def of_action(session: Session, action: RegistryAction, subject: str) -> Difference | None:
    """Return what an action and its component say differently of this, unless it was settled.

    Holds the action until the transaction ends: of two who decide at once, one finds nothing left.
    """
    held = session.scalar(
        select(RegistryAction)
        .where(RegistryAction.id == action.id)
        .with_for_update(of=RegistryAction)
        .execution_options(populate_existing=True)
    )
    found = _of(held, _titles(session)) if held else ()
    return next((each for each in found if each.subject == subject), None)


def _of(action: RegistryAction, titles: Mapping[str, str]) -> Iterator[Difference]:
    component = action.component
    if component is None or not component.is_public:
        return
    for subject, compare in _COMPARED.items():
        said = compare(action.facts, component, titles)
        if said and action.settled.get(subject) != _fingerprint(action, subject):
            yield Difference(
                action=action,
                component=component,
                subject=subject,
                registry=said[0],
                catalogue=said[1] or _("(niets)"),
            )


def leave(session: Session, action: RegistryAction, subject: Subject) -> None:
    """Leave the component as it is, until the registry says something else."""
    action.settled = {**action.settled, subject.value: _fingerprint(action, subject)}
    session.flush()


def leave_out(session: Session, action: RegistryAction) -> None:
    """Say that an action is no component, so that nobody is asked again."""
    action.settled = {**action.settled, NO_COMPONENT: True}
    session.flush()


def link(session: Session, action: RegistryAction, component: Component) -> None:
    """Say which component an action is about; what was settled about another lapses."""
    action.component = component
    action.settled = {}
    session.flush()


def take(session: Session, difference: Difference) -> None:
    """Let the component say what the registry says. Raises Conflict when nothing differs."""
    action, component = difference.action, difference.component
    service.hold(session, component)
    match difference.subject:
        case Subject.ADDRESS:
            facts = replace(facts_of(component), website_url=action.facts["source"])
        case Subject.PRINCIPLES:
            facts = facts_of(component)
            known = {each.key for each in guidance.principles(session)}
            added = [key for key in values_of(action.facts, "richtlijn") if key in known]
            keys = tuple(sorted({*facts.principle_keys, *added}))
            facts = replace(facts, principle_keys=keys)
        case Subject.PHASES:
            facts = _with_phases(facts_of(component), action)
        case _:
            raise Conflict(_("Wijzig de status op de pagina van het component."))
    service.edit(session, component, facts, seen_version=component.version)


# --- comparing -------------------------------------------------------------------------------

_Said = tuple[str, str] | None
_Titles = Mapping[str, str]


def _status(facts: Mapping[str, Any], component: Component, _titles: _Titles) -> _Said:
    """Compare the words of the registry: it has none for what is planned or ends."""
    word = facts.get("status")
    same = {component.status.value, in_registry(component.status).value}
    if word in same or not isinstance(word, str):
        return None
    found = next((each for each in Status if each.value == word), None)
    return (str(found.label) if found else word, str(component.status.label))


def _address(facts: Mapping[str, Any], component: Component, _titles: _Titles) -> _Said:
    address = facts.get("source")
    if not isinstance(address, str) or not is_web_address(address) or is_at(component, address):
        return None
    return address, component.website_url or component.repository_url or ""


def _principles(facts: Mapping[str, Any], component: Component, titles: _Titles) -> _Said:
    theirs = values_of(facts, "richtlijn")
    ours = {link.principle.key: link.principle.title for link in component.principle_links}
    missing = [key for key in theirs if key not in ours]
    if not missing:
        return None
    return (
        ", ".join(titles.get(key, key) for key in missing),
        ", ".join(sorted(ours.values())),
    )


def _phases(facts: Mapping[str, Any], component: Component, _titles: _Titles) -> _Said:
    theirs = [each for each in Phase if each.value in values_of(facts, "fase")]
    about = set(values_of(facts, "richtlijn"))
    links = [each for each in component.principle_links if each.principle.key in about]
    ours = {phase for each in links for phase in each.phases}
    if not links or all(each.value in ours for each in theirs):
        return None
    return (
        ", ".join(each.label for each in theirs),
        ", ".join(each.label for each in Phase if each.value in ours),
    )


_COMPARED: Mapping[Subject, Callable[[Mapping[str, Any], Component, _Titles], _Said]] = {
    Subject.STATUS: _status,
    Subject.ADDRESS: _address,
    Subject.PRINCIPLES: _principles,
    Subject.PHASES: _phases,
}


def in_registry(status: Status) -> Status:
    """Return a status in the words of the registry, which has four of our seven."""
    return _NEAREST.get(status, status)


_NEAREST = {
    Status.PLANNED: Status.CONCEPT,
    Status.PHASING_OUT: Status.AVAILABLE,
}


def _with_phases(facts: Facts, action: RegistryAction) -> Facts:
    """Return the facts with the phases of the registry added at the guidelines that it names."""
    theirs, about = values_of(action.facts, "fase"), values_of(action.facts, "richtlijn")
    details = dict(facts.principle_details)
    for key in facts.principle_keys:
        if key in about:
            known = details.get(key, PrincipleDetail())
            details[key] = replace(known, phases=in_order([*known.phases, *theirs]))
    return replace(facts, principle_details=details)


def _titles(session: Session) -> _Titles:
    return {each.key: each.title for each in guidance.principles(session)}


def _fingerprint(action: RegistryAction, subject: Subject) -> str:
    """Return what the registry says of this, to see later whether it says something new."""
    return repr(action.facts.get(subject.value))
