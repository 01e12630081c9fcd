"""Guards in the words of the program: ``Eq(Mod(3*s6, 12), 0)`` is ``3 * x.shape[0] % 12 == 0``."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Mapping

from exportdb_engine.protocol import RangeConstraint, Symbol

_SIZE = re.compile(r"^L\['(\w+)'\]\.size\(\)\[(\d+)\]$")
_VALUE = re.compile(r"^L\['(\w+)'\]$")
_COMPARED: dict[str, ast.cmpop] = {"Eq": ast.Eq(), "Ne": ast.NotEq()}
#: Bounds that are none; the numbers are the largest that a size could have, which some places of torch write for none.
_OPEN = {"int_oo", "-int_oo", "oo", "-oo", "None", None, "9223372036854775806", "9223372036854775807"}


def names(symbols: Iterable[Symbol]) -> dict[str, str]:
    """Symbol -> what it is in the program, ``x.shape[0]``; without those that stand for no size of an input."""
    found = {}
    for symbol in symbols:
        if match := _SIZE.match(symbol.source or ""):
            found[symbol.name] = f"{match[1]}.shape[{match[2]}]"
        elif match := _VALUE.match(symbol.source or ""):
            found[symbol.name] = match[1]
    return found


def readable(expression: str, named: Mapping[str, str]) -> str:
    """The expression with the names of ``named`` and Python's operators; as it is, when it is not Python."""
    try:
        tree = _Readable(named).visit(ast.parse(expression, mode="eval"))
        return ast.unparse(tree)
    except (SyntaxError, ValueError, RecursionError):
        return expression


def bounds(lower: str | None, upper: str | None, name: str) -> str:
    """``2 <= x.shape[0] <= 16``, leaving out a bound that is none."""
    text = name if lower in _OPEN else f"{lower} <= {name}"
    return text if upper in _OPEN else f"{text} <= {upper}"


def constraint(range_: RangeConstraint, named: Mapping[str, str]) -> str:
    """A range constraint in the words of the program."""
    return bounds(range_.lower, range_.upper, readable(range_.symbol, named))


class _Readable(ast.NodeTransformer):
    def __init__(self, named: Mapping[str, str]) -> None:
        self.named = named

    def visit_Name(self, node: ast.Name) -> ast.expr:
        if node.id not in self.named:
            return node
        return ast.parse(self.named[node.id], mode="eval").body

    def visit_Call(self, node: ast.Call) -> ast.expr:
        name = node.func.id if isinstance(node.func, ast.Name) else ""
        args = [self.visit(arg) for arg in node.args]
        if len(args) == 2 and name in _COMPARED:
            return ast.Compare(args[0], [_COMPARED[name]], [args[1]])
        if len(args) == 2 and name in ("Mod", "PythonMod"):
            return ast.BinOp(args[0], ast.Mod(), args[1])
        return ast.Call(node.func, args, node.keywords)
