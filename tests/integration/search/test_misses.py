"""What was not found is noted in memory, and written down apart."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from govhub.kernel import clock
from govhub.platform.db import transaction
from govhub.search import misses, queries
from govhub.search.engine import Hit, Kinship, Match, Results
from govhub.search.misses import Miss, Notepad, miss_of, write_down
from govhub.search.models import Outcome, SearchMiss


@pytest.fixture
def notepad():
    return Notepad()


@pytest.fixture
def write(session, engine, notepad):
    """Note and write down: ``write(Miss(…))``; returns the rows."""

    def write(*noted):
        for miss in noted:
            notepad.note(miss)
        write_down(lambda: Session(engine), notepad)
        session.rollback()
        session.expire_all()
        return session.scalars(sa.select(SearchMiss).order_by(SearchMiss.text)).all()

    return write


def results(total, *kinships, is_relaxed=False):
    hits = (Hit("1", matches=tuple(Match("a", "b", kinship) for kinship in kinships)),)
    return Results(hits=hits[:total], total=total, is_relaxed=is_relaxed)


def test_nothing_is_missed_and_few_is_weak():
    assert miss_of("zaak", results(0)).outcome is Outcome.MISSED
    assert miss_of("zaak", results(2, Kinship.SAME)).outcome is Outcome.WEAK
    assert miss_of("zaak", results(3, Kinship.SAME)) is None
    assert miss_of("jan@voorbeeld.nl", results(0)) is None


def test_only_what_looks_like_it_is_weak():
    assert miss_of("zaak", results(9, Kinship.PART, is_relaxed=True)).outcome is Outcome.WEAK
    assert miss_of("zaak", results(9, Kinship.SYNONYM, is_relaxed=True)) is None
    assert miss_of("zaak", results(9, Kinship.PART)) is None


def test_the_same_words_are_counted_together(write):
    (row,) = write(Miss(text="zaak", total=0), Miss(text="zaak", total=0))
    assert (row.text, row.count, row.outcome, row.best) == ("zaak", 2, Outcome.MISSED, 0)
    (row,) = write(Miss(text="zaak", total=2))
    assert (row.count, row.outcome, row.best) == (3, Outcome.WEAK, 2)
    (row,) = write(Miss(text="zaak", total=0))
    assert (row.count, row.outcome, row.best) == (4, Outcome.MISSED, 2)


def test_the_days_of_the_first_and_the_last_time_are_kept(write):
    today = clock.today()
    with clock.at(clock.now() - timedelta(days=3)):
        write(Miss(text="zaak", total=0))
    (row,) = write(Miss(text="zaak", total=0))
    assert (row.first_on, row.last_on) == (today - timedelta(days=3), today)


def test_what_nobody_asks_for_a_year_is_forgotten(write):
    with clock.at(clock.now() - timedelta(days=370)):
        write(Miss(text="oud", total=0))
    assert [row.text for row in write(Miss(text="nieuw", total=0))] == ["nieuw"]


def test_the_table_does_not_grow_without_end(write, monkeypatch):
    monkeypatch.setattr(misses, "MOST_KEPT", 3)
    write(*(Miss(text=text, total=0) for text in ("vaak", "vaak", "een", "twee")))
    rows = write(Miss(text="drie", total=0), Miss(text="drie", total=0))
    assert len(rows) == 3
    assert {"vaak", "drie"} < {row.text for row in rows}


def test_the_memory_does_not_grow_without_end(notepad):
    for number in range(2000):
        notepad.note(Miss(text=f"zaak {number}", total=0))
    assert len(notepad.take()) == 500
    assert notepad.take() == []


def test_without_notes_the_database_is_left_alone(notepad):
    assert write_down(lambda: pytest.fail("a session was made"), notepad) == 0


def test_the_most_frequent_comes_first_and_what_was_dismissed_last(session, write):
    write(*(Miss(text=text, total=0) for text in ("een", "twee", "twee", "drie", "drie", "drie")))
    with transaction(session):
        row = session.scalars(sa.select(SearchMiss).where(SearchMiss.text == "twee")).one()
        row.dismissed_because = "Bestaat niet."
    found = queries.misses(session, Outcome.MISSED, limit=10)
    assert [miss.text for miss in found] == ["drie", "een"]
    assert [miss.text for miss in queries.dismissed_misses(session, limit=10)] == ["twee"]
    assert queries.number_of_misses(session) == 2


def test_processes_that_write_at_the_same_moment_lose_no_count(session, engine):
    texts = [f"zaak {number}" for number in range(10)]

    def one_process():
        for _ in range(5):
            notepad = Notepad()
            for text in texts:
                notepad.note(Miss(text=text, total=0))
            write_down(lambda: Session(engine), notepad)

    with ThreadPoolExecutor(4) as processes:
        for process in [processes.submit(one_process) for _ in range(4)]:
            process.result()
    rows = session.scalars(sa.select(SearchMiss)).all()
    assert {row.text: row.count for row in rows} == dict.fromkeys(texts, 20)
