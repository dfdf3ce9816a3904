"""A mail server and a web server that refuse, hang and hang up, also after they took what came.

Each writes what it took to a file, one line for each: the word ``mail`` or ``http``, the key, and
for a mail to whom it went and the word that the change was given.
"""

import asyncio
import random
import re
import threading
import time
from contextlib import suppress
from email import message_from_bytes
from email.policy import default
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from aiosmtpd.controller import Controller

HANG = 0.8
"""Seconds: longer than whoever waits for an answer has patience."""
_TOKEN = re.compile(r"kenmerk-[0-9a-f]{32}")


class Trouble:
    """Says what goes wrong, by chance."""

    def __init__(self, seed: int, *, often: float = 0.25) -> None:
        self._random = random.Random(seed)  # noqa: S311  # no secret
        self._often = often

    def next(self) -> str:
        """Return ``none``, ``refuse``, ``hang``, ``drop`` or ``drop_after`` (it was taken)."""
        if self._random.random() > self._often:
            return "none"
        return self._random.choice(["refuse", "hang", "drop", "drop_after"])


class MailSink:
    """Handler of aiosmtpd."""

    def __init__(self, log: Path, trouble: Trouble) -> None:
        self._log = log.open("a", buffering=1)
        self._trouble = trouble

    async def handle_DATA(self, server, session, envelope):  # noqa: N802  # aiosmtpd's name
        trouble = self._trouble.next()
        if trouble == "refuse":
            return "451 4.3.0 Later again"
        if trouble == "drop":
            server.transport.abort()
            return "451 4.3.0 Never heard"
        mail = message_from_bytes(envelope.content, policy=default)
        found = _TOKEN.search(mail.get_body(("plain",)).get_content())
        token = found.group() if found else "-"
        self._log.write(f"mail {mail['Message-ID']} {envelope.rcpt_tos[0]} {token}\n")
        if trouble == "hang":
            await asyncio.sleep(HANG)
        if trouble == "drop_after":
            server.transport.abort()
        return "250 2.0.0 OK"


class WebSink(BaseHTTPRequestHandler):
    """Takes webhooks; ``trouble`` and ``log`` are set on a subclass."""

    trouble: Trouble
    log: object
    timeout = 5

    def do_POST(self):
        body = self.rfile.read(int(self.headers["content-length"])).decode()
        trouble = self.trouble.next()
        if trouble == "refuse":
            self._answer(503)
            return
        if trouble == "drop":
            self.connection.close()
            return
        found = _TOKEN.search(body)
        self.log.write(
            f"http {self.headers['webhook-id']} {self.path} {found.group() if found else '-'}\n"
        )
        if trouble == "hang":
            time.sleep(HANG)
        if trouble == "drop_after":
            self.connection.close()
            return
        self._answer(204)

    def _answer(self, code: int) -> None:
        with suppress(OSError):  # the other side did not wait
            self.send_response(code)
            self.end_headers()

    def log_message(self, *_):
        """Say nothing."""

    def finish(self):
        with suppress(OSError, ValueError):
            super().finish()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, *_):
        """Say nothing: whoever called was killed."""


def serve_mail(port: int, log: Path, *, seed: int = 1, often: float = 0.25) -> None:
    """Serve until killed."""
    handler = MailSink(log, Trouble(seed, often=often))
    Controller(handler, hostname="127.0.0.1", port=port).start()
    threading.Event().wait()


def serve_web(port: int, log: Path, *, seed: int = 2, often: float = 0.25) -> None:
    """Serve until killed."""
    handler = type(
        "Handler",
        (WebSink,),
        {"trouble": Trouble(seed, often=often), "log": log.open("a", buffering=1)},
    )
    _Server(("127.0.0.1", port), handler).serve_forever()
