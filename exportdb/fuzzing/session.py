"""A fuzz run: rounds of batches until there is enough, each knowing what the rounds before it have found."""

from __future__ import annotations

import contextlib
import itertools
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from exportdb.errors import EngineError
from exportdb.fuzzing.confirm import measure, unmeasured
from exportdb.fuzzing.errors import StagingError
from exportdb.fuzzing.journal import NAME, Journal, read_journal
from exportdb.fuzzing.merge import Distinct, merge
from exportdb.fuzzing.process import Task, run_engine
from exportdb.fuzzing.records import Bounds, Finding, Line, Options, decode, encode
from exportdb.fuzzing.staging import Staging
from exportdb.fuzzing.state import State

#: Fields of Options -> how they are given on the command line.
_FLAGS = {"seed": "--seed", "focus": "--focus", "programs": "--programs", "round": "--round"}


@dataclass(slots=True)
class Watcher:
    """What a display is told of a run as it goes."""

    started: Callable[[State], None] = lambda state: None
    heard: Callable[[State, Line], None] = lambda state, line: None
    merged: Callable[[list[Distinct]], None] = lambda distinct: None
    measuring: Callable[[int], None] = lambda count: None


@dataclass(slots=True)
class Result:
    """What came of a run."""

    state: State
    options: Options
    distinct: list[Distinct]
    #: Cause -> its case file.
    files: Mapping[str, Path]
    seconds: float = 0.0
    interrupted: bool = False


def fuzz(
    folder: Path,
    options: Options,
    bounds: Bounds,
    *,
    jobs: int,
    known: Mapping[str, Path] | None = None,
    watcher: Watcher | None = None,
    program: tuple[str, ...] | None = None,
    confirm: bool = True,
) -> Result:
    """Run batches into the staging folder; one that is there with equal options is gone on with.

    Ended at any moment and in any way, all that the engine has said is in the journal, and the next call runs only the
    batches that had not ended. At the end the new case files are measured, which ``bounds`` do not count. ``program``
    stands in for the engine in tests. Raises StagingError and EngineError.
    """
    began = time.monotonic()
    watcher = watcher or Watcher()
    with Journal(folder) as journal:
        state = State.of(journal.read())
        if state.options is None:
            journal.append(encode(options))
            state.take(options)
        else:
            check_equal(folder, state.options, options)
        if state.bounds != bounds:
            journal.append(encode(bounds))
            state.take(bounds)
        state.close_running()
        staging = Staging(folder)
        result = Result(state, options, [], staging.files)
        watcher.started(state)

        def write() -> None:
            result.distinct = merge(state.findings(), known)
            staging.write(state, options, result.distinct)
            result.files = staging.files
            watcher.merged(result.distinct)

        write()
        try:
            for task in _tasks(state, options, bounds, jobs, began):
                given = task if program is None else replace(task, program=program)
                for record in _records(given, journal, state):
                    watcher.heard(state, record)
                    if isinstance(record, Finding):
                        write()
                state.close_running()
                if state.missing(task.first, task.last) and not _out_of_time(bounds, began):
                    raise EngineError(f"the engine left batches {task.first} to {task.last - 1} without having run all")
            todo = unmeasured(state, result.distinct) if confirm else []
            paths = [(f, staging.files[f.cause]) for f in todo if f.cause in staging.files]
            watcher.measuring(len(paths))
            for confirmed in measure(paths, jobs) if paths else ():
                journal.append(encode(confirmed))
                state.take(confirmed)
        except KeyboardInterrupt:
            result.interrupted = True
        except EngineError as error:
            if not error.hint:
                error.hint = (
                    f"what was found is in {folder}; go on with: exportdb fuzz --resume -o {folder}\n"
                    "If it ends in the same batch again: exportdb doctor, or another --seed in another folder"
                )
            raise
        finally:
            state.close_running()
            write()
    result.seconds = time.monotonic() - began
    return result


def stored(folder: Path) -> tuple[Options, Bounds]:
    """The options that the folder was begun with, and the bounds of the newest call.

    Raises StagingError when there is nothing to go on with.
    """
    state = State.of(read_journal(folder / NAME))
    if state.options is None:
        raise StagingError(
            f"there is nothing in {folder} to go on with", hint=f"begin with: exportdb fuzz -o {folder} --time 10m"
        )
    return state.options, state.bounds or Bounds()


def check_equal(folder: Path, begun: Options, given: Options) -> None:
    """Raises StagingError when a folder was begun with other options, another engine or in another environment."""
    for name, flag in _FLAGS.items():
        old, new = getattr(begun, name), getattr(given, name)
        if old != new:
            raise StagingError(
                f"{folder} was begun with {flag} {old}, and this is {flag} {new}",
                hint="give the same options, use --resume, which takes them from the folder, or another folder: -o DIR",
            )
    differing = [
        f"{name} {old} there, {new} here"
        for name, old, new in (
            *((key, begun.environment.get(key), value) for key, value in given.environment.items()),
            ("engine", begun.engine[:12], given.engine[:12]),
        )
        if old != new
    ]
    if differing:
        raise StagingError(
            f"{folder} was begun elsewhere: {'; '.join(differing)}",
            hint="the same seed finds other programs here: choose another folder with -o DIR",
        )


def _tasks(state: State, options: Options, bounds: Bounds, jobs: int, began: float) -> Iterator[Task]:
    """What is left to be run, round by round; each is made when the ones before it have ended."""
    for first in itertools.count(0, options.round):
        last = first + options.round if bounds.batches is None else min(first + options.round, bounds.batches)
        if first >= last:
            return
        for begin, end in state.missing(first, last):
            if _out_of_time(bounds, began):
                return
            left = None if bounds.seconds is None else bounds.seconds - (time.monotonic() - began)
            yield Task(options, begin, end, state.causes_before(first), left, jobs)


def _out_of_time(bounds: Bounds, began: float) -> bool:
    # The engine looks at its own clock, a little after ours.
    return bounds.seconds is not None and time.monotonic() - began >= bounds.seconds - 1


def _records(task: Task, journal: Journal, state: State) -> Iterator[Line]:
    with contextlib.closing(run_engine(task)) as lines:
        for line in lines:
            record = decode(line, "the engine's output")
            journal.append(line)
            if record is not None:
                state.take(record)
                yield record
