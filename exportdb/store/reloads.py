"""Programs that one environment saved and another one loaded: stored, and read as a matrix."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, insert, select
from sqlalchemy.orm import Session

from exportdb.errors import StoreError
from exportdb.releases import release_key
from exportdb.store import contents
from exportdb.store.once import parts, storable, table_of
from exportdb.store.schema import Case, Environment, Failure, Reload, Revision, Run
from exportdb_engine import protocol
from exportdb_engine.protocol import Mode, Outcome

RELOADS, RUNS, CASES, REVISIONS, FAILURES, ENVIRONMENTS = map(
    table_of, (Reload, Run, Case, Revision, Failure, Environment)
)
_FIELDS = ("python", "implementation", "torch", "platform", "device", "packages")


@dataclass(frozen=True, slots=True)
class Reloaded:
    """What came of a program, in the newest run that tried it."""

    case: str
    mode: Mode
    #: The torch versions, and the keys of the environments.
    saved_torch: str
    saved_by: str
    loaded_torch: str
    loaded_by: str
    step: str
    outcome: Outcome
    code: str | None
    message: str | None
    run: int


def add_reloads(session: Session, run_id: int, found: Sequence[protocol.Reload]) -> int:
    """Store what a run found, and give how many of it the run did not have yet. Raises StoreError for unknown texts."""
    texts = select(CASES.c.name, REVISIONS.c.sha256, REVISIONS.c.id).join(CASES, CASES.c.id == REVISIONS.c.case_id)
    known: dict[tuple[str, str], int] = {}
    for names in parts({reload.case for reload in found}):
        known.update(
            {(name, sha): number for name, sha, number in session.execute(texts.where(CASES.c.name.in_(names)))}
        )
    there = {
        tuple(row)
        for row in session.execute(
            select(RELOADS.c.revision_id, RELOADS.c.saved_by, RELOADS.c.mode).where(RELOADS.c.run_id == run_id)
        )
    }
    rows = []
    for reload in found:
        revision_id = known.get((reload.case, reload.sha256))
        if revision_id is None:
            raise StoreError(
                f"a reload is of a text of {reload.case!r} ({reload.sha256[:12]}...) that the database does not have",
                hint="in a file of JSON lines, the `case` line comes before it",
            )
        place = (revision_id, contents.environment_id(session, reload.saved_by), reload.mode.value)
        if place in there:
            continue
        there.add(place)
        row = dict(zip(("revision_id", "saved_by", "mode"), place, strict=True))
        row |= {"run_id": run_id, "step": reload.step, "outcome": reload.outcome.value}
        row |= {"failure_id": contents.failure_id(session, reload)}
        rows.append({**row, "message": None if reload.message is None else storable(reload.message)})
    if rows:
        session.execute(insert(RELOADS), rows)
    return len(rows)


def reloads_of(session: Session, run_id: int) -> Iterator[protocol.Reload]:
    """The reloads of a run as records of the protocol, by case."""
    saver = ENVIRONMENTS.alias("saver")
    statement = _joined(saver, CASES.c.collection, REVISIONS.c.sha256, *(saver.c[name] for name in _FIELDS))
    for row in session.execute(statement.where(RELOADS.c.run_id == run_id)):
        yield protocol.Reload(
            case=row.name,
            collection=row.collection,
            sha256=row.sha256,
            mode=Mode(row.mode),
            saved_by=protocol.Environment(**{name: getattr(row, name) for name in _FIELDS}),
            step=row.step,
            outcome=Outcome(row.outcome),
            code=row.code or None,
            signature=row.signature or None,
            message=row.message,
        )


def reloads(session: Session) -> list[Reloaded]:
    """The newest result of every current text, mode and pair of environments, in the order of their releases."""
    saver, loader = ENVIRONMENTS.alias("saver"), ENVIRONMENTS.alias("loader")
    columns = (
        saver.c.torch.label("saved_torch"), saver.c.key.label("saver"), loader.c.torch.label("loaded_torch"),
        loader.c.key.label("loader"),
    )  # fmt: skip
    statement = _joined(saver, *columns).join(loader, loader.c.id == RUNS.c.environment_id)
    newest: dict[Any, Reloaded] = {}
    for row in session.execute(statement.where(CASES.c.current_revision_id == REVISIONS.c.id)):
        newest[row.name, row.mode, row.saver, row.loader] = Reloaded(
            case=row.name,
            mode=Mode(row.mode),
            saved_torch=row.saved_torch,
            saved_by=row.saver,
            loaded_torch=row.loaded_torch,
            loaded_by=row.loader,
            step=row.step,
            outcome=Outcome(row.outcome),
            code=row.code or None,
            message=row.message,
            run=row.run_id,
        )
    return sorted(newest.values(), key=lambda r: (release_key(r.saved_torch), release_key(r.loaded_torch), r.case))


def _joined(saver: Any, *columns: Any) -> Select[Any]:
    """Reloads with what they refer to, the oldest run first."""
    return (
        select(RELOADS, CASES.c.name, FAILURES.c.code, FAILURES.c.signature, *columns)
        .join_from(RELOADS, RUNS, RUNS.c.id == RELOADS.c.run_id)
        .join(REVISIONS, REVISIONS.c.id == RELOADS.c.revision_id)
        .join(CASES, CASES.c.id == REVISIONS.c.case_id)
        .join(saver, saver.c.id == RELOADS.c.saved_by)
        .outerjoin(FAILURES, FAILURES.c.id == RELOADS.c.failure_id)
        .order_by(RELOADS.c.run_id, CASES.c.name, RELOADS.c.mode, saver.c.key)
    )
