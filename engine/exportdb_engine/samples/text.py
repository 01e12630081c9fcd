"""Writes calls as Python text: tensors become parameters, everything else is written out."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import islice
from types import ModuleType
from typing import Any

import torch

#: Samples of an operator that are looked at for one whose tensors have elements.
LOOKED_AT = 12


@dataclass(frozen=True, slots=True)
class File:
    """A case file: its path below the collection, without suffix, and its text."""

    path: str
    text: str


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A sample that could not be written as a program."""

    path: str
    reason: str


class NotWritable(ValueError):
    """A value that has no text: a generator, a module, an object without a literal."""


@dataclass(slots=True)
class Writer:
    """Text of values in a call; the tensors met on the way are numbered ``x0``, ``x1``, ..."""

    #: What the call is made of; a value without a literal is taken from here, as ``_leaves[3]``.
    leaves: list[Any] = field(default_factory=list)
    tensors: list[torch.Tensor] = field(default_factory=list)

    def value(self, value: Any) -> str:
        """The value as Python text. Raises NotWritable."""
        if isinstance(value, torch.Tensor):
            self.tensors.append(value)
            return f"x{len(self.tensors) - 1}"
        if isinstance(value, float) and not math.isfinite(value):
            return f'float("{value}")'
        if isinstance(value, (int, float, complex, str, bytes, torch.dtype, torch.memory_format, torch.layout)) or (
            value is None or value is Ellipsis
        ):
            return "..." if value is Ellipsis else repr(value)
        if isinstance(value, torch.device):
            return f'torch.device("{value}")'
        if isinstance(value, slice):
            return f"slice({', '.join(self.value(part) for part in (value.start, value.stop, value.step))})"
        if type(value) is dict:
            return "{" + ", ".join(f"{self.value(key)}: {self.value(item)}" for key, item in value.items()) + "}"
        if type(value) in (tuple, torch.Size):
            return "(" + "".join(f"{self.value(item)}, " for item in value).rstrip(" ") + ")"
        if type(value) is list:
            return "[" + ", ".join(self.value(item) for item in value) + "]"
        name = dotted(value)
        if name is not None:
            return name
        place = next((place for place, leaf in enumerate(self.leaves) if leaf is value), None)
        if place is not None:
            return f"_leaves[{place}]"
        raise NotWritable(f"{type(value).__name__} {str(value)[:40]!r} has no text")

    def arguments(self, args: Any, kwargs: dict[str, Any]) -> str:
        """``x0, x1, dim=1``. Raises NotWritable."""
        return ", ".join(
            [self.value(arg) for arg in args] + [f"{key}={self.value(arg)}" for key, arg in kwargs.items()]
        )

    @property
    def parameters(self) -> str:
        return ", ".join(["self", *(f"x{place}" for place in range(len(self.tensors)))])


def first_with_elements(samples: Iterator[Any], tensors: Callable[[Any], list[torch.Tensor]]) -> tuple[int, Any]:
    """The first sample whose tensors have elements and a dimension, or the first of all; with its place.

    Raises NotWritable when there is none.
    """
    seen = list(islice(samples, LOOKED_AT))
    if not seen:
        raise NotWritable("it has no sample")
    for index, sample in enumerate(seen):
        found = tensors(sample)
        if found and all(tensor.numel() for tensor in found) and any(tensor.dim() for tensor in found):
            return index, sample
    return 0, seen[0]


def slug(name: str) -> str:
    """A name as part of an id."""
    return "".join(sign if sign.isalnum() or sign == "_" else "_" for sign in name).strip("_")


def dotted(value: Any) -> str | None:
    """``torch.nn.functional.relu``: where a public name of torch holds exactly this function or class, or None."""
    try:
        return _names().get(id(value))
    except TypeError:
        return None


@cache
def _names() -> dict[int, str]:
    """Public functions and classes of torch by identity; of several names the shortest."""
    found: dict[int, str] = {}
    spaces: list[tuple[str, Any]] = [
        ("torch", torch),
        ("torch.nn", torch.nn),
        ("torch.nn.functional", torch.nn.functional),
        ("torch.linalg", torch.linalg),
        ("torch.fft", torch.fft),
        ("torch.special", torch.special),
        ("torch.masked", torch.masked),
        ("torch.signal.windows", torch.signal.windows),
        ("torch.Tensor", torch.Tensor),
    ]
    for prefix, space in spaces:
        for name in dir(space):
            value = getattr(space, name, None)
            if not name.startswith("_") and callable(value) and not isinstance(value, ModuleType):
                found.setdefault(id(value), f"{prefix}.{name}")
    return found
