"""Who uses what, ready to be shown. Names organisations, never people."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from flask import url_for

from govhub.accounts.models import User
from govhub.accounts.organisations import full_name
from govhub.catalogue.models import Component
from govhub.catalogue.status import Status
from govhub.platform.language import gettext as _
from govhub.platform.language import month_and_year, ngettext
from govhub.reuse import queries, sides
from govhub.reuse.models import Phase, Reuse, Side, Standing
from govhub.reuse.queries import Counts

_IN_BLOCK = 5
"""Organisations that the page of a component names; the others are one click away."""


@dataclass(frozen=True, kw_only=True)
class Line:
    """That an organisation uses a component."""

    organisation: str
    organisation_url: str
    component: str
    component_url: str
    component_status: Status
    phase: Phase
    version: str | None
    since: str | None
    """A month."""
    experience: str | None
    standing: Standing
    standing_label: str
    confirmed_at: datetime | None
    is_own: bool
    """The organisation owns the component itself."""
    record_url: str | None
    """Where it is changed and answered; None for who is on neither side."""


@dataclass(frozen=True, kw_only=True)
class Group:
    """Lines that stand together."""

    key: str
    title: str
    hint: str | None
    lines: tuple[Line, ...]


@dataclass(frozen=True, kw_only=True)
class Block:
    """What the page of a component says about its use."""

    summary: str
    lines: tuple[Line, ...]
    others: int
    """How many more there are."""
    url: str


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


def line(reuse: Reuse, user: User | None = None) -> Line:
    """Return it as this reader sees it."""
    component, organisation = reuse.component, reuse.organisation
    may_see = user is not None and sides.may_see(user, reuse)
    return Line(
        organisation=full_name(organisation),
        organisation_url=url_for("organisations.show", slug=organisation.slug),
        component=component.name,
        component_url=url_for("catalogue.show", slug=component.slug),
        component_status=component.status,
        phase=reuse.phase,
        version=reuse.software_version,
        since=month_and_year(reuse.since) if reuse.since else None,
        experience=reuse.experience,
        standing=reuse.standing,
        standing_label=standing_label(reuse),
        confirmed_at=reuse.confirmed_at,
        is_own=sides.is_own(component, organisation),
        record_url=url_for("reuse.show", key=reuse.public_id) if may_see else None,
    )


def standing_label(reuse: Reuse) -> str:
    """Return how much there is to say for it, in words."""
    if reuse.standing is Standing.LAPSED and reuse.confirmed_at is None:
        return _("Nooit bevestigd")
    return str(reuse.standing.label)


def groups(reuses: Sequence[Reuse], user: User | None = None) -> tuple[Group, ...]:
    """Return what everybody may see, what is sure first."""
    lines = [line(each, user) for each in reuses if each.standing.is_shown]
    now = [each for each in lines if each.phase is not Phase.STOPPED]
    found = (
        ("nu", _("Bevestigd"), None, _of(now, Standing.CONFIRMED)),
        (
            "wacht",
            _("Nog niet bevestigd"),
            _("Dit zegt één kant. Het telt pas mee als de andere kant het bevestigt."),
            _of(now, Standing.WAITS),
        ),
        (
            "verlopen",
            _("Niet meer bevestigd"),
            _("Dit is een jaar of langer niet bevestigd. Het telt niet mee."),
            _of(now, Standing.LAPSED),
        ),
        (
            "gestopt",
            _("Gestopt"),
            None,
            tuple(each for each in lines if each.phase is Phase.STOPPED),
        ),
    )
    return tuple(
        Group(key=key, title=title, hint=hint, lines=its) for key, title, hint, its in found if its
    )


def block(component: Component, reuses: Sequence[Reuse], user: User | None = None) -> Block:
    """Return what the page of the component says: what is confirmed first."""
    shown = [
        each
        for each in reuses
        if each.phase is not Phase.STOPPED and each.standing in {Standing.CONFIRMED, Standing.WAITS}
    ]
    return Block(
        summary=summary(queries.counts_in(reuses)),
        lines=tuple(line(each, user) for each in shown[:_IN_BLOCK]),
        others=len([each for each in reuses if each.standing.is_shown]) - len(shown[:_IN_BLOCK]),
        url=url_for("reuse.of_component", slug=component.slug),
    )


def summary(counts: Counts) -> str:
    """Return in one sentence how many use it, by what both sides say."""
    parts = [
        said % {"num": number}
        for number, said in (
            (
                counts.production,
                ngettext(
                    "%(num)s organisatie in productie",
                    "%(num)s organisaties in productie",
                    counts.production,
                ),
            ),
            (
                counts.pilot,
                ngettext("%(num)s met een pilot", "%(num)s met een pilot", counts.pilot),
            ),
            (
                counts.exploring,
                ngettext("%(num)s die het verkent", "%(num)s die het verkennen", counts.exploring),
            ),
        )
        if number
    ]
    if not parts:
        return _("Nog geen bevestigd gebruik.")
    return _("Bevestigd gebruik: %(parts)s.") % {"parts": ", ".join(parts)}


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


def _of(lines: Iterable[Line], standing: Standing) -> tuple[Line, ...]:
    return tuple(each for each in lines if each.standing is standing)
