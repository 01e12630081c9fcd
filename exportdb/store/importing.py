"""Takes in a stream of the protocol's lines, one by one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, timezone
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from exportdb.corpus.collections import TORCH_EXPORTDB
from exportdb.errors import ImportFailed, StoreError
from exportdb.store import contents
from exportdb.store.database import Store
from exportdb.store.index import add_revision
from exportdb.store.ingest import add_chains, finish_run, start_run
from exportdb.store.once import parts, table_of
from exportdb.store.reloads import add_reloads
from exportdb.store.schema import Case, Revision, Run
from exportdb_engine.protocol import (
    Begun,
    CaseText,
    Chain,
    End,
    Header,
    Job,
    ProtocolError,
    Record,
    Reload,
    decode,
    text_sha256,
)
from exportdb_engine.protocol.casefile import CaseError, CaseFile, parse_case

RUNS, CASES, REVISIONS = map(table_of, (Run, Case, Revision))

#: Records that are written in one transaction. Killed in between, an import is simply begun again.
_BATCH = 500


@dataclass(slots=True)
class ImportReport:
    """What came of an import."""

    #: Ids of the runs that the chains are in, also of those that were there already.
    runs: tuple[int, ...] = ()
    #: Chains and cells that were added.
    chains: int = 0
    cells: int = 0
    #: Programs of other releases that were loaded, of which results were added.
    reloads: int = 0
    #: Chains that their run had already.
    duplicates: int = 0
    #: Runs whose stream was cut off; import the whole one later, and what is missing is added.
    incomplete: int = 0
    #: Lines that could not be taken in: ``file:line: why``.
    problems: tuple[str, ...] = ()

    @property
    def run(self) -> int | None:
        """The last of the runs."""
        return self.runs[-1] if self.runs else None


class Importer:
    """Give it every ``line``, then call ``end`` for the report."""

    def __init__(self, store: Store, name: str, command: str) -> None:
        self.store, self.name = store, name
        self.command = command or f"exportdb import {name}"
        self.report = ImportReport()
        self._number = 0
        self._batch: list[tuple[int, Record]] = []
        self._header: Header | None = None
        self._chains = 0

    def line(self, line: str) -> None:
        """Take in a line. Raises ImportFailed when the first one is no header of this protocol."""
        self._number += 1
        if not line.strip():
            return
        try:
            record = decode(line)
            if isinstance(record, Header):
                record = replace(record, started=_utc(record.started))
            elif isinstance(record, Chain) and record.measured_at:
                record = replace(record, measured_at=_utc(record.measured_at))
        except (ProtocolError, ValueError) as error:
            if self._header is None:
                raise ImportFailed(
                    f"{self.name}:{self._number}: {error}",
                    hint="an import is a file that exportdb export or a worker wrote; its first line is a header",
                ) from error
            self.problem("the last line was cut off" if not line.endswith("\n") else str(error))
            return
        if self._header is None and not isinstance(record, Header):
            raise ImportFailed(
                f"{self.name}:{self._number}: begins with a {type(record).__name__.lower()} instead of a header",
                hint="the beginning of the file is missing: take it from where it was written once more",
            )
        self._take(record)

    def problem(self, why: str) -> None:
        """Note what could not be taken in, at the present line."""
        self.report.problems += (f"{self.name}:{self._number}: {why}",)

    def end(self) -> ImportReport:
        """What was done. Raises ImportFailed when there was nothing at all."""
        if self._header is None:
            raise ImportFailed(
                f"{self.name} is empty", hint="an import is a file that exportdb export or a worker wrote"
            )
        self._close(None)
        return self.report

    def _take(self, record: Record) -> None:
        if isinstance(record, Header):
            self._close(None)
            self._header, self._chains = record, 0
            with self.store.write() as session:
                self.report.runs += (self._run(session, record),)
        elif isinstance(record, End):
            self._close(record)
        elif isinstance(record, Job):
            self.problem("a job is no result; this is what was written to a worker, not what it wrote")
        elif not isinstance(record, Begun):  # that was for a display
            self._chains += isinstance(record, Chain)
            self._batch.append((self._number, record))
            if len(self._batch) >= _BATCH:
                self._flush()

    def _run(self, session: Session, header: Header) -> int:
        """The run that the stream belongs to: the one that began at that moment, or a new one."""
        there = session.execute(
            select(RUNS.c.id).where(
                RUNS.c.environment_id == contents.environment_id(session, header.environment),
                RUNS.c.engine == header.engine,
                RUNS.c.host == header.host,
                RUNS.c.started_at == header.started,
            )
        ).scalar()
        if there is not None:
            return int(there)
        return start_run(
            session,
            environment=header.environment,
            engine=header.engine,
            command=self.command,
            options={"imported": self.name, "backends": header.backends},
            host=header.host,
            started=header.started,
            status="incomplete",
        )

    def _close(self, end: End | None) -> None:
        """The end of a stream, or what comes where it should be."""
        self._flush()
        run, header = self.report.run, self._header
        if run is None or header is None or self._chains < 0:
            return
        if end is None:
            self.report.incomplete += 1
            self.problem("the stream was cut off: it has no `end`; run or copy it again, and import it once more")
        elif end.chains != self._chains:
            self.report.incomplete += 1
            self.problem(f"the stream had {end.chains} chains when it was written, and now has {self._chains}")
        else:
            finished = _utc(header.started, seconds=end.seconds)
            with self.store.write() as session:
                if session.execute(select(RUNS.c.status).where(RUNS.c.id == run)).scalar() == "incomplete":
                    finish_run(session, run, "finished", finished=finished)
        self._chains = -1

    def _flush(self) -> None:
        batch, self._batch = self._batch, []
        run, header = self.report.run, self._header
        if not batch or run is None or header is None:
            return
        at = self._number
        with self.store.write() as session:
            known = _known_texts(session, {record.case for _, record in batch if isinstance(record, CaseText)})
            for self._number, record in batch:
                if isinstance(record, CaseText) and (record.case, record.sha256) not in known:
                    with self._told(session):
                        self._add_text(session, record)
            self._add_reloads(session, run, [record for _, record in batch if isinstance(record, Reload)])
            chains = [(number, record) for number, record in batch if isinstance(record, Chain)]
            if chains and not self._store(session, run, header, [chain for _, chain in chains]):
                for self._number, chain in chains:
                    with self._told(session):
                        self._add(session, run, header, [chain])
        self._number = at

    def _add_reloads(self, session: Session, run: int, found: list[Reload]) -> None:
        if found:
            with self._told(session):
                self.report.reloads += add_reloads(session, run, found)

    def _store(self, session: Session, run: int, header: Header, chains: list[Chain]) -> bool:
        """Store all of the chains together, which is much quicker than each alone; False when one of them does not fit,
        and then none is stored."""
        try:
            with session.begin_nested():
                self._add(session, run, header, chains)
        except (IntegrityError, StoreError):
            return False
        return True

    def _add(self, session: Session, run: int, header: Header, chains: list[Chain]) -> None:
        added = add_chains(session, run, chains, measured=header.started)
        self.report.chains += len(added)
        self.report.cells += sum(len(chain.cells) for chain in added)
        self.report.duplicates += len(chains) - len(added)

    @contextmanager
    def _told(self, session: Session) -> Iterator[None]:
        """What a record that cannot be stored has to say is a problem of its line."""
        try:
            with session.begin_nested():
                yield
        except IntegrityError as error:
            self.problem(f"a record that contradicts itself: {error.orig}")
        except StoreError as error:
            self.problem(error.message)

    def _add_text(self, session: Session, text: CaseText) -> None:
        if text_sha256(text.source.encode("utf-8", "replace")) != text.sha256:
            self.problem(f"the text of {text.case!r} is damaged: it does not have the hash that stands beside it")
            return
        add_revision(session, self._parse(text))

    def _parse(self, text: CaseText) -> CaseFile:
        """What the text says of itself; next to nothing where this Python cannot read it."""
        data, path = text.source.encode(), Path(f"{text.case}.py")
        error: CaseError | None = None
        for foreign in (False, True) if text.collection != TORCH_EXPORTDB else (True,):
            try:
                return parse_case(data, path, case=text.case, collection=text.collection, foreign=foreign)
            except CaseError as caught:
                error = caught
        self.problem(f"the text of {text.case!r} is stored unread: {error}")
        return CaseFile(text.case, text.collection, path, text.sha256, text.source, text.case, "")


def _known_texts(session: Session, names: set[str]) -> set[tuple[str, str]]:
    """(case, hash) of the texts of these cases that the database has."""
    known: set[tuple[str, str]] = set()
    texts = select(CASES.c.name, REVISIONS.c.sha256).join(CASES, CASES.c.id == REVISIONS.c.case_id)
    for some in parts(names):
        known.update((name, sha256) for name, sha256 in session.execute(texts.where(CASES.c.name.in_(some))))
    return known


def _utc(text: str, *, seconds: float = 0.0) -> str:
    """A time as the store keeps it, some seconds later. Raises ValueError when the text is no ISO 8601."""
    time = datetime.fromisoformat(text.replace("Z", "+00:00"))
    if time.tzinfo is None:
        time = time.replace(tzinfo=timezone.utc)
    return (time.astimezone(timezone.utc) + timedelta(seconds=seconds)).isoformat(timespec="microseconds")
