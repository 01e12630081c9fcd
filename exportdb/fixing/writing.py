"""New pieces of a program from old ones: functions of a side's statements, calls that fit the line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

import libcst as cst

from exportdb.fixing.program import walk
from exportdb.fixing.tensors import VIEWS

if TYPE_CHECKING:
    from exportdb.fixing.program import Program

#: Above this a call is broken after its opening bracket; lines may be indented by a class and a function.
WIDTH = 92

_OPERATORS: dict[type[cst.BaseAugOp], type[cst.BaseBinaryOp]] = {
    cst.AddAssign: cst.Add,
    cst.SubtractAssign: cst.Subtract,
    cst.MultiplyAssign: cst.Multiply,
    cst.DivideAssign: cst.Divide,
    cst.MatrixMultiplyAssign: cst.MatrixMultiply,
    cst.PowerAssign: cst.Power,
    cst.FloorDivideAssign: cst.FloorDivide,
    cst.ModuloAssign: cst.Modulo,
    cst.BitAndAssign: cst.BitAnd,
    cst.BitOrAssign: cst.BitOr,
    cst.BitXorAssign: cst.BitXor,
    cst.LeftShiftAssign: cst.LeftShift,
    cst.RightShiftAssign: cst.RightShift,
}


def branch(
    program: Program, name: str, operands: Sequence[str], block: cst.BaseSuite | None, body: Sequence[cst.BaseStatement]
) -> cst.FunctionDef:
    """A function with a body; with the comments behind the colon, and at the end, of the block it comes from."""
    made = cst.parse_statement(f"def {name}({', '.join(operands)}):\n    pass\n", program.tree.config_for_parsing)
    assert isinstance(made, cst.FunctionDef)
    suite = block if isinstance(block, cst.IndentedBlock) else cast("cst.IndentedBlock", made.body)
    first = body[0].with_changes(leading_lines=_without_empty(body[0])) if body else None
    whole = [*([first] if first is not None else []), *body[1:]]
    return made.with_changes(body=suite.with_changes(body=whole), leading_lines=[cst.EmptyLine(indent=False)])


def _without_empty(statement: cst.BaseStatement) -> list[cst.EmptyLine]:
    """Its comments without the empty lines above them, which stand for what was before."""
    above: list[cst.EmptyLine] = list(getattr(statement, "leading_lines", ()))
    while above and above[0].comment is None:
        above.pop(0)
    return above


def long_call(begin: str, call: str) -> cst.BaseStatement:
    """``begin`` and the call as a statement after an empty line, broken after the first bracket where it is long."""
    if len(begin) + len(call) > WIDTH:
        name, _, inside = call.partition("(")
        call = f"{name}(\n    {inside[:-1]}\n)"
    made = cast("cst.BaseStatement", cst.parse_statement(f"{begin}{call}\n"))
    return made.with_changes(leading_lines=[cst.EmptyLine(indent=False)])


def only_name(statement: cst.BaseStatement, name: str) -> cst.BaseExpression | None:
    """The value of a statement that is ``name = value`` and nothing else."""
    if not isinstance(statement, cst.SimpleStatementLine) or len(statement.body) != 1:
        return None
    small = statement.body[0]
    target: cst.BaseExpression | None = None
    if isinstance(small, cst.Assign) and len(small.targets) == 1:
        target = small.targets[0].target
    elif isinstance(small, cst.AnnAssign):
        target = small.target
    if isinstance(target, cst.Name) and target.value == name and isinstance(small, (cst.Assign, cst.AnnAssign)):
        return small.value
    return None


def updated(statements: Sequence[cst.BaseStatement]) -> list[cst.BaseStatement]:
    """With ``x += y`` as ``x = x + y``, which makes a new tensor."""
    return [cast("cst.BaseStatement", one.visit(_Updates())) for one in statements]


def copied(program: Program, statements: Sequence[cst.BaseStatement]) -> list[cst.BaseStatement]:
    """With ``.clone()`` behind what may be returned as it was given: torch.cond refuses outputs that alias an input."""
    computed = set()
    for top in statements:
        for node in walk(top):
            if isinstance(node, cst.Assign) and not aliases(node.value, set()):
                computed |= {n.value for t in node.targets for n in walk(t.target) if isinstance(n, cst.Name)}
    return [cast("cst.BaseStatement", one.visit(_Copies(computed))) for one in statements]


def aliases(value: cst.BaseExpression, computed: set[str]) -> bool:
    """Whether an expression may give memory that something else has: a name but those computed, or a view of it."""
    if isinstance(value, cst.Name):
        return value.value not in computed and value.value != "None"
    if isinstance(value, cst.Call):
        views = isinstance(value.func, cst.Attribute) and value.func.attr.value in VIEWS
        return views and aliases(cast("cst.Attribute", value.func).value, computed)
    return isinstance(value, (cst.Attribute, cst.Subscript)) and aliases(value.value, computed)


def _copy(value: cst.BaseExpression, computed: set[str]) -> cst.BaseExpression:
    if isinstance(value, cst.Tuple):
        parts = [part.with_changes(value=_copy(part.value, computed)) for part in value.elements]
        return value.with_changes(elements=parts)
    if isinstance(value, cst.Dict):
        entries = [e.with_changes(value=_copy(e.value, computed)) for e in value.elements]
        return value.with_changes(elements=entries)
    if aliases(value, computed):
        return cst.Call(cst.Attribute(value, cst.Name("clone")))
    return value


class _Copies(cst.CSTTransformer):
    def __init__(self, computed: set[str]) -> None:
        super().__init__()
        self._computed = computed

    def visit_FunctionDef(self, node: cst.FunctionDef) -> bool:  # noqa: N802
        return False

    def leave_Return(self, original_node: cst.Return, updated_node: cst.Return) -> cst.Return:  # noqa: N802
        value = updated_node.value
        return updated_node if value is None else updated_node.with_changes(value=_copy(value, self._computed))


class _Updates(cst.CSTTransformer):
    def leave_AugAssign(self, original_node: cst.AugAssign, updated_node: cst.AugAssign) -> cst.BaseSmallStatement:  # noqa: N802
        operator = _OPERATORS.get(type(updated_node.operator))
        if operator is None or not isinstance(updated_node.target, cst.Name):
            return updated_node
        name, value = updated_node.target, updated_node.value
        if isinstance(value, (cst.BinaryOperation, cst.IfExp, cst.Comparison, cst.BooleanOperation)) and not value.lpar:
            value = value.with_changes(lpar=[cst.LeftParen()], rpar=[cst.RightParen()])
        whole = cst.BinaryOperation(name, operator(), value)
        return cst.Assign([cst.AssignTarget(name)], whole, semicolon=updated_node.semicolon)
