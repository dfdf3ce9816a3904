"""What somebody asks of the list of changes: read from the address so that nothing can fail."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import url_for

from govhub.catalogue.ledger.queries import ChangeFilter
from govhub.catalogue.models import Category
from govhub.platform.language import gettext as _

MOVES = "wijzigingen"
"""Value of ``toon`` that leaves out components that are new."""
_MAX_DIGITS = 6
"""Digits of a page number that are looked at; no list is that long."""


@dataclass(frozen=True, kw_only=True)
class Asked:
    """The filters and the page, and what could not be used of the parameters."""

    category: Category | None = None
    only_moves: bool = False
    page: int = 1
    notices: tuple[str, ...] = ()

    @classmethod
    def read(cls, parameters: Mapping[str, str], categories: Sequence[Category]) -> "Asked":
        """Return what the parameters ask; never fails, whatever they hold."""
        notices = []
        key, kind, page = (parameters.get(name, "") for name in ("categorie", "toon", "pagina"))
        category = next((each for each in categories if each.key == key), None)
        if key and category is None:
            notices.append(_("Deze categorie kennen we niet. U ziet alle categorieën."))
        if kind not in {"", MOVES}:
            notices.append(_("Dit filter kennen we niet. U ziet alles."))
        is_number = page.isascii() and page.isdigit()
        if page and not is_number:
            notices.append(_("Deze pagina bestaat niet. U ziet de eerste pagina."))
        return cls(
            category=category,
            only_moves=kind == MOVES,
            page=int(page.lstrip("0")[:_MAX_DIGITS] or 0) if is_number else 1,
            notices=tuple(notices),
        )

    @property
    def filter(self) -> ChangeFilter:
        """Return the question for the ledger."""
        return ChangeFilter(
            category_id=self.category.id if self.category else None, only_moves=self.only_moves
        )

    @property
    def feed_url(self) -> str:
        """Return the feed with the same filters."""
        return url_for("changes.feed", **self._parameters())  # type: ignore[arg-type]

    def url(self, **changed: str | int | None) -> str:
        """Return the address of the same question, on its first page, with something changed."""
        return url_for("changes.index", **{**self._parameters(), **changed})  # type: ignore[arg-type]

    def _parameters(self) -> dict[str, str | int | None]:
        return {
            "categorie": self.category.key if self.category else None,
            "toon": MOVES if self.only_moves else None,
        }
