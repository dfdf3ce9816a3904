"""Can GovHub do its work? One small check for each thing it depends on."""

import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import structlog
from sqlalchemy import func, select, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from govhub.kernel import clock
from govhub.platform import migrations
from govhub.platform.language import gettext as _
from govhub.platform.outbox import Delivery, DeliveryState, RecordedEvent

LATE = timedelta(minutes=15)
"""An event that waits longer than this means that no worker runs."""
LOW_DISK = 200 * 1024 * 1024
"""Bytes that must be free for a safe backup and index rebuild."""

_log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Check:
    """What was looked at, whether it is well, and a sentence when it is not."""

    name: str
    is_ok: bool
    note: str = ""
    is_needed: bool = True
    """Without it no page can be served; else it is a warning."""


def database(session: Session) -> Check:
    """Tell whether the database answers."""
    try:
        session.execute(text("SELECT 1"))
    except SQLAlchemyError:
        return Check("database", is_ok=False, note=_("De database geeft geen antwoord."))
    return Check("database", is_ok=True)


def schema(session: Session) -> Check:
    """Tell whether every migration has been carried out."""
    try:
        is_ok = migrations.is_at_head(session.connection())
    except SQLAlchemyError:
        is_ok = False
    note = "" if is_ok else _("Het schema is niet bijgewerkt: voer `govhub db upgrade` uit.")
    return Check("schema", is_ok=is_ok, note=note)


def outbox(session: Session) -> Check:
    """Tell whether events and deliveries are handled, and how many were given up."""
    try:
        oldest = session.scalar(
            select(func.min(RecordedEvent.occurred_at)).where(~RecordedEvent.relayed)
        )
        dead = session.scalar(
            select(func.count()).select_from(Delivery).where(Delivery.state == DeliveryState.DEAD)
        )
    except SQLAlchemyError:
        return Check("outbox", is_ok=False, note=_("De outbox is niet te lezen."), is_needed=False)
    if oldest is not None and clock.now() - oldest > LATE:
        note = _("Er wachten gebeurtenissen te lang. Draait `govhub work`?")
        return Check("outbox", is_ok=False, note=note, is_needed=False)
    if dead:
        note = _("%(number)s leveringen zijn opgegeven.") % {"number": dead}
        return Check("outbox", is_ok=False, note=note, is_needed=False)
    return Check("outbox", is_ok=True, is_needed=False)


def search(fingerprints: Callable[[], Mapping[str, str]]) -> Check:
    """Tell whether the index can be read; without it the portal shows a plain list."""
    try:
        number = len(fingerprints())
    except Exception as error:  # noqa: BLE001  # whatever is wrong with it, the page must answer
        _log.warning("search_unavailable", error=str(error))
        note = _("De zoekindex is niet te lezen: voer `govhub search rebuild` uit.")
        return Check("zoekindex", is_ok=False, note=note, is_needed=False)
    return Check("zoekindex", is_ok=True, note=str(number), is_needed=False)


def disk(folder: Path) -> Check:
    """Tell whether there is room left where the data is."""
    free = shutil.disk_usage(folder if folder.is_dir() else Path.cwd()).free
    if free < LOW_DISK:
        return Check("schijf", is_ok=False, note=_("De schijf is bijna vol."), is_needed=False)
    return Check("schijf", is_ok=True, is_needed=False)
