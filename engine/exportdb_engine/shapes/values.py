"""The values in drawn tensors: ranges learned from examples, a few patterns, and the Python text that makes them."""

from __future__ import annotations

import enum
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import torch

#: A tensor with at most so many elements is written out in a program's text; a larger one as the formula that made it.
WRITTEN_OUT = 24
#: Multiplier and modulus of the spread: both prime, so that neighbours differ, and rows of equal length as well.
_STRIDE, _LEVELS = 37, 127


class Pattern(str, enum.Enum):
    """How a tensor is filled. Sizes that depend on data follow from it: none, one, all of the elements count."""

    LOW = "low"
    HIGH = "high"
    #: One element is high, the others are low.
    ONE = "one"
    #: All over the range, neighbours apart.
    SPREAD = "spread"

    __str__ = str.__str__


@dataclass(frozen=True, slots=True)
class Range:
    """Bounds of the values in a tensor, both of them met."""

    low: float
    high: float


def drawable(tensor: torch.Tensor) -> str | None:
    """Why no tensor like this one can be drawn, or None when it can."""
    if type(tensor) not in (torch.Tensor, torch.nn.Parameter):
        return f"a {type(tensor).__name__} is not drawn"
    if tensor.is_nested or tensor.layout != torch.strided:
        return f"a {'nested' if tensor.is_nested else str(tensor.layout).removeprefix('torch.')} tensor is not drawn"
    if tensor.is_quantized:
        return "a quantized tensor is not drawn"
    known = tensor.dtype.is_floating_point or tensor.dtype.is_complex or tensor.dtype in _INTEGERS
    return None if known else f"a tensor of {tensor.dtype} is not drawn"


def range_of(tensors: Sequence[torch.Tensor]) -> Range:
    """The range of the values in examples of one input.

    Floating-point bounds are rounded outward to quarters, which can be written in a few digits; a positive lower bound
    stays positive. A constant example says little: it is widened by one on each side, and an integer only when it is a
    single number, since an integer in a larger tensor is likely an index.
    """
    found = [t.detach() for t in tensors if t.numel()]
    if not found or tensors[0].dtype is torch.bool:
        return Range(0, 1)
    if tensors[0].dtype.is_complex:
        found = [torch.view_as_real(t.resolve_conj()) for t in found]
    flat = torch.cat([t.reshape(-1).to(torch.float64) for t in found])
    flat = flat[flat.isfinite()]
    if not flat.numel():
        return Range(-1, 1)
    low, high = float(flat.min()), float(flat.max())
    if tensors[0].dtype in _INTEGERS:
        single = all(t.numel() == 1 for t in found)
        floor = 0 if tensors[0].dtype is torch.uint8 else -1
        return Range(max(floor, low - 1) if low >= 0 else low, high + 2) if single else Range(low, high)
    if low == high:
        return Range(low - 1, high + 1)
    if high - low >= 0.5 and max(abs(low), abs(high)) < 1e6:
        rounded = math.floor(low * 4) / 4, math.ceil(high * 4) / 4
        low, high = (rounded[0] if low <= 0 or rounded[0] > 0 else low), rounded[1]
    return Range(low, high)


def fill(shape: Sequence[int], dtype: torch.dtype, within: Range, pattern: Pattern, seed: int) -> torch.Tensor:
    """A tensor of a shape and dtype. Equal arguments give equal tensors."""
    if pattern in (Pattern.LOW, Pattern.HIGH):
        return torch.full(tuple(shape), within.low if pattern is Pattern.LOW else within.high).to(dtype)
    count = math.prod(shape)
    if pattern is Pattern.ONE:
        flat = torch.full((count,), within.low)
        if count:
            flat[seed % count] = within.high
        return flat.to(dtype).reshape(tuple(shape))
    made: torch.Tensor = eval(_spread(shape, dtype, within, seed), {"torch": torch})
    return made


def literal(tensor: torch.Tensor, within: Range, pattern: Pattern | None, seed: int) -> str:
    """Python text that makes the tensor, which :func:`fill` made with these arguments; None is no pattern."""
    shape, dtype = tuple(tensor.shape), tensor.dtype
    more = "" if dtype in (torch.float32, torch.int64, torch.bool) else f", dtype={dtype}"
    sizes = ", ".join(map(str, shape))
    if not tensor.numel():
        more = f", dtype={dtype}" if dtype is not torch.float32 else ""
        return f"torch.zeros({sizes}{more})"
    first = tensor.reshape(-1)[0].item()
    if not dtype.is_complex and tensor.numel() != 1 and bool((tensor == first).all()):
        if dtype is torch.int64 and first in (0, 1):
            more = ", dtype=torch.int64"
        elif dtype is torch.bool:
            more = ", dtype=torch.bool"
        if first in (0, 1):
            return f"torch.{'ones' if first else 'zeros'}({sizes}{more})"
        return f"torch.full(({sizes}{',' if len(shape) == 1 else ''}), {_number(first)}{more})"
    if tensor.numel() <= WRITTEN_OUT or pattern is not Pattern.SPREAD:
        return f"torch.tensor({_nested(tensor.tolist())}{more})"
    return _spread(shape, dtype, within, seed)


def _spread(shape: Sequence[int], dtype: torch.dtype, within: Range, seed: int) -> str:
    """The expression of a spread, ready for Python."""
    text = f"(torch.arange({math.prod(shape)}) * {_STRIDE} + {seed}) % {_LEVELS}"
    if dtype is torch.bool:
        text = f"({text}) % 2 == 0"
    elif dtype in _INTEGERS:
        text = f"({text}) % {int(within.high - within.low) + 1}{_plus(int(within.low))}"
    else:
        text = f"({text}) * {_number((within.high - within.low) / (_LEVELS + 1))}{_plus(within.low)}"
    text = f"({text}).reshape({', '.join(map(str, shape)) if shape else '()'})"
    if dtype.is_complex:
        return f"({text} * (1 - 0.5j)).to({dtype})"
    return text if dtype in (torch.float32, torch.int64, torch.bool) else f"{text}.to({dtype})"


def _plus(number: float) -> str:
    if not number:
        return ""
    return f" {'-' if number < 0 else '+'} {_number(abs(number))}"


def _nested(value: Any) -> str:
    return f"[{', '.join(map(_nested, value))}]" if isinstance(value, list) else _number(value)


def _number(value: Any) -> str:
    if isinstance(value, float):
        if not math.isfinite(value):
            return f"float({str(value)!r})"
        return f"{value:.1f}" if value == int(value) and abs(value) < 1e9 else repr(value)
    return repr(value)


_INTEGERS = {torch.uint8, torch.int8, torch.int16, torch.int32, torch.int64, torch.bool}
