"""Servers that misbehave, each on a port of its own on this machine."""

import socket
import socketserver
import threading
from contextlib import contextmanager, suppress

OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True

    def handle_error(self, request, client_address):
        """A client that hung up is what most of these tests are about."""


@contextmanager
def answering(answer, *, tls=None):
    """Serve connections with ``answer(connection, request)``; give the port."""

    class Handler(socketserver.BaseRequestHandler):
        def handle(self):
            connection = tls.wrap_socket(self.request, server_side=True) if tls else self.request
            with connection, suppress(OSError):
                answer(connection, _request(connection))
                connection.shutdown(socket.SHUT_WR)

    with _Server(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield server.server_address[1]
        finally:
            server.shutdown()
            thread.join()


@contextmanager
def accepting(answer):
    """Serve connections with ``answer(connection)``, without waiting for a request."""

    class Handler(socketserver.BaseRequestHandler):
        def handle(self):
            with suppress(OSError):
                answer(self.request)

    with _Server(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield server.server_address[1]
        finally:
            server.shutdown()
            thread.join()


def _request(connection):
    received = b""
    while b"\r\n\r\n" not in received:
        more = connection.recv(65536)
        if not more:
            break
        received += more
    return received
