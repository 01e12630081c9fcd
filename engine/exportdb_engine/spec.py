"""What a spec of dynamic shapes allows: whether it excludes an input, judged from the spec alone."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import torch

from exportdb_engine.program import Program


def excluded(program: Program, args: tuple[Any, ...]) -> str | None:
    """Why the spec of the program excludes these positional inputs, or None when it allows them.

    A dimension without an entry, ``None``, ``Dim.STATIC`` or an integer has to be as in the example; a named ``Dim``
    has to lie within its bounds, and has one size wherever it stands; ``Dim.AUTO`` and ``Dim.DYNAMIC`` allow any size.
    A value that is no tensor has to equal the example's, unless its entry is a Dim.
    """
    named: dict[str, tuple[str, int]] = {}
    for index, (example, value) in enumerate(zip(program.args, args, strict=False)):
        name, own = _positional(program, index)
        for where, one, other, entry in _pairs(name, example, value, own):
            why = _leaf(where, one, other, entry, named)
            if why is not None:
                return why
    if len(args) != len(program.args):
        return f"{len(args)} inputs, and the example has {len(program.args)}"
    return None


def _positional(program: Program, index: int) -> tuple[str, Any]:
    """The name of a positional input and its part of the spec. What ``*args`` takes shares one part, a sequence."""
    name, place = program.parameter(index)
    if place is None:
        return name, _entry(program.dynamic_shapes, name, index)
    shared = _entry(program.dynamic_shapes, name, index - place)
    return f"{name}[{place}]", _entry(shared, place, place)


def _entry(spec: Any, key: Any, index: int) -> Any:
    if isinstance(spec, Mapping):
        return spec.get(key)
    if isinstance(spec, Sequence) and index < len(spec):
        return spec[index]
    return None


def _pairs(where: str, example: Any, value: Any, entry: Any) -> Iterator[tuple[str, Any, Any, Any]]:
    if isinstance(example, (list, tuple)) and isinstance(value, (list, tuple)) and len(example) == len(value):
        for index, (one, other) in enumerate(zip(example, value, strict=True)):
            yield from _pairs(f"{where}[{index}]", one, other, _entry(entry, index, index))
    elif isinstance(example, Mapping) and isinstance(value, Mapping) and example.keys() == value.keys():
        for index, key in enumerate(example):
            yield from _pairs(f"{where}[{key!r}]", example[key], value[key], _entry(entry, key, index))
    else:
        yield where, example, value, entry


def _leaf(where: str, example: Any, value: Any, entry: Any, named: dict[str, tuple[str, int]]) -> str | None:
    if not (isinstance(example, torch.Tensor) and isinstance(value, torch.Tensor)):
        both_plain = type(example) is type(value) and isinstance(value, (int, float, str, bool, type(None)))
        if both_plain and (example == value or _is_dim(entry)):
            return None
        return f"{where} is {str(value)[:40]!r}, and the example has {str(example)[:40]!r}"
    if example.dim() != value.dim():
        return f"{where} has {value.dim()} dimensions, and the example has {example.dim()}"
    if example.dtype != value.dtype:
        return f"{where} is {value.dtype}, and the example is {example.dtype}"
    for dim, (one, other) in enumerate(zip(example.shape, value.shape, strict=True)):
        stated = _entry(entry, dim, dim)
        if stated is None and isinstance(entry, Mapping):
            stated = entry.get(dim - example.dim())  # counted from the end
        place = f"{where}.shape[{dim}]"
        why = _dim(place, one, other, stated) or _same(place, other, stated, named)
        if why is not None:
            return why
    return None


def _same(where: str, size: int, entry: Any, named: dict[str, tuple[str, int]]) -> str | None:
    """Why a size contradicts another one of the same named Dim. The first size of a name is kept in ``named``."""
    name = getattr(entry, "__name__", None)
    if name is None or isinstance(entry, int):
        return None
    first, known = named.setdefault(name, (where, size))
    return None if known == size else f"{where} is {size} and {first} is {known}, and the spec has both as {name}"


def _dim(where: str, example: int, size: int, entry: Any) -> str | None:
    if entry is None or isinstance(entry, int) or getattr(getattr(entry, "type", None), "name", "") == "STATIC":
        return None if size == example else f"{where} is {size}, and the spec pins it to {example}"
    low, high = getattr(entry, "min", None), getattr(entry, "max", None)
    root = getattr(entry, "root", None)
    if root is not None:  # a derived dim: 2*dx + 1; its sizes are those that a root within its bounds gives
        return None if _reachable(entry, root, size) else f"{where} is {size}, which no {root.__name__} gives"
    low = 0 if low is None else low
    high = math.inf if high is None else high
    if low <= size <= high:
        return None
    return f"{where} is {size}, and the spec allows {low} to {high}"


def _reachable(derived: Any, root: Any, size: int) -> bool:
    top = min(getattr(root, "max", size), size + 1)
    return any(derived.fn(candidate) == size for candidate in range(getattr(root, "min", 0), int(top) + 1))


def _is_dim(entry: Any) -> bool:
    return entry is not None and not isinstance(entry, int)
