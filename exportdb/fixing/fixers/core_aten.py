from __future__ import annotations

from collections.abc import Callable, Iterator

import libcst as cst

from exportdb.fixing.base import Change, Left, fixer
from exportdb.fixing.program import Program

#: The reduction over all elements that is no core operator -> the one that is.
_CORE = {"max": "amax", "min": "amin"}


@fixer("amax", does="x.max() over all elements becomes x.amax(), which is core ATen.")
def find(program: Program) -> Iterator[Change | Left]:
    for name, core in _CORE.items():
        if not program.met(rf"aten\.{name}\.default"):
            continue
        calls: list[cst.Call] = []
        for function in program.functions():
            for call in program.all(cst.Call, function):
                if program.outer(call, cst.FunctionDef) is not function or not isinstance(call.func, cst.Attribute):
                    continue
                of_torch = isinstance(call.func.value, cst.Name) and call.func.value.value == program.torch
                if call.func.attr.value == name and len(call.args) == int(of_torch):
                    calls.append(call)
        if calls:
            yield Change(
                f"{core} for {name}",
                "both give the same value; the gradient is shared out among equal ones",
                program.line(calls[0]),
                {call.func: _renamed(core) for call in calls},
            )


def _renamed(core: str) -> Callable[[cst.CSTNode], cst.CSTNode]:
    def new(node: cst.CSTNode) -> cst.CSTNode:
        return cst.ensure_type(node, cst.Attribute).with_changes(attr=cst.Name(core))

    return new
