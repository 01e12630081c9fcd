from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import libcst as cst

from exportdb.fixing.base import Change, Left, fixer
from exportdb.fixing.program import Program, called, dotted
from exportdb.fixing.sizes import Sizes

_STOPS = r"deepcopy|copy\.copy|GB4198|GB0208|data pointer of Tensor|elem\.device\.type must be 'meta'|CopyVariable"
_DEEP, _SHALLOW = ("copy.deepcopy", "deepcopy"), ("copy.copy",)


@fixer("copy", does="copy.deepcopy of a tensor becomes its clone().")
def find(program: Program) -> Iterator[Change | Left]:
    met = program.met(_STOPS)
    lines = {obstacle.line for obstacle in met}
    for function in program.functions() if met else ():
        sizes = Sizes(program, function)
        for call in program.all(cst.Call, function):
            name = called(call)
            if name not in (*_DEEP, *_SHALLOW) or program.outer(call, cst.FunctionDef) is not function:
                continue
            at = program.line(call)
            if len(call.args) != 1 or not (at in lines or None in lines):
                continue
            value = call.args[0].value
            tensor = sizes.tensor(value)
            # A list is copied shallowly far more often than a tensor is.
            sure = tensor or (tensor is None and isinstance(value, cst.Name) and name in _DEEP)
            if not sure:
                what = "a module" if dotted(value).startswith("self") else "what it copies"
                yield Left(at, f"{what} may hold more than one tensor: copy it before the export, or clone its tensors")
                continue
            deep = name in _DEEP
            yield Change(
                "clone() for a deep copy" if deep else "a view for a shallow copy",
                "a clone has the same values in memory of its own; gradients flow through it to the original"
                if deep
                else "both share the memory of the original",
                at,
                {call: partial(_cloned, deep)},
            )


def _cloned(deep: bool, node: cst.CSTNode) -> cst.CSTNode:
    value = cst.ensure_type(node, cst.Call).args[0].value
    if not isinstance(value, (cst.Name, cst.Attribute, cst.Subscript, cst.Call)):
        value = value.with_changes(lpar=[cst.LeftParen()], rpar=[cst.RightParen()])
    if deep:
        return cst.Call(cst.Attribute(value, cst.Name("clone")))
    return cst.Call(cst.Attribute(value, cst.Name("view_as")), [cst.Arg(value.deep_clone())])
