"""Several processes on one file, and processes that are killed."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

WRITER = """
import sys
from pathlib import Path
from exportdb.store import open_store
from exportdb.store.index import index_cases
from exportdb.store.ingest import add_chain, finish_run, start_run
from exportdb_engine.protocol import *
from exportdb_engine.protocol.casefile import parse_case

location, who, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
store = open_store(location, create=True)
environment = Environment("3.11", "cpython", "2.13.0", "linux")
text = '"Title"\\nmodel = example_args = None\\ntags = set()\\nrewrites = {%s}\\n'
variants = [f"v{i}" for i in range(count)]
text %= ", ".join(f"{v!r}: None" for v in variants)
case = parse_case(text.encode(), Path("c.py"), case="a/c", collection="core")
with store.write() as session:
    index_cases(session, [case])
    run = start_run(session, environment=environment, engine="e", command=who, options={}, host="here")
for i, variant in enumerate(variants):
    cells = (Cell(Stage.EAGER, Outcome.PASS), Cell(Stage.EXPORT, Outcome.FAIL, f"Code{i}", f"signature {i}", "said"))
    chain = Chain("a/c", "core", case.sha256, variant, Mode.STRICT, STAGES, f"f{variant}", cells, output=f"noise {i}")
    with store.write() as session:
        add_chain(session, run, chain)
    print(variant, flush=True)
with store.write() as session:
    finish_run(session, run, "finished")
"""


def start(path: Path, who: str, count: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, str(path), who, str(count)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def one(path: Path, statement: str) -> object:
    connection = sqlite3.connect(path)
    try:
        return connection.execute(statement).fetchone()[0]
    finally:
        connection.close()


def test_two_writers_lose_and_double_nothing(tmp_path: Path) -> None:
    path, count = tmp_path / "exportdb.db", 60
    writers = [start(path, who, count) for who in ("one", "two")]
    for writer in writers:
        _, said = writer.communicate(timeout=120)
        assert writer.returncode == 0, said
    assert one(path, "SELECT count(*) FROM runs WHERE status = 'finished'") == 2
    assert one(path, "SELECT count(*) FROM chains") == 2 * count
    assert one(path, "SELECT count(*) FROM cells") == 4 * count
    assert one(path, "SELECT count(*) FROM current_cells") == 2 * count
    for table, rows in {"cases": 1, "revisions": 1, "environments": 1, "failures": count, "texts": count}.items():
        assert one(path, f"SELECT count(*) FROM {table}") == rows


def test_a_killed_writer_leaves_whole_chains(tmp_path: Path) -> None:
    path, told = tmp_path / "exportdb.db", 0
    for after in (1, 3, 7):
        writer = start(path, f"killed after {after}", 300)
        assert writer.stdout is not None
        assert writer.stderr is not None
        for _ in range(after):
            assert writer.stdout.readline(), writer.stderr.read()
        writer.send_signal(signal.SIGKILL)
        rest = writer.stdout.read()  # communicate() would miss what readline has read ahead
        writer.communicate()
        told += after + rest.count("\n")
        # what was reported as stored is there; the chain that was under way may have been committed unreported
        stored = one(path, "SELECT count(*) FROM chains")
        assert isinstance(stored, int)
        assert told <= stored <= told + 1
        told = stored
        assert one(path, "SELECT count(*) FROM cells") == 2 * stored
        assert one(path, "PRAGMA integrity_check") == "ok"
        assert one(path, "SELECT count(*) FROM pragma_foreign_key_check") == 0
    assert one(path, "SELECT count(*) FROM runs WHERE status = 'running'") == 3
