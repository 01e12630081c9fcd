"""One batch: so many programs, and each thing that is wrong with them shrunk to the smallest program that shows it.

A batch depends on nothing but its seed, its size, the focus and the causes that are known beforehand.
"""

from __future__ import annotations

import hashlib
import time
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from typing import Any

from hypothesis import HealthCheck, Phase, Verbosity, given, settings
from hypothesis import seed as seeded
from hypothesis.errors import Flaky, Unsatisfiable

from exportdb_engine.fuzz.compose import Composed, programs
from exportdb_engine.fuzz.trial import Fault, Tried, tried
from exportdb_engine.protocol import MODES, Mode

#: Programs that are tried at most to make one finding smaller.
SHRINKING = 80
#: Programs between two words of how far a batch has come.
TELLING = 5

Emit = Callable[[dict[str, Any]], None]


class Deadline(BaseException):
    """Time is up. No ``Exception``: Hypothesis takes those for findings."""


class _Found(Exception):
    pass


@dataclass(slots=True)
class Batch:
    """A batch under way."""

    number: int
    seed: int
    count: int
    focus: str
    emit: Emit
    #: Causes that are known: programs with all the operations of one, and the same thing wrong, count as duplicates.
    known: list[str]
    deadline: float = float("inf")
    #: Tries a program; another one is handed in by tests.
    trial: Callable[..., Tried] = tried
    tally: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    _memory: dict[str, Tried] = field(default_factory=dict)
    _found: int = 0
    _began: float = 0.0

    def run(self) -> None:
        """Run to the end; the records go to ``emit``. Raises Deadline when time is up."""
        self._began = time.monotonic()
        self.emit({"kind": "fuzz-batch", "batch": self.number, "state": "begin"})
        while self._next():
            pass
        self._progress("end")

    def _progress(self, state: str) -> None:
        counted = ("programs", "accepted", "refusals", "modes_differ", "duplicates", "shrinking")
        self.emit(
            {
                "kind": "fuzz-batch",
                "batch": self.number,
                "state": state,
                **{name: self.tally[name] for name in counted},
                "refused": dict(self.refused),
                "seconds": round(time.monotonic() - self._began, 3),
            }
        )

    def _next(self) -> bool:
        """Look for one more finding and shrink it; False when no program of the batch shows a new one.

        Every search goes through the same programs again, which are tried once: the results are kept.
        """
        search = _Search(self)
        run = settings(
            max_examples=self.count,
            phases=(Phase.generate, Phase.shrink),
            database=None,
            deadline=None,
            report_multiple_bugs=False,
            suppress_health_check=list(HealthCheck),
            verbosity=Verbosity.quiet,
            print_blob=False,
        )(given(programs(self.focus))(search.look))
        try:
            seeded(self._own_seed())(run)()
        except (_Found, Flaky):
            # Hypothesis calls a search flaky that was ended for the number of its runs.
            fault, program = search.best[-1]
            self._tell(fault, program, search.identity, shrunk=True, runs=search.runs)
            self.known.append(cause(fault, program.ops))
            return True
        except Unsatisfiable:
            return False
        return False

    def _own_seed(self) -> int:
        return int.from_bytes(hashlib.sha256(f"{self.seed}/{self.number}".encode()).digest()[:8], "big")

    def result(self, program: Composed, *, shrinking: bool) -> Tried:
        """What came of a program, tried at most once."""
        if program.source not in self._memory:
            if time.monotonic() > self.deadline:
                raise Deadline
            modes = (Mode(self.focus),) if self.focus in ("strict", "nonstrict") else MODES
            result = self._memory[program.source] = self.trial(program.source, modes)
            self._count(result, shrinking)
        return self._memory[program.source]

    def _count(self, result: Tried, shrinking: bool) -> None:
        self.tally["shrinking" if shrinking else "programs"] += 1
        if shrinking:
            return
        self.refused.update(mode for mode, _ in result.refused)
        self.tally["accepted"] += len(result.refused) < 2
        self.tally["modes_differ"] += len(result.refused) == 1
        self.tally["refusals"] += bool(result.refusals)
        if self.tally["programs"] % TELLING == 0:
            self._progress("running")

    def identity(self) -> str:
        """A name for the next finding, unique in a run."""
        self._found += 1
        return f"{self.number}-{self._found}"

    def _tell(self, fault: Fault, program: Composed, identity: str, *, shrunk: bool, runs: int) -> None:
        self.emit(
            {
                "kind": "fuzz-finding",
                "id": identity,
                "batch": self.number,
                "shrunk": shrunk,
                "cause": cause(fault, program.ops),
                "what": fault.what,
                "form": fault.form,
                "modes": list(fault.modes),
                "stage": fault.stage,
                "code": fault.code,
                "text": fault.text,
                "fault": fault.fault,
                "ops": list(program.ops),
                "source": program.source,
                "inputs": fault.inputs,
                "runs": runs,
            }
        )

    def met(self, fault: Fault, program: Composed) -> str:
        """Tell of a finding as it was met, before it is shrunk; gives its name."""
        identity = self.identity()
        self._tell(fault, program, identity, shrunk=False, runs=0)
        return identity


@dataclass(slots=True)
class _Search:
    batch: Batch
    #: What is being shrunk: (what, form) of the first fault that was met.
    target: tuple[str, str] | None = None
    identity: str = ""
    best: list[tuple[Fault, Composed]] = field(default_factory=list)
    runs: int = 0

    def look(self, program: Composed | None) -> None:
        if program is None:
            return
        batch, shrinking = self.batch, self.target is not None
        if shrinking and program.source not in batch._memory:
            self.runs += 1
            if self.runs > SHRINKING:
                return
        for fault in self._new(batch.result(program, shrinking=shrinking), program, shrinking):
            if self.target is None:
                self.target = (fault.what, fault.form)
                self.identity = batch.met(fault, program)
            if (fault.what, fault.form) == self.target:
                self.best.append((fault, program))
                raise _Found

    def _new(self, result: Tried, program: Composed, shrinking: bool) -> Iterator[Fault]:
        for fault in result.faults:
            if is_known(fault, program.ops, self.batch.known):
                self.batch.tally["duplicates"] += not shrinking
            else:
                yield fault


def cause(fault: Fault, ops: Collection[str]) -> str:
    """What tells findings apart: what is wrong, in which form, with which operations, and the code."""
    return f"{fault.what}|{fault.form}|{'+'.join(sorted(set(ops)))}|{fault.code}"


def is_known(fault: Fault, ops: Collection[str], known: Collection[str]) -> bool:
    """Whether a known cause explains a fault: the same is wrong, in this form or before it, with these operations."""
    for one in known:
        what, form, names, _ = (*one.split("|"), "", "", "")[:4]
        same = form in (fault.form, "exported") and _SILENT.get(what, what) == _SILENT.get(fault.what, fault.what)
        if same and set(names.split("+")) <= set(ops):
            return True
    return False


#: Whether the sizes that show it are declared is the spec's doing, not the program's.
_SILENT = {"Unguarded": "Unsound"}
