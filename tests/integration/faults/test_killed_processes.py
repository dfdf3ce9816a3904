"""kill -9 of the portal and of the worker, with a mail server that refuses and hangs.

What the portal said yes to is mailed in the end; a repeat has the same Message-ID.
"""

import os
import signal
import time
import urllib.parse
import urllib.request
from http.cookiejar import CookieJar

import lxml.html

from tests.integration.faults.installing import ask_to_follow, wait_for

READERS = [f"lezer{number}@voorbeeld.nl" for number in range(12)]


class Reader:
    """Somebody with a browser."""

    def __init__(self, url):
        self._url = url
        self._open = urllib.request.build_opener(
            urllib.request.HTTPCookieProcessor(CookieJar())
        ).open

    def follow(self, email):
        """Ask to follow everything; return whether the portal said that a mail is coming."""
        page = lxml.html.document_fromstring(self._open(f"{self._url}/volgen", timeout=10).read())
        (token,) = page.xpath("//main//input[@name='csrf_token']/@value")
        data = urllib.parse.urlencode({"csrf_token": token, "email": email}).encode()
        answer = self._open(f"{self._url}/volgen", data, timeout=10)
        return "gevraagd" in answer.url


def test_who_was_told_that_a_mail_is_coming_gets_it_though_the_portal_is_killed(
    installation, mail_server
):
    promised = []
    for start in range(0, len(READERS), 6):
        with installation.serving() as server:
            reader = Reader(installation.url)
            promised += [email for email in READERS[start : start + 6] if reader.follow(email)]
            time.sleep(0.3)
            os.killpg(server.pid, signal.SIGKILL)
    assert promised == READERS
    with installation.serving():
        installation.wait_until_settled()
    assert set(mail_server.ids) == set(READERS)
    assert {email: len(ids) for email, ids in mail_server.ids.items() if len(ids) > 1} == {}


def test_a_worker_that_is_killed_while_it_mails_loses_nothing(installation, mail_server):
    ask_to_follow(installation, READERS)
    for _ in range(3):
        with installation.working() as worker:
            seen = mail_server.tried
            wait_for(lambda seen=seen: mail_server.tried > seen)
            worker.send_signal(signal.SIGKILL)
        installation.let_time_pass()
    with installation.working():
        installation.wait_until_settled()
    assert set(mail_server.ids) == set(READERS)
    assert max(len(ids) for ids in mail_server.ids.values()) == 1
