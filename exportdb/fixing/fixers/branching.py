from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

import libcst as cst

from exportdb.fixing.base import Change, Left, fixer
from exportdb.fixing.choices import Choice, Statements, chain, choices, finishes, lines, otherwise, returns
from exportdb.fixing.conditions import as_tensor, asks_values, stopped_at
from exportdb.fixing.effects import effect
from exportdb.fixing.names import bound, bound_before, fresh, is_plain, optional, plain, read, read_after, truths
from exportdb.fixing.program import Program, called, walk
from exportdb.fixing.writing import branch, copied, long_call, only_name, updated

_REASON = "both sides are traced as functions, and the value chooses between them when the program runs"


@fixer("cond", does="An `if` on a tensor's value becomes `torch.cond`, its sides functions.")
def find(program: Program) -> Iterator[Change | Left]:
    for choice in choices(program):
        yield _changed(program, choice)
    for function in program.functions():
        for node in program.all(cst.IfExp, function):
            if program.outer(node, cst.FunctionDef) is function and stopped_at(program, node, node.test):
                yield _of_expression(program, function, node)


@dataclass(slots=True)
class _Writer:
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
            no = no.with_changes(leading_lines=[*no.leading_lines, *_comments(node.orelse.leading_lines)])
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
            before = list(dict.fromkeys([*self.before, *_in_order(self.program, above)]))
            leaving = bool(returns([node]))
            going = any(not finishes(side) for side in _leaves(node))
            names = [] if leaving else [n for n in _in_order(self.program, [node]) if n in read(self.program, below)]
            writer = replace(
                self, before=before, outputs=None if leaving else names, rest=below if leaving and going else ()
            )
            why = _goes_on(node, below, last=True) if leaving else ""
            why = why or _unfit(writer, node) or ("" if leaving or names else "an inner `if` assigns what nobody reads")
            if why:
                self.unclear = why
                return statements
            defs, call = writer.call(node)
            self.unclear = self.unclear or writer.unclear
            first = defs[0].with_changes(leading_lines=[cst.EmptyLine(indent=False), *_comments(node.leading_lines)])
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
        if value is not None:
            last = kept[-1].with_changes(body=[cst.Return(value)])
            return (*kept[:-1], last)
        return (*kept, cst.parse_statement(f"return {', '.join(outputs)}\n"))


def _changed(program: Program, choice: Choice) -> Change | Left:
    at, node, function = program.line(choice.node), choice.node, choice.function
    sides = [*choice.yes, *choice.no]
    own = frozenset(fresh(program, function))
    numbers = plain(program, function)
    closed = numbers | optional(program, function)
    before = bound_before(program, function, node)
    writer = _Writer(program, function, before, numbers, truths(program, function), closed)
    writer.taken = read(program, [function]) | bound(program, [function])
    if any(isinstance(n, (cst.Break, cst.Continue)) for top in sides for n in walk(top)):
        return Left(at, "it decides how often a loop goes round")
    own_name = function.name.value
    if any(called(call).rpartition(".")[2] == own_name for call in program.all(cst.Call, function)):
        return Left(at, "the function calls itself, and both sides are traced")
    if returns(sides):
        if why := _goes_on(node, choice.rest, last=choice.last):
            return Left(at, why)
        writer.rest = choice.rest if any(not finishes(side) for side in _leaves(node)) else ()
    else:
        assigned = [name for name in _in_order(program, sides) if name in read_after(program, function, node)]
        writer.outputs = assigned
        if not assigned and not effect(program, sides):
            return Left(at, "nothing that it assigns is read later")
    tests = [one.test for one in chain(node)]
    if said := effect(program, [*sides, *writer.rest, *tests], fresh=own | numbers):
        return Left(at, f"a side does more than compute: {said}")
    if why := _unfit(writer, node):
        return Left(at, why)
    defs, call = writer.call(node)
    if writer.unclear:
        return Left(at, writer.unclear)
    begin = "return " if writer.outputs is None else f"{', '.join(writer.outputs)} = "
    new = [*_placed(program, node, defs), long_call(begin, call)]
    edits: dict[cst.CSTNode, object] = {node: cst.FlattenSentinel(new)}
    edits |= dict.fromkeys(writer.rest, cst.RemovalSentinel.REMOVE)
    return Change("if on a tensor's value as torch.cond", _REASON, at, edits, ("torch",))  # type: ignore[arg-type]


def _leaves(node: cst.If) -> list[Statements]:
    return [*(lines(one.body) for one in chain(node)), otherwise(chain(node)[-1])]


def _goes_on(node: cst.If, rest: Statements, *, last: bool) -> str:
    """Why sides that return cannot be told apart; empty where they can."""
    going = [side for side in _leaves(node) if not finishes(side)]
    if len(going) > 1:
        return "several ways through it go on below it"
    if going and not last:
        return "one side returns from within another block, and the other goes on"
    if going and not finishes((*going[0], *rest)):
        return "one way through it returns nothing"
    return ""


def _unfit(writer: _Writer, node: cst.If) -> str:
    """Why torch.cond cannot carry what the sides give; empty where it may."""
    program, sides = writer.program, _leaves(node)
    for name in writer.outputs or ():
        if any(name not in bound(program, side) for side in sides) and name not in writer.before:
            return f"`{name}` is bound on one side only"
        if name in writer.plain:
            return f"`{name}` may be no tensor, and torch.cond gives tensors"
    for side in sides:
        statements = [*side, *(() if finishes(side) else writer.rest)]
        inner = bound(program, statements) & read(program, statements) & set(writer.before) & writer.closed
        if inner:
            return f"`{min(inner)}` may be no tensor, and a side changes it"
        for one in returns(statements) if writer.outputs is None else ():
            if one.value is None or not _tensors(program, one.value, writer.plain):
                return "a side returns what is no tensor"
    return ""


def _tensors(program: Program, value: cst.BaseExpression, numbers: set[str]) -> bool:
    if isinstance(value, cst.Tuple):
        return all(_tensors(program, element.value, numbers) for element in value.elements)
    return not is_plain(program, value, numbers)


def _of_expression(program: Program, function: cst.FunctionDef, node: cst.IfExp) -> Change | Left:
    at, numbers = program.line(node), plain(program, function)
    if said := effect(program, [node]):
        return Left(at, f"a side does more than compute: {said}")
    sides = [node.body, node.orelse]
    if any(is_plain(program, side, numbers) for side in sides):
        return Left(at, "a side is a number, and torch.cond gives tensors")
    test = as_tensor(program, node.test, truths(program, function), numbers)
    if test is None:
        return Left(at, f"a part of `{program.text(node.test)}` is no tensor's value")
    needed = read(program, sides)
    closed = numbers | optional(program, function)
    operands = [n for n in bound_before(program, function, node) if n in needed and n not in closed]
    names = ", ".join(operands)
    begin = f"lambda {names}:" if names else "lambda:"
    yes, no = (copied(program, [cst.SimpleStatementLine([cst.Return(side)])])[0] for side in sides)
    texts = [program.text(side.body[0].value) for side in (yes, no)]  # type: ignore[attr-defined]
    given = f"({names}{',' if len(operands) == 1 else ''})"
    new = f"{program.torch}.cond({test}, {begin} {texts[0]}, {begin} {texts[1]}, {given})"
    title = "conditional expression on a tensor's value as torch.cond"
    return Change(
        title, _REASON, at, {node: cst.parse_expression(new).with_changes(lpar=node.lpar, rpar=node.rpar)}, ("torch",)
    )


def _in_order(program: Program, nodes: Iterable[cst.CSTNode]) -> list[str]:
    found: dict[str, None] = {}
    for top in nodes:
        inside = bound(program, [top])
        found |= dict.fromkeys(n.value for n in walk(top) if isinstance(n, cst.Name) and n.value in inside)
    return list(found)


def _placed(program: Program, node: cst.If, defs: list[cst.BaseStatement]) -> list[cst.BaseStatement]:
    """The functions with the comments of the ``if``, and an empty line before, unless they open a block."""
    block = program.parent(node)
    first = isinstance(block, cst.IndentedBlock) and block.body[0] is node
    above = list(node.leading_lines)
    if not first and not any(line.comment is None for line in above[:1]):
        above = [cst.EmptyLine(indent=False), *above]
    return [defs[0].with_changes(leading_lines=above), *defs[1:]]


def _comments(above: Iterable[cst.EmptyLine]) -> list[cst.EmptyLine]:
    return [line for line in above if line.comment is not None]


def _is_pass(line: cst.SimpleStatementLine) -> bool:
    return len(line.body) == 1 and isinstance(line.body[0], cst.Pass)
