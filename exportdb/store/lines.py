"""The protocol's JSON lines: a run written out, and files of them taken in.

A run goes out as a worker would have written it: ``header``, a ``case`` before the first chain that speaks of it, the
``chain`` lines, and an ``end`` when the run came to its end.
"""

from __future__ import annotations

import gzip
import io
import itertools
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Literal, TextIO

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from exportdb.errors import ImportFailed, StoreError
from exportdb.store.chains import chains_of
from exportdb.store.database import Store
from exportdb.store.importing import Importer, ImportReport
from exportdb.store.once import table_of
from exportdb.store.reloads import reloads_of
from exportdb.store.schema import Case, Environment, Revision, Run
from exportdb_engine import protocol
from exportdb_engine.protocol import PROTOCOL_VERSION, encode

__all__ = ["ImportReport", "export_lines", "import_lines", "open_lines", "write_results"]

CASES, REVISIONS, RUNS, ENVIRONMENTS = map(table_of, (Case, Revision, Run, Environment))


def export_lines(session: Session, out: TextIO, run: int | None = None) -> int:
    """Write a run, or all of them one after the other, and give the number of chains written.

    Raises StoreError when there is no such run.
    """
    statement = select(RUNS, ENVIRONMENTS).join(ENVIRONMENTS, ENVIRONMENTS.c.id == RUNS.c.environment_id)
    rows = session.execute((statement if run is None else statement.where(RUNS.c.id == run)).order_by(RUNS.c.id)).all()
    if run is not None and not rows:
        newest = session.execute(select(RUNS.c.id).order_by(RUNS.c.id.desc()).limit(5)).scalars().all()
        known = f"the newest runs are {', '.join(map(str, newest))}" if newest else "make one with: exportdb run"
        raise StoreError(f"there is no run {run}", hint=known)
    return sum(_write_run(session, out, row) for row in rows)


def _write_run(session: Session, out: TextIO, run: Row[Any]) -> int:
    def write(record: protocol.Record) -> None:
        out.write(encode(record) + "\n")

    names = ("python", "implementation", "torch", "platform", "device", "packages")
    environment = protocol.Environment(**{name: getattr(run, name) for name in names})
    backends = run.options.get("backends", {})
    write(protocol.Header(PROTOCOL_VERSION, run.engine, environment, run.started_at, run.host, backends))
    chains = (chain for _, chain in chains_of(session, run.id))
    count = write_results(session, out, itertools.chain(chains, reloads_of(session, run.id)))
    if run.status == "finished":
        took = datetime.fromisoformat(run.finished_at) - datetime.fromisoformat(run.started_at)
        write(protocol.End(count, round(took / timedelta(seconds=1), 3)))
    return count


def write_results(session: Session, out: TextIO, results: Iterable[protocol.Chain | protocol.Reload]) -> int:
    """Write results, each text before the first that speaks of it, and give the number of chains."""
    written: set[tuple[str, str]] = set()
    count = 0
    for result in results:
        if (result.case, result.sha256) not in written:
            written.add((result.case, result.sha256))
            text = protocol.CaseText(result.case, result.collection, result.sha256, _source(session, result))
            out.write(encode(text) + "\n")
        out.write(encode(result) + "\n")
        count += isinstance(result, protocol.Chain)
    return count


def _source(session: Session, chain: protocol.Chain | protocol.Reload) -> str:
    statement = select(REVISIONS.c.source).join(CASES, CASES.c.id == REVISIONS.c.case_id)
    statement = statement.where(CASES.c.name == chain.case, REVISIONS.c.sha256 == chain.sha256)
    return str(session.execute(statement).scalar_one())


def import_lines(store: Store, source: Path | str | TextIO, command: str = "") -> ImportReport:
    """Take in a file of JSON lines (``.gz`` is unpacked), or an open stream of them.

    What the database has already is counted and left alone. A line that is damaged is reported, and so is a stream
    that was cut off. Raises ImportFailed when the file cannot be read or holds no such lines, and StoreError.
    """
    if not isinstance(source, (str, Path)):
        return _import(store, source, getattr(source, "name", "standard input"), command)
    try:
        with open_lines(Path(source), "r") as stream:
            return _import(store, stream, str(source), command)
    except FileNotFoundError as error:
        raise ImportFailed(f"{source} does not exist") from error
    except OSError as error:
        raise ImportFailed(f"{source} cannot be read: {error.strerror or error}") from error


def _import(store: Store, stream: TextIO, name: str, command: str) -> ImportReport:
    importer = Importer(store, name, command)
    try:
        for line in stream:
            importer.line(line)
    except EOFError:
        importer.problem("the compressed file was cut off")
    return importer.end()


@contextmanager
def open_lines(path: Path, mode: Literal["r", "w"]) -> Iterator[TextIO]:
    """A file of lines, compressed when its name ends in ``.gz``. Equal lines give equal files."""
    if path.suffix != ".gz":
        with path.open(mode, encoding="utf-8", errors="replace", newline="\n") as plain:
            yield plain
        return
    with (
        path.open(f"{mode}b") as raw,
        gzip.GzipFile(filename="", mode=f"{mode}b", fileobj=raw, mtime=0) as packed,
        io.TextIOWrapper(packed, encoding="utf-8", errors="replace", newline="\n") as text,
    ):
        yield text
