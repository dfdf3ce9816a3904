"""Questions about the guidance. Never changes anything."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from govhub.guidance.models import GuidelineAddress, GuidelineText, Part, Principle
from govhub.guidance.text import blocks
from govhub.guidance.text import headings as text
from govhub.guidance.text.headings import Heading

SHARING = "samenwerking"
"""Key of "Deel, hergebruik en werk samen", the principle that the catalogue belongs to."""


def principles(session: Session) -> Sequence[Principle]:
    """Return all principles, by number."""
    return session.scalars(select(Principle).order_by(Principle.number)).all()


def principle_by_key(session: Session, key: str) -> Principle | None:
    """Return the principle with this key."""
    return session.scalar(select(Principle).where(Principle.key == key))


def texts(session: Session, principle: Principle) -> Sequence[GuidelineText]:
    """Return the imported text of a principle: the guideline first, then what to do when."""
    found = session.scalars(
        select(GuidelineText).where(GuidelineText.principle_id == principle.id)
    ).all()
    return sorted(found, key=lambda each: list(Part).index(each.part))


def headings(session: Session, keys: Iterable[str]) -> Mapping[str, Sequence[Heading]]:
    """Return for these principles the headings of the imported text, in the order of the page."""
    found: dict[str, list[Heading]] = defaultdict(list)
    rows = session.execute(
        select(Principle.key, GuidelineText.part, GuidelineText.blocks)
        .join(Principle, Principle.id == GuidelineText.principle_id)
        .where(Principle.key.in_(keys))
    )
    for key, _part, kept in sorted(rows, key=lambda row: list(Part).index(row.part)):
        found[key].extend(text.headings(blocks.from_json(kept)))
    return found


def addresses(session: Session, principle: Principle) -> Sequence[GuidelineAddress]:
    """Return the public addresses that a principle has and had, the newest first."""
    return session.scalars(
        select(GuidelineAddress)
        .where(GuidelineAddress.principle_id == principle.id)
        .order_by(GuidelineAddress.seen_at.desc(), GuidelineAddress.id.desc())
    ).all()
