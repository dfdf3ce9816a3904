"""The demo mailbox, read by a person."""

import time

from playwright.sync_api import Page

PATIENCE = 30
"""Seconds in which a mail must have come in."""


def open_mail(page: Page, subject: str, *, to: str = "") -> None:
    """Open the newest mail with these words in its subject, to this address or to anybody.

    Loads the mailbox until it is there.
    """
    deadline = time.monotonic() + PATIENCE
    page.goto("/demo/postvak")
    mails = page.get_by_role("listitem").filter(has_text=f"Aan {to}")
    mail = mails.get_by_role("link", name=subject).first
    while not mail.is_visible():
        assert time.monotonic() < deadline, f"no mail about {subject!r}"
        page.wait_for_timeout(300)
        page.reload()
    mail.click()
    page.wait_for_url("**/demo/postvak/*")


def follow_link(page: Page, address: str) -> None:
    """Click on the link in the opened mail that has this in its address."""
    page.get_by_role("link", name=address).click()
