"""Makes a snapshot of what a database holds of one environment."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, TextIO

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from exportdb.corpus.samples import OF_TORCH
from exportdb.errors import StoreError
from exportdb.releases import release_of
from exportdb.snapshots.files import HOST, file_name
from exportdb.snapshots.trim import trimmed, without_paths
from exportdb.store.chains import chains_of
from exportdb.store.lines import open_lines, write_results
from exportdb.store.once import table_of
from exportdb.store.reads import EnvironmentView, environments, main_environment
from exportdb.store.reloads import reloads, reloads_of
from exportdb.store.schema import Case, Cell, Chain, CurrentCell, Environment, Revision, Run
from exportdb_engine.protocol import PROTOCOL_VERSION, End, Header, encode, environment_key
from exportdb_engine.protocol import Environment as Measured

CASES, REVISIONS, RUNS, CHAINS, CELLS, CURRENT, ENVIRONMENTS = map(
    table_of, (Case, Revision, Run, Chain, Cell, CurrentCell, Environment)
)


@dataclass(frozen=True, slots=True)
class Written:
    """A snapshot that was made."""

    path: Path
    torch: str
    device: str
    chains: int
    cells: int
    #: Of the file.
    bytes: int


def write_snapshot(session: Session, named: str, collections: Collection[str], folder: Path) -> Written:
    """Write the current cells of an environment into ``folder``, in place of an older snapshot of that release.

    ``named`` is a torch version (``2.13``) or a key, ``collections`` are those to take cases of. Equal results give
    equal files. Raises StoreError when nothing fits, and OSError.
    """
    environment = main_environment(environments(session), named=named)
    assert environment is not None  # it raises for a name that does not fit
    wanted = _current(session, environment.key, collections)
    loaded = _reloads(session, environment, collections)
    if not wanted:
        raise StoreError(
            f"nothing of {', '.join(sorted(collections))} was measured on {environment.label}",
            hint=f"measure it: exportdb run --env {environment.torch}",
        )
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / file_name(environment.torch, environment.device)
    # written beside its place first, so that a file that is there is never half of one
    part = path.with_name(f".part-{path.name}")
    try:
        with open_lines(part, "w") as out:
            for run in sorted(wanted.keys() | loaded.keys()):
                _write_run(session, out, run, wanted.get(run, {}), loaded.get(run, set()))
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    chains = sum(len(stages) for stages in wanted.values())
    cells = sum(len(names) for stages in wanted.values() for names in stages.values())
    return Written(path, environment.torch, environment.device, chains, cells, path.stat().st_size)


def _current(session: Session, key: str, collections: Collection[str]) -> dict[int, dict[int, set[str]]]:
    """Run -> chain -> its stages whose cells are current, of the texts that are current or that come with torch."""
    found: dict[int, dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
    of_this_text = or_(CASES.c.current_revision_id == REVISIONS.c.id, CASES.c.collection.in_(OF_TORCH))
    rows = session.execute(
        select(CHAINS.c.run_id, CHAINS.c.id, CURRENT.c.stage)
        .join_from(CURRENT, CELLS, CELLS.c.id == CURRENT.c.cell_id)
        .join(CHAINS, CHAINS.c.id == CELLS.c.chain_id)
        .join(ENVIRONMENTS, ENVIRONMENTS.c.id == CURRENT.c.environment_id)
        .join(REVISIONS, REVISIONS.c.id == CURRENT.c.revision_id)
        .join(CASES, CASES.c.id == REVISIONS.c.case_id)
        .where(ENVIRONMENTS.c.key == key, CASES.c.collection.in_(sorted(collections)), of_this_text)
        .order_by(CHAINS.c.run_id)
    )
    for run, chain, stage in rows:
        found[run][chain].add(stage)
    return found


#: Case, mode and the key of the environment that saved the program.
_Saved = tuple[str, str, str]


def _reloads(session: Session, environment: EnvironmentView, collections: Collection[str]) -> dict[int, set[_Saved]]:
    """Run -> what of the programs that its environment loaded is current: of every environment of the release, since
    what loads a program may have other packages than what measured the rest."""
    found: dict[int, set[_Saved]] = defaultdict(set)
    ours = set(session.execute(select(CASES.c.name).where(CASES.c.collection.in_(sorted(collections)))).scalars())
    release = release_of(environment.torch)
    for one in reloads(session):
        if release_of(one.loaded_torch) == release and one.case in ours and environment.device == "cpu":
            found[one.run].add((one.case, one.mode.value, one.saved_by))
    return found


def _write_run(
    session: Session,
    out: TextIO,
    run: int,
    stages: dict[int, set[str]],
    loaded: set[_Saved],
) -> None:
    """One stream of the protocol: what of a run is current."""
    row = session.execute(select(RUNS).where(RUNS.c.id == run)).one()
    environment = session.execute(select(ENVIRONMENTS).where(ENVIRONMENTS.c.id == row.environment_id)).one()
    fields: dict[str, Any] = {
        name: getattr(environment, name)
        for name in ("python", "implementation", "torch", "platform", "device", "packages")
    }
    backends = {name: version for name, version in row.options.get("backends", {}).items() if version}
    header = Header(PROTOCOL_VERSION, row.engine, Measured(**fields), row.started_at, HOST, backends)
    out.write(encode(header) + "\n")
    chains = sorted(
        (trimmed(chain, stages[number]) for number, chain in chains_of(session, run, stages)),
        key=lambda chain: (chain.case, chain.sha256, chain.variant, chain.mode),
    )
    kept = [
        replace(one, message=without_paths(one.message, one))
        for one in reloads_of(session, run)
        if (one.case, one.mode.value, environment_key(one.saved_by)) in loaded
    ]
    write_results(session, out, [*chains, *kept])
    began = datetime.fromisoformat(row.started_at)
    took = max((datetime.fromisoformat(chain.measured_at) - began for chain in chains), default=timedelta(0))
    out.write(encode(End(len(chains), round(max(took / timedelta(seconds=1), 0.0), 1))) + "\n")
