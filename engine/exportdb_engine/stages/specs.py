"""Under which other specs of dynamic shapes does torch.export take the program, and what does it say of the others?

Fails when torch suggests a spec and does not take that either, and when a dimension that is asked to be dynamic comes
out as a number without a word.
"""

from __future__ import annotations

import contextlib
import logging
import random
import time
from collections.abc import Iterator, Sequence
from typing import Any

import torch

from exportdb_engine.program import Program
from exportdb_engine.protocol import Mode, Outcome, Stage
from exportdb_engine.shapes.search import warm_up as warm_up_hypothesis
from exportdb_engine.specs.draws import draw_specs
from exportdb_engine.specs.entries import Entry, Hint, Spec, has_dynamic
from exportdb_engine.specs.facts import read_facts, relations
from exportdb_engine.specs.inputs import Inputs, read_inputs, static
from exportdb_engine.specs.trial import Trial, Trials, short
from exportdb_engine.work import NotHolding, Work

STAGE = Stage.SPECS

#: Dimensions that are tried alone; of more, so many are drawn.
SINGLES = 4
#: Specs that are drawn; for one dimension alone there is less to say.
DRAWN = 5
#: CPU seconds after which no further spec is begun. A stage has 60 of them by default.
ENOUGH = 15.0


def warm_up() -> None:
    """Draw a little, and be refused once in each mode: the first time takes longer."""
    warm_up_hypothesis()
    program = Program(_Twice(), (torch.ones(6), torch.ones(6)), {}, [], None, None)
    for mode in Mode:
        measure(Work(program, mode, __file__))


class _Twice(torch.nn.Module):
    def forward(self, x: torch.Tensor, y: torch.Tensor) -> torch.Tensor:
        return x.view(-1, 2) + y.view(-1, 2)


def measure(work: Work) -> dict[str, Any]:
    with _no_logging():
        return _measure(work)


def _measure(work: Work) -> dict[str, Any]:
    inputs = read_inputs(work.program)
    detail: dict[str, Any] = {
        "dims": [],
        "relations": [],
        "tried": [],
        "left_out": inputs.left_out,
        "seed": work.limits.seed,
        "static": None,
        "missing": [] if has_dynamic() else ["Dim.DYNAMIC"],
        "exports": 0,
        "stopped": None,
    }
    if not inputs.dims:
        return detail
    trials = Trials(work, inputs)
    everything_static = tuple(static(inputs.dims))
    if work.exported is not None and work.program.dynamic_shapes is None:
        trials.know(everything_static, work.exported)
    plain = trials.attempt(everything_static)
    if not plain.accepted:
        detail["static"] = {"outcome": plain.outcome.value, "code": plain.code, "message": short(plain.message)}
        return {**detail, "exports": trials.exports}

    done: list[tuple[str, Trial]] = []
    every_auto: Spec = (Hint.AUTO,) * len(inputs.dims)
    done.append(("auto", trials.run(every_auto)))
    if done[0][1].result == "accepted":
        facts, detail["relations"] = read_facts(trials.latest, inputs), relations(trials.latest, inputs)
    else:
        facts = []
    began = time.process_time()
    for kind, spec in _varied(inputs, work.limits.seed):
        if time.process_time() - began > ENOUGH:
            detail["stopped"] = f"after {ENOUGH:g} CPU seconds"
            break
        if kind == "single" or not trials.is_known(spec):
            done.append((kind, trials.run(spec)))
    alone = {trial.spec: trial for kind, trial in done if kind == "single"}
    for place, dim in enumerate(inputs.dims):
        row: dict[str, Any] = {"name": dim.name, "example": dim.example}
        fact = facts[place] if facts else None
        if fact is None:
            row["auto"] = "internal" if done[0][1].result == "internal" else "refused"
        else:
            row["auto"] = "constant" if fact.constant else "symbol"
        for field in ("symbol", "expression", "lower", "upper"):
            row[field] = getattr(fact, field, None)
        single = alone.get(_single(inputs, place))
        row["dynamic"] = "not tried" if single is None else single.result
        row["code"] = None if single is None else single.code
        row["suggestion"] = None if single is None else single.suggestion
        detail["dims"].append(row)
    detail["proposed"] = inputs.text(_proposed(detail["dims"]))
    detail["tried"] = [_row(inputs, kind, trial) for kind, trial in done]
    detail["exports"] = trials.exports
    _hold([trial for _, trial in done], inputs, detail)
    return detail


def _varied(inputs: Inputs, seed: int) -> Iterator[tuple[str, Spec]]:
    places = list(range(len(inputs.dims)))
    if len(places) > SINGLES:
        places = sorted(random.Random(seed).sample(places, SINGLES))
    for place in places if has_dynamic() else ():
        yield "single", _single(inputs, place)
    for spec in draw_specs(inputs.dims, min(DRAWN, 1 + 2 * len(inputs.dims)), seed):
        yield "drawn", spec


def _single(inputs: Inputs, place: int) -> Spec:
    entries: list[Entry] = static(inputs.dims)
    entries[place] = Hint.DYNAMIC
    return tuple(entries)


def _proposed(rows: Sequence[dict[str, Any]]) -> Spec:
    """Dynamic is what can be so alone, left to torch what depends on other dimensions, and static all else."""
    return tuple(
        Hint.STATIC
        if row["auto"] == "constant"
        else Hint.DYNAMIC
        if row["dynamic"] == "accepted"
        else Hint.AUTO
        if row["auto"] == "symbol"
        else Hint.STATIC
        for row in rows
    )


def _row(inputs: Inputs, kind: str, trial: Trial) -> dict[str, Any]:
    return {
        "kind": kind,
        "spec": inputs.text(trial.spec),
        "result": trial.result,
        "code": trial.code,
        "message": trial.message,
        "fixed": None if trial.fixed is None else inputs.text(trial.fixed),
        "suggestion": trial.suggestion,
        "rounds": trial.rounds,
    }


def _hold(trials: list[Trial], inputs: Inputs, detail: dict[str, Any]) -> None:
    """Raise when a property of specs is broken, with all that was measured."""
    for trial in trials:
        if trial.quiet:
            names = ", ".join(inputs.dims[place].name for place in trial.quiet)
            asked = inputs.text(trial.fixed or trial.spec)
            message = f"{names}: asked to be dynamic, a number in the program that comes out, under {asked}"
            raise NotHolding(Outcome.WRONG, "QuietlySpecialized", message, **detail)
    for trial in trials:
        if trial.broken is not None:
            raise NotHolding(Outcome.FAIL, "FixRefused", trial.broken, **detail)


@contextlib.contextmanager
def _no_logging() -> Iterator[None]:
    """Every refusal in strict mode logs two stacks, which takes longer than the export."""
    before = logging.root.manager.disable
    logging.disable(logging.CRITICAL)
    try:
        yield
    finally:
        logging.disable(before)
