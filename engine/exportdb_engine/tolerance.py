"""How far numbers may be from eager's: one table, by dtype and by what computed them, each entry with its reason."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import torch

#: (relative, absolute) tolerance by dtype.
Tolerance = Mapping[torch.dtype, tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Allowed:
    """What torch.testing.assert_close allows for a dtype, for numbers that torch itself has computed again."""

    relative: float
    absolute: float
    why: str


@dataclass(frozen=True, slots=True)
class Factor:
    """What a backend is given on top of that; of one dtype, or of all that have no factor of their own."""

    factor: float
    why: str
    dtype: torch.dtype | None = None


#: Integers, booleans and other dtypes that are no floats have to be equal.
DTYPES = {
    torch.float64: Allowed(1e-7, 1e-7, "sums of some length in another order; half of its 16 digits"),
    torch.float32: Allowed(1.3e-6, 1e-5, "about 11 ULP, and near 0 what is left of terms of size 1 that cancel"),
    torch.float16: Allowed(1e-3, 1e-5, "one ULP: 11 bits"),
    torch.bfloat16: Allowed(1.6e-2, 1e-5, "two ULP: 8 bits"),
    torch.complex128: Allowed(1e-7, 1e-7, "as its parts, float64"),
    torch.complex64: Allowed(1.3e-6, 1e-5, "as its parts, float32"),
}
_EXP = "has polynomials of its own for exp, tanh and erf, a few ULP from those of libm"
#: A backend that is not named is held to ``*``.
FACTORS: dict[str, tuple[Factor, ...]] = {
    "*": (Factor(10.0, "fused and reordered sums round differently: a decimal digit of what the dtype carries"),),
    "aot_eager": (Factor(1.0, "the same kernels in the same order, after decompositions that inductor needs"),),
    "cudagraphs": (Factor(1.0, "the same kernels in the same order, replayed"),),
    "openvino": (Factor(20.0, _EXP),),
    "iree": (Factor(20.0, _EXP),),
    "tvm": (Factor(20.0, _EXP),),
    "tensorrt": (
        Factor(10.0, "float16 is its own precision; sums in another order"),
        Factor(1000.0, "TF32 in matrix products and convolutions carries ten bits", torch.float32),
    ),
}
TOLERANCE: Tolerance = {dtype: (entry.relative, entry.absolute) for dtype, entry in DTYPES.items()}
#: Floats that torch.testing has no entry for.
LOOSE = (1e-5, 1e-5)


def factor_of(backend: str, dtype: torch.dtype) -> Factor:
    """The entry that holds for a backend and a dtype."""
    entries = FACTORS.get(backend, FACTORS["*"])
    own = [entry for entry in entries if entry.dtype is dtype]
    return (own or [entry for entry in entries if entry.dtype is None])[0]


def tolerance_of(backend: str) -> tuple[Tolerance, str]:
    """(relative, absolute) by dtype for a backend, and why."""
    found = {}
    for dtype, (relative, absolute) in TOLERANCE.items():
        factor = factor_of(backend, dtype).factor
        found[dtype] = (relative * factor, absolute * factor)
    return found, "; ".join(entry.why for entry in FACTORS.get(backend, FACTORS["*"]))


def through(tolerance: Tolerance, narrow: torch.dtype | None) -> tuple[Tolerance, str]:
    """The tolerance for a program that computes in a narrower dtype in between, and why; the same where it does not.

    A wider result carries the error of the narrow terms, which may have cancelled: it is absolute too.
    """
    relative = 0.0 if narrow is None or narrow not in tolerance else tolerance[narrow][0]
    wider = {dtype for dtype, (own, _) in tolerance.items() if own < relative}
    if not wider:
        return tolerance, ""
    found = {dtype: (relative, relative) if dtype in wider else allowed for dtype, allowed in tolerance.items()}
    return found, f"computed in {_name(narrow)} in between" if narrow is not None else ""


def narrowest(exported: torch.export.ExportedProgram) -> torch.dtype | None:
    """The floating dtype with the largest tolerance that a program computes in; None where it computes in none."""
    nodes = (
        node
        for module in exported.graph_module.modules()
        if isinstance(module, torch.fx.GraphModule)
        for node in module.graph.nodes
    )
    dtypes = {getattr(node.meta.get("val"), "dtype", None) for node in nodes} & TOLERANCE.keys()
    return max(dtypes, key=lambda dtype: TOLERANCE[dtype], default=None)


def markdown() -> Iterator[str]:
    """The table as the rows of PROTOCOL.md."""
    for dtype, entry in DTYPES.items():
        yield f"| {_name(dtype)} | torch | {entry.relative:g} | {entry.absolute:g} | {entry.why} |"
    for backend, entries in FACTORS.items():
        for factor in entries:
            what = "all others" if factor.dtype is None and len(entries) > 1 else "all"
            dtype_name = what if factor.dtype is None else _name(factor.dtype)
            times = f"× {factor.factor:g}"
            who = "any other backend" if backend == "*" else backend
            yield f"| {dtype_name} | {who} | {times} | {times} | {factor.why} |"


def _name(dtype: torch.dtype) -> str:
    return str(dtype).removeprefix("torch.")
