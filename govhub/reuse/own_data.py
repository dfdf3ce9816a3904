"""Which use of components somebody told of, for themselves; it stays when they leave."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import delete, or_, select, update
from sqlalchemy.orm import Session, joinedload

from govhub.accounts.models import User
from govhub.platform.links import OneTimeLink
from govhub.reuse.asking import ANSWER
from govhub.reuse.models import Reuse, Wish


def export(session: Session, user: User) -> Mapping[str, Any]:
    """Return what this person told about the use of components, fit for JSON."""
    told = session.scalars(
        select(Reuse)
        .where(or_(Reuse.claimed_by_id == user.id, Reuse.answered_from == user.email))
        .options(joinedload(Reuse.component))
        .order_by(Reuse.id)
    )
    sought = session.scalars(select(Wish).where(Wish.wished_by_id == user.id).order_by(Wish.id))
    return {
        "gezocht": [
            {
                "wat": each.component.name if each.component else each.text,
                "organisatie": each.organisation.name,
                "toelichting": each.note,
                "op": each.wished_at.isoformat(),
            }
            for each in sought
        ],
        "hergebruik": [
            {
                "component": each.component.name,
                "organisatie": each.organisation.name,
                "fase": each.phase.value,
                "versie": each.software_version,
                "sinds": each.since.isoformat() if each.since else None,
                "ervaring": each.experience,
                "op": each.claimed_at.isoformat(),
                "hoe": "gemeld" if each.claimed_by_id == user.id else "bevestigd per mail",
            }
            for each in told
        ],
    }


def forget(session: Session, user: User) -> None:
    """Let what they told go on as what their organisation told; their address is forgotten."""
    for theirs, nothing in (
        (Reuse.claimed_by_id == user.id, {"claimed_by_id": None}),
        (Reuse.answered_from == user.email, {"answered_from": None}),
    ):
        session.execute(
            update(Reuse)
            .where(theirs)
            .values(**nothing)
            .execution_options(synchronize_session=False)
        )
    session.execute(
        update(Wish)
        .where(Wish.wished_by_id == user.id)
        .values(wished_by_id=None)
        .execution_options(synchronize_session=False)
    )
    session.execute(
        delete(OneTimeLink)
        .where(
            OneTimeLink.purpose == ANSWER, OneTimeLink.subject["email"].as_string() == user.email
        )
        .execution_options(synchronize_session=False)
    )
