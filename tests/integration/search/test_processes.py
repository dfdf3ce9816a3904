"""Several processes on one index: one writes, others read, and the writer may be killed."""

import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest

from govhub.search.engine import Query
from govhub.search.engines.whoosh import WhooshEngine
from tests.integration.search.documents import make_document
from tests.integration.search.writing import DOCUMENTS, documents

KILLS = 6
ENOUGH = 5
PATIENCE = 30
"""Seconds in which readers must have seen enough commits."""


@pytest.fixture
def folder(folder):
    WhooshEngine(folder).rebuild(documents(0))
    return folder


@contextmanager
def writing(folder):
    """Let another process write until the block ends, and kill it then."""
    command = [sys.executable, "-m", "tests.integration.search.writing", str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        process.stdout.readline()
        try:
            yield
        finally:
            process.kill()


def rounds(engine):
    """Return which rounds there are in the index; an answer is of one moment, so one."""
    assert engine.search(Query(text="zaak")).total == DOCUMENTS
    hits = engine.search(Query(per_page=100)).hits
    assert len({hit.id for hit in hits}) == len(hits) == DOCUMENTS
    return set(engine.fingerprints().values())


def test_readers_see_whole_commits_only_and_soon_the_newest(folder):
    readers = [WhooshEngine(folder), WhooshEngine(folder)]
    seen = [set(), set()]
    with writing(folder):
        end = time.monotonic() + PATIENCE
        while min(map(len, seen)) <= ENOUGH and time.monotonic() < end:
            for reader, fingerprints in zip(readers, seen, strict=True):
                fingerprints.add(frozenset(rounds(reader)))

    assert all(len(fingerprints) > ENOUGH for fingerprints in seen)


def test_an_index_whose_writer_is_killed_can_be_read_and_written(folder):
    for kill in range(KILLS):
        with writing(folder):
            time.sleep(0.05 + 0.037 * kill)

        engine = WhooshEngine(folder)
        rounds(engine)
        engine.index(documents(f"na{kill}"))
        assert engine.search(Query(text=f"na{kill} ronde")).total == 0
        assert engine.search(Query(text=f"rondena{kill}")).total == DOCUMENTS


def test_threads_that_share_an_engine_get_whole_answers_while_it_is_written(folder):
    engine = WhooshEngine(folder)
    expected = engine.search(Query(text="zaak")).total

    def read(_number):
        return {engine.search(Query(text="zaak")).total for _ in range(50)}

    with ThreadPoolExecutor(8) as threads:
        answers = threads.map(read, range(8))
        for number in range(20):
            engine.index(documents(f"draad{number}"))
        assert set.union(*answers) == {expected}
    assert engine.search(Query(text="rondedraad19")).total == DOCUMENTS


def test_threads_that_read_a_cold_index_do_not_disturb_each_other(folder):
    words = [f"{first}{second}" for first in "bdfgklmnprst" for second in "aeiou"]
    texts = [" ".join(words[start:] * 3) for start in range(len(words))]
    WhooshEngine(folder).rebuild(
        make_document(id=str(number), name="x", description=text)
        for number, text in enumerate(texts)
    )
    queries = [Query(text=word, per_page=100) for word in words]
    expected = [WhooshEngine(folder).search(query) for query in queries]
    interval = sys.getswitchinterval()
    try:
        sys.setswitchinterval(1e-6)
        with ThreadPoolExecutor(8) as threads:
            for _ in range(3):
                cold = WhooshEngine(folder)
                assert list(threads.map(cold.search, queries)) == expected
    finally:
        sys.setswitchinterval(interval)
