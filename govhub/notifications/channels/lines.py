"""Connections to a mail server that are used for more than one mail.

To connect, agree on encryption and sign in takes longer than the mail itself, certainly when the
server is far away. So each thread keeps its connection for the next mail, for a while.
"""

import smtplib
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from weakref import WeakSet

MAILS = 50
"""Mails that go over one connection: some servers allow no more than a few dozen."""
IDLE = 20.0
"""Seconds after which a connection that nobody used is not trusted any more."""
_GOODBYE = 1.0
_OK = 250


class Lines:
    """Gives each thread a connection, a new one when the one it had is gone."""

    def __init__(self) -> None:
        """Start without any."""
        self._mine = threading.local()
        self._kept: WeakSet[_Line] = WeakSet()

    @contextmanager
    def line(self, connect: Callable[[], smtplib.SMTP]) -> Iterator[smtplib.SMTP]:
        """Give a connection for one mail; ``connect`` makes a new one.

        After any error it is closed: who knows where it was.
        """
        kept = self._take() or _Line(connect())
        try:
            yield kept.smtp
        except (TimeoutError, ConnectionError, smtplib.SMTPServerDisconnected):
            kept.smtp.close()
            raise
        except BaseException:
            kept.hang_up()
            raise
        kept.note_mail()
        if kept.mails < MAILS:
            self._mine.kept = kept
            self._kept.add(kept)
        else:
            kept.hang_up()

    def close(self) -> None:
        """Close the connections of all threads, at a moment when none sends."""
        for kept in list(self._kept):
            kept.smtp.close()

    def _take(self) -> "_Line | None":
        kept: _Line | None = getattr(self._mine, "kept", None)
        self._mine.kept = None
        if kept is None or kept.is_alive():
            return kept
        kept.smtp.close()
        return None


class _Line:
    """A connection, and what it was used for. Closed when nobody has it any more."""

    def __init__(self, smtp: smtplib.SMTP) -> None:
        self.smtp = smtp
        self.mails = 0
        self._used_at = time.monotonic()

    def note_mail(self) -> None:
        self.mails += 1
        self._used_at = time.monotonic()

    def is_alive(self) -> bool:
        """Ask the server, unless that is of no use."""
        if time.monotonic() - self._used_at > IDLE:
            return False
        with suppress(OSError):
            return self.smtp.rset()[0] == _OK
        return False

    def hang_up(self) -> None:
        """Say goodbye, as is polite; do not wait long for an answer."""
        with suppress(OSError):
            if self.smtp.sock is not None:
                self.smtp.sock.settimeout(_GOODBYE)
                self.smtp.quit()
        self.smtp.close()

    def __del__(self) -> None:
        self.hang_up()
