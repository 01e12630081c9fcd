"""An ``if`` with its sides as plain lists of statements, and what comes after it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import libcst as cst

from exportdb.fixing.conditions import stopped_at
from exportdb.fixing.program import walk

if TYPE_CHECKING:
    from exportdb.fixing.program import Program

Statements = tuple[cst.BaseStatement, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """An ``if`` at whose value the export stopped."""

    function: cst.FunctionDef
    node: cst.If
    yes: Statements
    #: An ``elif`` is an ``if`` in it.
    no: Statements
    #: The statements after it in its block.
    rest: Statements
    #: Whether they are all that is left of the function.
    last: bool


def choices(program: Program) -> Iterator[Choice]:
    """Every ``if`` with an obstacle at its test, or at one of its ``elif``; those that only raise are no choices."""
    for function in program.functions():
        for node in program.all(cst.If, function):
            if program.outer(node, cst.FunctionDef) is not function or _is_elif(program, node):
                continue
            if any(stopped_at(program, one, one.test) for one in chain(node)):
                choice = _choice(program, function, node)
                if not raises(choice.yes) and not raises(choice.no):
                    yield choice


def chain(node: cst.If) -> list[cst.If]:
    """The ``if`` and its ``elif``."""
    found = [node]
    while isinstance(found[-1].orelse, cst.If):
        found.append(found[-1].orelse)
    return found


def raises(statements: Sequence[cst.CSTNode]) -> bool:
    """Whether a side does nothing but raise."""
    return (
        len(statements) == 1
        and isinstance(statements[0], cst.SimpleStatementLine)
        and (isinstance(statements[0].body[0], cst.Raise))
    )


def lines(block: cst.BaseSuite) -> Statements:
    """The statements of a suite, those behind a colon as lines of their own."""
    if isinstance(block, cst.SimpleStatementSuite):
        return (cst.SimpleStatementLine(block.body),)
    return tuple(part for part in block.body if isinstance(part, cst.BaseStatement))


def otherwise(node: cst.If) -> Statements:
    """The statements of ``else``; an ``elif`` as an ``if`` of its own."""
    if isinstance(node.orelse, cst.If):
        return (node.orelse,)
    return lines(node.orelse.body) if node.orelse is not None else ()


def returns(statements: Sequence[cst.CSTNode]) -> list[cst.Return]:
    """The ``return`` in them."""
    return [node for top in statements for node in walk(top) if isinstance(node, cst.Return)]


def returned(statements: Statements) -> cst.BaseExpression | None:
    """What a list of statements returns that is one ``return`` and nothing else."""
    one = only(statements)
    return one.value if isinstance(one, cst.Return) else None


def only(statements: Statements) -> cst.BaseSmallStatement | None:
    """The one small statement of which a side is made."""
    if len(statements) == 1 and isinstance(statements[0], cst.SimpleStatementLine) and len(statements[0].body) == 1:
        return statements[0].body[0]
    return None


def finishes(statements: Statements) -> bool:
    """Whether every way through the statements ends in ``return``."""
    if not statements:
        return False
    end = statements[-1]
    if isinstance(end, cst.If):
        return finishes(lines(end.body)) and finishes(otherwise(end))
    return isinstance(end, cst.SimpleStatementLine) and isinstance(end.body[-1], cst.Return)


def _is_elif(program: Program, node: cst.If) -> bool:
    above = program.parent(node)
    return isinstance(above, cst.If) and above.orelse is node


def _choice(program: Program, function: cst.FunctionDef, node: cst.If) -> Choice:
    block = program.parent(node)
    body = tuple(block.body) if isinstance(block, cst.IndentedBlock) else (node,)
    rest = body[body.index(node) + 1 :]
    last = block is not None and program.parent(block) is function
    return Choice(function, node, lines(node.body), otherwise(node), rest, last)
