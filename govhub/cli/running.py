"""``govhub serve`` and ``govhub work``: the portal and the worker."""

import os
import signal
import threading
from typing import Any

import click
from gunicorn.app.base import BaseApplication

from govhub.app import create_app
from govhub.cli.application import application, settings
from govhub.cli.background import (
    do_chores,
    follow_catalogue,
    handle_outbox,
    handle_outbox_beside_requests,
    in_background,
    keep_notes,
)
from govhub.cli.refusals import refuse_incomplete, refuse_taken, refuse_unsafe

_GIVES_WAY = 10
"""How much less urgent than a request what a worker does is, for the operating system."""
_LONGEST_ADDRESS = 8190
"""Signs of the first line of a request; a longer one is refused before a page of ours can."""
_PATIENCE = 20.0
"""Seconds that a chore gets to finish when the worker must stop."""


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Adres om op te luisteren.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--workers", default=1, show_default=True, type=click.IntRange(1, 64))
@click.option("--threads", default=8, show_default=True, type=click.IntRange(1, 256))
@click.option(
    "--with-worker/--without-worker",
    default=True,
    show_default=True,
    help="Doe ook het werk van `govhub work`; zonder moet dat apart draaien.",
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
    """Verstuur mail en doe wat op zijn dag moet gebeuren. Stopt netjes bij SIGTERM."""
    refuse_incomplete(settings())
    os.nice(_GIVES_WAY)
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    with application() as app:
        chores = in_background(app, do_chores, stop=stop)
        handle_outbox(app, stop)
        for thread in chores:
            thread.join(_PATIENCE)


class _Server(BaseApplication):
    """gunicorn with our options; each process can do the work of a worker in threads."""

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
        worker = (handle_outbox_beside_requests, do_chores) if self._with_worker else ()
        in_background(app, follow_catalogue, keep_notes, *worker)
        return app
