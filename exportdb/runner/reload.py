"""Has environments save programs and load those of one another, and stores what comes of it."""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain, zip_longest
from pathlib import Path

from exportdb.envs.declared import HERE, Declared
from exportdb.envs.interpreter import Interpreter, here
from exportdb.errors import EngineError
from exportdb.runner.targets import prepared
from exportdb.runner.worker import SCRATCH
from exportdb.store import Store
from exportdb.store.importing import Importer
from exportdb_engine.protocol import ORIGINAL, Job, Limits, Mode, Stage, encode
from exportdb_engine.protocol.casefile import CaseFile


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be saved and loaded, and where."""

    cases: Sequence[CaseFile]
    modes: Sequence[Mode]
    #: None is the interpreter that exportdb runs in.
    environments: Sequence[Declared | None]
    #: Make environments for the time that they are needed.
    ephemeral: bool = False

    def jobs(self) -> list[Job]:
        return [
            Job(c.case, c.collection, str(c.path.resolve()), c.sha256, ORIGINAL, mode, (Stage.SERIALIZE,), Limits(),
                c.requires, c.preload)
            for c in self.cases
            for mode in self.modes
        ]  # fmt: skip


def passing(cases: Iterable[CaseFile], modes: Sequence[Mode], limit: int) -> list[CaseFile]:
    """Cases that their files say to pass in these modes, at most ``limit``, of each area as many as of the others."""
    areas: dict[str, list[CaseFile]] = defaultdict(list)
    for case in sorted(cases, key=lambda case: case.case):
        if case.expect is not None and not any(case.expected(mode, ORIGINAL) for mode in modes):
            areas[case.area].append(case)
    by_turns = chain.from_iterable(zip_longest(*areas.values()))
    return sorted([case for case in by_turns if case is not None][:limit], key=lambda case: case.case)


def reload(store: Store, asked: Asked, *, command: str, say: Callable[[str], None] = lambda text: None) -> list[int]:
    """Save every program with every environment, load each with every one, and give the ids of the runs.

    Each environment saves, and loads what is there by then; all but the last come up once more and load the rest. Each
    time is a run of its own. Raises EngineError, EnvironmentFailed and StoreError.
    """
    jobs, runs = asked.jobs(), []
    names = [environment.name if environment else HERE for environment in asked.environments]
    with tempfile.TemporaryDirectory(prefix=f"{SCRATCH}{os.getpid()}-", ignore_cleanup_errors=True) as root:
        folders = [Path(root) / str(i) for i in range(len(names))]
        for i, environment in enumerate(asked.environments):
            with _interpreter(environment, asked.ephemeral, say) as interpreter:
                say(f"{names[i]}: saves {len(jobs)} programs, and loads those of {', '.join(names[: i + 1])}")
                words = ["--save", str(folders[i]), "--load", *map(str, folders[: i + 1])]
                runs.append(_engine(store, interpreter, words, jobs, command, root))
        for i, environment in enumerate(asked.environments[:-1]):
            with _interpreter(environment, asked.ephemeral, say) as interpreter:
                say(f"{names[i]}: loads those of {', '.join(names[i + 1 :])}")
                words = ["--load", *map(str, folders[i + 1 :])]
                runs.append(_engine(store, interpreter, words, jobs, command, root))
    return runs


@contextmanager
def _interpreter(environment: Declared | None, ephemeral: bool, say: Callable[[str], None]) -> Iterator[Interpreter]:
    if environment is None:
        yield here()
        return
    with prepared(environment, say, ephemeral=ephemeral) as target:
        yield target.interpreter


def _engine(
    store: Store, interpreter: Interpreter, words: Sequence[str], jobs: Sequence[Job], command: str, scratch: str
) -> int:
    """Store the stream that the engine writes, and give the id of its run. Raises EngineError."""
    with tempfile.TemporaryFile("w+", encoding="utf-8") as given, tempfile.TemporaryFile() as said:
        given.writelines(encode(job) + "\n" for job in jobs)
        given.seek(0)
        try:
            process = subprocess.Popen(
                [*interpreter.command, "reload", *words],
                stdin=given,
                stdout=subprocess.PIPE,
                stderr=said,
                encoding="utf-8",
                errors="replace",
                env={**interpreter.environ(), "EXPORTDB_SCRATCH": scratch},
            )
        except OSError as error:
            raise EngineError(
                f"cannot start {interpreter.command[0]}: {error}", hint="see exportdb env check"
            ) from error
        importer = Importer(store, interpreter.name, command)
        assert process.stdout is not None
        try:
            for line in process.stdout:
                importer.line(line)
            status = process.wait()
        except BaseException:
            process.kill()  # it takes its children along
            process.wait()
            raise
        finally:
            process.stdout.close()
        if status != 0:
            said.seek(max(0, said.seek(0, os.SEEK_END) - 2000))
            words_of_it = said.read().decode("utf-8", "replace").strip()
            raise EngineError(
                f"the engine in {interpreter.name} ended with status {status}\n{words_of_it}",
                hint=f"see exportdb env check {interpreter.name}",
            )
        report = importer.end()
        if report.problems or report.run is None:
            raise EngineError(f"what the engine in {interpreter.name} wrote does not fit: {'; '.join(report.problems)}")
        return report.run
