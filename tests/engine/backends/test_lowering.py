"""Backends against eager: true ones where they are installed, and planted ones with known faults."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch

from exportdb_engine import lowering
from exportdb_engine.backends import Backend, backends
from exportdb_engine.backends.base import operator_name
from exportdb_engine.backends.flat import callable_of
from exportdb_engine.program import Program
from exportdb_engine.protocol import BACKENDS, Mode, Outcome, Stage
from exportdb_engine.stages import measures
from exportdb_engine.work import NotHolding, Work

ROWS = {"x": {0: torch.export.Dim("rows", min=2, max=64)}}


class Scales(torch.nn.Module):
    def forward(self, x: torch.Tensor) -> dict[str, torch.Tensor]:
        return {"twice": x * 2, "rows": x.sum(1)}


class Counts(torch.nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.register_buffer("calls", torch.zeros(()))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        self.calls.add_(1)
        return x * self.calls


class Fades(torch.nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.scale = torch.nn.Parameter(torch.ones(()), requires_grad=False)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        self.scale.mul_(0.5)
        return x * self.scale


class Writes(torch.nn.Module):
    def forward(self, x: torch.Tensor) -> torch.Tensor:
        x.mul_(3)
        return x + 1


def work_of(model: torch.nn.Module, spec: Any = None) -> Work:
    more = [(torch.ones(5, 3),)] if spec else []
    program = Program(model, (torch.ones(2, 3) * 2,), {}, more, spec, None)
    work = Work(program, Mode.NONSTRICT, __file__)
    for stage in (Stage.EAGER, Stage.EXPORT, Stage.RUN):
        measures()[stage](work)
    return work


class Planted(Backend):
    """The exported program itself, as a flat runtime with a fault."""

    name = "planted"
    title = "planted"

    def __init__(self, fault: Callable[[list[Any]], list[Any]]) -> None:
        self.fault = fault

    def lower(self, exported: torch.export.ExportedProgram, folder: Path) -> Any:
        functional = exported.run_decompositions({})
        module = functional.graph_module

        def run(values: list[Any]) -> list[Any]:
            signature = functional.graph_signature
            state = [functional.state_dict[name] for name in (*signature.parameters, *signature.buffers)]
            return self.fault(list(module(*state, *values)))

        return callable_of(functional, run)


def measured(work: Work, backend: Backend, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    monkeypatch.setattr(lowering, "backends", lambda: {backend.name: backend})
    return lowering.measure(Stage(f"lower:{backend.name}"), work)


def nothing(values: list[Any]) -> list[Any]:
    return values


FAULTS: list[tuple[str, torch.nn.Module, Callable[[list[Any]], list[Any]], str]] = [
    ("other values", Scales(), lambda out: [out[0] + 1e-2, out[1]], "ValuesDiffer"),
    ("NaN", Scales(), lambda out: [out[0] / 0 * 0, out[1]], "NanIntroduced"),
    ("infinity", Scales(), lambda out: [out[0] / 0, out[1]], "InfIntroduced"),
    ("another dtype", Scales(), lambda out: [out[0].double(), out[1]], "DtypeDiffers"),
    ("another shape", Scales(), lambda out: [out[0][None], out[1]], "ShapeDiffers"),
    ("an output too few", Scales(), lambda out: out[:1], "OutputCountDiffers"),
    ("wrong at five rows", Scales(), lambda out: [out[0] * (1 + (len(out[0]) == 5)), out[1]], "ValuesDiffer"),
    ("forgets its state", Counts(), nothing, "LostState"),
    ("forgets its parameter", Fades(), nothing, "LostState"),
    ("leaves the input alone", Writes(), lambda out: out[1:], "LostMutation"),
]


@pytest.mark.parametrize(("model", "fault", "code"), [row[1:] for row in FAULTS], ids=[row[0] for row in FAULTS])
def test_planted_faults_are_named(
    model: torch.nn.Module, fault: Any, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    work = work_of(model, ROWS if isinstance(model, Scales) else None)
    with pytest.raises(NotHolding) as found:
        measured(work, Planted(fault), monkeypatch)
    assert (found.value.outcome, found.value.code) == (Outcome.WRONG, code)


def test_other_random_numbers_are_no_fault_and_other_shapes_are(monkeypatch: pytest.MonkeyPatch) -> None:
    class Noise(torch.nn.Module):
        def forward(self, x: torch.Tensor) -> torch.Tensor:
            return torch.where(torch.rand_like(x) > 0.5, x, -x)

    for fault, outcome, code in (
        (lambda out: [-out[0]], Outcome.SKIP, "RandomNumbers"),
        (lambda out: [out[0][None]], Outcome.WRONG, "ShapeDiffers"),
    ):
        with pytest.raises(NotHolding) as found:
            measured(work_of(Noise()), Planted(fault), monkeypatch)
        assert (found.value.outcome, found.value.code) == (outcome, code)


def test_constants_among_the_outputs_are_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    class Named(torch.nn.Module):
        def forward(self, x: torch.Tensor) -> dict[str, Any]:
            return {"twice": x * 2, "times": 2}

    assert measured(work_of(Named()), Planted(nothing), monkeypatch)["inputs"] == 0


def test_what_is_right_passes_on_the_example_further_inputs_and_drawn_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    detail = measured(work_of(Scales(), ROWS), Planted(nothing), monkeypatch)
    assert (detail["inputs"], detail["drawn"]) == (1, 4)
    (symbol,) = detail["sizes"][0]
    assert len({sizes[symbol] for sizes in detail["sizes"]}) == 4, "each drawn input has another size"
    assert {sizes[symbol] for sizes in detail["sizes"]} >= {2, 64}, "the bounds are among them"


def test_state_that_can_be_set_again_does_not_keep_further_inputs_out() -> None:
    detail = lowering.measure(Stage("lower:aot_eager"), work_of(Counts(), ROWS))
    assert (detail["inputs"], detail["drawn"]) == (1, 4)


def test_state_that_a_runtime_keeps_does(monkeypatch: pytest.MonkeyPatch) -> None:
    class Keeps(Planted):
        def lower(self, exported: torch.export.ExportedProgram, folder: Path) -> Any:
            module = exported.module()
            return lambda *args, **kwargs: module(*args, **kwargs)

    detail = measured(work_of(Counts(), ROWS), Keeps(nothing), monkeypatch)
    assert (detail["inputs"], detail["drawn"]) == (0, 0)
    assert "state" in detail["held"]


def test_a_refusal_has_the_operator_as_its_code(monkeypatch: pytest.MonkeyPatch) -> None:
    import re

    class Refuses(Planted):
        lacks = (re.compile(r"no kernels? for (?P<op>.+)$"),)

        def lower(self, exported: torch.export.ExportedProgram, folder: Path) -> Any:
            raise RuntimeError("no kernels for 'aten::foo', <torch.ops.aten.bar.default>")

    with pytest.raises(NotHolding) as found:
        measured(work_of(Scales()), Refuses(nothing), monkeypatch)
    assert (found.value.outcome, found.value.code) == (Outcome.FAIL, "Lacks.aten.foo")
    assert found.value.detail["lacks"] == ["aten.foo", "aten.bar.default"]


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("torch.ops.aten.amin.default", "aten.amin.default"),
        ("'aten::nonzero'", "aten.nonzero"),
        ("amax.default", "amax.default"),
        ("", ""),
        ("a b", ""),
    ],
)
def test_operator_names(written: str, name: str) -> None:
    assert operator_name(written) == name


def test_every_backend_of_the_engine_is_known_without_importing_it() -> None:
    assert set(BACKENDS) == set(backends())


@pytest.mark.parametrize("name", [name for name in BACKENDS if name not in ("aoti",)])
def test_true_backends_agree_with_eager(name: str) -> None:
    backend = backends()[name]
    why = backend.missing()
    if why is not None:
        pytest.skip(f"{name}: {why}")
    detail = lowering.measure(Stage(f"lower:{name}"), work_of(Scales(), ROWS))
    assert detail.get("drawn", 0) > 0 or not backend.runs
