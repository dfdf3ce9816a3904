"""What a form started from, sent along with it and signed, so that it can be compared later.

After a clash also what somebody typed and what it was before, so that a choice loses nothing.
"""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass, fields
from typing import Any

from govhub.catalogue.facts import Facts
from govhub.catalogue.models import Component
from govhub.platform.links import LinkRefused
from govhub.registration import fact_json
from govhub.registration.draft_facts import DraftFacts
from govhub.registration.meeting import Unit, is_same, unit_by_key, units_of, with_units
from govhub.registration.saving_together import Begun, Clash
from govhub.registration.validation import cleaned
from govhub.web.registration import reading
from govhub.web.services import services

FIELD = "begonnen"
"""Name of the hidden field."""
_PURPOSE = "formulier"
_ALL = tuple(each.name for each in fields(DraftFacts))


@dataclass(frozen=True, kw_only=True)
class Open:
    """A clash about which somebody chooses."""

    units: tuple[Unit, ...]
    mine: Facts
    was: Facts | None


@dataclass(frozen=True, kw_only=True)
class Start:
    """What a form started from, and the clash that it shows."""

    begun: Begun
    open: Open | None = None


def token(component: Component, start: Start, names: Collection[str] = _ALL) -> str:
    """Return it as a signed text, for a hidden field; of the facts only what the form asks.

    It is signed and no secret: whoever has the form can read it.
    """
    begun, clash = start.begun, start.open
    said: dict[str, Any] = {
        "van": str(component.public_id),
        "versie": begun.version,
        "voorstel": begun.proposal,
        "gegevens": _written(begun.facts, names),
    }
    if clash is not None:
        names = [name for unit in clash.units for name in unit]
        said["botsing"] = [unit[0] for unit in clash.units]
        said["mijn"] = _written(clash.mine, names)
        said["was"] = _written(clash.was, names) if clash.was else None
    return services().signer.token(_PURPOSE, json.dumps(said))


def _written(facts: Facts, names: Collection[str]) -> dict[str, Any]:
    return fact_json.written(facts, [name for name in names if hasattr(facts, name)])


def read(
    component: Component, sent: str, *, version: int, now: Facts | None = None
) -> Start | None:
    """Return what a form started from; None when it does not say, or says two things.

    What the form does not ask is as it is ``now``.
    """
    try:
        said = json.loads(services().signer.value(_PURPOSE, sent))
    except (LinkRefused, ValueError):
        return None
    if said["van"] != str(component.public_id) or said["versie"] != version:
        return None
    facts = fact_json.applied(now or Facts(name=""), said["gegevens"])
    begun = Begun(facts=facts, version=version, proposal=said["voorstel"])
    units = tuple(filter(None, map(unit_by_key, said.get("botsing", ()))))
    if not units:
        return Start(begun=begun)
    return Start(
        begun=begun,
        open=Open(
            units=units,
            mine=fact_json.applied(facts, said["mijn"]),
            was=fact_json.applied(facts, said["was"]) if said["was"] is not None else None,
        ),
    )


def after(clash: Clash) -> tuple[Start, Open]:
    """Return what the form that shows this clash starts from, and the clash."""
    meeting = clash.meeting
    shown = Open(units=meeting.clashing, mine=meeting.mine, was=meeting.was)
    return Start(begun=clash.now, open=shown), shown


def changed(typed: Facts, begun: Facts) -> Facts:
    """Return what was typed, without what only passing through the form made different."""
    untouched = reading.facts(_as_sent(begun), begun)
    same = [unit for unit in units_of(begun) if is_same(typed, untouched, unit)]
    return with_units(typed, begun, same)


def _as_sent(facts: Facts) -> dict[str, Any]:
    return {
        name: cleaned(value) if isinstance(value, str) else value
        for name, value in reading.written(facts).items()
    }


def names_of(units: Sequence[Unit]) -> list[str]:
    """Return the names of these facts."""
    return [name for unit in units for name in unit]
