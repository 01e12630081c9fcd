"""Symbols and guards of true exports, with the lines that caused them."""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType
from typing import Any

import pytest
import torch
from torch.fx.experimental.symbolic_shapes import ShapeEnv

from exportdb_engine.capture.tracing import Trace, record_tracing

MODES = pytest.mark.parametrize("strict", [True, False], ids=["strict", "nonstrict"])
AUTO = torch.export.Dim.AUTO
Load = Callable[[str], ModuleType]

SIZES = """\
import torch
class Model(torch.nn.Module):
    def forward(self, x, y):
        if x.shape[0] > 3:
            x = x.sin()
        return x + y
"""

LAYERS = """\
import torch
class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.layers = torch.nn.Sequential(torch.nn.Conv1d(1, 2, 3), torch.nn.ReLU())
    def forward(self, x):
        return self.layers(x)
"""

VALUES = """\
import torch
@torch.library.custom_op("exportdb_test_tracing::some", mutates_args=())
def some(x: torch.Tensor) -> torch.Tensor:
    return x[x > 0]
@some.register_fake
def _(x):
    return x.new_empty(torch.library.get_ctx().new_dynamic_size())
class Model(torch.nn.Module):
    def forward(self, x):
        n = x.max().item()
        torch._check(n >= 0)
        torch._check(n < 10)
        return torch.zeros(n), some(x)
"""

REFUSED = """\
import torch
class Model(torch.nn.Module):
    def forward(self, x):
        torch._check(x.shape[0] < 100)
        return x if x.sum() > 0 else -x
"""


def trace(module: ModuleType, args: tuple[Any, ...], strict: bool, spec: Any = None, inputs: Any = ()) -> Trace:
    with record_tracing(str(module.__file__), inputs) as found:
        torch.export.export(module.Model(), args, dynamic_shapes=spec, strict=strict)
    return found


@MODES
def test_guards_know_their_lines(program: Load, strict: bool) -> None:
    spec = {"x": {0: AUTO}, "y": {0: AUTO}}
    args = (torch.ones(4, 2), torch.ones(4, 2))
    found = trace(program(SIZES), args, strict, spec, ["L['x']", "L['y']"])
    assert [(s.value, s.source, s.lower, s.line) for s in found.symbols()] == [
        (4, "L['x'].size()[0]", "4", None),
        (4, "L['y'].size()[0]", "4", None),
    ]
    x, y = (s.name for s in found.symbols())
    assert [(g.expression, g.line, g.text) for g in found.guards()] == [
        (f"{x} > 3", 4, "if x.shape[0] > 3:"),
        (f"Eq({x}, {y})", 6, "return x + y"),
    ]


@MODES
def test_a_guard_made_in_a_layer_is_the_line_that_called_it(program: Load, strict: bool) -> None:
    found = trace(program(LAYERS), (torch.ones(1, 1, 9),), strict, {"x": {2: AUTO}})
    assert found.guards()
    assert {(g.line, g.text) for g in found.guards()} == {(7, "return self.layers(x)")}
    assert len({g.expression for g in found.guards()}) == len(found.guards())


@MODES
def test_data_dependent_symbols_know_their_lines(program: Load, strict: bool) -> None:
    found = trace(program(VALUES), (torch.tensor([1, 2, 3]),), strict)
    places = {(s.line, s.lower, s.upper) for s in found.symbols() if s.line in (10, 7)}
    # Of the size that a fake kernel makes, the innermost line is in the kernel.
    assert {line for line, _, _ in places} == {7, 10}
    assert (10, "0", "9") in places
    assert all(s.value is None and s.source is None for s in found.symbols())
    assert {(g.line, g.text) for g in found.guards()} >= {(11, "torch._check(n >= 0)"), (12, "torch._check(n < 10)")}


@MODES
def test_what_a_refused_export_came_to_is_kept(program: Load, strict: bool) -> None:
    module = program(REFUSED)
    with record_tracing(str(module.__file__)) as found, pytest.raises(Exception):  # noqa: B017, PT011  any refusal
        torch.export.export(module.Model(), (torch.ones(4),), dynamic_shapes={"x": {0: AUTO}}, strict=strict)
    assert found.symbols()[0].value == 4
    assert (4, "torch._check(x.shape[0] < 100)") in {(g.line, g.text) for g in found.guards()}


def test_nothing_stays_behind(program: Load) -> None:
    before = ShapeEnv.create_symbol, ShapeEnv._log_create_unbacked_symbol, ShapeEnv._log_guard
    with pytest.raises(ZeroDivisionError), record_tracing("case.py"):
        raise ZeroDivisionError
    assert (ShapeEnv.create_symbol, ShapeEnv._log_create_unbacked_symbol, ShapeEnv._log_guard) == before
    with record_tracing("case.py") as found:
        pass
    torch.export.export(program(SIZES).Model(), (torch.ones(4), torch.ones(4)), dynamic_shapes=({0: AUTO}, {0: AUTO}))
    assert found.symbols() == found.guards() == ()
