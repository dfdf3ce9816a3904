"""Which use of components somebody told of, for themselves; it stays when they leave."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from govhub.accounts.models import User
from govhub.reuse.models import Reuse


def export(session: Session, user: User) -> Mapping[str, Any]:
    """Return what this person told about the use of components, fit for JSON."""
    told = session.scalars(select(Reuse).where(Reuse.claimed_by_id == user.id).order_by(Reuse.id))
    return {
        "hergebruik": [
            {
                "component": each.component.name,
                "organisatie": each.organisation.name,
                "fase": each.phase.value,
                "versie": each.software_version,
                "sinds": each.since.isoformat() if each.since else None,
                "ervaring": each.experience,
                "op": each.claimed_at.isoformat(),
            }
            for each in told
        ]
    }


def forget(session: Session, user: User) -> None:
    """Let what they told go on as what their organisation told."""
    session.execute(
        update(Reuse)
        .where(Reuse.claimed_by_id == user.id)
        .values(claimed_by_id=None)
        .execution_options(synchronize_session=False)
    )
