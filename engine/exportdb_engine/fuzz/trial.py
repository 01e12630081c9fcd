"""Tries a program: exports it in both modes, and holds every form against eager over drawn shapes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import torch

from exportdb_engine.diagnose import diagnose
from exportdb_engine.fuzz.forms import forms
from exportdb_engine.fuzz.isolate import isolated
from exportdb_engine.observe import fresh, observe_module
from exportdb_engine.program import Program, load_module
from exportdb_engine.protocol import MODES, Limits, Mode, Outcome, Stage
from exportdb_engine.shapes.check import Form, Subject, check
from exportdb_engine.shapes.declared import read_declared
from exportdb_engine.shapes.draws import always, sample
from exportdb_engine.shapes.paste import inputs_text

#: Draws besides those that are always tried.
_DRAWS = 8
LIMITS = Limits(cpu_seconds=30, wall_seconds=120, memory_mib=4096)
#: What is wrong, the worst first.
KINDS = ("Crash", "Unsound", "Unguarded", "Timeout", "Internal", "OverRestrictive")
_SYMBOL = re.compile(r"\b[suz]\d+\b")


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong with a program."""

    what: str
    form: str
    stage: str
    code: str
    text: str
    #: The call that shows it, as Python text; empty when the program cannot be called at all.
    inputs: str = ""
    #: The guard or the operators at fault, as far as that is known.
    fault: str = ""
    modes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tried:
    """What came of a program."""

    faults: tuple[Fault, ...] = ()
    #: Mode -> why it was not exported.
    refused: tuple[tuple[str, str], ...] = ()
    #: How many draws the exported program refuses although it declares them: guards, mostly by design.
    refusals: int = 0


def tried(source: str, modes: tuple[Mode, ...] = MODES) -> Tried:
    """Try a program in a process of its own: one that dies is a fault like any other."""
    ended = isolated(lambda: _try(source, modes), LIMITS)
    if ended.death is not None:
        what = "Timeout" if ended.death in ("CpuLimit", "WallLimit") else "Crash"
        text = f"the process that tried the program ended with {ended.death}"
        return Tried((Fault(what, "exported", "export", ended.death, text, modes=tuple(map(str, modes))),))
    return Tried(
        tuple(Fault(**{**fault, "modes": tuple(fault["modes"])}) for fault in ended.value["faults"]),
        tuple((mode, why) for mode, why in ended.value["refused"]),
        ended.value["refusals"],
    )


def _try(source: str, modes: tuple[Mode, ...]) -> dict[str, Any]:
    path = Path("program.py").resolve()
    path.write_text(source, encoding="utf-8")
    torch.manual_seed(0)
    names = vars(load_module(path, "program"))
    program = Program(names["model"], names["example_args"], {}, [], names["dynamic_shapes"], None)
    found: dict[tuple[str, ...], Fault] = {}
    refused: list[tuple[str, str]] = []
    seen: dict[str, list[Fault]] = {}
    refusals = 0
    for mode in modes:
        try:
            exported = _export(program, mode)
        except Exception as error:
            why = diagnose(error, stage=Stage.EXPORT, case_path=str(path))
            refused.append((str(mode), why.code))
            if why.outcome is Outcome.INTERNAL:
                fault = Fault("Internal", "exported", "export", why.code, _brief(why.message))
                _add(found, fault, mode)
            continue
        graph = _graph(exported)
        if graph in seen:  # both modes gave one program: what is wrong with it is wrong in both
            for fault in seen[graph]:
                _add(found, fault, mode)
            continue
        faults, count = _check(program, exported, path)
        seen[graph] = faults
        refusals += count
        for fault in faults:
            _add(found, fault, mode)
    return {"faults": [asdict(fault) for fault in found.values()], "refused": refused, "refusals": refusals}


def _export(program: Program, mode: Mode) -> Any:
    return torch.export.export(
        fresh(program.model), fresh(program.args), dynamic_shapes=program.dynamic_shapes, strict=mode is Mode.STRICT
    )


def _check(program: Program, exported: Any, path: Path) -> tuple[list[Fault], int]:
    """What is wrong with an exported program, and how many draws it refuses though it declares them."""
    made, faults = [], []
    fault = ", ".join(_operators(exported))
    for form in forms():
        try:
            module = form.make(exported)
        except Exception as error:
            why = diagnose(error, stage=form.STAGE, case_path=str(path))
            faults.append(Fault("Internal", form.NAME, str(form.STAGE), why.code, _brief(why.message), fault=fault))
            continue
        made.append(Form(form.NAME, _call(module), form.SLACK))
    declared = read_declared(exported, program.args, {}, names=program.leaf_names())
    subject = Subject(declared, lambda args, kwargs: observe_module(fresh(program.model), args, kwargs), tuple(made))
    told: set[tuple[str, str]] = set()
    refusals = 0
    for draw in [*always(declared), *sample(declared, _DRAWS, 0)]:
        broken = check(subject, draw)
        exports = {one.kind for one in broken if one.form == "exported"}
        refusals += "OverRestrictive" in exports
        for one in broken:
            # What the exported program gets wrong is not told again of what was made from it, and a guard that
            # refuses a size is by design.
            if (one.kind in exports and one.form != "exported") or (one.kind, one.form) == _BY_DESIGN:
                continue
            if (one.kind, one.form) in told:
                continue
            told.add((one.kind, one.form))
            inputs, _ = inputs_text(declared, draw)
            faults.append(Fault(one.kind, one.form, str(Stage.SHAPES), one.code, one.text, inputs, fault))
    return sorted(faults, key=lambda one: KINDS.index(one.what)), refusals


_BY_DESIGN = ("OverRestrictive", "exported")


def _brief(message: str) -> str:
    """The first paragraph: what follows is where in torch it happened."""
    return " ".join(message.partition("\n\n")[0].split())[:400]


def _call(module: Any) -> Any:
    return lambda args, kwargs: observe_module(module, args, kwargs)


def _add(found: dict[tuple[str, ...], Fault], fault: Fault, mode: Mode) -> None:
    key = (fault.what, fault.form, fault.code)
    before = found.get(key, fault)
    found[key] = Fault(**{**asdict(before), "modes": (*before.modes, str(mode))})


def _graph(exported: Any) -> str:
    """The graph with its symbols renamed in order, with its ranges and guards: equal for equal programs."""
    text = exported.graph_module.print_readable(print_output=False)
    text = "\n".join(line.partition("#")[0].rstrip() for line in text.splitlines())
    guards = len(getattr(exported, "_guards_code", None) or ())
    text += f"\n{sorted(map(str, exported.range_constraints.values()))} {guards}"
    order: dict[str, str] = {}
    return _SYMBOL.sub(lambda match: order.setdefault(match.group(), f"n{len(order)}"), text)


def _operators(exported: Any) -> Iterator[str]:
    for node in exported.graph.nodes:
        if node.op == "call_function" and str(node.target).startswith("aten."):
            yield str(node.target)
