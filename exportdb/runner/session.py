"""A run: plan what has to be measured, measure it, store it chain by chain, and hold it against what was expected."""

from __future__ import annotations

import os
import socket
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from exportdb.corpus.collections import CORE
from exportdb.corpus.samples import OF_TORCH
from exportdb.envs.declared import HERE
from exportdb.envs.interpreter import Interpreter, Target, on_device
from exportdb.errors import EngineError, StoreError
from exportdb.expectation import Verdict, judge
from exportdb.plan import Plan, plan_chains
from exportdb.runner.selection import Selection
from exportdb.runner.worker import Worker
from exportdb.store import Store
from exportdb.store.flakes import RECHECKS, flipped
from exportdb.store.index import index_cases
from exportdb.store.ingest import add_chain, finish_run, start_run
from exportdb_engine.protocol import (
    Chain,
    EngineMissing,
    Environment,
    Job,
    Limits,
    Mode,
    Stage,
    engine_sha256,
    environment_key,
    this_environment,
)
from exportdb_engine.protocol.casefile import CaseFile


@dataclass(frozen=True, slots=True)
class Options:
    """What a run was asked for."""

    modes: tuple[Mode, ...]
    stages: tuple[Stage, ...]
    limits: Limits
    jobs: int
    #: Measure again what has not changed.
    fresh: bool = False
    #: Seconds after which the run ends, with what it has; None is no limit.
    within: float | None = None
    #: Where programs and inputs lie: cpu, or cuda.
    device: str = "cpu"
    #: What was named on the command line, and the folder of cases: kept so that the run can be gone on with.
    words: tuple[str, ...] = ()
    cases: str | None = None
    #: The environment that is run in, all those that were named with it, and the file that declares them.
    env: str = HERE
    envs: tuple[str, ...] = ()
    env_file: str | None = None
    #: Whether environments are made for the run and removed after it.
    ephemeral: bool = False

    def stored(self) -> dict[str, Any]:
        """As the store keeps it."""
        return {
            "words": list(self.words),
            "cases": self.cases,
            "modes": [str(mode) for mode in self.modes],
            "stages": [str(stage) for stage in self.stages],
            "limits": asdict(self.limits),
            "jobs": self.jobs,
            "device": self.device,
            "pid": os.getpid(),
            "env": self.env,
            "envs": list(self.envs),
            "env_file": self.env_file,
            "ephemeral": self.ephemeral,
        }

    @classmethod
    def of(cls, stored: dict[str, Any]) -> Options:
        """The options that :meth:`stored` gave. A resumed run is never fresh: that would begin it anew."""
        return cls(
            modes=tuple(map(Mode, stored["modes"])),
            stages=tuple(map(Stage, stored["stages"])),
            limits=Limits(**stored["limits"]),
            jobs=stored["jobs"],
            device=stored.get("device", "cpu"),
            words=tuple(stored["words"]),
            cases=stored["cases"],
            env=stored.get("env", HERE),
            envs=tuple(stored.get("envs", ())),
            env_file=stored.get("env_file"),
            ephemeral=stored.get("ephemeral", False),
        )


@dataclass(frozen=True, slots=True)
class Judged:
    """A chain with the verdict on each of its cells; no verdicts where nothing is expected of it."""

    case: CaseFile
    variant: str
    mode: Mode
    cells: Sequence[Any]
    verdicts: Sequence[Verdict]

    @property
    def unexpected(self) -> list[Verdict]:
        return [verdict for verdict in self.verdicts if not verdict.expected]


@dataclass(slots=True)
class Summary:
    """What came of a run."""

    #: None when nothing had to be measured.
    run: int | None
    environment: Environment
    measured: int = 0
    unchanged: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)
    unexpected: list[Judged] = field(default_factory=list)
    #: Chains of cases that state no expectation.
    unjudged: int = 0
    #: Why results are not held against `expect`, when they are not.
    not_judged: str | None = None
    seconds: float = 0.0
    interrupted: bool = False
    #: Chains that were left for another run, because time was up.
    left: int = 0
    #: (case, variant, mode) of chains that came out otherwise than the last time though nothing had changed, and were
    #: measured again for that; and of those, the ones that do not come out alike then either.
    rechecked: set[tuple[str, str, Mode]] = field(default_factory=set)
    flaky: set[tuple[str, str, Mode]] = field(default_factory=set)


@dataclass(slots=True)
class Watcher:
    """What a display is told of a run as it goes."""

    planned: Callable[[Plan], None] = lambda plan: None
    measured: Callable[[Judged, Chain], None] = lambda judged, chain: None


def run(
    store: Store,
    selection: Selection,
    options: Options,
    *,
    command: str,
    resume: int | None = None,
    watcher: Watcher,
    target: Target | None = None,
) -> Summary:
    """Measure what has to be, and judge all that was selected.

    A run that is ended, at any moment and in any way, has stored every chain that was finished; ``resume`` names one
    that is to be gone on with. ``target`` is a named environment to measure in, instead of this one. Raises StoreError
    and EngineError.
    """
    began = time.monotonic()
    environment = environment_of(target, options.device)
    with store.write() as session:
        # A file that cannot be read now may be mended in a minute: it is not taken for gone.
        complete = () if selection.errors else (CORE,)
        index_cases(session, selection.corpus, complete=complete, aside=OF_TORCH if target else ())
    plan = plan_of(store, selection, options, target)
    watcher.planned(plan)
    summary = Summary(None, environment, unchanged=plan.unchanged)
    if not selection.registry.judges(environment.torch):
        expects = selection.registry.expects_torch
        summary.not_judged = f"expectations are stated for torch {expects}, and this is {environment.torch}"
    by_name = {case.case: case for case in selection.cases}
    if plan.jobs:
        interpreter = target.interpreter if target else None
        summary.run = _measure(store, plan, options, command, resume, by_name, watcher, summary, interpreter)
        _recheck(store, summary.run, plan, options, by_name, summary, interpreter)
    elif resume is not None:
        with store.write() as session:
            finish_run(session, resume, "finished")
    _judge_stored(store, by_name, options, environment, summary)
    summary.seconds = time.monotonic() - began
    return summary


def environment_of(target: Target | None, device: str) -> Environment:
    """What a worker of the target would state. Raises EngineError where torch is not installed."""
    if target is not None:
        return on_device(target.header.environment, device)
    try:
        return this_environment(device)
    except EngineMissing as error:
        raise EngineError(str(error), hint="list, show, search, query, diff and site work without torch") from error


def plan_of(store: Store, selection: Selection, options: Options, target: Target | None = None) -> Plan:
    """What a run would measure now. Raises EngineError where torch is not installed."""
    with store.read() as session:
        return plan_chains(
            None if options.fresh else session,
            selection.cases,
            modes=options.modes,
            stages=options.stages,
            limits=options.limits,
            environment=environment_of(target, options.device),
            engine_sha=engine_sha256(),
            versions=target.header.backends if target else None,
        )


def _measure(
    store: Store,
    plan: Plan,
    options: Options,
    command: str,
    resume: int | None,
    by_name: dict[str, CaseFile],
    watcher: Watcher,
    summary: Summary,
    interpreter: Interpreter | None,
) -> int:
    began = time.monotonic()
    jobs = plan.jobs if options.within is None else _mixed(plan.jobs)
    jobs = sorted(jobs, key=lambda job: job.preload)  # one worker process for all that import the same
    with Worker(sys.executable, options.jobs, options.device, interpreter) as worker:
        worker.submit(*jobs)
        header = worker.start()
        run_id = resume
        if run_id is None:
            with store.write() as session:
                run_id = start_run(
                    session,
                    environment=header.environment,
                    engine=header.engine,
                    command=command,
                    options={**options.stored(), "backends": header.backends},
                    host=socket.gethostname(),
                )
        try:
            for chain in worker.results():
                with store.write() as session:
                    add_chain(session, run_id, chain)
                summary.measured += 1
                judged = _judged(by_name[chain.case], chain.variant, chain.mode, chain.cells, summary)
                watcher.measured(judged, chain)
                if options.within is not None and time.monotonic() - began > options.within:
                    summary.left = len(jobs) - summary.measured
                    break
        except KeyboardInterrupt:
            summary.interrupted = True
        with store.write() as session:
            finish_run(session, run_id, "interrupted" if summary.interrupted or summary.left else "finished")
    return run_id


def _recheck(
    store: Store,
    run: int,
    plan: Plan,
    options: Options,
    by_name: dict[str, CaseFile],
    summary: Summary,
    interpreter: Interpreter | None,
) -> None:
    """Measure again what came out otherwise than the last time without a reason, to tell a flake from a fact."""
    if summary.interrupted or summary.left:
        return
    with store.read() as session:
        summary.rechecked = flipped(session, run)
    jobs = [job for job in plan.jobs if (job.case, job.variant, job.mode) in summary.rechecked]
    if not jobs:
        return
    for _ in range(RECHECKS):
        command = f"measure again what came out otherwise in run {run}"
        again = _measure(store, Plan(jobs), options, command, None, by_name, Watcher(), summary, interpreter)
        if summary.interrupted or summary.left:
            return
        with store.read() as session:
            summary.flaky |= flipped(session, again)


def _mixed(jobs: Sequence[Job]) -> list[Job]:
    """The cases of all areas by turns, the chains of a case together: what is cut short has something of everything."""
    by_case: dict[str, list[Job]] = {}
    for job in jobs:
        by_case.setdefault(job.case, []).append(job)
    seen: Counter[str] = Counter()
    turns = []
    for case in sorted(by_case):
        area = case.rpartition("/")[0]
        turns.append((seen[area], case))
        seen[area] += 1
    return [job for _, case in sorted(turns) for job in by_case[case]]


def _judged(case: CaseFile, variant: str, mode: Mode, cells: Iterable[Any], summary: Summary) -> Judged:
    cells = list(cells)
    unjudged = case.expect is None or summary.not_judged is not None
    verdicts = [] if unjudged else judge(case.expected(mode, variant), cells, variant)
    return Judged(case, variant, mode, cells, verdicts)


def _judge_stored(
    store: Store, by_name: dict[str, CaseFile], options: Options, environment: Environment, summary: Summary
) -> None:
    """Judge from the store, so that chains that were not measured again count like those that were."""
    from exportdb.runner.stored import stored_chains

    texts = {name: case.sha256 for name, case in by_name.items() if case.collection in OF_TORCH}
    with store.read() as session:
        for name, variant, mode, cells in stored_chains(session, environment_key(environment), texts):
            case = by_name.get(name)
            if case is None or mode not in options.modes or variant not in case.variants:
                continue
            kept = [cell for cell in cells if cell.stage in options.stages]
            judged = _judged(case, variant, mode, kept, summary)
            summary.outcomes.update(str(cell.outcome) for cell in kept)
            summary.unjudged += case.expect is None
            if judged.unexpected:
                summary.unexpected.append(judged)


def resumable(store: Store) -> tuple[int, Options]:
    """The newest run that did not come to its end, and its options.

    Raises StoreError when there is none, or it is still going on.
    """
    from sqlalchemy import select

    from exportdb.store.schema import Run

    with store.read() as session:
        row = session.scalars(
            select(Run).where(Run.status.in_(["running", "interrupted"])).order_by(Run.id.desc()).limit(1)
        ).first()
        if row is None:
            raise StoreError("no run was cut short", hint="start one with: exportdb run")
        pid = row.options.get("pid")
        if row.status == "running" and row.host == socket.gethostname() and pid and _alive(pid):
            raise StoreError(f"run {row.id} is still going on, as process {pid}", hint="wait for it, or end it first")
        return row.id, Options.of(row.options)


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
