"""What an accepted program says of its dimensions, in the words of the program."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

import sympy
import torch
from sympy.printing.precedence import PRECEDENCE
from sympy.printing.str import StrPrinter
from torch.utils import _pytree

from exportdb_engine.shapes.declared import Declared, Leaf, Size, evaluate, read_declared
from exportdb_engine.specs.inputs import Dimension, Inputs

#: Relations that are kept of one program.
MOST = 20
#: Sizes on which a guard is tried to see whether it says more than the ranges do.
_TRIED = 12
#: Sizes that one guard is tried on, all symbols together.
_ALL_TRIED = 2000


@dataclass(frozen=True, slots=True)
class Fact:
    """What became of one dimension."""

    #: Its size is a number.
    constant: bool
    #: ``n0``, ``n1``, ...: equal for dimensions that are one symbol; None for a constant or another expression.
    symbol: str | None
    #: ``x.shape[0]``, ``2*x.shape[0]``, or the number.
    expression: str
    lower: str
    upper: str


def read_facts(exported: Any, inputs: Inputs) -> list[Fact]:
    """A fact for each dimension that is looked at."""
    declared, sizes = _read(exported, inputs)
    symbols = [size for size in sizes if not isinstance(size, int) and size.is_Symbol]
    numbers = {symbol: f"n{number}" for number, symbol in enumerate(dict.fromkeys(symbols))}
    facts = []
    for size in sizes:
        lower, upper = _bounds(size, declared.ranges)
        text = _text(size, declared.words)
        facts.append(Fact(isinstance(size, int), numbers.get(size), text, lower, upper))
    return facts


def constants(exported: Any, inputs: Inputs) -> list[int | None]:
    """For each dimension that is looked at its size where the program has it as a number, else None."""
    return [size if isinstance(size, int) else None for size in _read(exported, inputs)[1]]


def relations(exported: Any, inputs: Inputs) -> list[str]:
    """What the program asks of its dimensions beyond their ranges: ``y.shape[0] == x.shape[0] + 1``."""
    declared, sizes = _read(exported, inputs)
    equal = []
    for dim, size in zip(inputs.dims, sizes, strict=True):
        text = _text(size, declared.words)
        if not isinstance(size, int) and text != dim.name:
            equal.append(f"{dim.name} == {text}")
    asked = [_text(guard, declared.words) for guard in _guards(exported) if _says_more(guard, declared.ranges)]
    return list(dict.fromkeys(equal + asked))[:MOST]


def _read(exported: Any, inputs: Inputs) -> tuple[Declared, list[Size]]:
    program = inputs.program
    declared = read_declared(exported, program.args, program.kwargs, names=inputs.sources)
    # A torch.Size is one leaf there, and may be as many as it has numbers among the inputs.
    leaves = [leaf for leaf in declared.leaves for _ in _pytree.tree_leaves(leaf.example)]
    return declared, [_size(leaves[dim.leaf], dim) for dim in inputs.dims]


def _size(leaf: Leaf, dim: Dimension) -> Size:
    return dim.example if leaf.sizes is None else leaf.sizes[dim.dim or 0]


def _text(expression: Any, words: Mapping[Any, str]) -> str:
    """Python text of an expression, terms in the order of the words."""
    if isinstance(expression, int):
        return str(expression)
    symbols = {symbol: sympy.Symbol(word, integer=True, positive=True) for symbol, word in words.items()}
    text: str = _Printer().doprint(expression.xreplace(symbols))
    return text


def _bounds(size: Size, ranges: Mapping[Any, tuple[int, int | None]]) -> tuple[str, str]:
    if isinstance(size, int):
        return str(size), str(size)
    symbols = sorted(size.free_symbols, key=str)
    lows = {symbol: ranges.get(symbol, (0, None))[0] for symbol in symbols}
    highs = {symbol: high for symbol in symbols if (high := ranges.get(symbol, (0, None))[1]) is not None}
    lower, upper = evaluate(size, lows), evaluate(size, highs)
    return str(lower), "int_oo" if upper is None else str(upper)


def _guards(exported: Any) -> Iterator[Any]:
    """The guards of the tracing, by the symbols that are left."""
    for node in exported.graph.nodes:
        value = node.meta.get("val") if node.op == "placeholder" else None
        sizes: Sequence[Any] = value.shape if isinstance(value, torch.Tensor) else (value,)
        for size in sizes:
            if isinstance(size, torch.SymInt):
                environment = size.node.shape_env
                yield from (environment.replace(guard.expr) for guard in environment.guards)
                return


def _says_more(guard: Any, ranges: Mapping[Any, tuple[int, int | None]]) -> bool:
    """Whether some sizes within the ranges do not meet the guard, as far as trying tells."""
    symbols = sorted(guard.free_symbols, key=str)
    if not symbols:
        return False
    each = max(int(_ALL_TRIED ** (1 / len(symbols))), 2)
    sizes = []
    for symbol in symbols:
        low, high = ranges.get(symbol, (0, None))
        sizes.append(range(low, min(low + min(each, _TRIED), low + _TRIED if high is None else high + 1)))
    names = [f"_{number}" for number in range(len(symbols))]
    code = compile(_text(guard, dict(zip(symbols, names, strict=True))), "guard", "eval")
    known = {"__builtins__": {}, "Max": max, "Min": min, "True": True, "False": False}
    for chosen in itertools.product(*sizes):
        try:
            if not eval(code, known, dict(zip(names, chosen, strict=True))):
                return True
        except (NameError, ZeroDivisionError, TypeError):
            return True
    return False


class _Printer(StrPrinter):
    """Expressions as Python text, with the operators that torch adds to those of sympy.

    Its methods have the names under which sympy looks for them: by the class of the expression.
    """

    #: Not the text that these classes have for themselves: releases differ in it.
    printmethod = "_in_words"
    _OPERATORS: ClassVar[dict[str, str]] = {"FloorDiv": "//", "CleanDiv": "//", "Mod": "%", "PythonMod": "%"}

    def parenthesize(self, item: Any, level: int, strict: bool = False) -> str:
        text: str = super().parenthesize(item, level, strict=strict)
        # Releases differ in whether these say that they bind less than a sum.
        loose = type(item).__name__ in self._OPERATORS and level > PRECEDENCE["Relational"]
        return f"({text})" if loose and not _enclosed(text) else text

    def _infix(self, expression: Any) -> str:
        sign = self._OPERATORS[type(expression).__name__]
        left = self.parenthesize(expression.args[0], PRECEDENCE["Mul"], strict=True)
        # Python takes these and `*` from the left, one after the other.
        right = self.parenthesize(expression.args[1], PRECEDENCE["Pow"], strict=True)
        return f"{left} {sign} {right}"

    _print_FloorDiv = _print_CleanDiv = _print_Mod = _print_PythonMod = _infix  # noqa: N815

    def _print_Relational(self, expression: Any) -> str:  # noqa: N802
        left, right = (self.parenthesize(one, PRECEDENCE["Relational"], strict=True) for one in expression.args)
        return f"{left} {expression.rel_op} {right}"


def _enclosed(text: str) -> bool:
    """Whether one pair of brackets holds all of the text."""
    depth = 0
    for place, letter in enumerate(text):
        depth += (letter == "(") - (letter == ")")
        if depth == 0:
            return letter == ")" and place == len(text) - 1
    return False
