"""A receiver of webhooks, as somebody would build one: it agrees, and it keeps what it gets."""

import json
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from standardwebhooks import Webhook as Verifier


@dataclass(frozen=True)
class Received:
    """One message, as it came in."""

    headers: dict[str, str]
    body: bytes

    @property
    def message(self) -> dict:
        """Return the CloudEvent."""
        return json.loads(self.body)

    def verify(self, secret: str) -> dict:
        """Return the message; raises when the signature is not of this secret."""
        return Verifier(secret).verify(self.body, self.headers)


class Receiver:
    """Tell it how to behave; ``received`` is what came in, whatever it answered."""

    def __init__(self):
        self.received: list[Received] = []
        self.asked: list[str | None] = []
        """Origins that asked whether they may send."""
        self.allowed: str | None = "*"
        self.options_status = 200
        self.statuses: list[int] = []
        """What is answered to the next messages; after that 204."""
        self.delay = 0.0
        self.port = 0

    @property
    def url(self) -> str:
        """Return where it listens."""
        return f"http://127.0.0.1:{self.port}/berichten"

    @property
    def types(self) -> list[str]:
        """Return the kinds of message that came in."""
        return [each.message["type"] for each in self.received]


@contextmanager
def receiving():
    """Give a receiver that listens until the block ends."""
    receiver = Receiver()

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *_args):
            """Say nothing."""

        def do_OPTIONS(self):
            receiver.asked.append(self.headers["WebHook-Request-Origin"])
            self.send_response(receiver.options_status)
            if receiver.allowed is not None:
                self.send_header("WebHook-Allowed-Origin", receiver.allowed)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            headers = {name.lower(): value for name, value in self.headers.items()}
            receiver.received.append(Received(headers, body))
            time.sleep(receiver.delay)
            status = receiver.statuses.pop(0) if receiver.statuses else 204
            self.send_response(status)
            if 300 <= status < 400:
                self.send_header("Location", "/elders")
            self.send_header("Content-Length", "0")
            self.end_headers()

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, request, client_address):
            """A sender that hangs up is no error of ours."""

    with Server(("127.0.0.1", 0), Handler) as server:
        receiver.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield receiver
        finally:
            server.shutdown()
            thread.join()
