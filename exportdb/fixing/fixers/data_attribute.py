from __future__ import annotations

from collections.abc import Iterator

import libcst as cst

from exportdb.fixing.base import Change, Left, fixer
from exportdb.fixing.program import Program

_STOPS = (
    r"fake tensor in the exported program constant's list|mutate tensor data|GB0056|GB0220"
    r"|FakeTensor, without values|FunctionalTensor on its own"
)


@fixer("data", does="x.data that is read becomes x.detach(), which is traced.")
def find(program: Program) -> Iterator[Change | Left]:
    if not program.met(_STOPS):
        return
    for function in program.functions():
        reads: list[cst.Attribute] = []
        for one in program.all(cst.Attribute, function):
            if one.attr.value != "data" or (isinstance(one.value, cst.Name) and one.value.value == "self"):
                continue
            if program.outer(one, cst.FunctionDef) is not function or _writes(program, one):
                continue
            above = program.parent(one)
            if isinstance(above, (cst.AssignTarget, cst.AugAssign)):
                yield Left(
                    program.line(one),
                    f"{program.text(one)} is written to, past autograd and the trace: keep a buffer and"
                    " write to it with copy_()",
                )
            elif isinstance(above, cst.Attribute) and above.attr.value.endswith("_"):
                yield Left(
                    program.line(one),
                    f"{program.text(above)}() changes a tensor past the trace: keep a buffer, and change that",
                )
            elif isinstance(above, cst.Call) and above.func is one:
                continue
            else:
                reads.append(one)
        if reads:
            yield Change(
                "detach() for .data",
                "both give the same values, without gradient",
                program.line(reads[0]),
                dict.fromkeys(reads, _detached),
            )


def _writes(program: Program, read: cst.Attribute) -> bool:
    """Whether a ``.data`` is read to write to one: mending the half of it mends nothing."""
    assign = program.outer(read, cst.Assign)
    targets = [target.target for target in assign.targets] if assign is not None else []
    return any(one is not read and isinstance(one, cst.Attribute) and one.attr.value == "data" for one in targets)


def _detached(node: cst.CSTNode) -> cst.CSTNode:
    return cst.Call(cst.ensure_type(node, cst.Attribute).with_changes(attr=cst.Name("detach")))
