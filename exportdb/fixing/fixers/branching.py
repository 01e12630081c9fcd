from __future__ import annotations

from collections.abc import Iterator

import libcst as cst

from exportdb.fixing.base import Change, Left, fixer
from exportdb.fixing.choices import Choice, chain, choices, finishes, returns
from exportdb.fixing.conditional import Writer, goes_on, in_order, leaves, unfit
from exportdb.fixing.conditions import as_tensor, stopped_at
from exportdb.fixing.effects import effect
from exportdb.fixing.names import bound, bound_before, fresh, is_plain, optional, plain, read, read_after, truths
from exportdb.fixing.program import Program, called, walk
from exportdb.fixing.writing import copied, long_call

_REASON = "both sides are traced as functions, and the value chooses between them when the program runs"


@fixer("cond", does="An `if` on a tensor's value becomes `torch.cond`, its sides functions.")
def find(program: Program) -> Iterator[Change | Left]:
    for choice in choices(program):
        yield _changed(program, choice)
    for function in program.functions():
        for node in program.all(cst.IfExp, function):
            if program.outer(node, cst.FunctionDef) is function and stopped_at(program, node, node.test):
                yield _of_expression(program, function, node)


def _changed(program: Program, choice: Choice) -> Change | Left:
    at, node, function = program.line(choice.node), choice.node, choice.function
    sides = [*choice.yes, *choice.no]
    own = frozenset(fresh(program, function))
    numbers = plain(program, function)
    closed = numbers | optional(program, function)
    before = bound_before(program, function, node)
    writer = Writer(program, function, before, numbers, truths(program, function), closed)
    writer.taken = read(program, [function]) | bound(program, [function])
    if any(isinstance(n, (cst.Break, cst.Continue)) for top in sides for n in walk(top)):
        return Left(at, "it decides how often a loop goes round")
    itself = (function.name.value, f"self.{function.name.value}")
    if any(called(call) in itself for call in program.all(cst.Call, function)):
        return Left(at, "the function calls itself, and both sides are traced")
    if returns(sides):
        if why := goes_on(node, choice.rest, last=choice.last):
            return Left(at, why)
        writer.rest = choice.rest if any(not finishes(side) for side in leaves(node)) else ()
    else:
        assigned = [name for name in in_order(program, sides) if name in read_after(program, function, node)]
        writer.outputs = assigned
        if not assigned and not effect(program, sides):
            return Left(at, "nothing that it assigns is read later")
    tests = [one.test for one in chain(node)]
    if said := effect(program, [*sides, *writer.rest, *tests], fresh=own | numbers):
        return Left(at, f"a side does more than compute: {said}")
    if why := unfit(writer, node):
        return Left(at, why)
    defs, call = writer.call(node)
    if writer.unclear:
        return Left(at, writer.unclear)
    begin = "return " if writer.outputs is None else f"{', '.join(writer.outputs)} = "
    new = [*_placed(program, node, defs), long_call(begin, call)]
    edits: dict[cst.CSTNode, object] = {node: cst.FlattenSentinel(new)}
    edits |= dict.fromkeys(writer.rest, cst.RemovalSentinel.REMOVE)
    return Change("if on a tensor's value as torch.cond", _REASON, at, edits, ("torch",))  # type: ignore[arg-type]


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


def _placed(program: Program, node: cst.If, defs: list[cst.BaseStatement]) -> list[cst.BaseStatement]:
    """The functions with the comments of the ``if``, and an empty line before, unless they open a block."""
    block = program.parent(node)
    first = isinstance(block, cst.IndentedBlock) and block.body[0] is node
    above = list(node.leading_lines)
    if not first and not any(line.comment is None for line in above[:1]):
        above = [cst.EmptyLine(indent=False), *above]
    return [defs[0].with_changes(leading_lines=above), *defs[1:]]
