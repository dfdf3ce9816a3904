"""Subscribers and what they follow. An address is stored once."""

import uuid
from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from govhub.catalogue.models import Category, Component
from govhub.platform.db import Base, values_of
from govhub.platform.language import gettext as _


class Scope(StrEnum):
    """What a subscription is about."""

    COMPONENT = "component"
    CATEGORY = "categorie"
    EVERYTHING = "alles"


class Subscriber(Base):
    """An e-mail address that follows something."""

    __tablename__ = "subscriber"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(sa.String(254), unique=True)
    """Lower case."""
    created_at: Mapped[datetime]


class Subscription(Base):
    """One thing that one address follows; it counts once it is confirmed."""

    __tablename__ = "subscription"
    __table_args__ = (sa.UniqueConstraint("subscriber_id", "target"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[uuid.UUID] = mapped_column(unique=True, default=uuid.uuid4)
    subscriber_id: Mapped[int] = mapped_column(sa.ForeignKey("subscriber.id", ondelete="CASCADE"))
    scope: Mapped[Scope] = mapped_column(values_of(Scope))
    component_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("component.id", ondelete="CASCADE"), index=True
    )
    category_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("category.id", ondelete="CASCADE"), index=True
    )
    target: Mapped[str] = mapped_column(sa.String(80))
    """Scope and id in one word, so that the database refuses to follow the same thing twice."""
    created_at: Mapped[datetime]
    confirmed_at: Mapped[datetime | None]

    subscriber: Mapped[Subscriber] = relationship(lazy="joined", innerjoin=True)
    component: Mapped[Component | None] = relationship()
    category: Mapped[Category | None] = relationship()

    @property
    def subject(self) -> str:
        """Return what is followed, as it reads in "u volgt …"."""
        if self.component is not None:
            return self.component.name
        if self.category is not None:
            return _("de categorie %(name)s") % {"name": self.category.name}
        return _("alle wijzigingen")
