"""What pages and `exportdb show` ask of the database besides the cases themselves: environments and runs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from exportdb.errors import StoreError
from exportdb.store.details import CaseDetail, CellView, Lane, Proof, RewriteView, unmeasured
from exportdb.store.lanes import case_detail, case_details
from exportdb.store.once import table_of
from exportdb.store.schema import Chain, CurrentCell, Environment, Run

__all__ = [
    "CaseDetail",
    "CellView",
    "EnvironmentView",
    "Lane",
    "Proof",
    "RewriteView",
    "RunView",
    "case_detail",
    "case_details",
    "environments",
    "main_environment",
    "runs",
    "unmeasured",
]

ENVIRONMENTS, RUNS, CHAINS, CURRENT = map(table_of, (Environment, Run, Chain, CurrentCell))


@dataclass(frozen=True, slots=True)
class EnvironmentView:
    """What results were taken with."""

    key: str
    torch: str
    python: str
    implementation: str
    platform: str
    device: str
    packages: dict[str, str]
    #: Id of the newest run in it.
    newest_run: int
    #: For people, and different from those of all other environments: ``torch 2.13.0+cpu``.
    label: str = ""
    #: Backend -> the packages and versions that the newest run had for it; those that were not installed are left out.
    backends: dict[str, str] = field(default_factory=dict)
    #: How many current cells were measured in it.
    cells: int = 0


@dataclass(frozen=True, slots=True)
class RunView:
    """One call of `exportdb run` or `exportdb import`."""

    id: int
    #: Key of the environment.
    environment: str
    command: str
    status: str
    #: ISO 8601, UTC.
    started_at: str
    finished_at: str | None
    engine: str
    host: str
    #: How many chains it measured.
    chains: int


def environments(session: Session) -> list[EnvironmentView]:
    """The environments that have current cells, the newest torch first."""
    newest = select(RUNS.c.environment_id, func.max(RUNS.c.id).label("run")).group_by(RUNS.c.environment_id).subquery()
    cells = select(CURRENT.c.environment_id, func.count().label("cells")).group_by(CURRENT.c.environment_id).subquery()
    rows = session.execute(
        select(ENVIRONMENTS, newest.c.run, RUNS.c.options, cells.c.cells)
        .join_from(ENVIRONMENTS, newest, newest.c.environment_id == ENVIRONMENTS.c.id)
        .join(RUNS, RUNS.c.id == newest.c.run)
        .join(cells, cells.c.environment_id == ENVIRONMENTS.c.id)
    ).all()
    labels = _labels([(row.torch, row.device, f"python {row.python}", row.platform, row.key) for row in rows])
    found = [
        EnvironmentView(
            key=row.key,
            torch=row.torch,
            python=row.python,
            implementation=row.implementation,
            platform=row.platform,
            device=row.device,
            packages=dict(row.packages),
            newest_run=row.run,
            backends={name: version for name, version in row.options.get("backends", {}).items() if version},
            label=f"torch {label}",
            cells=row.cells,
        )
        for row, label in zip(rows, labels, strict=True)
    ]
    return sorted(found, key=lambda e: (release(e.torch), e.newest_run), reverse=True)


def main_environment(
    known: Sequence[EnvironmentView], *, named: str | None = None, prefer: str | None = None
) -> EnvironmentView | None:
    """The environment whose results come first; None when there is none.

    ``named`` is a key, the beginning of one, or a torch version (``2.13``); without it, ``prefer`` is the torch release
    that expectations speak of, and otherwise the newest run decides, among those that have at least half as many cells
    as the one with the most: a bisection leaves environments with a cell or two. Raises StoreError when nothing fits
    ``named``.
    """
    by_run = sorted(known, key=lambda e: e.newest_run, reverse=True)
    if named is not None:
        fitting = [e for e in by_run if e.key.startswith(named) or _is_release(e.torch, named)]
        if not fitting:
            have = ", ".join(f"{e.torch} ({e.key[:8]})" for e in known) or "none"
            raise StoreError(f"nothing was measured in an environment {named!r}", hint=f"there are: {have}")
        return _wide(fitting)[0]
    preferred = [e for e in by_run if prefer is not None and _is_release(e.torch, prefer)]
    return next(iter(_wide(preferred or by_run)), None)


def _wide(known: Sequence[EnvironmentView]) -> list[EnvironmentView]:
    most = max((e.cells for e in known), default=0)
    return [e for e in known if 2 * e.cells >= most]


def runs(session: Session, limit: int = 100) -> list[RunView]:
    """The newest runs, the newest first."""
    newest = select(RUNS.c.id).order_by(RUNS.c.id.desc()).limit(limit)
    chains = select(CHAINS.c.run_id, func.count().label("chains")).group_by(CHAINS.c.run_id)
    counted = chains.where(CHAINS.c.run_id.in_(newest)).subquery()
    rows = session.execute(
        select(RUNS, ENVIRONMENTS.c.key, counted.c.chains)
        .join_from(RUNS, ENVIRONMENTS, ENVIRONMENTS.c.id == RUNS.c.environment_id)
        .outerjoin(counted, counted.c.run_id == RUNS.c.id)
        .where(RUNS.c.id.in_(newest))
        .order_by(RUNS.c.id.desc())
    )
    return [
        RunView(
            id=row.id,
            environment=row.key,
            command=row.command,
            status=row.status,
            started_at=row.started_at,
            finished_at=row.finished_at,
            engine=row.engine,
            host=row.host,
            chains=row.chains or 0,
        )
        for row in rows
    ]


def release(version: str) -> tuple[int, ...]:
    """What torch versions are put in order by: ``2.13.0+cpu`` is (2, 13, 0)."""
    return tuple(int(number) for number in re.findall(r"\d+", version.partition("+")[0]))


def _is_release(version: str, prefix: str) -> bool:
    return version == prefix or f"{version.partition('+')[0]}.".startswith(f"{prefix}.")


def _labels(names: Sequence[tuple[str, ...]]) -> list[str]:
    """For each name its first part, and of the others those that are needed to tell it from all the rest."""
    labels = [name[0] for name in names]
    for part in range(1, len(names[0]) if names else 0):
        doubled = {label for label in labels if labels.count(label) > 1}
        for label in doubled:
            same = [i for i, other in enumerate(labels) if other == label]
            if len({names[i][part] for i in same}) > 1:
                for i in same:
                    labels[i] = f"{label}, {names[i][part]}"
    return labels


def by_key(known: Iterable[EnvironmentView]) -> dict[str, EnvironmentView]:
    return {environment.key: environment for environment in known}
