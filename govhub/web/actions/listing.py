"""The lists of ``/redactie/acties``, and where somebody is in one of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from flask import request, url_for
from sqlalchemy.orm import Session

from govhub.catalogue.actions import differences
from govhub.kernel.pagination import Pages
from govhub.platform.language import lazy_gettext as _l
from govhub.web.parts import Part
from govhub.web.registration.fields import number

SIZE = 20


class Show(StrEnum):
    """Which actions are shown."""

    DIFFERENT = "verschillen"
    UNLINKED = "los"
    LINKED = "gekoppeld"
    WITHOUT_ADDRESS = "zonder-link"
    EVERY = "alle"

    @property
    def label(self) -> str:
        """Return the word for people."""
        return str(_LABELS[self])


_LABELS = {
    Show.DIFFERENT: _l("Verschillen"),
    Show.UNLINKED: _l("Niet in de catalogus"),
    Show.LINKED: _l("Bij een component"),
    Show.WITHOUT_ADDRESS: _l("Zonder link"),
    Show.EVERY: _l("Alle"),
}


@dataclass(frozen=True, kw_only=True)
class ActionsPage:
    """What the template ``actions/index.html`` shows."""

    show: Show
    choices: tuple[Part, ...]
    found: Sequence[Any]
    """Of the chosen list: differences, or actions."""
    pages: Pages

    def page_url(self, number: int) -> str:
        """Return the address of another page of the same list."""
        return url_for("actions.index", toon=self.show.value, pagina=number)


def actions_page(session: Session) -> ActionsPage:
    """Return what the address asks for; without a choice what waits for a decision."""
    every = differences.present(session)
    lists: dict[Show, Sequence[Any]] = {
        Show.DIFFERENT: differences.differences(session),
        Show.UNLINKED: differences.unlinked(session),
        Show.LINKED: [each for each in every if each.component],
        Show.WITHOUT_ADDRESS: [each for each in every if not each.facts.get("source")],
        Show.EVERY: every,
    }
    show = next((each for each in Show if each == request.args.get("toon")), Show.DIFFERENT)
    pages = Pages(total=len(lists[show]), size=SIZE, asked=number(request.args.get("pagina")) or 1)
    return ActionsPage(
        show=show,
        choices=tuple(
            Part(
                label=each.label,
                number=len(found),
                url=url_for("actions.index", toon=each.value),
                is_chosen=each is show,
            )
            for each, found in lists.items()
        ),
        found=lists[show][pages.offset : pages.offset + pages.size],
        pages=pages,
    )


def back(show: Show) -> str:
    """Return the address of a list, to go back to after a decision."""
    return url_for("actions.index", toon=show.value)
