"""Mail that ``channels.folder`` wrote, read back: for the demo mailbox."""

import email
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

MOST = 200
"""Mails that are shown; older ones stay in the folder."""
_NAME = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@dataclass(frozen=True, kw_only=True)
class ReceivedMail:
    """A mail in the mailbox."""

    key: str
    received_at: datetime
    sender: str
    to: str
    subject: str
    text: str
    stop_url: str | None
    """Address of ``List-Unsubscribe``."""


class Mailbox:
    """The mails in a folder. A file that cannot be read is no mail."""

    def __init__(self, folder: Path) -> None:
        """Take the folder; it need not exist."""
        self._folder = folder

    def mails(self) -> list[ReceivedMail]:
        """Return the newest mails, the newest first."""
        newest = sorted(self._files(), reverse=True)[:MOST]
        return [mail for _, file in newest if (mail := self._read(file.stem)) is not None]

    def mail(self, key: str) -> ReceivedMail | None:
        """Return the mail with this key; None when there is none."""
        return self._read(key) if _NAME.fullmatch(key) else None

    def _files(self) -> Iterator[tuple[int, Path]]:
        """Give each file with the moment it was written."""
        for file in self._folder.glob("*.eml"):
            if _NAME.fullmatch(file.stem):
                try:
                    yield file.stat().st_mtime_ns, file
                except OSError:  # deleted at this very moment
                    continue

    def _read(self, key: str) -> ReceivedMail | None:
        file = self._folder / f"{key}.eml"
        try:
            written = file.stat().st_mtime
            parsed = email.message_from_bytes(file.read_bytes(), policy=default)
            return _received(key, written, parsed)
        except (OSError, ValueError, LookupError, TypeError, AttributeError):  # no mail of ours
            return None


def _received(key: str, written: float, parsed: EmailMessage) -> ReceivedMail | None:
    body = parsed.get_body(("plain",))
    if body is None or not parsed["To"] or not parsed["Subject"]:
        return None
    stop = parsed["List-Unsubscribe"]
    return ReceivedMail(
        key=key,
        received_at=datetime.fromtimestamp(written, UTC),
        sender=str(parsed["From"] or ""),
        to=str(parsed["To"]),
        subject=str(parsed["Subject"]),
        text=str(body.get_content()),
        stop_url=str(stop).strip("<>") if stop else None,
    )
