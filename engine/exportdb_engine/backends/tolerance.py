"""How far a backend's numbers may be from eager's: one table, with reasons."""

from __future__ import annotations

from dataclasses import dataclass

import torch

from exportdb_engine.compare import TOLERANCE, Tolerance


@dataclass(frozen=True, slots=True)
class Entry:
    """Factors on the tolerances of torch.testing, for a backend."""

    factor: float
    why: str


#: A backend that is not named is held to ``*``.
FACTORS = {
    "*": Entry(10.0, "fused and reordered sums round differently: a decimal digit of what the dtype carries"),
    "aot_eager": Entry(1.0, "the same kernels in the same order, after decompositions that inductor needs"),
    "openvino": Entry(20.0, "transcendental functions are approximated by polynomials of its own"),
    "iree": Entry(20.0, "transcendental functions are approximated by polynomials of its own"),
    "tvm": Entry(20.0, "fast forms of exp, tanh and erf"),
    "tensorrt": Entry(1000.0, "TF32 in matrix products and convolutions carries ten bits"),
}


def tolerance_of(backend: str) -> tuple[Tolerance, str]:
    """(relative, absolute) by dtype for a backend, and why."""
    entry = FACTORS.get(backend, FACTORS["*"])
    return {dtype: (rtol * entry.factor, atol * entry.factor) for dtype, (rtol, atol) in TOLERANCE.items()}, entry.why


#: One unit in the last place, relative to the value.
EPS = {dtype: torch.finfo(dtype).eps for dtype in TOLERANCE}
