"""Subscribers and what they follow. An address is stored once."""

import uuid
from datetime import datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from govhub.accounts.models import Organisation, User
from govhub.catalogue.models import Category, Component
from govhub.catalogue.status import Status
from govhub.following.saved_search import SavedSearch
from govhub.guidance.models import Principle
from govhub.platform.db import Base, values_of
from govhub.platform.language import gettext as _
from govhub.platform.language import lazy_gettext as _l


class Scope(StrEnum):
    """What a subscription is about."""

    COMPONENT = "component"
    CATEGORY = "categorie"
    ORGANISATION = "organisatie"
    PRINCIPLE = "richtlijn"
    SEARCH = "zoekopdracht"
    EVERYTHING = "alles"


class Interest(StrEnum):
    """Which changes of status somebody wants to hear of."""

    ANY = "elke"
    AVAILABLE = "beschikbaar"
    """Only when something may be used from now on."""
    ENDING = "einde"
    """Only when something is phased out or ends."""

    @property
    def label(self) -> str:
        """Return the words for people."""
        return _INTERESTS[self]

    def covers(self, new: Status) -> bool:
        """Tell whether a change to this status is of interest."""
        match self:
            case Interest.ANY:
                return True
            case Interest.AVAILABLE:
                return new is Status.AVAILABLE
            case Interest.ENDING:
                return new in (Status.PHASING_OUT, Status.ENDED)


_INTERESTS = {
    Interest.ANY: _l("elke verandering van status"),
    Interest.AVAILABLE: _l("alleen als iets beschikbaar wordt"),
    Interest.ENDING: _l("alleen als iets stopt"),
}


class Rhythm(StrEnum):
    """How often mail comes."""

    AT_ONCE = "direct"
    DAILY = "dagelijks"
    WEEKLY = "wekelijks"

    @property
    def label(self) -> str:
        """Return the words for people."""
        return _RHYTHMS[self]


_RHYTHMS = {
    Rhythm.AT_ONCE: _l("meteen"),
    Rhythm.DAILY: _l("elke dag één mail"),
    Rhythm.WEEKLY: _l("elke week één mail"),
}


class Subscriber(Base):
    """An e-mail address that follows something; stored once, and only as long as it does."""

    __tablename__ = "subscriber"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[uuid.UUID] = mapped_column(unique=True, default=uuid.uuid4)
    email: Mapped[str] = mapped_column(sa.String(254), unique=True)
    """Lower case."""
    created_at: Mapped[datetime]
    confirmation_sent_at: Mapped[datetime | None]
    """When a mail to confirm was last asked for: one an hour, whoever asks."""
    wants_confirmation: Mapped[bool] = mapped_column(default=False, index=True)
    """Another mail to confirm waits until that hour is over."""
    bounces: Mapped[int] = mapped_column(default=0)
    """Mails in a row that the server of the address refused for good."""
    stopped_at: Mapped[datetime | None]
    """When mail to the address was stopped because of that; confirming again starts it."""


class Digest(Base):
    """Until where an address was told in a daily or weekly mail."""

    __tablename__ = "digest"

    subscriber_id: Mapped[int] = mapped_column(
        sa.ForeignKey("subscriber.id", ondelete="CASCADE"), primary_key=True
    )
    rhythm: Mapped[Rhythm] = mapped_column(values_of(Rhythm), primary_key=True)
    told_until: Mapped[int]
    """Number of the last line of the ledger that was considered."""
    due_at: Mapped[datetime] = mapped_column(index=True)


class WebhookState(StrEnum):
    """Whether a webhook gets messages."""

    UNVERIFIED = "niet_gecontroleerd"
    """It has not yet said that it wants them."""
    ACTIVE = "actief"
    DISABLED = "uitgezet"
    """It refused for good, or was out of reach for too long."""

    @property
    def label(self) -> str:
        """Return the word for people."""
        return _WEBHOOK_STATES[self]


_WEBHOOK_STATES = {
    WebhookState.UNVERIFIED: _l("Nog niet gecontroleerd"),
    WebhookState.ACTIVE: _l("Actief"),
    WebhookState.DISABLED: _l("Uitgezet"),
}


class Webhook(Base):
    """An address of a program that is told, over HTTP, what somebody follows."""

    __tablename__ = "webhook"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[uuid.UUID] = mapped_column(unique=True, default=uuid.uuid4)
    user_id: Mapped[int] = mapped_column(sa.ForeignKey("user.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(sa.String(80))
    url: Mapped[str] = mapped_column(sa.String(500))
    secret: Mapped[str] = mapped_column(sa.String(80))
    """``whsec_…``, as Standard Webhooks writes it."""
    old_secret: Mapped[str | None] = mapped_column(sa.String(80))
    """The one before; messages carry both signatures until ``old_secret_until``."""
    old_secret_until: Mapped[datetime | None]
    state: Mapped[WebhookState] = mapped_column(
        values_of(WebhookState), default=WebhookState.UNVERIFIED
    )
    disabled_reason: Mapped[str | None] = mapped_column(sa.Text)
    failures: Mapped[int] = mapped_column(default=0)
    """Messages in a row that were given up."""
    created_at: Mapped[datetime]
    verified_at: Mapped[datetime | None]

    user: Mapped[User] = relationship(lazy="joined", innerjoin=True)


class Subscription(Base):
    """One thing that one address follows; it counts once it is confirmed."""

    __tablename__ = "subscription"
    __table_args__ = (sa.UniqueConstraint("subscriber_id", "target"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[uuid.UUID] = mapped_column(unique=True, default=uuid.uuid4)
    subscriber_id: Mapped[int] = mapped_column(sa.ForeignKey("subscriber.id", ondelete="CASCADE"))
    scope: Mapped[Scope] = mapped_column(values_of(Scope), index=True)
    component_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("component.id", ondelete="CASCADE"), index=True
    )
    category_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("category.id", ondelete="CASCADE"), index=True
    )
    organisation_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("organisation.id", ondelete="CASCADE"), index=True
    )
    principle_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("principle.id", ondelete="CASCADE"), index=True
    )
    search: Mapped[dict[str, Any] | None] = mapped_column(sa.JSON)
    """Of a saved search: what ``SavedSearch`` writes down, and reads again."""
    target: Mapped[str] = mapped_column(sa.String(80))
    """What is followed and by which webhook in one word, so that the database refuses a double."""
    interest: Mapped[Interest] = mapped_column(values_of(Interest), default=Interest.ANY)
    with_plans: Mapped[bool] = mapped_column(default=True)
    """Also what is announced, and what is taken back."""
    rhythm: Mapped[Rhythm] = mapped_column(values_of(Rhythm), default=Rhythm.AT_ONCE)
    webhook_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("webhook.id", ondelete="CASCADE"), index=True
    )
    """Where it goes instead of by mail."""
    created_at: Mapped[datetime]
    confirmed_at: Mapped[datetime | None]

    subscriber: Mapped[Subscriber] = relationship(lazy="joined", innerjoin=True)
    component: Mapped[Component | None] = relationship()
    category: Mapped[Category | None] = relationship()
    organisation: Mapped[Organisation | None] = relationship()
    principle: Mapped[Principle | None] = relationship()
    webhook: Mapped[Webhook | None] = relationship()

    @property
    def subject(self) -> str:
        """Return what is followed, as it reads in "u volgt …"."""
        if self.component is not None:
            return self.component.name
        if self.category is not None:
            return _("de categorie %(name)s") % {"name": self.category.name}
        if self.organisation is not None:
            return _("de componenten van %(name)s") % {"name": self.organisation.name}
        if self.principle is not None:
            return _("de richtlijn %(name)s") % {"name": self.principle.title}
        if self.search is not None:
            return SavedSearch.load(self.search).sentence
        return _("alle wijzigingen")
