"""What true exported programs look like."""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType
from typing import Any

import pytest
import torch

from exportdb_engine.capture.graph import describe_export, export_signature, non_core_operators, operators
from exportdb_engine.capture.tracing import record_tracing
from exportdb_engine.protocol import Export

MODES = pytest.mark.parametrize("strict", [True, False], ids=["strict", "nonstrict"])
AUTO = torch.export.Dim.AUTO
Load = Callable[[str], ModuleType]

RICH = """\
import torch
@torch.library.custom_op("exportdb_test_graph::double", mutates_args=())
def double(x: torch.Tensor) -> torch.Tensor:
    return x * 2
double.register_fake(torch.empty_like)
class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.linear = torch.nn.Linear(3, 3)
        self.register_buffer("seen", torch.zeros(1))
    def forward(self, x, flag, *, scale):
        self.seen.add_(1)
        x = torch.cond(x.sum() > 0, lambda t: t.sin(), lambda t: t.cos().cos(), (x,))
        values, _ = torch.topk(self.linear(double(x)), 2)
        return {"values": values * scale, "size": x.shape[0], "none": None}, x > 0
"""

#: The sizes of the second input come in terms of the first, in an order that depends on the names of the symbols.
RELATED = """\
import torch
class Model(torch.nn.Module):
    def forward(self, first, second):
        return torch.cat([second.reshape(-1), first.reshape(-1)]), first[None] * 2
"""


def exported(program: Load, strict: bool) -> tuple[Any, Export]:
    module = program(RICH)
    with record_tracing(str(module.__file__)) as trace:
        made = torch.export.export(
            module.Model(),
            (torch.ones(4, 3), True),
            {"scale": 2.0},
            dynamic_shapes={"x": {0: AUTO}, "flag": None, "scale": None},
            strict=strict,
        )
    return made, describe_export(made, trace)


@MODES
def test_inputs_and_outputs(program: Load, strict: bool) -> None:
    _, found = exported(program, strict)
    (size,) = (s.name for s in found.symbols)
    assert [(v.kind, v.target, v.type) for v in found.inputs] == [
        ("PARAMETER", "linear.weight", "f32[3, 3]"),
        ("PARAMETER", "linear.bias", "f32[3]"),
        ("BUFFER", "seen", "f32[1]"),
        ("USER_INPUT", None, f"f32[{size}, 3]"),
        ("USER_INPUT", None, "True"),
        ("USER_INPUT", None, "2.0"),
    ]
    user = [(v.kind, v.target, v.type) for v in found.outputs if v.kind != "BUFFER_MUTATION"]
    assert user == [
        ("USER_OUTPUT", None, f"f32[{size}, 2]"),
        ("USER_OUTPUT", None, f"SymInt({size})"),
        ("USER_OUTPUT", None, "None"),
        ("USER_OUTPUT", None, f"bool[{size}, 3]"),
    ]
    assert [(r.symbol, r.lower, r.upper) for r in found.ranges] == [(size, "2", "int_oo")]


@MODES
def test_operators_of_subgraphs_are_counted(program: Load, strict: bool) -> None:
    made, found = exported(program, strict)
    assert found.operators == operators(made.graph_module)
    wanted = {"aten.sin.default": 1, "aten.cos.default": 2, "cond": 1, "exportdb_test_graph.double.default": 1}
    assert {name: found.operators.get(name) for name in wanted} == wanted
    assert found.operators["operator.getitem"] >= 2


@MODES
def test_the_graph_is_text_without_places(program: Load, strict: bool) -> None:
    _, found = exported(program, strict)
    assert "class true_graph_0" in found.graph
    assert "torch.ops.aten.linear.default" in found.graph
    assert not any(line.lstrip().startswith("#") for line in found.graph.splitlines())
    assert "program.py" not in found.graph
    assert exported(program, strict)[1].graph == found.graph


@MODES
def test_only_core_aten_is_left_after_decomposition(program: Load, strict: bool) -> None:
    made, _ = exported(program, strict)
    assert "aten.linear.default" in non_core_operators(made)
    decomposed = made.run_decompositions()
    assert non_core_operators(decomposed) == []
    assert "cond" in operators(decomposed.graph_module)  # neither it nor the custom operator is judged


@MODES
def test_an_export_and_its_retrace_have_one_signature(program: Load, strict: bool) -> None:
    args = (torch.ones(4, 3, 5), torch.ones(7, 2))
    spec = ({0: AUTO, 2: AUTO}, {0: AUTO})
    made = torch.export.export(program(RELATED).Model(), args, dynamic_shapes=spec, strict=strict)
    again = torch.export.export(made.module(), args, dynamic_shapes=spec, strict=strict)
    assert export_signature(made) == export_signature(again)
    other = torch.export.export(program(RELATED).Model(), args, dynamic_shapes=({0: AUTO}, {0: AUTO}), strict=strict)
    assert export_signature(made) != export_signature(other)


def test_the_names_of_symbols_do_not_matter(program: Load) -> None:
    """Strict and non-strict mode name symbols differently, and so order the terms of a size differently."""
    args = (torch.ones(4, 3, 5), torch.ones(7, 2))
    spec = ({0: AUTO, 2: AUTO}, {0: AUTO})
    one, other = (
        export_signature(torch.export.export(program(RELATED).Model(), args, dynamic_shapes=spec, strict=strict))
        for strict in (True, False)
    )
    assert one == other
