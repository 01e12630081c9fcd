"""How long queries by tag and status take in a large database. The budget is 100 ms at ten million cells.

    python benchmarks/query_scale.py                        a million cells, all of them current
    python benchmarks/query_scale.py 10_000_000 --runs 10   ten million, of which the last tenth is current

Fills a throwaway database with made-up results: 2,000 cases in two modes with one rewrite each, every run in 8,000
chains of seven stages. Each query is the one of `exportdb query`: "database" is its SQL alone, all rows fetched, and
"with rows" what `select_cells` takes. One call before warms the cache.
"""

from __future__ import annotations

import argparse
import itertools
import random
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlalchemy import event

from exportdb.query import parse, select_cells
from exportdb.store import open_store
from exportdb_engine.protocol import MODES, ORIGINAL, STAGES

CASES = 2000
VARIANTS = (ORIGINAL, "rewrite")
TAGS = 120
FAILURES = 400
#: The budget is for these.
BY_TAG_AND_STATUS = ("tag:tag7 outcome:fail", "tag:tag7 strict:fail")
OTHERS = (
    "tag:tag7 strict:fail nonstrict:pass",
    "tag:tag7 export:fail,crash is:original",
    "outcome:crash",
)
ROUNDS = 9
#: Seconds.
BUDGET = 0.1
#: Stage at which a chain stops, with how often it does; None passes everywhere.
STOPS = {None: 78, 1: 16, 2: 2, 4: 2, 6: 2}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cells", nargs="?", type=int, default=1_000_000)
    parser.add_argument("--runs", type=int, default=1, help="runs in each environment; only the last one is current")
    parser.add_argument("--dir", type=Path, help="folder for the database (about 250 bytes a cell)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=options.dir) as folder:
        path = Path(folder) / "exportdb.db"
        began = time.perf_counter()
        cells, current = fill(path, options.cells, options.runs)
        took, size = time.perf_counter() - began, path.stat().st_size / 2**20
        print(f"{cells:,} cells, {current:,} of them current, {size:,.0f} MiB, filled in {took:.0f} s\n")
        print(f"{'database':>10}  {'with rows':>10}  {'rows':>8}")
        worst = max(timed(path, text) for text in BY_TAG_AND_STATUS)
        for text in OTHERS:
            timed(path, text)
    if worst > BUDGET:
        sys.exit(f"a query by tag and status is over its budget of {BUDGET * 1000:.0f} ms: {worst * 1000:.0f} ms")


def timed(path: Path, text: str) -> float:
    """Prints the median times of a query, and gives that of its SQL, in seconds."""
    query = parse(text)
    store = open_store(str(path), readonly=True)
    said: list[tuple[str, Any]] = []
    event.listen(store.engine, "before_cursor_execute", lambda _c, _k, sql, values, *_: said.append((sql, values)))
    with store.read() as session:
        rows = len(select_cells(session, query))
        sql, values = said[-1]
        connection: Any = session.connection().connection.driver_connection
        alone = median_time(lambda: connection.execute(sql, values).fetchall())
        whole = median_time(lambda: select_cells(session, query))
    store.close()
    print(f"{alone * 1000:>7.1f} ms  {whole * 1000:>7.1f} ms  {rows:>8,}  {text}")
    return alone


def median_time(call: Callable[[], object]) -> float:
    times = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        call()
        times.append(time.perf_counter() - began)
    return statistics.median(times)


def fill(path: Path, wanted: int, runs_each: int) -> tuple[int, int]:
    """Makes the database and gives the number of its cells and current cells. The same numbers give the same rows."""
    open_store(str(path), create=True).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("PRAGMA cache_size = -500000")
        corpus(connection)
        chain_ids, cell_ids = itertools.count(1), itertools.count(1)
        done = environments = run = 0
        while done < wanted:
            environments += 1
            values = (environments, f"{environments:016x}", f"2.{environments}.0")
            connection.execute(
                "INSERT INTO environments VALUES (?, ?, '3.11', 'cpython', ?, 'linux', 'cpu', '{}')", values
            )
            for current in [False] * (runs_each - 1) + [True]:
                run += 1
                connection.execute(
                    "INSERT INTO runs (id, environment_id, engine, exportdb, command, options, host, status,"
                    " started_at) VALUES (?, ?, 'e', '1', '', '{}', 'here', 'finished', '2026')",
                    (run, environments),
                )
                done += add_run(connection, run, environments, current, chain_ids, cell_ids)
            connection.commit()
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return done, connection.execute("SELECT count(*) FROM current_cells").fetchone()[0]


def corpus(connection: sqlite3.Connection) -> None:
    chance = random.Random(7)
    for case in range(1, CASES + 1):
        area = f"area{case % 20}"
        connection.execute("INSERT INTO cases VALUES (?, ?, 'core', ?, NULL)", (case, f"{area}/case{case}", area))
        connection.execute(
            "INSERT INTO revisions (id, case_id, sha256, title, explanation, source, path, expect, issues, near,"
            " requires, model_line, model_source, facts, indexed_at)"
            " VALUES (?, ?, 'x', 'A title', '', ?, 'p', '{}', '[]', '[]', '[]', 1, '', '', '2026')",
            (case, case, "x = 1\n" * 200),
        )
        connection.execute("UPDATE cases SET current_revision_id = ? WHERE id = ?", (case, case))
        tags = [(f"tag{tag}", case) for tag in chance.sample(range(TAGS), 3)]
        connection.executemany("INSERT INTO revision_tags VALUES (?, ?)", tags)
    connection.executemany(
        "INSERT INTO failures VALUES (?, ?, ?, ?, '')",
        [(i, f"{i:064}", f"GB{i:04}", f"signature {i}") for i in range(1, FAILURES + 1)],
    )


def add_run(
    connection: sqlite3.Connection,
    run: int,
    environment: int,
    current: bool,
    chain_ids: Iterator[int],
    cell_ids: Iterator[int],
) -> int:
    chance = random.Random(run)
    chains, cells, newest = [], [], []
    stops = chance.choices(list(STOPS), weights=list(STOPS.values()), k=CASES * len(VARIANTS) * len(MODES))
    places = itertools.product(range(1, CASES + 1), VARIANTS, MODES)
    for (revision, variant, mode), stop in zip(places, stops, strict=True):
        chain = next(chain_ids)
        chains.append((chain, run, revision, environment, variant, mode.value, f"{chain:064}"))
        for stage in STAGES:
            stopped = stage.order == stop
            outcome = ("crash" if chance.random() < 0.01 else "fail") if stopped else "pass"
            failure = chance.randint(1, FAILURES) if stopped else None
            cell = next(cell_ids)
            cells.append((cell, chain, stage.value, stage.order, outcome, failure, "x" * 300 if stopped else None))
            newest.append((revision, environment, variant, mode.value, stage.value, outcome, cell))
            if stopped and stop is not None and stop < 4:
                break
    connection.executemany("INSERT INTO chains VALUES (?, ?, ?, ?, ?, ?, 'all', ?, 1.0, NULL, '2026')", chains)
    connection.executemany("INSERT INTO cells VALUES (?, ?, ?, ?, ?, ?, ?, 0.1, 0.1, 1000, '{}')", cells)
    if current:
        connection.executemany("INSERT INTO current_cells VALUES (?, ?, ?, ?, ?, ?, ?)", newest)
    return len(cells)


if __name__ == "__main__":
    main()
