"""``python -m bench [--components N] [--seconds S]``: build, ask, print and store."""

import argparse
import json
import platform
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import quantiles
from typing import Any

from bench.corpus import Corpus
from bench.engines import Engine
from bench.engines.govhub import GovHub
from bench.engines.postgresql import Postgresql
from bench.engines.sqlite import SqliteFts
from bench.engines.tantivy import Tantivy
from bench.questions import KINDS, Question, questions
from tests import databases

SIZES = (1_000, 10_000, 100_000)
QUESTIONS = 120
ROUNDS = 3
"""Times that every question is asked; before that once to warm up."""
MOST_SECONDS = 20.0
"""For one kind of question to one engine; then fewer questions are asked."""
OUTPUT = Path("var/bench/search.json")


def main() -> None:
    """Measure every size that is asked for."""
    parser = argparse.ArgumentParser(prog="bench")
    parser.add_argument("--components", type=int, help=f"one size instead of {SIZES}")
    chosen = parser.parse_args()
    rows: list[dict[str, Any]] = []
    for number in (chosen.components,) if chosen.components else SIZES:
        rows += measure(number)
    OUTPUT.parent.mkdir(parents=True, exist_ok=True)
    machine = {"python": platform.python_version(), "system": platform.platform()}
    OUTPUT.write_text(json.dumps({"machine": machine, "rows": rows}, indent=1), encoding="utf-8")
    print(f"Bewaard in {OUTPUT}")


def measure(number: int) -> list[dict[str, Any]]:
    """Build every engine with so many components, ask all questions, and print the table."""
    print(f"\n{number} componenten")
    documents = list(Corpus().documents(number))
    with engines() as all_engines:
        for engine in all_engines:
            start = time.perf_counter()
            engine.build(documents)
            print(f"  index van {engine.name}: {time.perf_counter() - start:.1f} s")
        rows = [row for kind in KINDS for row in ask(kind, all_engines, number)]
    print_table(rows, [engine.name for engine in all_engines])
    return rows


def ask(kind: str, all_engines: list[Engine], number: int) -> Iterator[dict[str, Any]]:
    """Ask the engines in turn, so that a moment at which the machine is busy hits all of them."""
    able = [engine for engine in all_engines if kind in engine.kinds]
    asked = {engine.name: warmed_up(engine, questions(kind, QUESTIONS)) for engine in able}
    times: dict[str, list[float]] = {engine.name: [] for engine in able}
    for _round in range(ROUNDS):
        for engine in able:
            taken = times[engine.name]
            if sum(taken) <= MOST_SECONDS * 1000:
                taken += [milliseconds(engine, question) for question in asked[engine.name]]
    for engine in able:
        p50, p95 = percentiles(times[engine.name])
        yield {
            "engine": engine.name,
            "components": number,
            "query_type": kind,
            "p50_ms": round(p50, 3),
            "p95_ms": round(p95, 3),
        }


def warmed_up(engine: Engine, asked: list[Question]) -> list[Question]:
    """Ask each question once; return those that were answered before the time was over."""
    deadline = time.monotonic() + MOST_SECONDS
    answered = []
    for question in asked:
        engine.answer(question)
        answered.append(question)
        if time.monotonic() > deadline:
            break
    return answered


def milliseconds(engine: Engine, question: Question) -> float:
    """Return how long the answer took."""
    start = time.perf_counter()
    engine.answer(question)
    return (time.perf_counter() - start) * 1000


def percentiles(times: list[float]) -> tuple[float, float]:
    """Return the 50th and the 95th percentile."""
    cuts = quantiles(times, n=100, method="inclusive")
    return cuts[49], cuts[94]


def print_table(rows: list[dict[str, Any]], names: list[str]) -> None:
    """Print p50 and p95 of each engine, and how many times GovHub is faster at p95."""
    print(f"  {'ms: p50/p95 (x GovHub)':<24}" + "".join(f"{name:>26}" for name in names))
    for kind in KINDS:
        found = {row["engine"]: row for row in rows if row["query_type"] == kind}
        cells = []
        for name in names:
            row = found.get(name)
            ratio = row and row["p95_ms"] / found["govhub"]["p95_ms"]
            cells.append(f"{row['p50_ms']:.2f}/{row['p95_ms']:.2f} ({ratio:.1f}x)" if row else "–")
        print(f"  {kind:<24}" + "".join(f"{cell:>26}" for cell in cells))


@contextmanager
def engines() -> Iterator[list[Engine]]:
    """Give every engine, empty; what they wrote is thrown away afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="govhub-bench-"))
    cluster = Path(tempfile.mkdtemp(prefix="govhub-bench-"))
    try:
        made: list[Engine] = [
            GovHub(folder / "govhub"),
            Tantivy(folder / "tantivy"),
            SqliteFts(folder / "fts5.db"),
        ]
        if "postgresql" in databases.names():
            with databases.running("postgresql", cluster) as running:
                url = running.empty().replace("postgresql+psycopg://", "postgresql://")
                yield [*made, Postgresql(url)]
        else:
            print("PostgreSQL staat niet op deze machine en doet niet mee.")
            yield made
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        shutil.rmtree(cluster, ignore_errors=True)


if __name__ == "__main__":
    main()
