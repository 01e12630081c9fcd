"""The dimensions of a program's inputs, and specs for them in the structure that torch asks for."""

from __future__ import annotations

from collections import OrderedDict, defaultdict, deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import torch
from torch.export import dynamic_shapes
from torch.utils import _pytree

from exportdb_engine.program import Program
from exportdb_engine.shapes.declared import is_whole
from exportdb_engine.specs.entries import Entry, Hint, Spec, to_text, to_torch

#: Dimensions that are looked at; a program may have many more.
MOST = 8
_DICTS = (dict, OrderedDict, defaultdict)
_SEQUENCES = (list, tuple, deque)


@dataclass(frozen=True, slots=True)
class Dimension:
    """A dimension of an input tensor, or an integer among the inputs."""

    #: In the words of the program: ``x.shape[0]``; ``n`` for an integer.
    name: str
    #: Its size on the example, or the integer.
    example: int
    #: The place of the input among the leaves of (args, kwargs).
    leaf: int
    #: The dimension of the tensor; None for an integer.
    dim: int | None


@dataclass(frozen=True, slots=True)
class Inputs:
    """The inputs of a program and those of their dimensions that are looked at."""

    program: Program
    dims: tuple[Dimension, ...]
    #: Dimensions that are not looked at.
    left_out: int
    #: The leaves as torch names them: ``L['x']``.
    sources: tuple[str, ...]
    #: As non-strict mode of older releases names them: ``L['args'][0][1]``.
    positions: tuple[str, ...]

    def spec(self, entries: Spec) -> Any:
        """The spec as torch.export takes it; a dimension that is not looked at is static."""
        return self._mirrored(entries, to_torch(entries))

    def text(self, entries: Spec) -> str:
        """The spec as Python text: ``{'x': {0: Dim('d0', max=9)}}``."""
        return repr(self._mirrored(entries, [_Text(to_text(entry)) for entry in entries]))

    def _mirrored(self, entries: Spec, values: Sequence[Any]) -> Any:
        own: dict[int, Any] = {}
        for dim, entry, value in zip(self.dims, entries, values, strict=True):
            if entry is Hint.STATIC:
                continue
            if dim.dim is None:
                own[dim.leaf] = value
            else:
                own.setdefault(dim.leaf, {})[dim.dim] = value
        return mirror(self.program, own.get)


def read_inputs(program: Program) -> Inputs:
    """The first dimensions of the inputs, in the order of the leaves."""
    found = []
    names = program.leaf_names()
    inputs = (program.args, program.kwargs)
    leaves = _pytree.tree_flatten_with_path(inputs)[0]
    # No spec speaks of the numbers in a torch.Size, which are leaves once torch has registered it.
    whole = _pytree.tree_flatten_with_path(inputs, is_leaf=is_whole)[0]
    held = [is_whole(value) for _, value in whole for _ in _pytree.tree_leaves(value)]
    for number, (source, (_, value)) in enumerate(zip(names, leaves, strict=True)):
        word = _word(source)
        if isinstance(value, torch.Tensor):
            found += [Dimension(f"{word}.shape[{d}]", int(size), number, d) for d, size in enumerate(value.shape)]
        elif type(value) is int and not held[number] and _takes_integers():
            found.append(Dimension(word, value, number, None))
    positions = tuple(f"L['args']{_pytree.keystr(path)}" for path, _ in leaves)
    return Inputs(program, tuple(found[:MOST]), max(len(found) - MOST, 0), tuple(names), positions)


def _takes_integers() -> bool:
    """Whether a spec may have an entry for an integer: since 2.8."""
    return hasattr(dynamic_shapes, "_IntWrapper")


def _word(source: str) -> str:
    """``x['a']`` of ``L['x']['a']``."""
    name, _, rest = source.removeprefix("L['").partition("']")
    return name + rest


class _Text:
    """Is printed as it stands, also within a container."""

    def __init__(self, text: str) -> None:
        self.text = text

    def __repr__(self) -> str:
        return self.text


def mirror(program: Program, leaf: Callable[[int], Any]) -> dict[str, Any]:
    """A spec with what ``leaf`` gives for the number of each leaf: a dict by the names of the parameters."""
    numbers = iter(range(_pytree.tree_structure((program.args, program.kwargs)).num_leaves))
    top: dict[str, Any] = {}
    for index, value in enumerate(program.args):
        name, place = program.parameter(index)
        own = _within(value, numbers, leaf)
        if place is None:
            top[name] = own
        else:
            top[name] = (*top.get(name, ()), own)
    parameters = program.parameters
    named = {p.name for p in parameters if p.kind in (p.POSITIONAL_OR_KEYWORD, p.KEYWORD_ONLY)}
    rest = next((p.name for p in parameters if p.kind is p.VAR_KEYWORD), None)
    for name, value in program.kwargs.items():
        own = _within(value, numbers, leaf)
        if name in named or rest is None:
            top[name] = own
        else:
            top.setdefault(rest, {})[name] = own
    return top


def _within(value: Any, numbers: Iterator[int], leaf: Callable[[int], Any]) -> Any:
    kind = type(value)
    if is_whole(value):
        for _ in _pytree.tree_leaves(value):
            next(numbers)
        return (None,) * len(value)  # torch asks for a tuple in its place
    if kind in _DICTS:
        return {key: _within(own, numbers, leaf) for key, own in value.items()}
    if kind in _SEQUENCES:
        return kind(_within(own, numbers, leaf) for own in value)
    if isinstance(value, tuple) and hasattr(kind, "_fields"):
        return kind(*(_within(own, numbers, leaf) for own in value))
    if kind in _pytree.SUPPORTED_NODES:
        # A class that is registered with pytree: torch asks for the spec of what it flattens to.
        children = _pytree.SUPPORTED_NODES[kind].flatten_fn(value)[0]
        return type(children)(_within(own, numbers, leaf) for own in children)
    return leaf(next(numbers))


def static(dims: Sequence[Dimension]) -> list[Entry]:
    """Entries under which nothing is dynamic."""
    return [Hint.STATIC] * len(dims)
