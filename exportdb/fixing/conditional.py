"""An ``if`` as functions and a call of ``torch.cond``."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import libcst as cst

from exportdb.fixing.choices import Statements, chain, finishes, lines, otherwise, returns
from exportdb.fixing.conditions import as_tensor, asks_values
from exportdb.fixing.names import bound, is_plain, read
from exportdb.fixing.program import walk
from exportdb.fixing.writing import branch, copied, long_call, only_name, updated

if TYPE_CHECKING:
    from exportdb.fixing.program import Program


@dataclass(slots=True)
class Writer:
    """What is known of the function, and what the branches have in common."""

    program: Program
    function: cst.FunctionDef
    #: Names that the function has before the ``if``, in order.
    before: list[str]
    plain: set[str]
    truths: set[str]
    #: Names that are no operands: no tensors, or None at times.
    closed: set[str]
    #: What the ``if`` assigns; None where it returns.
    outputs: list[str] | None = None
    #: What follows on the one side that goes on.
    rest: Statements = ()
    taken: set[str] = field(default_factory=set)
    unclear: str = ""

    def call(self, node: cst.If) -> tuple[list[cst.BaseStatement], str]:
        """The functions, and the call of ``torch.cond`` with them."""
        number = "" if "if_true" not in self.taken else "_2"
        while f"if_true{number}" in self.taken or f"if_false{number}" in self.taken:
            number = f"_{int(number[1:] or 1) + 1}"
        self.taken |= {f"if_true{number}", f"if_false{number}"}
        operands = self.operands(node)
        yes = branch(self.program, f"if_true{number}", operands, node.body, self.side(lines(node.body)))
        if isinstance(node.orelse, cst.If):
            inner, call = self.call(node.orelse)
            body, block = (*inner, long_call("return ", call)), None
        else:
            body, block = self.side(otherwise(node)), node.orelse.body if node.orelse else None
        no = branch(self.program, f"if_false{number}", operands, block, body)
        if node.orelse is not None and not isinstance(node.orelse, cst.If):
            no = no.with_changes(leading_lines=[*no.leading_lines, *comments(node.orelse.leading_lines)])
        test = as_tensor(self.program, node.test, self.truths, self.plain)
        if test is None:
            self.unclear = f"a part of `{self.program.text(node.test)}` is no tensor's value"
        given = f"({', '.join(operands)}{',' if len(operands) == 1 else ''})"
        return [yes, no], f"{self.program.torch}.cond({test}, if_true{number}, if_false{number}, {given})"

    def operands(self, node: cst.If) -> list[str]:
        """Tensors of the function that a side needs; numbers and ``self`` are closed over."""
        nodes: list[cst.CSTNode] = [*self.rest]
        needed: set[str] = set()
        for one in chain(node):
            nodes += [*lines(one.body), *([one.test] if one is not node else [])]
        last = chain(node)[-1]
        nodes += otherwise(last)
        for side in [*(lines(one.body) for one in chain(node)), otherwise(last)]:
            needed |= set(self.outputs or ()) - bound(self.program, side)
        needed |= read(self.program, nodes)
        return [name for name in self.before if name in needed and name not in self.closed]

    def side(self, statements: Statements) -> Statements:
        """A side as the body of a function: it ends in ``return``, and gives no operand back as it is."""
        if self.outputs is None:
            full = statements if finishes(statements) else (*statements, *self.rest)
        else:
            full = self.with_outputs(statements, self.outputs)
        return tuple(copied(self.program, updated(self.inner(full))))

    def inner(self, statements: Statements) -> Statements:
        """With the further choices by values that a side holds: no branch of torch.cond may hold one as it is."""
        for place, node in enumerate(statements):
            if not isinstance(node, cst.If) or not self.by_value(node):
                continue
            above, below = statements[:place], statements[place + 1 :]
            before = list(dict.fromkeys([*self.before, *in_order(self.program, above)]))
            leaving = bool(returns([node]))
            going = any(not finishes(side) for side in leaves(node))
            names = [] if leaving else [n for n in in_order(self.program, [node]) if n in read(self.program, below)]
            writer = replace(
                self, before=before, outputs=None if leaving else names, rest=below if leaving and going else ()
            )
            why = goes_on(node, below, last=True) if leaving else ""
            why = why or unfit(writer, node) or ("" if leaving or names else "an inner `if` assigns what nobody reads")
            if why:
                self.unclear = why
                return statements
            defs, call = writer.call(node)
            self.unclear = self.unclear or writer.unclear
            first = defs[0].with_changes(leading_lines=[cst.EmptyLine(indent=False), *comments(node.leading_lines)])
            if leaving:
                return (*above, first, *defs[1:], long_call("return ", call))
            made = long_call(f"{', '.join(names)} = ", call)
            return (*above, first, *defs[1:], made, *replace(self, before=[*before, *names]).inner(below))
        return statements

    def by_value(self, node: cst.If) -> bool:
        """Whether the text tells that an ``if`` asks for a tensor's value."""
        tests = [one.test for one in chain(node)]
        return any(asks_values(test) or self.program.text(test) in self.truths for test in tests)

    def with_outputs(self, statements: Statements, outputs: list[str]) -> Statements:
        kept = tuple(s for s in statements if not (isinstance(s, cst.SimpleStatementLine) and _is_pass(s)))
        value = only_name(kept[-1], outputs[0]) if kept and len(outputs) == 1 else None
        if value is not None and outputs[0] not in self.plain:
            last = kept[-1].with_changes(body=[cst.Return(value)])
            return (*kept[:-1], last)
        # What is plain here is a number on every side: torch.cond gives tensors.
        full = f"{self.program.torch}.full((), {{}})"
        given = [full.format(name) if name in self.plain else name for name in outputs]
        return (*kept, cst.parse_statement(f"return {', '.join(given)}\n"))


def leaves(node: cst.If) -> list[Statements]:
    return [*(lines(one.body) for one in chain(node)), otherwise(chain(node)[-1])]


def goes_on(node: cst.If, rest: Statements, *, last: bool) -> str:
    """Why sides that return cannot be told apart; empty where they can."""
    going = [side for side in leaves(node) if not finishes(side)]
    if len(going) > 1:
        return "several ways through it go on below it"
    if going and not last:
        return "one side returns from within another block, and the other goes on"
    if going and not finishes((*going[0], *rest)):
        return "one way through it returns nothing"
    return ""


def unfit(writer: Writer, node: cst.If) -> str:
    """Why torch.cond cannot carry what the sides give; empty where it may."""
    program, sides = writer.program, leaves(node)
    for name in writer.outputs or ():
        if any(name not in bound(program, side) for side in sides) and name not in writer.before:
            return f"`{name}` is bound on one side only"
        numbers = all(_is_number(side, name) for side in sides) and not set(writer.outputs or ()) <= writer.plain
        if name in writer.plain and not numbers:
            return f"`{name}` may be no tensor, and torch.cond gives tensors"
    for side in sides:
        statements = [*side, *(() if finishes(side) else writer.rest)]
        inner = bound(program, statements) & read(program, statements) & set(writer.before) & writer.closed
        if inner:
            return f"`{min(inner)}` may be no tensor, and a side changes it"
        for one in returns(statements) if writer.outputs is None else ():
            if one.value is None or not tensors(program, one.value, writer.plain):
                return "a side returns what is no tensor"
    return ""


def _is_number(side: Statements, name: str) -> bool:
    """Whether a side binds a name to a number that is written there."""
    values = [value for one in side if (value := only_name(one, name)) is not None]
    return bool(values) and all(isinstance(value, (cst.Integer, cst.Float)) for value in values)


def tensors(program: Program, value: cst.BaseExpression, numbers: set[str]) -> bool:
    if isinstance(value, cst.Tuple):
        return all(tensors(program, element.value, numbers) for element in value.elements)
    return not is_plain(program, value, numbers)


def in_order(program: Program, nodes: Iterable[cst.CSTNode]) -> list[str]:
    found: dict[str, None] = {}
    for top in nodes:
        inside = bound(program, [top])
        found |= dict.fromkeys(n.value for n in walk(top) if isinstance(n, cst.Name) and n.value in inside)
    return list(found)


def comments(above: Iterable[cst.EmptyLine]) -> list[cst.EmptyLine]:
    return [line for line in above if line.comment is not None]


def _is_pass(line: cst.SimpleStatementLine) -> bool:
    return len(line.body) == 1 and isinstance(line.body[0], cst.Pass)
