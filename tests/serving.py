"""Serve the portal for a test, as ``govhub serve`` does."""

import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

START_TIME = 60
"""Seconds that the portal may take to answer for the first time."""


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def serving(
    govhub: Sequence[str | Path], *, port: int, folder: Path, environment: Mapping[str, str]
) -> Iterator[subprocess.Popen]:
    """Run ``govhub serve`` in ``folder`` until the block ends; its log is ``server.log`` there.

    It leads a process group of its own: ``os.killpg(server.pid, …)`` reaches every process of it.
    """
    command = [*govhub, "serve", "--port", str(port)]
    with running(command, port=port, folder=folder, environment=environment) as server:
        yield server


@contextmanager
def running(
    command: Sequence[str | Path], *, port: int, folder: Path, environment: Mapping[str, str]
) -> Iterator[subprocess.Popen]:
    """Run a command that serves the portal at ``port``, as ``serving`` does."""
    with (
        (folder / "server.log").open("wb") as log,
        subprocess.Popen(
            command,
            cwd=folder,
            env=environment,
            stdout=log,
            stderr=log,
            start_new_session=True,
        ) as server,
    ):
        try:
            _wait_until_ready(f"http://127.0.0.1:{port}/health/ready", server)
            yield server
        finally:
            server.terminate()


def _wait_until_ready(url: str, server: subprocess.Popen) -> None:
    deadline = time.monotonic() + START_TIME
    while time.monotonic() < deadline:
        assert server.poll() is None, "govhub serve stopped: see server.log"
        try:
            urllib.request.urlopen(url, timeout=2).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError("the portal did not start: see server.log")
