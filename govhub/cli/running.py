"""``govhub serve`` and ``govhub work``: the portal and the worker."""

import errno
import ipaddress
import signal
import socket
import threading
from collections.abc import Callable
from typing import Any

import click
import structlog
from flask import Flask
from gunicorn.app.base import BaseApplication

from govhub.app import create_app
from govhub.cli.application import application, refuse_keyless, settings
from govhub.config import Settings
from govhub.search import misses
from govhub.web.extensions import db
from govhub.web.services import services

_PAUSE = 0.5
"""Seconds between two looks at the outbox when there was nothing to do."""
_PAUSE_AFTER_TROUBLE = 5.0
_PAUSE_AFTER_INDEX_TROUBLE = 20.0
_LONGEST_ADDRESS = 8190
"""Signs of the first line of a request; a longer one is refused before a page of ours can."""
_PAUSE_BETWEEN_NOTES = 3.0
"""Seconds that a missed search stays in memory."""

_log = structlog.get_logger(__name__)


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Adres om op te luisteren.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--workers", default=1, show_default=True, type=click.IntRange(1, 64))
@click.option("--threads", default=8, show_default=True, type=click.IntRange(1, 256))
@click.option(
    "--with-worker/--without-worker",
    default=True,
    show_default=True,
    help="Verwerk ook de outbox; zonder moet `govhub work` apart draaien.",
)
def serve(*, host: str, port: int, workers: int, threads: int, with_worker: bool) -> None:
    """Start het portaal."""
    refuse_unsafe(settings(), host)
    refuse_taken(host, port)
    with application():
        pass  # what is wrong with a setting is said here: gunicorn only says that a worker failed
    options = {
        "bind": f"[{host}]:{port}" if ":" in host else f"{host}:{port}",
        "workers": workers,
        "threads": threads,
        "worker_class": "gthread",
        "proc_name": "govhub",
        "timeout": 60,
        "graceful_timeout": 20,
        "control_socket_disable": True,
        "limit_request_line": _LONGEST_ADDRESS,
    }
    click.echo(f"GovHub draait op http://{options['bind']} (stop met Ctrl+C)")
    _Server(options, with_worker=with_worker).run()


@click.command()
def work() -> None:
    """Verwerk de outbox: verstuur mail. Stopt netjes bij SIGTERM."""
    refuse_incomplete(settings())
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    with application() as app:
        handle_outbox(app, stop)


def refuse_unsafe(chosen: Settings, host: str) -> None:
    """Raise ClickException when serving like this would be unsafe or lose mail."""
    if chosen.demo and not _is_loopback(host):
        message = (
            "Met GOVHUB_DEMO=1 kan iedereen als redacteur inloggen. Daarom kan dat alleen op "
            "127.0.0.1. Zet GOVHUB_DEMO uit of kies --host 127.0.0.1."
        )
        raise click.ClickException(message)
    refuse_incomplete(chosen)


def refuse_incomplete(chosen: Settings) -> None:
    """Raise ClickException when links in mail would not work, or no mail would go out."""
    refuse_keyless(chosen)
    if not chosen.demo and not chosen.mail_url:
        message = (
            "Er is geen mailserver. Zet GOVHUB_MAIL_URL, bijvoorbeeld "
            "smtp+starttls://gebruiker:wachtwoord@mail.voorbeeld.nl:587, of GOVHUB_DEMO=1 om te "
            "proberen."
        )
        raise click.ClickException(message)


def refuse_taken(host: str, port: int) -> None:
    """Raise ClickException when nobody can listen there; gunicorn would try again for a while."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            message = (
                f"Poort {port} is al in gebruik. Stop wat daar draait, of kies een andere poort: "
                "`govhub serve --port 8001` of `PORT=8001 make run`."
            )
        else:
            message = f"Op {host}, poort {port}, kan GovHub niet luisteren: {error.strerror}."
        raise click.ClickException(message) from error


def handle_outbox(app: Flask, stop: threading.Event) -> None:
    """Work on the outbox until ``stop``; trouble with the database is logged and survived."""
    with app.app_context():
        relay = services().relay
    while not stop.is_set():
        try:
            pause = 0.0 if relay.work() else _PAUSE
        except Exception:  # noqa: BLE001  # a worker that stops is worse than any trouble
            _log.exception("worker_trouble")
            pause = _PAUSE_AFTER_TROUBLE
        stop.wait(pause)


def follow_catalogue(app: Flask, stop: threading.Event) -> None:
    """Keep the search index of this machine equal to the database, until ``stop``."""
    with app.app_context():
        follower = services().follower
    while not stop.is_set():
        pause = _PAUSE
        try:
            follower.work()
        except Exception:  # noqa: BLE001  # the portal goes on with what the index has
            _log.exception("index_trouble")
            pause = _PAUSE_AFTER_INDEX_TROUBLE
        stop.wait(pause)


def keep_notes(app: Flask, stop: threading.Event) -> None:
    """Write down what this process noted, every few seconds, until ``stop``."""
    with app.app_context():
        notepad, make_session = services().notepad, db.sessionmaker
    while not stop.wait(_PAUSE_BETWEEN_NOTES):
        try:
            misses.write_down(make_session, notepad)
        except Exception:  # noqa: BLE001  # these notes are lost; the next ones may not be
            _log.exception("notes_lost")


def in_background(app: Flask, *loops: Callable[[Flask, threading.Event], None]) -> None:
    """Run the loops in threads that end with the process."""
    stop = threading.Event()
    for loop in loops:
        threading.Thread(
            target=loop, args=(app, stop), name=f"govhub-{loop.__name__}", daemon=True
        ).start()


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


class _Server(BaseApplication):
    """gunicorn with our options; each process can handle the outbox in a thread."""

    def __init__(self, options: dict[str, Any], *, with_worker: bool) -> None:
        """Keep the options."""
        self._options = options
        self._with_worker = with_worker
        super().__init__()

    def load_config(self) -> None:
        """Give gunicorn the options."""
        for name, value in self._options.items():
            if name in self.cfg.settings:
                self.cfg.set(name, value)

    def load(self) -> Any:
        """Make the application of one process."""
        app = create_app(settings())
        in_background(
            app, follow_catalogue, keep_notes, *([handle_outbox] if self._with_worker else [])
        )
        return app
