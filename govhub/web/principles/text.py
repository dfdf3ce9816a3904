"""The imported text of a principle, with the actions in it as they are today."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import url_for
from markupsafe import Markup
from sqlalchemy.orm import Session

from govhub.catalogue.actions import cards
from govhub.catalogue.actions.cards import LiveCard, Serving
from govhub.catalogue.status import Status
from govhub.guidance import queries
from govhub.guidance.models import GuidelineText, Part, Phase, Principle, Role
from govhub.guidance.text import blocks
from govhub.guidance.text.blocks import Block, Cards, Tab, Tabs, Text
from govhub.platform.language import gettext as _

MOST_CARDS = 12
"""In one place of the text; the list of components has the others."""


@dataclass(frozen=True, kw_only=True)
class ShownCard:
    """An action card."""

    name: str
    page: str | None
    """Of the component in the catalogue."""
    summary: str
    status: Status | None
    owner: str | None
    action: str
    url: str | None
    why_not: str | None
    """Why the button does nothing, when there is nowhere to go."""


@dataclass(frozen=True, kw_only=True)
class Piece:
    """Something on the page: text, cards, or tabs."""

    html: Markup | None = None
    cards: tuple[ShownCard, ...] | None = None
    more: str | None = None
    """Where the cards that do not fit are."""
    tabs: "tuple[ShownTab, ...] | None" = None
    id: str | None = None
    """Of the set of tabs, on the page."""


@dataclass(frozen=True, kw_only=True)
class ShownTab:
    """A tab and what is in it."""

    id: str
    label: str
    is_chosen: bool
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, kw_only=True)
class ShownText:
    """A part of a guideline."""

    id: str
    title: str
    is_main: bool
    pieces: tuple[Piece, ...]
    url: str
    imported_at: datetime

    @property
    def has_roles(self) -> bool:
        """Tell whether a part of it is for the reader's role alone."""
        return any(each.tabs for each in self.pieces)


def shown_texts(session: Session, principle: Principle, role: Role | None) -> tuple[ShownText, ...]:
    """Return what was imported of a principle; empty before the first import."""
    showing = _Showing(session, principle, role)
    return tuple(showing.shown(text) for text in queries.texts(session, principle))


def own_words(session: Session, principle: Principle, role: Role | None) -> tuple[Piece, ...]:
    """Return what to do in words of our own, for as long as there is no text."""
    return _Showing(session, principle, role).own()


def shown_card(card: LiveCard) -> ShownCard:
    """Return a card, with the reason when its button does nothing."""
    return ShownCard(
        name=card.name,
        page=url_for("catalogue.show", slug=card.slug) if card.slug else None,
        summary=card.summary,
        status=card.status,
        owner=card.owner,
        action=card.action or _("Openen"),
        url=card.url,
        why_not=None if card.url else _why_not(card.status),
    )


def _why_not(status: Status | None) -> str:
    match status:
        case Status.CONCEPT:
            return _("Dit is nog een idee. Er is nog niets om te openen.")
        case Status.PLANNED:
            return _("Dit moet nog worden gemaakt.")
        case Status.DEVELOPMENT:
            return _("Hier wordt nog aan gebouwd.")
        case Status.ENDED:
            return _("Dit is gestopt.")
        case _:
            return _("Er is geen link bekend.")


class _Showing:
    """Makes the pieces of the texts; what serves a guideline is looked up once for all places."""

    def __init__(self, session: Session, principle: Principle, role: Role | None) -> None:
        self._session = session
        self._principle = principle
        self._role = role
        self._sets = 0
        self._serving: dict[str, Serving] = {}

    def shown(self, text: GuidelineText) -> ShownText:
        """Return a text as the page shows it."""
        return ShownText(
            id=text.part.value,
            title=text.title,
            is_main=text.part is Part.GUIDELINE,
            pieces=self._pieces(text.part, blocks.from_json(text.blocks)),
            url=text.url,
            imported_at=text.imported_at,
        )

    def own(self) -> tuple[Piece, ...]:
        """Return what the seed says to do."""
        return self._pieces(Part.GUIDELINE, blocks.from_json(self._principle.own_text))

    def _pieces(self, part: Part, found: Sequence[Block]) -> tuple[Piece, ...]:
        return tuple(self._piece(part, each) for each in found)

    def _piece(self, part: Part, block: Block) -> Piece:
        match block:
            case Text(html):
                return Piece(html=Markup(html))  # noqa: S704  # sanitised when it was imported
            case Cards():
                return self._cards(block)
            case Tabs(tabs):
                return self._tabs(part, tabs)

    def _tabs(self, part: Part, tabs: Sequence[Tab]) -> Piece:
        """Return a set of tabs; the names of later sets have a number, as none is on it twice."""
        self._sets += 1
        later = f"-{self._sets}" if self._sets > 1 else ""
        return Piece(
            id=f"tabs-{self._sets}",
            tabs=tuple(
                ShownTab(
                    id=f"{part.value}-{tab.role or number}{later}",
                    label=tab.role.label if tab.role else tab.label,
                    is_chosen=tab.role is not None and tab.role is self._role,
                    pieces=self._pieces(part, tab.blocks),
                )
                for number, tab in enumerate(tabs)
            ),
        )

    def _cards(self, block: Cards) -> Piece:
        if block.cards:
            return _piece(cards.live(self._session, block.cards))
        phase, principle = _phase(block), self._named(block.principle)
        if principle.key not in self._serving:
            self._serving[principle.key] = Serving(self._session, principle)
        serving = self._serving[principle.key]
        return _piece(
            serving.cards(phase, most=MOST_CARDS),
            url_for("catalogue.index", principe=principle.key)
            if serving.number(phase) > MOST_CARDS
            else None,
        )

    def _named(self, key: str | None) -> Principle:
        """Return the guideline that a place for cards names; this one when it names none."""
        if key is None or key == self._principle.key:
            return self._principle
        return queries.principle_by_key(self._session, key) or self._principle


def _piece(found: Sequence[LiveCard], more: str | None = None) -> Piece:
    return Piece(cards=tuple(map(shown_card, found)), more=more)


def _phase(block: Cards) -> Phase | None:
    return next((each for each in Phase if each.value == block.phase), None)
