"""The action registry as the catalogue knows it today, for the site of the guidance."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from govhub.catalogue.actions.differences import in_registry
from govhub.catalogue.models import Component, RegistryAction
from govhub.catalogue.status import Status


def rows(session: Session) -> list[Mapping[str, Any]]:
    """Return the actions of the registry in its order, each with the status of its component.

    Everything else stays as the registry wrote it. An action whose component has ended is left out:
    the registry has no word for that.
    """
    found = session.scalars(
        select(RegistryAction)
        .where(RegistryAction.gone_at.is_(None))
        .options(joinedload(RegistryAction.component))
        .order_by(RegistryAction.position)
    )
    return [_row(each) for each in found if not _has_ended(each.component)]


def _has_ended(component: Component | None) -> bool:
    return component is not None and component.is_public and component.status is Status.ENDED


def _row(action: RegistryAction) -> Mapping[str, Any]:
    component = action.component
    if component is None or not component.is_public:
        return action.facts
    row = {**action.facts, "status": in_registry(component.status).value}
    if not row.get("source") and component.website_url and component.status is Status.AVAILABLE:
        row["source"] = component.website_url
    return row
