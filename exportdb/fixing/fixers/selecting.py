from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import libcst as cst

from exportdb.fixing.base import Change, Left, fixer
from exportdb.fixing.choices import Choice, Statements, chain, choices, finishes, only, otherwise, returned, returns
from exportdb.fixing.choices import lines as lines_of
from exportdb.fixing.conditions import NEEDS_VALUE, as_tensor, stopped_at
from exportdb.fixing.effects import attributes, effect
from exportdb.fixing.names import bound_before, is_plain, plain, truths
from exportdb.fixing.program import Program, called, dotted
from exportdb.fixing.tensors import ELEMENTWISE
from exportdb.fixing.writing import long_call, only_name

_REASON = (
    "both sides are cheap and element-wise over the same tensors, so computing both and choosing gives the same "
    "values; where their dtypes differ the wider one is given, and a side that is not chosen and gives nan or inf "
    "makes the gradient nan"
)
_SIGNS = (cst.Add, cst.Subtract, cst.Multiply, cst.Divide, cst.Power, cst.FloorDivide, cst.Modulo)
_UNLIKE = "its sides are not element-wise over the same tensors"


@fixer("where", does="An `if` on a tensor's value, of two cheap element-wise sides, becomes `torch.where`.")
def find(program: Program) -> Iterator[Change | Left]:
    for choice in choices(program):
        yield _changed(program, choice)
    for function in program.functions():
        for node in program.all(cst.IfExp, function):
            if program.outer(node, cst.FunctionDef) is function and stopped_at(program, node, node.test):
                yield _of_expression(program, function, node)
        for line in program.all(cst.SimpleStatementLine, function):
            asserts = isinstance(line.body[0], cst.Assert)
            if program.outer(line, cst.FunctionDef) is function and program.met(NEEDS_VALUE, near=line) and not asserts:
                yield from _of_operators(program, function, line)


def _of_operators(program: Program, function: cst.FunctionDef, line: cst.SimpleStatementLine) -> Iterator[Change]:
    """``0 < x < 1``, ``x or 1.0`` and ``bool(x)``, outside of tests, ask for a value."""
    read = _Reader.of(program, function)
    for node in program.all(cst.BaseExpression, line):  # type: ignore[type-abstract]
        if program.outer(node, cst.IfExp) is not None or program.outer(node, cst.Lambda) is not None:
            continue
        new, title = None, ""
        if isinstance(node, cst.Comparison) and len(node.comparisons) > 1:
            new, title = as_tensor(program, node, read.truths, read.plain), "chained comparison as two, joined by &"
        elif isinstance(node, cst.Call) and called(node) == "bool" and len(node.args) == 1:
            if not is_plain(program, node.args[0].value, read.plain):
                new, title = as_tensor(program, node, read.truths, read.plain), "bool() of a tensor left out"
        elif isinstance(node, cst.BooleanOperation) and isinstance(node.operator, cst.Or):
            left, right = read.tensors(node.left), read.tensors(node.right)
            if left and right is not None and right <= left:
                new = read.where(node.left, program.text(node.left), program.text(node.right))
                title = "or on a tensor's value as torch.where"
        if new is not None and not effect(program, [node]):
            made = cst.parse_expression(new)
            if node.lpar or not isinstance(program.parent(node), (cst.Assign, cst.Return, cst.Arg)):
                made = made.with_changes(lpar=[cst.LeftParen()], rpar=[cst.RightParen()])
            reason = "it stays a tensor, and every part of it is computed"
            yield Change(title, reason, program.line(node), {node: made}, ("torch",) if "torch" in title else ())


@dataclass(slots=True)
class _Reader:
    program: Program
    function: cst.FunctionDef
    plain: set[str]
    truths: set[str]

    @classmethod
    def of(cls, program: Program, function: cst.FunctionDef) -> _Reader:
        return cls(program, function, plain(program, function), truths(program, function))

    def tensors(self, node: cst.BaseExpression) -> set[str] | None:
        """The tensors of a cheap element-wise expression; None where it is something else."""
        parts: list[cst.BaseExpression]
        if isinstance(node, (cst.Integer, cst.Float)):
            return set()
        if isinstance(node, (cst.Name, cst.Attribute)):
            return self._of_name(node)
        if isinstance(node, cst.BinaryOperation) and isinstance(node.operator, _SIGNS):
            parts = [node.left, node.right]
        elif isinstance(node, cst.UnaryOperation) and isinstance(node.operator, (cst.Minus, cst.Plus)):
            parts = [node.expression]
        elif isinstance(node, cst.Call) and (owner := self._computed(node)) is not None:
            parts = [*owner, *(arg.value for arg in node.args)]
        else:
            return None
        found: set[str] = set()
        for part in parts:
            inside = self.tensors(part)
            if inside is None:
                return None
            found |= inside
        return found

    def _of_name(self, node: cst.Name | cst.Attribute) -> set[str] | None:
        name = dotted(node)
        if isinstance(node, cst.Name):
            return set() if name in self.plain or name in ("True", "False") else {name}
        if not name.startswith("self.") or name.count(".") > 1:
            return None
        return {name} if name[5:] in attributes(self.program, self.function, tensors=True) else set()

    def _computed(self, call: cst.Call) -> list[cst.BaseExpression] | None:
        """What the method is called on; nothing for a function of torch, None for any other call."""
        if not isinstance(call.func, cst.Attribute) or call.func.attr.value not in ELEMENTWISE:
            return None
        owner = called(call).rpartition(".")[0]
        if owner in (self.program.torch, "F", "torch.nn.functional", "nn.functional"):
            return []
        return [call.func.value]

    def where(self, test: cst.BaseExpression, yes: str, no: str) -> str | None:
        text = as_tensor(self.program, test, self.truths, self.plain)
        if text is None or is_plain(self.program, cst.parse_expression(text), self.plain):
            return None
        return f"{self.program.torch}.where({text}, {yes}, {no})"


def _changed(program: Program, choice: Choice) -> Change | Left:
    at, node = program.line(choice.node), choice.node
    read = _Reader.of(program, choice.function)
    tests = [one.test for one in chain(node)]
    if said := effect(program, tests):
        return Left(at, f"its test does more than compute: {said}")
    begin, values, used = _values(program, choice)
    if not values:
        return Left(at, "its sides are more than one value each")
    sets = [read.tensors(value) for value in values]
    if any(found is None for found in sets):
        return Left(at, _UNLIKE)
    of_tensors = {frozenset(found) for found in sets if found} if begin != "return " else set(map(frozenset, sets))  # type: ignore[arg-type]
    if len(of_tensors) > 1 or of_tensors == {frozenset()}:
        return Left(at, _UNLIKE)
    text = program.text(values[-1])
    for one, value in reversed(list(zip(tests, values[:-1], strict=True))):
        made = read.where(one, program.text(value), text)
        if made is None:
            return Left(at, f"`{program.text(one)}` is not of tensors alone")
        text = made
    statement = long_call(begin, text).with_changes(leading_lines=node.leading_lines)
    edits: dict[cst.CSTNode, cst.CSTNode | cst.RemovalSentinel] = {node: statement}
    edits |= dict.fromkeys(used, cst.RemovalSentinel.REMOVE)
    return Change("if on a tensor's value as torch.where", _REASON, at, edits, ("torch",))


def _values(program: Program, choice: Choice) -> tuple[str, list[cst.BaseExpression], Statements]:
    """How the new statement begins, the value of each side in order, and the statements below that it takes in."""
    sides = [*(lines_of(one.body) for one in chain(choice.node)), otherwise(chain(choice.node)[-1])]
    if returns([*choice.yes, *choice.no]):
        used: Statements = ()
        if not sides[-1] and finishes(choice.rest[:1]):
            used = choice.rest[:1]
            sides[-1] = used
        values = [returned(side) for side in sides]
        return "return ", [value for value in values if value is not None] if None not in values else [], used
    first = only(sides[0])
    target = first.targets[0].target if isinstance(first, cst.Assign) else None
    if not isinstance(target, cst.Name):
        return "", [], ()
    name = target.value
    found = []
    for side in sides:
        if len(side) == 1 and (value := only_name(side[0], name)) is not None:
            found.append(value)
        elif not side and name in bound_before(program, choice.function, choice.node):
            found.append(cst.Name(name))
        else:
            return "", [], ()
    return f"{name} = ", found, ()


def _of_expression(program: Program, function: cst.FunctionDef, node: cst.IfExp) -> Change | Left:
    at, read = program.line(node), _Reader.of(program, function)
    if said := effect(program, [node.test]):
        return Left(at, f"its test does more than compute: {said}")
    sets = [read.tensors(side) for side in (node.body, node.orelse)]
    if None in sets or len({frozenset(found) for found in sets if found}) > 1:
        return Left(at, _UNLIKE)
    made = read.where(node.test, program.text(node.body), program.text(node.orelse))
    if made is None:
        return Left(at, f"`{program.text(node.test)}` is not of tensors alone")
    title = "conditional expression on a tensor's value as torch.where"
    return Change(
        title, _REASON, at, {node: cst.parse_expression(made).with_changes(lpar=node.lpar, rpar=node.rpar)}, ("torch",)
    )
