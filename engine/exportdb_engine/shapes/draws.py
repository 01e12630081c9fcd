"""Inputs for an exported program: those that are always tried, and those that Hypothesis draws."""

from __future__ import annotations

import math
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from hypothesis import strategies as st
from torch.utils import _pytree

from exportdb_engine.observe import fresh
from exportdb_engine.shapes.declared import Declared, Leaf, evaluate
from exportdb_engine.shapes.values import Pattern, fill, literal

#: Elements of all inputs together; a draw with more of them is left out.
MOST_ELEMENTS = 1 << 16
#: Sizes that go wrong most often.
SPECIAL = (0, 1, 2)
#: Strays of so many leaves at most are among those that are always tried.
_STRAYING = 12


@dataclass(frozen=True, slots=True)
class Stray:
    """One thing about the inputs that is changed after they were drawn: what the program declares holds no more."""

    leaf: int
    #: None for a leaf that is no tensor.
    dim: int | None
    #: The size, or the value.
    value: Any


@dataclass(frozen=True, slots=True)
class Draw:
    """Inputs, by what makes them."""

    #: Symbol (as text) -> its size.
    sizes: tuple[tuple[str, int], ...]
    #: One for each leaf: a pattern and its seed; None for a leaf that is not drawn.
    fills: tuple[tuple[Pattern, int] | None, ...]
    stray: Stray | None = None


@dataclass(frozen=True, slots=True)
class Inputs:
    """What a draw gives."""

    args: tuple[Any, ...]
    kwargs: dict[str, Any]
    leaves: tuple[Any, ...]


def make(declared: Declared, draw: Draw) -> Inputs:
    """The inputs of a draw. Leaves that are one tensor in the example are one tensor again."""
    made: dict[int, Any] = {}
    leaves = []
    for index, (leaf, shape) in enumerate(zip(declared.leaves, shapes(declared, draw), strict=True)):
        if id(leaf.example) not in made or not leaf.is_tensor:
            made[id(leaf.example)] = _leaf(leaf, shape, draw.fills[index])
        leaves.append(made[id(leaf.example)])
    args, kwargs = _pytree.tree_unflatten(leaves, declared.structure)
    return Inputs(args, kwargs, tuple(leaves))


def build(declared: Declared, draw: Draw) -> tuple[tuple[Any, ...], dict[str, Any]]:
    """The (args, kwargs) of a draw."""
    inputs = make(declared, draw)
    return inputs.args, inputs.kwargs


def shapes(declared: Declared, draw: Draw) -> list[Any]:
    """The shape of every tensor and the value of every other leaf."""
    bound = _bound(declared, draw)
    found: list[Any] = []
    for index, leaf in enumerate(declared.leaves):
        stray = draw.stray if draw.stray is not None and draw.stray.leaf == index else None
        if leaf.is_tensor:
            shape = [evaluate(size, bound) for size in leaf.sizes or tuple(leaf.example.shape)]
            if leaf.held is not None:
                shape = list(leaf.example.shape)
            elif stray is not None and stray.dim is not None:
                shape[stray.dim] = stray.value
            found.append(tuple(shape))
        elif stray is not None:
            found.append(stray.value)
        else:
            found.append(evaluate(leaf.sizes[0], bound) if leaf.sizes else leaf.example)
    return found


def text(declared: Declared, draw: Draw) -> dict[str, str]:
    """Python text for every leaf that is no constant of the example: name -> expression."""
    inputs = make(declared, draw)
    found = {}
    for index, (leaf, value) in enumerate(zip(declared.leaves, inputs.leaves, strict=True)):
        if leaf.held is not None:
            continue
        if leaf.is_tensor:
            pattern, seed = draw.fills[index] or (None, 0)
            written = literal(value, leaf.values, None if leaf.shaped else pattern, seed)
            found[leaf.name] = written + (".requires_grad_()" if value.requires_grad else "")
        else:
            found[leaf.name] = repr(value)
    return found


def always(declared: Declared) -> list[Draw]:
    """The draws that are tried whatever chance brings, small ones first and each once."""
    found: dict[Draw, None] = {}
    for draw in _always(declared):
        if _fits(declared, draw):
            found.setdefault(draw)
    return sorted(found, key=lambda draw: (draw.stray is not None, _elements(declared, draw)))


def sample(declared: Declared, count: int, seed: int) -> list[Draw]:
    """So many further draws, by Python's own generator: for callers that shrink by other means."""
    source = random.Random(seed)
    found: dict[Draw, None] = {}
    for _ in range(4 * count):
        if len(found) == count:
            break
        sizes = tuple(
            (str(symbol), source.choice(_candidates(declared, symbol) + _outside(declared, symbol)))
            for symbol in declared.ranges
        )
        fills = tuple(
            None if leaf.held or not leaf.is_tensor else (source.choice(list(Pattern)), source.randrange(4))
            for leaf in declared.leaves
        )
        options = [None, None, None, *_strays(declared, _base(declared))]
        draw = Draw(sizes, fills, source.choice(options))
        if _fits(declared, draw):
            found.setdefault(draw)
    return list(found)


def strategy(declared: Declared) -> st.SearchStrategy[Draw]:
    """Draws for Hypothesis; they shrink to small sizes, plain values and no stray."""
    filled = st.tuples(st.sampled_from(list(Pattern)), st.integers(0, 3))
    fills = st.tuples(*(st.none() if leaf.held or not leaf.is_tensor else filled for leaf in declared.leaves))
    stray: st.SearchStrategy[Stray | None] = st.none()
    places = list(_places(declared))
    if places:
        stray = st.one_of(st.none(), st.sampled_from(places).flatmap(lambda place: _stray(declared, place)))

    def draws(outside: bool) -> st.SearchStrategy[Draw]:
        sizes = st.tuples(*(_size(declared, symbol, outside) for symbol in declared.ranges))
        return st.builds(
            lambda chosen, kinds, strayed: Draw(
                tuple((str(symbol), size) for symbol, size in zip(declared.ranges, chosen, strict=True)), kinds, strayed
            ),
            sizes,
            fills,
            stray if outside else st.none(),
        )

    inside, anywhere = draws(False), draws(True)
    # Two of three lie within what is declared.
    chosen = st.integers(0, 2).flatmap(lambda number: anywhere if number == 2 else inside)
    return chosen.filter(lambda draw: _fits(declared, draw))


def too_large(declared: Declared) -> list[str]:
    """The bounds that are not tried, because inputs of that size would be too large: ``x.shape[0] == 1048576``."""
    base, found = _base(declared), []
    for symbol, (_, high) in declared.ranges.items():
        if high is not None and not _fits(declared, _with(base, {symbol: high})):
            found.append(f"{declared.words[symbol]} == {high}")
    return found


def _always(declared: Declared) -> Iterator[Draw]:
    base = _base(declared)
    yield base
    for pattern in Pattern:
        yield _filled(declared, base, pattern)
    for size in SPECIAL:
        together = {symbol: size for symbol in declared.ranges if _allowed(declared, symbol, size)}
        yield _with(base, together)
        yield _filled(declared, _with(base, together), Pattern.HIGH)
    for symbol in declared.ranges:
        for size in _specials(declared, symbol) + _outside(declared, symbol):
            yield _with(base, {symbol: size})
    for stray in _strays(declared, base):
        yield replace(base, stray=stray)


def _base(declared: Declared) -> Draw:
    """The example's sizes, with values all over the range."""
    return Draw(
        tuple((str(symbol), declared.example[symbol]) for symbol in declared.ranges),
        tuple(None if leaf.held or not leaf.is_tensor else (Pattern.SPREAD, 0) for leaf in declared.leaves),
    )


def _with(draw: Draw, sizes: Mapping[Any, int]) -> Draw:
    changed = {str(symbol): size for symbol, size in sizes.items()}
    return replace(draw, sizes=tuple((symbol, changed.get(symbol, size)) for symbol, size in draw.sizes))


def _filled(declared: Declared, draw: Draw, pattern: Pattern) -> Draw:
    return replace(draw, fills=tuple(None if fill is None else (pattern, 0) for fill in draw.fills))


def _specials(declared: Declared, symbol: Any) -> list[int]:
    low, high = declared.narrowed.get(symbol) or declared.ranges[symbol]
    wanted = {*SPECIAL, low, declared.example[symbol], low if high is None else high}
    return sorted(size for size in wanted if _allowed(declared, symbol, size))


def _outside(declared: Declared, symbol: Any) -> list[int]:
    """Sizes that the program does not declare for a symbol: special ones, and those next to its bounds."""
    if symbol in declared.narrowed:
        return []
    low, high = declared.ranges[symbol]
    wanted = {*SPECIAL, low - 1, *(() if high is None else (high + 1,))}
    return sorted(size for size in wanted if size >= 0 and not _allowed(declared, symbol, size))


def _candidates(declared: Declared, symbol: Any) -> list[int]:
    low, high = declared.narrowed.get(symbol) or declared.ranges[symbol]
    top = max(declared.example[symbol] + 4, low + 4)
    return [*_specials(declared, symbol), *range(low, (top if high is None else min(high, top)) + 1)]


def _size(declared: Declared, symbol: Any, outside: bool) -> st.SearchStrategy[int]:
    choices = [sorted({*_candidates(declared, symbol)}), _specials(declared, symbol)]
    choices += [_outside(declared, symbol)] if outside else []
    return st.one_of(*(st.sampled_from(choice) for choice in choices if choice))


def _allowed(declared: Declared, symbol: Any, size: int) -> bool:
    low, high = declared.narrowed.get(symbol) or declared.ranges[symbol]
    return low <= size and (high is None or size <= high)


def _places(declared: Declared) -> Iterator[tuple[int, int | None]]:
    """Where a stray may be: every dimension of a drawn tensor, and every constant that can be another one."""
    for index, leaf in enumerate(declared.leaves):
        if leaf.held is not None or any(size in declared.narrowed for size in leaf.sizes or ()):
            continue
        if leaf.is_tensor and leaf.shaped is None:
            yield from ((index, dim) for dim in range(leaf.example.dim()))
        elif isinstance(leaf.example, (bool, int, float)):
            yield index, None


def _strays(declared: Declared, base: Draw) -> Iterator[Stray]:
    """One size or value that does not go with the others."""
    now = shapes(declared, base)
    for index, dim in list(_places(declared))[:_STRAYING]:
        leaf = declared.leaves[index]
        if dim is None:
            yield from (Stray(index, None, value) for value in _other(leaf.example))
            continue
        size = (leaf.sizes or tuple(leaf.example.shape))[dim]
        number = now[index][dim]
        # A symbol of this size alone was taken outside with all that depends on it; here one size leaves the others.
        near = {number + 1} if size in declared.ranges else {0, 1, number - 1, number + 1}
        yield from (Stray(index, dim, value) for value in sorted(near) if value >= 0 and value != number)


def _stray(declared: Declared, place: tuple[int, int | None]) -> st.SearchStrategy[Stray]:
    index, dim = place
    if dim is None:
        return st.sampled_from([Stray(index, None, value) for value in _other(declared.leaves[index].example)])
    number = declared.leaves[index].example.shape[dim]
    return st.integers(0, number + 3).map(lambda size: Stray(index, dim, size))


def _other(value: Any) -> list[Any]:
    if isinstance(value, bool):
        return [not value]
    return [value + 1, value - 1] if isinstance(value, int) else [value + 0.5]


def _leaf(leaf: Leaf, shape: Any, filled: tuple[Pattern, int] | None) -> Any:
    if not leaf.is_tensor:
        return shape
    if filled is None:
        return fresh(leaf.example)
    made = fill(shape, leaf.example.dtype, leaf.values, *filled).to(leaf.example.device)
    if leaf.shaped is not None:
        made = leaf.shaped(made)
    made = made.detach()
    return made.requires_grad_() if leaf.example.requires_grad else made


def _bound(declared: Declared, draw: Draw) -> dict[Any, int]:
    sizes = dict(draw.sizes)
    return {symbol: sizes[str(symbol)] for symbol in declared.ranges}


def _fits(declared: Declared, draw: Draw) -> bool:
    """Whether the inputs can be made: every size is known, none is negative, and they are not too large."""
    tensors = [s for s, leaf in zip(shapes(declared, draw), declared.leaves, strict=True) if leaf.is_tensor]
    if any(size is None or size < 0 for shape in tensors for size in shape):
        return False
    return _count(tensors) <= MOST_ELEMENTS


def _elements(declared: Declared, draw: Draw) -> int:
    return _count([s for s, leaf in zip(shapes(declared, draw), declared.leaves, strict=True) if leaf.is_tensor])


def _count(tensors: Sequence[Sequence[int]]) -> int:
    return sum(math.prod(shape) for shape in tensors)
