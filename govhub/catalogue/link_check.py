"""Whether the addresses of components still answer: what was seen, and when."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session, mapped_column

from govhub.catalogue.models import Component
from govhub.platform.db import Base

FIELDS = ("repository_url", "website_url", "documentation_url")
"""Addresses that must work before a component may be called ``beschikbaar``."""


class LinkCheck(Base):
    """The last time that an address was visited."""

    __tablename__ = "link_check"

    url: Mapped[str] = mapped_column(sa.String(500), primary_key=True)
    checked_at: Mapped[datetime] = mapped_column(index=True)
    http_status: Mapped[int | None]
    """None when no server answered."""
    dead_since: Mapped[datetime | None]
    """When the server first said, without a better answer since, that there is no such page."""


def dead_links(session: Session, component: Component) -> list[tuple[str, str]]:
    """Return the field and the address of each link of the component that is known not to work."""
    urls = {field: url for field in FIELDS if (url := getattr(component, field))}
    dead = set(
        session.scalars(
            sa.select(LinkCheck.url).where(
                LinkCheck.url.in_(urls.values()), LinkCheck.dead_since.is_not(None)
            )
        )
    )
    return [(field, url) for field, url in urls.items() if url in dead]
