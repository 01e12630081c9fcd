"""Runs the stages of a chain in order, in this process, and tells of each as it begins and ends."""

from __future__ import annotations

import functools
import linecache
import time
from collections.abc import Callable, Iterable
from typing import Any

from exportdb_engine.accelerator import Poisoned, poisoned, settle
from exportdb_engine.apart import Sizes, run_apart
from exportdb_engine.containment import peak_kib, reset_peak
from exportdb_engine.diagnose import diagnose, place_of
from exportdb_engine.program import Programs
from exportdb_engine.protocol import Cell, Job, Outcome, Stage, backend_versions
from exportdb_engine.protocol.devices import CPU
from exportdb_engine.protocol.signature import normalize
from exportdb_engine.stages import measure_of
from exportdb_engine.work import NotHolding, Work

Tell = Callable[[str, Any], None]


def run_chain(job: Job, programs: Programs, known: Iterable[Stage], skip: Iterable[Stage], tell: Tell) -> bool:
    """Run the stages of ``job`` that are not in ``skip``; gives whether this process is as clean as before.

    ``known`` stages have a cell already, from a process that died later on: they are run again only when a later
    stage builds on them, and told of only when they fail this time. ``tell`` gets ``("begin", stage)``,
    ``("cell", Cell)`` and ``("export", Export)``, and of what a stage is about to try as ``("trying", {...})``.
    Backends run apart from each other: what one leaves behind, above all where it fails, spoils the next one.
    Raises Poisoned when the device answers no more, after ``("poisoned", stage)``.
    """
    known, skip = set(known), set(skip)
    todo = [stage for stage in job.stages if stage not in skip | known]
    rebuilt = {Stage.EAGER, Stage.EXPORT} if todo else set()
    passed: set[Stage] = {stage for stage in known if stage not in rebuilt}
    work: Work | None = None
    sizes: Sizes | None = None
    for stage in job.stages:
        if stage in skip or (stage in known and stage not in rebuilt):
            continue
        if stage.needs is not None and stage.needs not in passed:
            continue
        tell("begin", stage)
        if work is not None and stage.backend is not None and programs.device == CPU:
            run_apart(functools.partial(_lower, stage, job, work, tell))
            passed.add(stage)
            continue
        if work is not None and stage.backend is not None:
            sizes = sizes or Sizes(work.exported)
        cell, work = _measure(stage, job, programs, work, tell)
        if sizes is not None:
            sizes.restore()
        if cell.outcome is Outcome.PASS:
            passed.add(stage)
        if stage is Stage.EXPORT and work is not None and work.export is not None and stage not in known:
            tell("export", work.export)
        if stage not in known or cell.outcome is not Outcome.PASS:
            tell("cell", cell)
        if cell.outcome is not Outcome.PASS and poisoned(programs.device):
            tell("poisoned", stage)
            raise Poisoned(f"after {stage}")
    return passed | skip >= set(job.stages)


def _lower(stage: Stage, job: Job, work: Work, tell: Tell) -> None:
    tell("cell", _cell(stage, job, functools.partial(measure_of(stage), work)))


def _measure(stage: Stage, job: Job, programs: Programs, work: Work | None, tell: Tell) -> tuple[Cell, Work | None]:
    """The cell of a stage, and what is handed on; None where the program could not even be loaded."""
    made = work

    def measure() -> dict[str, Any]:
        nonlocal made
        if made is None:
            program = programs.load(job.variant)
            trying = functools.partial(tell, "trying")
            made = Work(program, job.mode, job.path, job.variant, job.limits, programs.device, trying, job.sources)
        detail = measure_of(stage)(made)
        settle(programs.device)
        return detail

    return _cell(stage, job, measure), made


def _cell(stage: Stage, job: Job, measure: Callable[[], dict[str, Any]]) -> Cell:
    """What comes of a stage, whatever it raises."""
    reset_peak()
    wall, cpu = time.perf_counter(), time.process_time()
    outcome, code, signature, message = Outcome.PASS, None, None, None
    detail: dict[str, Any] = {}
    try:
        detail = measure()
    except NotHolding as found:
        outcome, code, message, detail = found.outcome, found.code, found.message, found.detail
        signature = normalize(found.message)
    except SystemExit as error:
        outcome, code = Outcome.CRASH, "SystemExit"
        message = f"the program called sys.exit({error.code!r})"
        signature = normalize(message)
    except BaseException as error:
        # Whatever a program raises is a result, KeyboardInterrupt and GeneratorExit included.
        found_ = diagnose(error, stage=stage, case_path=job.path, sources=job.sources)
        outcome, code, signature, message = found_.outcome, found_.code, found_.signature, found_.message
        place = place_of(error, job.sources)
        if place is not None:
            detail = {"at": {"file": place[0], "line": place[1], "text": linecache.getline(*place).strip()}}
    if stage.backend is not None:
        detail = {"version": backend_versions().get(stage.backend, ""), **detail}
    return Cell(
        stage=stage,
        outcome=outcome,
        code=code,
        signature=signature,
        message=message,
        seconds=round(time.perf_counter() - wall, 4),
        cpu_seconds=round(time.process_time() - cpu, 4),
        peak_kib=peak_kib(),
        detail=detail,
    )
