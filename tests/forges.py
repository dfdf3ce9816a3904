"""A server that behaves as the programs that show repositories on the web."""

import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from govhub.platform.fetch import Reach

HTML = "text/html; charset=utf-8"
PLAIN = "text/plain; charset=utf-8"
GITHUB = {"X-GitHub-Request-Id": "C0DE:1"}
GITLAB = {"X-Gitlab-Meta": '{"version":"1"}'}
GITEA = {"Set-Cookie": "i_like_gitea=abc; Path=/; HttpOnly"}
NO_PAGE = b"<!DOCTYPE html><title>404</title>"


@dataclass
class Answer:
    """What is sent back."""

    body: bytes = b""
    kind: str = PLAIN
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)


class Forges:
    """Tell it what is there; ``asked`` is what was asked for."""

    def __init__(self):
        self.answers: dict[str, Answer] = {}
        self.asked: list[str] = []
        self.delay = 0.0
        self.port = 0

    @property
    def url(self) -> str:
        """Return where it listens."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def reach(self) -> Reach:
        """Return what lets a test come here, and nowhere else on this machine."""
        return Reach(loopback_ports={self.port})

    def page(self, path: str, *, status=200, **headers: str) -> str:
        """Show a page there, and return its address."""
        answer = Answer(b"<!DOCTYPE html><title>Repository</title>", HTML, status, headers)
        self.answers[path] = answer
        return self.url + path

    def file(self, path: str, text: str | bytes, **more) -> str:
        """Put a file there as it is, and return its address."""
        body = text.encode() if isinstance(text, str) else text
        self.answers[path] = Answer(body, **more)
        return self.url + path

    def moved(self, path: str, to: str, status=301) -> str:
        """Lead on from there to another path."""
        self.answers[path] = Answer(status=status, headers={"Location": to})
        return self.url + path

    def github(self, repository: str, files: dict[str, str]) -> str:
        """Show a repository as GitHub does: by the name of a branch with a file in it."""
        for file, text in files.items():
            self.file(f"/{repository}/raw/{file}", text)
        return self.page(f"/{repository}", **GITHUB)

    def gitlab(self, repository: str, files: dict[str, str]) -> str:
        """Show a project as GitLab does, in whatever groups."""
        for file, text in files.items():
            self.file(f"/{repository}/-/raw/{file}", text)
        return self.page(f"/{repository}", **GITLAB)

    def gitea(self, repository: str, files: dict[str, str]) -> str:
        """Show a repository as Gitea and Forgejo do."""
        for file, text in files.items():
            branch, _slash, name = file.partition("/")
            is_default = branch == "HEAD"
            where = f"/api/v1/repos/{repository}/raw" if is_default else f"/{repository}/raw/branch"
            self.file(f"{where}/{name if is_default else file}", text)
        return self.page(f"/{repository}", **GITEA)

    def bitbucket_server(self, repository: str, files: dict[str, str]) -> str:
        """Show a repository as Bitbucket does where somebody runs it."""
        for file, text in files.items():
            branch, _slash, name = file.partition("/")
            query = "" if branch == "HEAD" else f"?at={branch}"
            self.file(f"/{repository}/raw/{name}{query}", text)
        return self.page(f"/{repository}")


@contextmanager
def running():
    """Give a server that listens until the block ends."""
    forges = Forges()

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *_args):
            """Say nothing."""

        def do_GET(self):
            forges.asked.append(self.path)
            time.sleep(forges.delay)
            answer = forges.answers.get(self.path) or Answer(NO_PAGE, HTML, 404)
            self.send_response(answer.status)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Type", answer.kind)
            self.send_header("Content-Length", str(len(answer.body)))
            self.end_headers()
            self.wfile.write(answer.body)

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, request, client_address):
            """A reader that hangs up is no error of ours."""

    with Server(("127.0.0.1", 0), Handler) as server:
        forges.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield forges
        finally:
            server.shutdown()
            thread.join()
