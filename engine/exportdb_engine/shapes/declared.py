"""What an exported program declares of its inputs: an expression for every size, and a range for every symbol."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import sympy
import torch
from torch.utils import _pytree

from exportdb_engine.shapes.values import Range, drawable, range_of

#: A size, as torch keeps it: a number or an expression over symbols.
Size = Any
_NAMED = re.compile(r"^L\['(\w+)'\]")


_UNIT = Range(0, 1)


@dataclass(frozen=True, slots=True)
class Leaf:
    """One leaf of the inputs."""

    #: In the words of the program: ``x``, ``batch['ids']``.
    name: str
    example: Any
    #: The expression of each size of a tensor; for an integer that stays symbolic, its own; None for a constant.
    sizes: tuple[Size, ...] | None
    #: Of the values in a tensor.
    values: Range = _UNIT
    #: Why the example is used as it is, None when the leaf is drawn.
    held: str | None = None
    #: What a case makes of a drawn tensor.
    shaped: Any = None

    @property
    def is_tensor(self) -> bool:
        return isinstance(self.example, torch.Tensor)


@dataclass(frozen=True, slots=True)
class Declared:
    """The inputs of an exported program."""

    leaves: tuple[Leaf, ...]
    #: The structure of (args, kwargs).
    structure: Any
    #: Symbol of an input -> its range, both ends within it; None is no bound.
    ranges: Mapping[Any, tuple[int, int | None]]
    #: Symbol -> its size on the example.
    example: Mapping[Any, int]
    #: Name of a symbol in the words of the program: ``x.shape[0]``.
    words: Mapping[Any, str]
    #: Symbols of which a case wants only these sizes to be tried.
    narrowed: Mapping[Any, tuple[int, int]] = field(default_factory=dict)

    def inside(self, actual: Sequence[Any]) -> bool | None:
        """Whether inputs with these leaves are declared; None where that cannot be told.

        A tensor counts by its shape, an integer by its value when it is symbolic; any other leaf has to equal the
        example.
        """
        pairs: list[tuple[Size, int]] = []
        for leaf, value in zip(self.leaves, actual, strict=True):
            if leaf.sizes is None:
                if not leaf.is_tensor and (type(value) is not type(leaf.example) or value != leaf.example):
                    return False
                continue
            own = tuple(value.shape) if leaf.is_tensor else (value,)
            if len(own) != len(leaf.sizes):
                return False
            pairs += zip(leaf.sizes, own, strict=True)
        bound = self._bind(pairs)
        if bound is None:
            return False
        unknown = False
        for size, number in pairs:
            value = evaluate(size, bound)
            unknown = unknown or value is None
            if value is not None and value != number:
                return False
        for symbol, (low, high) in self.ranges.items():
            if symbol in bound and (bound[symbol] < low or (high is not None and bound[symbol] > high)):
                return False
        return None if unknown else True

    def _bind(self, pairs: Sequence[tuple[Size, int]]) -> dict[Any, int] | None:
        """The sizes of the symbols; None when no sizes fit. One that only stands in a product, say, is left out."""
        bound: dict[Any, int] = {}
        for size, number in sorted(pairs, key=lambda pair: not isinstance(pair[0], sympy.Symbol)):
            unbound = [symbol for symbol in _symbols(size) if symbol not in bound]
            if isinstance(size, sympy.Symbol):
                bound.setdefault(size, number)
            elif len(unbound) == 1:
                (symbol,) = unbound
                at = [evaluate(size, {**bound, symbol: x}) for x in (2, 3, 4)]
                if None in at or at[1] - at[0] != at[2] - at[1] or at[0] == at[1]:  # type: ignore[operator]
                    continue  # not linear
                slope = at[1] - at[0]  # type: ignore[operator]
                steps, rest = divmod(number - at[0], slope)  # type: ignore[operator]
                if rest:
                    return None
                bound[symbol] = 2 + steps
        return bound


def evaluate(size: Size, bound: Mapping[Any, int]) -> int | None:
    """The size for these values of its symbols; None when one is not given."""
    if isinstance(size, int):
        return size
    value = size.xreplace({symbol: sympy.Integer(number) for symbol, number in bound.items()})
    return int(value) if value.is_number else None


def read_declared(
    exported: Any,
    args: tuple[Any, ...],
    kwargs: Mapping[str, Any],
    *,
    names: Sequence[str] | None = None,
    more: Sequence[tuple[Any, ...]] = (),
    draws: Mapping[str, Any] | None = None,
) -> Declared:
    """What ``exported`` declares of the inputs that it was exported with.

    ``names`` are those of the leaves, ``L['x']``; ``more`` are other positional inputs to learn the range of values
    from; ``draws`` is what a case states of it.
    """
    paths, structure = _pytree.tree_flatten_with_path((args, dict(kwargs)), is_leaf=is_whole)
    if names is not None and len(names) != len(paths):
        names = None
    sizes = _sizes(exported, [_pytree.keystr(path) for path, _ in paths])
    others = _examples(structure, more, kwargs)
    leaves = []
    for index, ((path, example), own) in enumerate(zip(paths, sizes, strict=True)):
        name = _word(names[index]) if names is not None else _pytree.keystr(path[1:])
        alike = [example, *(leaf[index] for leaf in others)]
        leaves.append(_leaf(name, example, own, alike, (draws or {}).get(re.split(r"\W", name)[0])))
    example_sizes: dict[Any, int] = {}
    words: dict[Any, str] = {}
    for leaf in leaves:
        for place, (size, number) in enumerate(_with_numbers(leaf)):
            if isinstance(size, sympy.Symbol):
                example_sizes.setdefault(size, number)
                words.setdefault(size, f"{leaf.name}.shape[{place}]" if leaf.is_tensor else leaf.name)
    # A symbol that stands in no size alone: 2*s of the example's 6.
    for leaf in leaves:
        for size, number in _with_numbers(leaf):
            for symbol in _symbols(size):
                if symbol not in example_sizes:
                    fits = (n for n in range(number + 1) if evaluate(size, {**example_sizes, symbol: n}) == number)
                    example_sizes[symbol] = next(fits, 2)
                    words[symbol] = str(symbol)
    ranges = {symbol: _range(exported.range_constraints.get(symbol)) for symbol in example_sizes}
    return Declared(tuple(leaves), structure, ranges, example_sizes, words, _narrowed(ranges, leaves, draws or {}))


def _leaf(name: str, example: Any, sizes: tuple[Size, ...] | None, alike: Sequence[Any], stated: Any) -> Leaf:
    if not isinstance(example, torch.Tensor):
        return Leaf(name, example, sizes)
    why = drawable(example)
    if why is None and isinstance(stated, Mapping) and stated.get("keep"):
        why = "the case keeps the example"
    if why is not None:
        return Leaf(name, example, sizes, held=f"{name}: {why}, the example is used")
    values = range_of([t for t in alike if isinstance(t, torch.Tensor) and t.dtype == example.dtype])
    shaped = None
    if isinstance(stated, Mapping):
        values = Range(stated.get("low", values.low), stated.get("high", values.high))
        shaped = stated.get("map")
    return Leaf(name, example, sizes, values, shaped=shaped)


def _narrowed(
    ranges: Mapping[Any, tuple[int, int | None]], leaves: Sequence[Leaf], draws: Mapping[str, Any]
) -> dict[Any, tuple[int, int]]:
    found: dict[Any, tuple[int, int]] = {}
    for leaf in leaves:
        stated = draws.get(re.split(r"\W", leaf.name)[0])
        for dim, (low, high) in (stated or {}).get("sizes", {}).items():
            size = (leaf.sizes or ())[dim]
            if size in ranges:
                lowest, highest = ranges[size]
                found[size] = max(low, lowest), high if highest is None else min(high, highest)
    return found


def _sizes(exported: Any, paths: Sequence[str]) -> list[tuple[Size, ...] | None]:
    """The sizes of every leaf, in the order of ``paths``, which need not be that of the program's placeholders."""
    values = {node.name: node.meta.get("val") for node in exported.graph.nodes if node.op == "placeholder"}
    wanted = [spec.arg for spec in exported.graph_signature.input_specs if spec.kind.name == "USER_INPUT"]
    structure = exported.call_spec.in_spec
    numbered = _pytree.tree_unflatten(list(range(structure.num_leaves)), structure)
    order = {_pytree.keystr(path): index for path, index in _pytree.tree_flatten_with_path(numbered)[0]}
    found: list[tuple[Size, ...] | None] = []
    for path in paths:
        index = order.get(path)
        value = values.get(getattr(wanted[index], "name", "")) if index is not None and index < len(wanted) else None
        if isinstance(value, torch.Tensor):
            found.append(tuple(map(_size, value.shape)))
        elif isinstance(value, torch.SymInt):
            found.append((_size(value),))
        else:
            found.append(None)
    return found


def _size(size: Any) -> Size:
    if not isinstance(size, torch.SymInt):
        return int(size)
    expression = size.node.expr
    return int(expression) if expression.is_number else expression


def _with_numbers(leaf: Leaf) -> Iterator[tuple[Size, int]]:
    if leaf.sizes is not None:
        yield from zip(leaf.sizes, leaf.example.shape if leaf.is_tensor else (leaf.example,), strict=True)


def _symbols(size: Size) -> list[Any]:
    return [] if isinstance(size, int) else sorted(size.free_symbols, key=str)


def _range(declared: Any) -> tuple[int, int | None]:
    if declared is None:
        return 0, None
    low, high = declared.lower, declared.upper
    lowest = int(low) if getattr(low, "is_finite", None) is not False and low.is_number else 0
    # Bounds beyond what a size can be are none: int_oo, and the largest integers that releases have used for it.
    endless = not high.is_number or getattr(high, "is_infinite", False) or "oo" in str(high) or int(high) >= 2**31
    return max(lowest, 0), None if endless else int(high)


def _examples(structure: Any, more: Sequence[tuple[Any, ...]], kwargs: Mapping[str, Any]) -> list[list[Any]]:
    flattened = (_pytree.tree_flatten((args, dict(kwargs))) for args in more)
    return [leaves for leaves, own in flattened if own == structure]


def is_whole(value: Any) -> bool:
    """A torch.Size is not taken apart: pytree would put a plain tuple together again."""
    return isinstance(value, torch.Size)


def _word(name: str) -> str:
    match = _NAMED.match(name)
    return name if match is None else match.group(1) + name[match.end() :]
