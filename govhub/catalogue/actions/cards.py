"""Action cards: the components of a guideline with the status that they have today."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from govhub.catalogue.actions.matching import SHORT, SLIM, components_for
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


class Serving:
    """What serves a guideline, in the order of the phases; what is ready for use comes first.

    It knows where everything stands; of the components that are shown it reads more.
    """

    def __init__(self, session: Session, principle: Principle) -> None:
        """Look up what serves the guideline, and which actions the registry has for it."""
        self._session = session
        self._places = sorted(_places(session, principle), key=_Place.order)

    def number(self, phase: Phase | None = None) -> int:
        """Return how many there are, of a phase or in all."""
        return len(self._in(phase))

    def cards(self, phase: Phase | None = None, *, most: int) -> list[LiveCard]:
        """Return the first cards, of a phase or of all."""
        chosen = self._in(phase)[:most]
        keys = [each.component_id for each in chosen if each.component_id is not None]
        found = select(Component).where(Component.id.in_(keys)).options(*SLIM)
        components: dict[int | None, Component] = {
            each.id: each for each in self._session.scalars(found)
        }
        return [_card(each, components.get(each.component_id)) for each in chosen]

    def _in(self, phase: Phase | None) -> Sequence["_Place"]:
        """Leave out what belongs to other phases, or to none in particular."""
        if phase is None:
            return self._places
        return [each for each in self._places if phase in each.phases]


@dataclass(frozen=True, kw_only=True)
class _Place:
    """Where something stands among what serves a guideline."""

    name: str
    status: Status | None
    phases: tuple[Phase, ...]
    component_id: int | None
    """None for what is only in the registry."""
    facts: Mapping[str, Any]
    """What the registry says; empty when it has no such action."""

    def order(self) -> tuple[int, int, str, int]:
        """Sort by the first phase (those of no phase last), what is ready, and name."""
        phase = _PHASES.index(self.phases[0]) if self.phases else len(_PHASES)
        ready = _READY_FIRST.index(self.status) if self.status else len(_READY_FIRST)
        return phase, ready, self.name.lower(), self.component_id or 0


def _places(session: Session, principle: Principle) -> Iterator[_Place]:
    actions = _actions(session, principle)
    said = {each.component_id: each.facts for each in actions if each.component_id is not None}
    shown = set()
    for key, name, status, phases in session.execute(
        select(Component.id, Component.name, Component.status, ComponentPrinciple.phases)
        .join(ComponentPrinciple, ComponentPrinciple.component_id == Component.id)
        .where(IS_PUBLIC, ComponentPrinciple.principle_id == principle.id)
    ):
        shown.add(key)
        facts = said.get(key, {})
        yield _Place(
            name=name,
            status=status,
            phases=in_order(phases) or _phases(facts),
            component_id=key,
            facts=facts,
        )
    for action in actions:
        component = action.component
        if action.component_id in shown or _is_hidden(component):
            continue
        yield _Place(
            name=component.name if component else _text(action.facts, "name"),
            status=component.status if component else _status(action.facts.get("status")),
            phases=_phases(action.facts),
            component_id=action.component_id,
            facts=action.facts,
        )


# --- what the registry knows -----------------------------------------------------------------


def _actions(session: Session, principle: Principle) -> list[RegistryAction]:
    found = session.scalars(
        select(RegistryAction)
        .where(RegistryAction.gone_at.is_(None))
        .options(joinedload(RegistryAction.component).options(*SHORT))
        .order_by(RegistryAction.position)
    )
    return [each for each in found if principle.key in values_of(each.facts, "richtlijn")]


def _is_hidden(component: Component | None) -> bool:
    return component is not None and not component.is_public


def _text(facts: Mapping[str, Any], name: str) -> str:
    return str(facts.get(name) or "")


def _phases(facts: Mapping[str, Any]) -> tuple[Phase, ...]:
    return in_order(values_of(facts, "fase"))


# --- a card ----------------------------------------------------------------------------------


def _card(place: _Place, component: Component | None) -> LiveCard:
    """Return the card of a component, or of what is only in the registry."""
    action = _text(place.facts, "action")
    if component is not None:
        return _of_component(component, action=action, phases=place.phases)
    source = place.facts.get("source")
    return LiveCard(
        name=place.name,
        summary=_text(place.facts, "description"),
        action=action,
        slug=None,
        status=place.status,
        url=source if isinstance(source, str) and is_web_address(source) else None,
        phases=place.phases,
    )


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
