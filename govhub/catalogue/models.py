"""The tables of the catalogue."""

import uuid
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from govhub.accounts.models import Organisation, User
from govhub.catalogue.status import Status
from govhub.catalogue.vocabulary import (
    Kind,
    Maintenance,
    OrganisationRole,
    Publication,
    RelationType,
)
from govhub.guidance.models import Principle
from govhub.platform.db import Base, values_of

_URL = sa.String(500)


class Category(Base):
    """What a component is about; the six of the principle come first."""

    __tablename__ = "category"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(sa.String(60), unique=True)
    name: Mapped[str]
    description: Mapped[str] = mapped_column(sa.Text)
    icon: Mapped[str] = mapped_column(sa.String(60))
    position: Mapped[int]
    is_of_principle: Mapped[bool]
    """One of the six that the principle names; these are the tiles of the home page."""
    synonyms: Mapped[list[str]]
    publiccode_categories: Mapped[list[str]]


class Standard(Base):
    """A standard that components can meet."""

    __tablename__ = "standard"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(sa.String(80), unique=True)
    name: Mapped[str]
    uri: Mapped[str | None] = mapped_column(_URL)
    regime: Mapped[str | None] = mapped_column(sa.String(40))


class ComponentCategory(Base):
    """A component in a category; position 0 is the main one."""

    __tablename__ = "component_category"

    component_id: Mapped[int] = mapped_column(
        sa.ForeignKey("component.id", ondelete="CASCADE"), primary_key=True
    )
    category_id: Mapped[int] = mapped_column(
        sa.ForeignKey("category.id"), primary_key=True, index=True
    )
    position: Mapped[int]

    category: Mapped[Category] = relationship(lazy="joined", innerjoin=True)


class ComponentStandard(Base):
    """A standard that a component says it meets."""

    __tablename__ = "component_standard"

    component_id: Mapped[int] = mapped_column(
        sa.ForeignKey("component.id", ondelete="CASCADE"), primary_key=True
    )
    standard_id: Mapped[int] = mapped_column(
        sa.ForeignKey("standard.id"), primary_key=True, index=True
    )

    standard: Mapped[Standard] = relationship(lazy="joined", innerjoin=True)


class ComponentPrinciple(Base):
    """A principle that a component serves: where, when and why."""

    __tablename__ = "component_principle"

    component_id: Mapped[int] = mapped_column(
        sa.ForeignKey("component.id", ondelete="CASCADE"), primary_key=True
    )
    principle_id: Mapped[int] = mapped_column(
        sa.ForeignKey("principle.id"), primary_key=True, index=True
    )
    motivation: Mapped[str | None] = mapped_column(sa.Text)
    phases: Mapped[list[str]] = mapped_column(default=list)
    """In which phases of a project; ``guidance.models.Phase``. None: in no phase in particular."""
    anchor: Mapped[str | None] = mapped_column(sa.String(120))
    """The heading in the text of the guideline that it belongs to."""

    principle: Mapped[Principle] = relationship(lazy="joined", innerjoin=True)


class ComponentRole(Base):
    """What an organisation is to a component."""

    __tablename__ = "component_role"
    __table_args__ = (sa.UniqueConstraint("component_id", "organisation_id", "role"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    component_id: Mapped[int] = mapped_column(sa.ForeignKey("component.id", ondelete="CASCADE"))
    organisation_id: Mapped[int] = mapped_column(sa.ForeignKey("organisation.id"), index=True)
    role: Mapped[OrganisationRole] = mapped_column(values_of(OrganisationRole))

    organisation: Mapped[Organisation] = relationship(lazy="joined", innerjoin=True)


class ComponentAlias(Base):
    """Another name by which people know a component; searched, and shown when it helps."""

    __tablename__ = "component_alias"
    __table_args__ = (sa.UniqueConstraint("component_id", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    component_id: Mapped[int] = mapped_column(sa.ForeignKey("component.id", ondelete="CASCADE"))
    name: Mapped[str]


class Component(Base):
    """Something that a government organisation shares, so that others need not build it again."""

    __tablename__ = "component"
    __table_args__ = (
        sa.Index("ix_component_publication_status", "publication", "status"),
        sa.Index("ix_component_publication_licence", "publication", "licence"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[uuid.UUID] = mapped_column(unique=True, default=uuid.uuid4)
    slug: Mapped[str] = mapped_column(sa.String(80), unique=True)
    version: Mapped[int] = mapped_column(default=1)
    """Goes up with every change; a form that started from an older one is a conflict."""

    name: Mapped[str] = mapped_column(sa.String(150))
    summary: Mapped[str] = mapped_column(sa.String(300), default="")
    description: Mapped[str] = mapped_column(sa.Text, default="")
    """Markdown, as it was written."""
    description_html: Mapped[str] = mapped_column(sa.Text, default="")
    """The same, rendered and sanitised when it was written."""
    purposes: Mapped[list[str]] = mapped_column(default=list)
    """``waarvoor``: what people use it for, in their words; shown and searched."""
    keywords: Mapped[list[str]] = mapped_column(default=list)
    """``trefwoorden``: search terms and abbreviations; searched."""
    kind: Mapped[Kind] = mapped_column(values_of(Kind), default=Kind.SOFTWARE)

    status: Mapped[Status] = mapped_column(values_of(Status), default=Status.CONCEPT)
    """What the ledger says; only ``catalogue.service`` writes it."""
    status_since: Mapped[date | None]
    end_date: Mapped[date | None]
    """Until when it works, of a component that is phased out or ended."""
    confirmed_on: Mapped[date | None]
    """The last day on which somebody who may know said that the status is true."""
    confirm_by: Mapped[date | None] = mapped_column(index=True)
    """The day by which that must be said again; None when the status needs no confirmation."""
    asked_to_confirm_at: Mapped[datetime | None]
    """When the owner was last asked."""
    publication: Mapped[Publication] = mapped_column(
        values_of(Publication), default=Publication.DRAFT
    )

    repository_url: Mapped[str | None] = mapped_column(_URL)
    repository_key: Mapped[str | None] = mapped_column(_URL, index=True)
    """What all addresses of that repository have in common (``catalogue.repository``)."""
    website_url: Mapped[str | None] = mapped_column(_URL)
    documentation_url: Mapped[str | None] = mapped_column(_URL)
    api_docs_url: Mapped[str | None] = mapped_column(_URL)
    demo_url: Mapped[str | None] = mapped_column(_URL)
    roadmap_url: Mapped[str | None] = mapped_column(_URL)
    licence: Mapped[str | None] = mapped_column(sa.String(120))
    """SPDX expression."""
    closed_reason: Mapped[str | None] = mapped_column(sa.Text)
    """Why it is not open source, when it has no open licence."""
    software_version: Mapped[str | None] = mapped_column(sa.String(40))
    released_on: Mapped[date | None]
    maintenance: Mapped[Maintenance | None] = mapped_column(values_of(Maintenance))
    platforms: Mapped[list[str]] = mapped_column(default=list)
    languages: Mapped[list[str]] = mapped_column(default=list)
    conditions: Mapped[str | None] = mapped_column(sa.Text)
    layer: Mapped[str | None] = mapped_column(sa.String(40))
    """Common Ground layer."""
    country: Mapped[str | None] = mapped_column(sa.String(20))
    contact_email: Mapped[str | None] = mapped_column(sa.String(254))
    contact_confirmed_at: Mapped[datetime | None]
    """When somebody who reads that address said that it may be shown; until then it is not."""
    publiccode: Mapped[dict[str, Any] | None] = mapped_column(sa.JSON)
    """The publiccode.yml that it was imported from, whole, so that an export loses nothing."""
    publiccode_url: Mapped[str | None] = mapped_column(_URL)
    """Where that file was read; None when it was pasted or uploaded."""
    publiccode_text: Mapped[str | None] = mapped_column(sa.Text, deferred=True)
    """The text of that file, to show what was found beside it; only until it is public."""
    is_on_behalf: Mapped[bool] = mapped_column(default=False)
    """Registered by somebody else than its owner; the owner can take it over."""
    hidden_reason: Mapped[str | None] = mapped_column(sa.Text)
    """Why it is hidden; shown in its place."""
    merged_into_id: Mapped[int | None] = mapped_column(sa.ForeignKey("component.id"))
    """Of a double that was hidden: the component that everything of it moved to."""
    sources: Mapped[list[str]] = mapped_column(default=list)
    """Where the facts were seen: addresses or titles."""
    seeded: Mapped[dict[str, str]] = mapped_column(default=dict)
    """Field → fingerprint of the value that the seed wrote, to leave a person's change alone."""

    submitted_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("user.id"), index=True)
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    submitted_at: Mapped[datetime | None]
    published_at: Mapped[datetime | None]

    submitted_by: Mapped[User | None] = relationship()
    merged_into: Mapped["Component | None"] = relationship(remote_side="Component.id")
    roles: Mapped[list[ComponentRole]] = relationship(
        lazy="selectin", cascade="all, delete-orphan", order_by=ComponentRole.id
    )
    category_links: Mapped[list[ComponentCategory]] = relationship(
        lazy="selectin", cascade="all, delete-orphan", order_by=ComponentCategory.position
    )
    standard_links: Mapped[list[ComponentStandard]] = relationship(
        lazy="selectin", cascade="all, delete-orphan"
    )
    principle_links: Mapped[list[ComponentPrinciple]] = relationship(
        lazy="selectin", cascade="all, delete-orphan"
    )
    aliases: Mapped[list[ComponentAlias]] = relationship(
        lazy="selectin", cascade="all, delete-orphan"
    )

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012  # SQLAlchemy reads it

    @property
    def categories(self) -> list[Category]:
        """Return the categories, the main one first."""
        return [link.category for link in self.category_links]

    @property
    def standards(self) -> list[Standard]:
        """Return the standards, by name."""
        return sorted((link.standard for link in self.standard_links), key=lambda s: s.name)

    @property
    def owner(self) -> Organisation | None:
        """Return the organisation that owns it; a draft may have none yet."""
        return next((r.organisation for r in self.roles if r.role is OrganisationRole.OWNER), None)

    @property
    def is_public(self) -> bool:
        """Tell whether everybody may see it."""
        return self.publication is Publication.PUBLISHED


class Relation(Base):
    """How one component stands to another."""

    __tablename__ = "relation"
    __table_args__ = (sa.UniqueConstraint("from_id", "to_id", "type"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    from_id: Mapped[int] = mapped_column(sa.ForeignKey("component.id", ondelete="CASCADE"))
    to_id: Mapped[int] = mapped_column(
        sa.ForeignKey("component.id", ondelete="CASCADE"), index=True
    )
    type: Mapped[RelationType] = mapped_column(values_of(RelationType))
    reason: Mapped[str | None] = mapped_column(sa.Text)

    source: Mapped[Component] = relationship(foreign_keys=[from_id])
    target: Mapped[Component] = relationship(foreign_keys=[to_id])


class OldSlug(Base):
    """An address that a component had before; it redirects."""

    __tablename__ = "old_slug"

    slug: Mapped[str] = mapped_column(sa.String(80), primary_key=True)
    component_id: Mapped[int] = mapped_column(
        sa.ForeignKey("component.id", ondelete="CASCADE"), index=True
    )
    created_at: Mapped[datetime]

    component: Mapped[Component] = relationship()


class RegistryAction(Base):
    """An action of the action registry of the guidance, as it was last read there."""

    __tablename__ = "registry_action"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[uuid.UUID] = mapped_column(unique=True, default=uuid.uuid4)
    key: Mapped[str] = mapped_column(sa.String(255), index=True)
    """Its id in the registry; twice in the registry is twice here."""
    position: Mapped[int]
    """Its place in the file."""
    facts: Mapped[dict[str, Any]]
    """Everything that the registry says, in its order and its form."""
    component_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("component.id", ondelete="SET NULL"), index=True
    )
    """The component that it is about; None while nobody said which."""
    settled: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """Field → what the registry said when the redactie chose to leave the component as it is."""
    read_at: Mapped[datetime]
    gone_at: Mapped[datetime | None]
    """When it was no longer in the file."""

    component: Mapped[Component | None] = relationship()
