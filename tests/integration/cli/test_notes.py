"""Each process that serves pages writes down, apart from any request, what people missed."""

import threading
import time
from contextlib import contextmanager
from dataclasses import replace

import pytest
import sqlalchemy as sa

from govhub.cli import background
from govhub.search.misses import Miss, Notepad
from govhub.search.models import SearchMiss

PATIENCE = 10
"""Seconds that the thread may take on a busy machine."""


@pytest.fixture
def keeping_notes(app, monkeypatch):
    """Let the thread run while a block lasts."""
    monkeypatch.setattr(background, "_PAUSE_BETWEEN_NOTES", 0.01)

    @contextmanager
    def keep():
        stop = threading.Event()
        thread = threading.Thread(target=background.keep_notes, args=(app, stop))
        thread.start()
        try:
            yield
        finally:
            stop.set()
            thread.join(PATIENCE)
            assert not thread.is_alive()

    return keep


def wait_until(condition):
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, "it did not happen"
        time.sleep(0.01)


def is_written(session, text):
    session.rollback()
    return bool(session.scalar(sa.select(SearchMiss.count).where(SearchMiss.text == text)))


def test_what_is_noted_is_written_down(app, session, keeping_notes):
    with keeping_notes():
        app.extensions["govhub"].notepad.note(Miss(text="zaak", total=0))
        wait_until(lambda: is_written(session, "zaak"))


def test_trouble_loses_some_notes_and_not_the_next(app, session, keeping_notes):
    class Troubled(Notepad):
        troubles = 1

        def take(self):
            misses = super().take()
            if misses and self.troubles:
                self.troubles = 0
                raise OSError("the disk is full")
            return misses

    services, notepad = app.extensions["govhub"], Troubled()
    app.extensions["govhub"] = replace(services, notepad=notepad)
    try:
        with keeping_notes():
            notepad.note(Miss(text="eerst", total=0))
            wait_until(lambda: not notepad.troubles)
            notepad.note(Miss(text="daarna", total=0))
            wait_until(lambda: is_written(session, "daarna"))
    finally:
        app.extensions["govhub"] = services
    assert not is_written(session, "eerst")
