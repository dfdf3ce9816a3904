"""Changes to the catalogue. Never commits: the caller decides when."""

import uuid

from sqlalchemy.orm import Session

from govhub.catalogue import changing, renaming
from govhub.catalogue.events import ComponentChanged, ComponentPublished
from govhub.catalogue.facts import Facts, describe
from govhub.catalogue.models import Component
from govhub.catalogue.status import Status
from govhub.catalogue.vocabulary import Publication
from govhub.kernel import clock
from govhub.kernel.errors import Conflict
from govhub.platform.language import gettext as _
from govhub.platform.outbox import record


def create(
    session: Session,
    facts: Facts,
    *,
    status: Status = Status.CONCEPT,
    submitted_by_id: int | None = None,
    public_id: uuid.UUID | None = None,
    is_on_behalf: bool | None = None,
) -> Component:
    """Add a component as a draft that only its submitter and the redactie see.

    ``status`` is what it will have when it is published. A ``public_id`` that was chosen before
    makes a repeat recognisable: the database refuses it the second time. What somebody submits is
    on behalf of its owner, unless the caller knows that they work there.
    """
    now = clock.now()
    component = Component(
        public_id=public_id or uuid.uuid4(),
        slug=renaming.free_address(session, facts.name),
        name=facts.name,
        status=status,
        publication=Publication.DRAFT,
        submitted_by_id=submitted_by_id,
        is_on_behalf=submitted_by_id is not None if is_on_behalf is None else is_on_behalf,
        created_at=now,
        changed_at=now,
    )
    with session.no_autoflush:
        describe(session, component, facts)
        session.add(component)
    session.flush()
    return component


def hold(session: Session, component: Component) -> None:
    """Read the component again and let nobody else change it until this transaction ends.

    A decision that depends on what the component is now begins with this. Others may still point
    to it: two that each hold one and relate it to the other would wait for each other for ever.
    """
    session.refresh(component, with_for_update={"key_share": True})


def choose_first_status(component: Component, status: Status) -> None:
    """Set the status that a component will have when it is published. Checks no rule."""
    component.status = status


def edit(session: Session, component: Component, facts: Facts, *, seen_version: int) -> None:
    """Write the facts. Raises Conflict when somebody changed the component since it was read.

    The address of a component that is or was public follows another name; see ``renaming``.
    """
    if component.version != seen_version:
        raise Conflict(_("Iemand anders heeft dit component intussen gewijzigd."))
    old_name, old_slug = component.name, component.slug
    describe(session, component, facts)
    if component.published_at is not None and component.name != old_name:
        renaming.follow_name(session, component, old_name=old_name)
    component.changed_at = clock.now()
    session.flush()
    if component.is_public:
        is_renamed = component.name != old_name
        record(
            session,
            ComponentChanged(
                subject=str(component.public_id),
                old_name=old_name if is_renamed else None,
                old_slug=old_slug if component.slug != old_slug else None,
            ),
        )


def publish(
    session: Session,
    component: Component,
    *,
    decided_by: str = changing.EDITORS,
    reason: str | None = None,
) -> None:
    """Make the component visible to everybody; its first status goes into the ledger."""
    component.publication = Publication.PUBLISHED
    component.published_at = component.published_at or clock.now()
    component.publiccode_text = None
    session.flush()
    if component.status_since is None:
        changing.enter(
            session,
            component,
            changing.Change(new=component.status, decided_by=decided_by, reason=reason),
        )
    record(session, ComponentPublished(subject=str(component.public_id)))
