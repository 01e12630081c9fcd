from __future__ import annotations

import re
from collections.abc import Iterator

import libcst as cst

from exportdb.fixing.base import Change, Left, fixer
from exportdb.fixing.program import Program, called, dotted

_BREAKS = ("torch._dynamo.graph_break", "comptime.graph_break", "_dynamo.graph_break")
_DISABLE = ("torch.compiler.disable", "torch._dynamo.disable", "compiler.disable", "_dynamo.disable")
_SCRIPT = ("torch.jit.script", "torch.jit.freeze", "jit.script", "torch.jit.optimize_for_inference", "torch.jit.trace")
_NAMED = re.compile(r"(?:<function |inline in skipfiles: |the function `)(?:[\w<>]+\.)*(\w+)(?: at 0x| \||`)")


@fixer("marks", does="Marks for other compilers go: graph breaks, torch.compiler.disable, torch.jit.script.")
def find(program: Program) -> Iterator[Change | Left]:
    yield from _breaks(program)
    yield from _disabled(program)
    yield from _scripted(program)


def _breaks(program: Program) -> Iterator[Change]:
    if not program.met(r"GB0025|GB0030|graph_break\(\)|ComptimeContext graph break"):
        return
    for line in program.all(cst.SimpleStatementLine):
        one = line.body[0] if len(line.body) == 1 else None
        if isinstance(one, cst.Expr) and isinstance(one.value, cst.Call) and called(one.value) in _BREAKS:
            block = program.parent(line)
            alone = isinstance(block, cst.IndentedBlock) and len(block.body) == 1
            new = line.with_changes(body=[cst.Pass()]) if alone else cst.RemoveFromParent()
            yield Change(
                f"{called(one.value)}() taken away",
                "outside of torch.compile it does nothing",
                program.line(line),
                {line: new},
            )


def _disabled(program: Program) -> Iterator[Change | Left]:
    met = program.met(
        r"GB0098|GB0099|`torch\.compiler\.disable\(\)`d|torch\.?_dynamo\.disable|torch\.compiler\.disable"
        r"|inline in skipfiles|marked as skipped"
    )
    if not met:
        return
    names = {name for obstacle in met for name in _NAMED.findall(obstacle.message)}
    for function in program.all(cst.FunctionDef):
        marks = [d for d in function.decorators if _word(d.decorator) in _DISABLE]
        if marks and (function.name.value in names or not names):
            yield Change(
                f"{function.name.value} no longer kept from the compiler",
                "the mark speaks to the compiler alone, and export has to trace all",
                program.line(function),
                {mark: cst.RemoveFromParent() for mark in marks},
            )


def _scripted(program: Program) -> Iterator[Change | Left]:
    if not program.met(
        r"ScriptModule|ScriptFunction|torch\.jit\.(script|freeze)|GB4695|State dict entry for parameter"
    ):
        return
    scripted: list[cst.FunctionDef | cst.ClassDef] = [*program.all(cst.FunctionDef), *program.all(cst.ClassDef)]
    for function in scripted:
        marks = [d for d in function.decorators if _word(d.decorator) in _SCRIPT]
        if marks:
            yield Change(
                f"{function.name.value} no longer scripted",
                "TorchScript runs the same code, which export then traces",
                program.line(function),
                {mark: cst.RemoveFromParent() for mark in marks},
            )
    calls = [c for c in program.all(cst.Call) if called(c) in _SCRIPT and c.args and c.args[0].keyword is None]
    calls = [c for c in calls if not isinstance(program.parent(c), cst.Decorator)]
    if calls:
        yield Change(
            "the module itself, not its script",
            "TorchScript runs the same code, which export then traces"
            + ("; a trace holds one path through it" if any(called(c).endswith("trace") for c in calls) else ""),
            program.line(calls[0]),
            {call: lambda node: cst.ensure_type(node, cst.Call).args[0].value for call in calls},
        )


def _word(decorator: cst.BaseExpression) -> str:
    return called(decorator) if isinstance(decorator, cst.Call) else dotted(decorator)
