"""Who registered a component follows it, from the day that everybody sees it, until they stop.

It happens once, at the first publication: a component that is published again starts nothing.
"""

from collections.abc import Iterable
from typing import cast

from sqlalchemy.orm import Session

from govhub.accounts.models import User
from govhub.catalogue import queries as catalogue
from govhub.catalogue.events import StatusChanged
from govhub.catalogue.models import Component
from govhub.following import service
from govhub.kernel.events import Event
from govhub.platform.db import transaction
from govhub.platform.outbox import Parcel


class OwnComponents:
    """Lets submitters follow what they registered. Their address was proved when they signed in."""

    name = "eigen-component"
    events: frozenset[type[Event]] = frozenset({StatusChanged})

    def receivers(self, session: Session, event: Event) -> Iterable[str]:
        """Give the public id of the component when this is its first status."""
        if cast("StatusChanged", event).old is None and _submitter(session, event) is not None:
            yield event.subject

    def deliver(self, session: Session, parcel: Parcel) -> None:
        """Start to follow, unless the submitter does so already in a way of their own."""
        with transaction(session):
            found = _submitter(session, parcel.event)
            if found is not None:
                component, submitter = found
                service.follow_by_default(session, submitter.email, component)


def _submitter(session: Session, event: Event) -> tuple[Component, User] | None:
    component = catalogue.component_by_public_id(session, event.subject)
    if component is None or component.submitted_by is None:
        return None
    return component, component.submitted_by
