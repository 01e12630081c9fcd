"""Lowers a program to one backend, runs it, and holds it against eager."""

from __future__ import annotations

import copy
import os
import re
import stat
import tempfile
import time
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import torch

from exportdb_engine.backends.base import Backend, Runnable
from exportdb_engine.compare import Difference, differences
from exportdb_engine.containment import allow_large_files
from exportdb_engine.diagnose import diagnose
from exportdb_engine.observe import Observation, observe
from exportdb_engine.protocol import Outcome, Stage
from exportdb_engine.shapes.declared import Declared, read_declared
from exportdb_engine.shapes.draws import Draw, always, make, sample
from exportdb_engine.tolerance import narrowest, through, tolerance_of
from exportdb_engine.work import NotHolding, Work

#: Drawn inputs that a backend is called with, each of other sizes, where sizes are dynamic. Each may cost a
#: compilation.
DRAWN = 4
#: Bytes of what a backend printed that are searched for the reason of a refusal.
PRINTED = 16384
#: Differences that other random numbers explain.
OF_VALUES = {"ValuesDiffer", "NanIntroduced", "InfIntroduced"}
_COMPLAINT = re.compile(r"\berror: ")


class Trial:
    """One program on one backend. ``detail`` is what the cell says of it, however it ends."""

    def __init__(self, backend: Backend, stage: Stage, work: Work) -> None:
        self.backend, self.stage, self.work = backend, stage, work
        tolerance, why = tolerance_of(backend.name)
        self.tolerance, further = through(tolerance, narrowest(work.exported))
        self.detail: dict[str, Any] = {"tolerance": "; ".join(filter(None, [why, further]))}
        self.runnable: Runnable | None = None
        #: Buffers and parameters as lowered, of what keeps them where they can be set again.
        self._initial: dict[str, torch.Tensor] = {}
        self._printed_before = 0

    def run(self) -> dict[str, Any]:
        """The details of a pass. Raises NotHolding: a refusal with the operator that is lacking, or a difference."""
        self._lower()
        if not self.backend.runs:
            return {**self.detail, "run": False}
        self._initial = {name: tensor.detach().clone() for name, tensor in self._state().items()}
        self._example()
        if _changes_state(self.work) and not self._initial:
            # Nothing brings back the state that a runtime keeps for itself.
            return {**self.detail, "inputs": 0, "drawn": 0, "held": "it has changed the state that the runtime keeps"}
        self.detail["inputs"] = self._further()
        self.detail["drawn"] = self._drawn()
        return self.detail

    def _lower(self) -> None:
        folder = Path(tempfile.mkdtemp(prefix=f"{self.backend.name}-"))
        allow_large_files()
        began, self._printed_before = time.perf_counter(), _printed_bytes()
        try:
            self.runnable = self.backend.lower(_copied(self.work.exported), folder)
        except NotHolding:
            raise
        except Exception as error:
            raise self._refusal(error, "while it was lowered") from error
        self.detail["seconds_to_lower"] = round(time.perf_counter() - began, 4)

    def _example(self) -> None:
        """Two calls, as in eager mode: the second one tells whether state is kept."""
        program, work = self.work.program, self.work
        began = time.perf_counter()
        first, second = self._call(program.args, program.kwargs), self._call(program.args, program.kwargs)
        self.detail["seconds_to_run"] = round(time.perf_counter() - began, 4)
        for seen in (first, second):
            self._ran(seen, "when it was run")
        self._equal(self._named(differences(work.reference, first, tolerance=self.tolerance), first))
        again = differences(work.reference_again, second, tolerance=self.tolerance)
        if again and _changes_state(work):
            again[0] = replace(again[0], code="LostState")
        self._equal(again, "second call: ")

    def _further(self) -> int:
        """How many of ``more_args`` it was run on: those that eager and the exported program take."""
        ran, kwargs = 0, self.work.program.kwargs
        for index, args in enumerate(self.work.program.more_args):
            ran += self._like_eager(args, kwargs, f"more_args[{index}]")
        return ran

    def _drawn(self) -> int:
        """How many drawn inputs it was run on: those on which the exported program does what eager does."""
        work, program = self.work, self.work.program
        if not work.exported.range_constraints:
            return 0
        declared = read_declared(
            work.exported,
            program.args,
            program.kwargs,
            names=program.leaf_names(),
            more=program.more_args,
            draws=program.draws,
        )
        sizes: list[dict[str, int]] = []
        for draw in _few(declared, work.limits.seed):
            inputs = make(declared, draw)
            if len(sizes) == DRAWN or not declared.inside(inputs.leaves):
                continue
            named = dict(draw.sizes)
            if self._like_eager(inputs.args, inputs.kwargs, "drawn " + ", ".join(f"{n}={s}" for n, s in named.items())):
                sizes.append(named)
        self.detail["sizes"] = sizes
        return len(sizes)

    def _like_eager(self, args: tuple[Any, ...], kwargs: Mapping[str, Any], where: str) -> bool:
        """Whether it was run: only where the exported program itself does what eager does."""
        expected = self.work.eager(args=args, kwargs=kwargs)
        module = self.work.on_module(self.work.module_again(), args, kwargs)
        if expected.raised is not None or module.raised is not None or differences(expected, module):
            return False
        with torch.no_grad():
            for name, tensor in self._state().items():
                tensor.copy_(self._initial[name])
        # Some die of a size: what outlives this process has to know of which.
        self.work.trying({"inputs": where})
        actual = self._call(args, kwargs)
        self._ran(actual, f"on {where}")
        self._equal(self._named(differences(expected, actual, tolerance=self.tolerance), actual), f"{where}: ")
        return True

    def _call(self, args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> Observation:
        assert self.runnable is not None
        with torch.no_grad():
            return observe(self.runnable, args, kwargs, self._buffers)

    def _buffers(self) -> dict[str, torch.Tensor]:
        module = self._module()
        return {} if module is None else dict(module.named_buffers())

    def _state(self) -> dict[str, torch.Tensor]:
        module = self._module()
        return {} if module is None else {**self._buffers(), **dict(module.named_parameters())}

    def _module(self) -> torch.nn.Module | None:
        module = getattr(self.runnable, "_orig_mod", self.runnable)
        return module if isinstance(module, torch.nn.Module) else None

    def _ran(self, seen: Observation, when: str) -> None:
        if isinstance(seen.raised, NotHolding):
            raise seen.raised
        if seen.raised is not None:
            raise self._refusal(seen.raised, when) from seen.raised

    def _equal(self, found: list[Difference], prefix: str = "") -> None:
        if found:
            drawing = random_operators(self.work.exported)
            if drawing and all(difference.code in OF_VALUES for difference in found):
                why = f"{', '.join(drawing)}: the backend draws other numbers than eager; all but the values agrees"
                raise NotHolding(Outcome.SKIP, "RandomNumbers", why, **self.detail)
            listed = [difference.as_json() for difference in found[:20]]
            message = "\n".join(f"{prefix}{difference}" for difference in found[:20])
            raise NotHolding(Outcome.WRONG, found[0].code, message, **{**self.detail, "differences": listed})

    def _named(self, found: list[Difference], actual: Observation) -> list[Difference]:
        """With the codes that only a backend has: an input that was left as it was has lost its mutation."""
        given = Observation(output=(self.work.program.args, self.work.program.kwargs))
        untouched = not differences(given, Observation(output=actual.inputs))
        return [_introduced(_lost(difference) if untouched else difference) for difference in found]

    def _refusal(self, error: Exception, when: str) -> NotHolding:
        printed = _printed_since(self._printed_before)
        lacking = self.backend.blame(error, printed)
        complaints = [line.strip() for line in printed.splitlines() if _COMPLAINT.search(line)][:5]
        found = diagnose(error, stage=self.stage, case_path=self.work.case_path, sources=self.work.sources)
        outcome = Outcome.FAIL if lacking and found.outcome is not Outcome.OOM else found.outcome
        code = f"Lacks.{lacking[0]}" if lacking else found.code
        # The example says nothing; a further input is what the refusal is about.
        said = f"{when}: {found.message}" if when.startswith("on ") else found.message
        message = "\n".join([said, *complaints])
        return NotHolding(outcome, code, message, **{**self.detail, "lacks": lacking, "when": when})


def _few(declared: Declared, seed: int) -> Iterator[Draw]:
    """Draws of sizes that differ: the smallest and the largest that are always tried, then what chance brings."""
    fixed = [draw for draw in always(declared) if draw.stray is None]
    tried: set[tuple[tuple[str, int], ...]] = set()
    for draw in [*fixed[:1], *fixed[-1:], *sample(declared, 4 * DRAWN, seed), *fixed[1:-1]]:
        if draw.stray is None and draw.sizes not in tried:
            tried.add(draw.sizes)
            yield draw


def _lost(found: Difference) -> Difference:
    return replace(found, code="LostMutation") if found.code == "InputMutationDiffers" else found


def _introduced(found: Difference) -> Difference:
    """Named so only here: torch's own programs may read memory that nobody wrote, which holds NaN at times."""
    if found.code != "ValuesDiffer" or not (found.detail.get("nan") or found.detail.get("inf")):
        return found
    return replace(found, code="NanIntroduced" if found.detail["nan"] else "InfIntroduced")


def _printed_bytes() -> int:
    """How much this process has printed, where its output goes into a file."""
    status = os.fstat(2)
    return status.st_size if stat.S_ISREG(status.st_mode) else 0


def _printed_since(start: int) -> str:
    """The end of what was printed after that: compilers tell there what they do not put into the exception."""
    end = _printed_bytes()
    return (
        os.pread(2, end - max(start, end - PRINTED), max(start, end - PRINTED)).decode("utf-8", "replace")
        if end
        else ""
    )


def random_operators(exported: torch.export.ExportedProgram) -> list[str]:
    """The operators in a program, and in the graphs within it, that draw random numbers; sorted by name."""
    nodes = (
        node
        for module in exported.graph_module.modules()
        if isinstance(module, torch.fx.GraphModule)
        for node in module.graph.nodes
    )
    targets = {node.target for node in nodes if isinstance(node.target, torch._ops.OpOverload)}
    return sorted(str(target) for target in targets if torch.Tag.nondeterministic_seeded in target.tags)


def _changes_state(work: Work) -> bool:
    """Whether a call changes buffers, or whatever else lets an equal second call give something else."""
    before = {name: buffer.detach() for name, buffer in work.program.model.named_buffers()}
    after = {name: work.reference.buffers.get(name, value) for name, value in before.items()}
    changed = differences(Observation(output=before), Observation(output=after))
    return bool(changed or differences(work.reference, work.reference_again))


def _copied(exported: torch.export.ExportedProgram) -> torch.export.ExportedProgram:
    """A copy, since lowering may change what it is given; the program itself where it cannot be copied."""
    try:
        return copy.deepcopy(exported)
    except (RuntimeError, TypeError, AttributeError):
        return exported
