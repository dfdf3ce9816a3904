"""Action cards: the components of a guideline with the status that they have today."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from govhub.catalogue.actions.matching import SLIM, components_for
from govhub.catalogue.actions.registry import values_of
from govhub.catalogue.models import Component, ComponentPrinciple, RegistryAction
from govhub.catalogue.queries import IS_PUBLIC
from govhub.catalogue.serving import in_order
from govhub.catalogue.status import Status
from govhub.guidance.models import Phase, Principle
from govhub.guidance.text.blocks import Card
from govhub.kernel.text import is_web_address

_PHASES = list(Phase)
_READY_FIRST = (
    Status.AVAILABLE,
    Status.DEMO,
    Status.DEVELOPMENT,
    Status.PLANNED,
    Status.CONCEPT,
    Status.PHASING_OUT,
    Status.ENDED,
)
_WITH_LINK = {Status.AVAILABLE, Status.DEMO, Status.PHASING_OUT}
"""Only what works, or can be tried, has a button that goes there."""


@dataclass(frozen=True, kw_only=True)
class LiveCard:
    """An action of a guideline as a reader sees it today."""

    name: str
    summary: str
    action: str
    """What the button says; empty when the guidance does not say it."""
    slug: str | None
    """Of the component in the catalogue; None when it is not in there."""
    status: Status | None
    """What the catalogue says; of something that is not in there, what the guidance says."""
    url: str | None
    """Where the button goes; None when there is nothing to go to yet."""
    owner: str | None = None
    phases: tuple[Phase, ...] = ()


def live(session: Session, cards: Sequence[Card]) -> list[LiveCard]:
    """Return the cards of a guideline with what the catalogue knows, in the same order."""
    found = components_for(session, [(each.name, each.url) for each in cards])
    return [
        _of_component(component, action=card.action)
        if (component := found.get(position)) is not None
        else LiveCard(
            name=card.name,
            summary=card.summary,
            action=card.action,
            slug=None,
            status=_status(card.status),
            url=card.url,
        )
        for position, card in enumerate(cards)
    ]


def of_principle(
    session: Session, principle: Principle, phase: Phase | None = None
) -> list[LiveCard]:
    """Return the actions of a guideline, in the order of the phases; ready for use comes first."""
    actions = _actions(session, principle)
    links = _links(session, principle)
    said = {each.component_id: each for each in actions if each.component_id is not None}
    cards = [
        _of_component(
            component,
            action=_label(said.get(component.id)),
            phases=in_order(link.phases) or _phases(said.get(component.id)),
        )
        for component, link in links
    ]
    shown = {component.id for component, _link in links}
    cards += [
        _of_action(each)
        for each in actions
        if each.component_id not in shown and not _is_hidden(each.component)
    ]
    return in_phase(sorted(cards, key=_order), phase)


def in_phase(cards: list[LiveCard], phase: Phase | None) -> list[LiveCard]:
    """Leave out what belongs to other phases, or to none in particular; no phase is every one."""
    return [each for each in cards if phase in each.phases] if phase is not None else cards


# --- what the catalogue knows ----------------------------------------------------------------


def _links(
    session: Session, principle: Principle
) -> Sequence[tuple[Component, ComponentPrinciple]]:
    rows = session.execute(
        select(Component, ComponentPrinciple)
        .join(ComponentPrinciple, ComponentPrinciple.component_id == Component.id)
        .where(IS_PUBLIC, ComponentPrinciple.principle_id == principle.id)
        .options(*SLIM)
    )
    return [(component, link) for component, link in rows]


# --- what the registry knows -----------------------------------------------------------------


def _actions(session: Session, principle: Principle) -> list[RegistryAction]:
    found = session.scalars(
        select(RegistryAction)
        .where(RegistryAction.gone_at.is_(None))
        .options(joinedload(RegistryAction.component).options(*SLIM))
        .order_by(RegistryAction.position)
    )
    return [each for each in found if principle.key in values_of(each.facts, "richtlijn")]


def _is_hidden(component: Component | None) -> bool:
    return component is not None and not component.is_public


def _of_action(action: RegistryAction) -> LiveCard:
    """Return the card of an action: what the catalogue says of it, if it is in the catalogue."""
    facts, component = action.facts, action.component
    if component is not None:
        return _of_component(component, action=_label(action), phases=_phases(action))
    source = facts.get("source")
    return LiveCard(
        name=str(facts.get("name") or ""),
        summary=str(facts.get("description") or ""),
        action=_label(action),
        slug=None,
        status=_status(facts.get("status")),
        url=source if isinstance(source, str) and is_web_address(source) else None,
        phases=_phases(action),
    )


def _phases(action: RegistryAction | None) -> tuple[Phase, ...]:
    return in_order(values_of(action.facts, "fase")) if action else ()


def _label(action: RegistryAction | None) -> str:
    return str(action.facts.get("action") or "") if action else ""


# --- a card ----------------------------------------------------------------------------------


def _of_component(component: Component, *, action: str, phases: tuple[Phase, ...] = ()) -> LiveCard:
    address = (
        component.website_url
        or component.demo_url
        or component.documentation_url
        or component.repository_url
    )
    return LiveCard(
        name=component.name,
        summary=component.summary,
        action=action,
        slug=component.slug,
        status=component.status,
        url=address if component.status in _WITH_LINK else None,
        owner=component.owner.name if component.owner else None,
        phases=phases,
    )


def _status(word: object) -> Status | None:
    said = word.strip().lower() if isinstance(word, str) else None
    return next((each for each in Status if each.value == said), None)


def _order(card: LiveCard) -> tuple[int, int, str]:
    """Sort by the first phase (those of no phase last), what is ready, and name."""
    phase = _PHASES.index(card.phases[0]) if card.phases else len(_PHASES)
    ready = _READY_FIRST.index(card.status) if card.status else len(_READY_FIRST)
    return phase, ready, card.name.lower()
