"""Who uses what, ready to be shown on several pages. Names organisations, never people."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import url_for

from govhub.accounts.models import User
from govhub.accounts.organisations import full_name
from govhub.catalogue.models import Component
from govhub.catalogue.status import Status
from govhub.platform.language import gettext as _
from govhub.platform.language import month_and_year, ngettext
from govhub.reuse import queries, sides
from govhub.reuse.models import Phase, Reuse, Standing
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
    numbers = [
        (number, how_far)
        for number, how_far in (
            (counts.production, _("in productie")),
            (counts.pilot, _("in een pilot")),
            (counts.exploring, _("aan het verkennen")),
        )
        if number
    ]
    if not numbers:
        return _("Nog geen bevestigd gebruik.")
    (first, how_far), *others = numbers
    organisations = ngettext("%(num)s organisatie", "%(num)s organisaties", first)
    parts = [
        f"{organisations % {'num': first}} {how_far}",
        *(f"{number} {how_far}" for number, how_far in others),
    ]
    return _("Bevestigd gebruik: %(parts)s.") % {"parts": ", ".join(parts)}


def _of(lines: Iterable[Line], standing: Standing) -> tuple[Line, ...]:
    return tuple(each for each in lines if each.standing is standing)
