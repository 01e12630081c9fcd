from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import libcst as cst
import libcst.matchers as m

from exportdb.fixing.base import Change, Left, fixer
from exportdb.fixing.program import Program, called, walk
from exportdb.fixing.sizes import Sizes

if TYPE_CHECKING:
    from exportdb.fixing.base import New

_STOPS = r"Could not guard on data-dependent|Could not extract|Data-dependent|data-dependent|GB0059|zuf\d"
#: Function of math -> that of torch; the two do the same, and torch's takes tensors.
_SAME = {
    "sqrt", "exp", "log", "log2", "log10", "log1p", "expm1", "sin", "cos", "tan", "asin", "acos", "atan", "sinh",
    "cosh", "tanh", "erf", "erfc", "lgamma", "fabs", "atan2", "hypot", "pow",
}  # fmt: skip
_WHOLE = ("ceil", "floor", "trunc")


@fixer("math", does="A function of math on a tensor becomes torch's of the same name.")
def find(program: Program) -> Iterator[Change | Left]:
    for function in program.functions():
        sizes = Sizes(program, function)
        found: dict[cst.BaseStatement | None, dict[cst.Call, str]] = {}
        for call in program.all(cst.Call, function):
            library, _, word = called(call).rpartition(".")
            if library != "math" or not call.args or program.outer(call, cst.FunctionDef) is not function:
                continue
            if not program.met(_STOPS, near=call) or not _tensor(sizes, call.args[0].value):
                continue
            if word in _WHOLE:
                yield Left(
                    program.line(call),
                    f"math.{word} gives a whole number of Python: use {program.torch}.{word} and stay in tensors",
                )
            elif word in _SAME and len(call.args) == (2 if word in ("atan2", "hypot", "pow") else 1):
                found.setdefault(program.statement(call), {})[call] = "abs" if word == "fabs" else word
        for calls in found.values():
            edits: dict[cst.CSTNode, New] = {}
            for call, name in calls.items():
                edits |= {call.func: cst.parse_expression(f"{program.torch}.{name}"), **_without_item(call)}
            yield Change(
                " and ".join(f"{program.torch}.{name} for {called(call)}" for call, name in calls.items()),
                "the value stays in a tensor, and has the tensor's precision, not that of a Python float",
                program.line(next(iter(calls))),
                edits,
                imports=("torch",),
            )


def _tensor(sizes: Sizes, value: cst.BaseExpression) -> bool:
    """Whether a value may be a tensor: no size, no number, and no list."""
    if sizes.size(value) or sizes.tensor(value) is False or isinstance(value, (cst.Integer, cst.Float)):
        return False
    return any(isinstance(node, (cst.Call, cst.Name)) for node in walk(value))


def _without_item(call: cst.Call) -> dict[cst.CSTNode, New]:
    """The ``.item()`` in an argument, each with what it is taken of."""
    items = m.findall(call, m.Call(func=m.Attribute(attr=m.Name("item")), args=[]))
    return {item: cst.ensure_type(cst.ensure_type(item, cst.Call).func, cst.Attribute).value for item in items}
