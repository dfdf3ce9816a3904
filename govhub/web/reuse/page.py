"""One record of use, for both sides and the redactie."""

from dataclasses import dataclass
from datetime import date, datetime

from flask import url_for

from govhub.accounts.models import User
from govhub.accounts.organisations import full_name
from govhub.platform.language import gettext as _
from govhub.reuse import queries, sides
from govhub.reuse.models import Reuse, Side, Standing
from govhub.web.uses import Line, line


@dataclass(frozen=True, kw_only=True)
class Step:
    """How far the organisation was, from when."""

    phase: str
    version: str | None
    noted_at: datetime


@dataclass(frozen=True, kw_only=True)
class RecordPage:
    """What both sides and the redactie see of one record, and what the reader may do."""

    line: Line
    key: str
    all_url: str
    """Where everybody sees who uses the component."""
    claimed_by: str
    claimed_at: datetime
    expires_on: date | None
    refused_by: str | None
    refused_at: datetime | None
    refused_reason: str | None
    steps: tuple[Step, ...]
    waits_for: str | None
    """Who must say that it is so; None when nothing waits."""
    is_again: bool
    """It was confirmed before."""
    is_soon_over: bool
    may_confirm: bool
    may_dispute: bool
    may_change: bool
    may_withdraw: bool
    may_ask: bool
    may_remove: bool
    may_restore: bool


def record(reuse: Reuse, user: User) -> RecordPage:
    """Return everything about one record, for somebody who may see it."""
    waits = sides.waits_for(reuse)
    is_waiting = waits is not None and (
        reuse.confirmed_at is None
        or reuse.standing in {Standing.DISPUTED, Standing.LAPSED}
        or queries.is_soon_over(reuse)
    )
    return RecordPage(
        line=line(reuse, user),
        key=str(reuse.public_id),
        all_url=url_for("reuse.of_component", slug=reuse.component.slug),
        claimed_by=_side(reuse, reuse.claimed_by),
        claimed_at=reuse.claimed_at,
        expires_on=reuse.expires_on if reuse.confirmed_at is not None else None,
        refused_by=_side(reuse, reuse.refused_by) if reuse.refused_by else None,
        refused_at=reuse.refused_at,
        refused_reason=reuse.refused_reason,
        steps=tuple(
            Step(
                phase=str(each.phase.label),
                version=each.software_version,
                noted_at=each.noted_at,
            )
            for each in reversed(reuse.steps)
        ),
        waits_for=_side(reuse, waits) if waits is not None and is_waiting else None,
        is_again=reuse.confirmed_at is not None,
        is_soon_over=queries.is_soon_over(reuse),
        may_confirm=is_waiting and sides.may_confirm(user, reuse),
        may_dispute=sides.may_dispute(user, reuse),
        may_change=sides.may_change(user, reuse),
        may_withdraw=sides.may_withdraw(user, reuse),
        may_ask=sides.may_ask(user, reuse),
        may_remove=user.is_editor and reuse.standing is not Standing.REMOVED,
        may_restore=user.is_editor and not reuse.standing.is_shown,
    )


def _side(reuse: Reuse, side: Side) -> str:
    """Return who that side is, as in "… zegt dat het klopt"."""
    match side:
        case Side.USER:
            return full_name(reuse.organisation)
        case Side.EDITORS:
            return _("de redactie")
    owner = reuse.component.owner
    return owner.name if owner else _("wie het component beheert")
