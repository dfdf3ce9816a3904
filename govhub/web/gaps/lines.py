"""How much there is for a guideline or a category, with links to it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import url_for
from sqlalchemy.orm import Session

from govhub.catalogue import queries as catalogue
from govhub.catalogue import supply
from govhub.catalogue.status import Status
from govhub.catalogue.supply import COMING, Supply
from govhub.guidance.models import Phase, Principle

_NOTHING = Supply()


@dataclass(frozen=True, kw_only=True)
class Line:
    """What there is of something."""

    name: str
    url: str
    supply: Supply
    available_url: str
    coming_url: str


@dataclass(frozen=True, kw_only=True)
class PrincipleLine:
    """What there is for a guideline, and in which phases of a project."""

    line: Line
    phases: tuple[tuple[Phase, Supply], ...]
    undivided: Supply
    """Of this nobody said in which phases it helps."""

    @property
    def is_divided(self) -> bool:
        """Tell whether anybody said to which phase something belongs."""
        return any(found.total for _phase, found in self.phases)

    @property
    def without(self) -> tuple[Phase, ...]:
        """Return the phases for which nothing can be used; none while that cannot be said."""
        if self.undivided.available:
            return ()
        return tuple(phase for phase, found in self.phases if found.is_gap)


def principle_lines(session: Session, principles: Sequence[Principle]) -> tuple[PrincipleLine, ...]:
    """Return what there is for each of these guidelines."""
    per_principle = supply.per_principle(session)
    per_phase = supply.per_phase(session, [each.id for each in principles])
    return tuple(
        PrincipleLine(
            line=_line(
                f"{each.number}. {each.title}",
                url_for("principles.show", key=each.key),
                per_principle.get(each.id, _NOTHING),
                {"principe": each.key},
            ),
            phases=tuple((phase, per_phase.get((each.id, phase), _NOTHING)) for phase in Phase),
            undivided=per_phase.get((each.id, None), _NOTHING),
        )
        for each in principles
        if each.ended_on is None
    )


def category_lines(session: Session) -> tuple[Line, ...]:
    """Return what there is in each category."""
    per_category = supply.per_category(session)
    return tuple(
        _line(
            each.name,
            url_for("catalogue.index", categorie=each.key),
            per_category.get(each.id, _NOTHING),
            {"categorie": each.key},
        )
        for each in catalogue.categories(session)
    )


def _line(name: str, url: str, found: Supply, about: Mapping[str, Any]) -> Line:
    def listed(statuses: Collection[Status]) -> str:
        return url_for("catalogue.index", **about, status=[each.value for each in statuses])

    return Line(
        name=name,
        url=url,
        supply=found,
        available_url=listed([Status.AVAILABLE]),
        coming_url=listed(COMING),
    )
