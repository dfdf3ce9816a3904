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

    Everything else stays as the registry wrote it. An action whose component has ended or is hidden
    is left out: the registry has no word for that.
    """
    found = session.scalars(
        select(RegistryAction)
        .where(RegistryAction.gone_at.is_(None))
        .options(joinedload(RegistryAction.component))
        .order_by(RegistryAction.position)
    )
    return [_row(each) for each in found if not _is_gone(each.component)]


def _is_gone(component: Component | None) -> bool:
    return component is not None and (not component.is_public or component.status is Status.ENDED)


def _row(action: RegistryAction) -> Mapping[str, Any]:
    component = action.component
    if component is None:
        return action.facts
    row = {**action.facts, "status": in_registry(component.status).value}
    if not row.get("source") and component.website_url and component.status is Status.AVAILABLE:
        row["source"] = component.website_url
    return row
