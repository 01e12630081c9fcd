"""How far apart two tensors of equal dtype and shape are: absolute, relative, in units in the last place, and where."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import torch

#: Bits of a float as an integer of the same width. Integers and other floats have no units in the last place.
_BITS = {
    torch.float64: torch.int64,
    torch.float32: torch.int32,
    torch.float16: torch.int16,
    torch.bfloat16: torch.int16,
}


@dataclass(frozen=True, slots=True)
class Distance:
    """Over the values that differ by more than is allowed; ``index`` and what follows are of the worst one."""

    #: Values that differ, of how many.
    count: int
    total: int
    #: The largest of each, not always of one value. ``inf`` where one is not finite and the other is.
    absolute: float
    relative: float
    #: Floats that lie between the two, None for what is no float.
    ulp: int | None
    #: Values that are NaN, or infinite, where the expected ones are not.
    nan: int
    inf: int
    index: tuple[int, ...]
    expected: Any
    actual: Any

    def __str__(self) -> str:
        units = "" if self.ulp is None else f", {self.ulp} ULP"
        text = f"{self.count} of {self.total} values differ, by up to {self.absolute:.3g} (relative {self.relative:.3g}"
        text += f"{units}), most at {list(self.index)}: {_short(self.actual)}, eager gives {_short(self.expected)}"
        introduced = [name for name, count in (("NaN", self.nan), ("infinity", self.inf)) if count]
        return text + (f"; introduces {' and '.join(introduced)}" if introduced else "")

    def detail(self) -> dict[str, Any]:
        """As JSON has it: numbers that JSON does not know are text."""
        return {
            "count": self.count,
            "total": self.total,
            "absolute": _plain(self.absolute),
            "relative": _plain(self.relative),
            "ulp": self.ulp,
            "nan": self.nan,
            "inf": self.inf,
            "index": list(self.index),
            "expected": _plain(self.expected),
            "actual": _plain(self.actual),
        }


def distance(expected: torch.Tensor, actual: torch.Tensor, rtol: float, atol: float) -> Distance | None:
    """None when every value is within the tolerance; both are dense and of the same dtype, shape and device.

    A value may be off by ``atol + rtol * |expected|``, integers and booleans by nothing; NaN equals NaN.
    """
    exact = not (expected.dtype.is_floating_point or expected.dtype.is_complex)
    if torch.equal(expected, actual):
        return None
    if not exact and torch.allclose(actual, expected, rtol=rtol, atol=atol, equal_nan=True):
        return None
    wide = torch.complex128 if expected.dtype.is_complex else torch.float64
    one, other = expected.detach().to(wide).reshape(-1), actual.detach().to(wide).reshape(-1)
    if exact:
        # Not in the wide type, in which large neighbours are one.
        differing = (expected != actual).reshape(-1)
    else:
        differing = ~torch.isclose(other, one, rtol=rtol, atol=atol, equal_nan=True)
    gap = (other - one).abs().nan_to_num(nan=math.inf, posinf=math.inf)
    gap = torch.where(differing, gap, torch.zeros_like(gap))
    size = one.abs()
    relative = torch.where(gap > 0, gap / size, torch.zeros_like(gap)).nan_to_num(nan=math.inf, posinf=math.inf)
    # The worst is the one that goes furthest beyond what it is allowed, which favours neither large nor small values.
    beyond = torch.where(differing, gap / (atol + rtol * size) if not exact else gap, torch.full_like(gap, -1.0))
    worst = int(beyond.nan_to_num(nan=math.inf, posinf=math.inf).argmax())
    return Distance(
        count=int(differing.sum()),
        total=expected.numel(),
        absolute=float(gap.max()),
        relative=float(relative.max()),
        ulp=_ulp(expected, actual, differing),
        nan=int((other.isnan() & ~one.isnan()).sum()),
        inf=int((other.isinf() & ~one.isinf()).sum()),
        index=_unravel(worst, tuple(expected.shape)),
        expected=expected.reshape(-1)[worst].item(),
        actual=actual.reshape(-1)[worst].item(),
    )


def _ulp(expected: torch.Tensor, actual: torch.Tensor, differing: torch.Tensor) -> int | None:
    """The most floats between two finite values; None for other dtypes, and where no finite values differ."""
    bits = _BITS.get(expected.dtype)
    if bits is None:
        return None
    one, other = expected.detach().reshape(-1)[differing], actual.detach().reshape(-1)[differing]
    both = one.isfinite() & other.isfinite()
    if not bool(both.any()):
        return None
    pairs = (_ordered(one[both], bits), _ordered(other[both], bits))
    if bits is torch.int64:  # the difference of two of them may not fit
        return max(abs(a - b) for a, b in zip(*(side.tolist() for side in pairs), strict=True))
    return int((pairs[0] - pairs[1]).abs().max())


def _ordered(values: torch.Tensor, bits: torch.dtype) -> torch.Tensor:
    """Integers in the order of the floats, neighbours one apart; both zeros are 0."""
    raw = values.contiguous().view(bits).to(torch.int64)
    return torch.where(raw < 0, torch.iinfo(bits).min - raw, raw)


def _unravel(place: int, shape: tuple[int, ...]) -> tuple[int, ...]:
    index: list[int] = []
    for size in reversed(shape):
        index.append(place % size)
        place //= size
    return tuple(reversed(index))


def _plain(value: Any) -> Any:
    if isinstance(value, complex) or (isinstance(value, float) and not math.isfinite(value)):
        return str(value)
    return value


def _short(value: Any) -> str:
    return f"{value:.6g}" if isinstance(value, (float, complex)) else str(value)
