"""How a component serves a guideline: why, in which phases of a project, and where in its text."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from govhub.catalogue.models import Component, ComponentPrinciple
from govhub.guidance.models import Phase


@dataclass(frozen=True, kw_only=True)
class PrincipleDetail:
    """What the owner says about one guideline."""

    motivation: str = ""
    phases: tuple[Phase, ...] = ()
    """In which it helps, in the order of ``Phase``; none: in no phase in particular."""
    anchor: str | None = None
    """The heading in the text of the guideline that it belongs to; None: the whole text."""

    def __bool__(self) -> bool:
        """Tell whether it says anything."""
        return self != PrincipleDetail()


def in_order(phases: Iterable[str]) -> tuple[Phase, ...]:
    """Return the phases among these words, each once, in the order of a project."""
    named = set(phases)
    return tuple(each for each in Phase if each.value in named)


def detail_of(link: ComponentPrinciple) -> PrincipleDetail:
    """Return what is stored about one guideline."""
    return PrincipleDetail(
        motivation=link.motivation or "", phases=in_order(link.phases or ()), anchor=link.anchor
    )


def details_of(component: Component) -> dict[str, PrincipleDetail]:
    """Return what is stored, by key of the guideline; only what says something."""
    found = {link.principle.key: detail_of(link) for link in component.principle_links}
    return {key: detail for key, detail in sorted(found.items()) if detail}


def write_details(component: Component, details: Mapping[str, PrincipleDetail]) -> None:
    """Write what is said about the guidelines that the component serves."""
    for link in component.principle_links:
        detail = details.get(link.principle.key, PrincipleDetail())
        if detail_of(link) != detail:
            link.motivation = detail.motivation or None
            link.phases = [each.value for each in detail.phases]
            link.anchor = detail.anchor
