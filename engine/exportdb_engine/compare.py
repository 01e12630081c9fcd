"""Names the differences between what two programs did on the same inputs."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import torch
from torch._subclasses.fake_tensor import FakeTensor
from torch.utils import _pytree

from exportdb_engine.distance import distance
from exportdb_engine.observe import Observation
from exportdb_engine.tolerance import LOOSE, TOLERANCE, Tolerance

#: How far objects are followed that hold objects; one may hold itself.
_DEPTH = 6


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that differs. ``code`` is stable; ``where`` names the value: ``output[0]['logits']``."""

    code: str
    where: str
    text: str
    #: The same as data: :meth:`~exportdb_engine.distance.Distance.detail` for values, else ``expected`` and ``actual``.
    detail: dict[str, Any] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """As the detail of a cell has it."""
        return {"code": self.code, "where": self.where, "text": self.text, **self.detail}

    def __str__(self) -> str:
        return f"{self.where}: {self.text}"


def differences(
    expected: Observation, actual: Observation, *, slack: float = 1.0, tolerance: Tolerance = TOLERANCE
) -> list[Difference]:
    """Everything in which ``actual`` is not ``expected``; both must have returned.

    ``slack`` multiplies the tolerances: decompositions may round in another order.
    """
    allowed = {dtype: (rtol * slack, atol * slack) for dtype, (rtol, atol) in tolerance.items()}
    found = _tree("output", expected.output, actual.output, allowed)
    found += [_mutation(d, "Input") for d in _tree("input", expected.inputs, actual.inputs, allowed)]
    found += _buffers(expected.buffers, actual.buffers, allowed)
    return found


def _mutation(difference: Difference, what: str) -> Difference:
    return replace(difference, code=f"{what}MutationDiffers", text=f"{difference.text} after the call")


def _buffers(expected: Mapping[str, Any], actual: Mapping[str, Any], allowed: Tolerance) -> list[Difference]:
    """Buffers by name. Export may drop one that the program never reads, so only common names are compared."""
    found = []
    for name in expected.keys() & actual.keys():
        for difference in _tree(f"buffer {name}", expected[name], actual[name], allowed):
            found.append(_mutation(difference, "Buffer"))
    return found


def _tree(where: str, expected: Any, actual: Any, allowed: Tolerance, depth: int = 0) -> list[Difference]:
    expected_leaves, expected_spec = _pytree.tree_flatten_with_path(expected)
    actual_leaves, actual_spec = _pytree.tree_flatten(actual)
    if expected_spec != actual_spec:
        return [Difference("StructureDiffers", where, f"is {_shape_of(actual)}, eager gives {_shape_of(expected)}")]
    found = []
    for (path, one), other in zip(expected_leaves, actual_leaves, strict=True):
        difference = _leaf(where + _pytree.keystr(path), one, other, allowed, depth)
        if difference is not None:
            found.append(difference)
    return found


def _shape_of(value: Any) -> str:
    text = str(_pytree.tree_map(lambda leaf: type(leaf).__name__, value)).replace("'", "")
    return text if len(text) < 200 else text[:200] + "..."


def _leaf(where: str, one: Any, other: Any, allowed: Tolerance, depth: int = 0) -> Difference | None:
    if isinstance(one, torch.Tensor) and isinstance(other, torch.Tensor):
        return _tensor(where, one, other, allowed)
    if type(one) is not type(other):
        return Difference("TypeDiffers", where, f"is {type(other).__name__}, eager gives {type(one).__name__}")
    if dataclasses.is_dataclass(one) and depth < _DEPTH:
        # Its own == asks tensors for a truth value.
        held, given = ({f.name: getattr(v, f.name) for f in dataclasses.fields(v)} for v in (one, other))
        return next(iter(_tree(where, held, given, allowed, depth + 1)), None)
    same = math.isclose(one, other, rel_tol=1e-9) if isinstance(one, float) else None
    if same is None:
        same = bool(one == other) or one is other
    if same or (isinstance(one, float) and math.isnan(one) and math.isnan(other)):
        return None
    kind: Any = type(one)
    if kind.__eq__ is object.__eq__ and hasattr(one, "__dict__") and not callable(one) and depth < _DEPTH:
        # Equal only to itself: what it holds decides. The cache that a language model gives back is such an object.
        return next(iter(_tree(where, vars(one), vars(other), allowed, depth + 1)), None)
    return Difference("ValuesDiffer", where, f"is {str(other)[:80]}, eager gives {str(one)[:80]}")


def _tensor(where: str, one: torch.Tensor, other: torch.Tensor, allowed: Tolerance) -> Difference | None:
    if isinstance(other, FakeTensor):
        return Difference("TypeDiffers", where, "is a FakeTensor, without values: tracing has leaked into the result")
    for code, what, expected, actual in (
        ("DtypeDiffers", "is {}", one.dtype, other.dtype),
        ("ShapeDiffers", "has shape {}", list(one.shape), list(other.shape)),
        ("LayoutDiffers", "is {}", one.layout, other.layout),
        ("DeviceDiffers", "is on {}", one.device, other.device),
    ):
        if expected != actual:
            text = f"{what.format(actual)}, eager {'on' if code == 'DeviceDiffers' else 'gives'} {expected}"
            return Difference(code, where, text, {"expected": str(expected), "actual": str(actual)})
    if one.device.type == "meta":
        return None  # there are no values
    one, other = _plain(one), _plain(other)
    found = distance(one, other, *allowed.get(one.dtype, LOOSE))
    return None if found is None else Difference("ValuesDiffer", where, str(found), found.detail())


def _plain(tensor: torch.Tensor) -> torch.Tensor:
    if tensor.is_quantized:
        return tensor.dequantize()
    if tensor.layout != torch.strided:
        return tensor.to_dense() if not tensor.is_nested else torch.nested.to_padded_tensor(tensor, 0.0)
    return tensor
