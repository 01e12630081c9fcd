from __future__ import annotations

import importlib.util
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from exportdb.present.standalone import standalone
from exportdb.store.details import CaseDetail, unmeasured
from exportdb_engine.protocol import ORIGINAL, Mode, Stage
from exportdb_engine.protocol.casefile import parse_case

SOURCE = '''"""A title

An explanation.
"""
from __future__ import annotations

import torch

tags = {"torch.cond"}
expect = {"strict": "export: GB0170"}


def helper(x):
    return x + 1


def only_for_rewrite(x):
    return x


@torch.library.custom_op("lib::op", mutates_args=())
def op(x: torch.Tensor) -> torch.Tensor:
    return x.clone()


class Model(torch.nn.Module):
    # a comment of the class
    def forward(self, x):
        return helper(x)


class Rewritten(torch.nn.Module):
    def forward(self, x):
        return only_for_rewrite(x)


class Wrapped(torch.nn.Module):
    def __init__(self, inner):
        super().__init__()
        self.inner = inner


def _made():
    return Wrapped(model)


# the model
model = Model()
example_args = (torch.ones(3),)
more_args = [(torch.zeros(3),)]
rewrites = {"a": Rewritten(), "b": {"model": Wrapped(model), "example_args": (torch.ones(4),)}, "c": _made()}
'''
ALWAYS = ["# area/name: A title", "import torch", '@torch.library.custom_op("lib::op", mutates_args=())']


def case(source: str = SOURCE) -> CaseDetail:
    return unmeasured(parse_case(source.encode(), Path("area/name.py"), case="area/name", collection="core"))


@pytest.mark.parametrize(
    ("stage", "variant", "there", "not_there"),
    [
        (
            Stage.EXPORT,
            ORIGINAL,
            ["def helper", "class Model", "# the model", "model = Model()", "strict=True)", "print(exported)"],
            ["tags", "expect", "rewrites", "Rewritten", "only_for_rewrite", "more_args", "import copy", '"""A title'],
        ),
        (Stage.GENERALIZE, ORIGINAL, ["more_args = ", "for args in more_args:", "import copy"], ["Rewritten"]),
        (Stage.EAGER, ORIGINAL, ["print(model(*example_args, **{}))"], ["torch.export"]),
        (Stage.SERIALIZE, ORIGINAL, ["import io", "torch.export.load"], []),
        (Stage("lower:onnx"), ORIGINAL, ["print(exported)"], []),
        (Stage.EXPORT, "a", ["model = Rewritten()", "def only_for_rewrite"], ["class Model", "helper", "Wrapped"]),
        (  # made of what it replaces
            Stage.EXPORT,
            "b",
            ["model = Model()", "model = Wrapped(model)", "example_args = (torch.ones(4),)"],
            ["torch.ones(3)", "Rewritten"],
        ),
        (Stage.EXPORT, "c", ["class Model", "model = Model()", "def _made", "model = _made()"], ["Rewritten"]),
    ],
)
def test_what_is_kept(stage: Stage, variant: str, there: list[str], not_there: list[str]) -> None:
    text = standalone(case(), Mode.STRICT, stage, variant)
    assert text is not None
    compile(text, "program", "exec")  # `from __future__` comes first, whatever is imported besides
    for part in [*ALWAYS, *there]:
        assert part in text, part
    for part in not_there:
        assert part not in text, part


def test_keyword_inputs_and_the_spec_are_handed_over() -> None:
    source = SOURCE + 'example_kwargs = {"k": 1}\ndynamic_shapes = ({0: torch.export.Dim("n")},)\n'
    text = standalone(case(source), Mode.NONSTRICT)
    assert text is not None
    assert "(model, example_args, example_kwargs, dynamic_shapes=dynamic_shapes, strict=False)" in text


def test_it_runs() -> None:
    if importlib.util.find_spec("torch") is None:
        pytest.skip("torch is not installed")
    source = SOURCE.replace('@torch.library.custom_op("lib::op", mutates_args=())\n', "")
    stages = (Stage.RUN, Stage.GENERALIZE, Stage.DECOMPOSE, Stage.SERIALIZE, Stage.RETRACE)
    programs = [standalone(case(source), Mode.NONSTRICT, stage) for stage in stages]
    # torch stays out of the process of these tests, and is imported once for all programs
    code = f"for program in {programs!r}: exec(compile(program, 'program', 'exec'), {{'__name__': 'program'}})"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    assert "exported: tensor([2., 2., 2.])" in ran.stdout


def test_without_python_there_is_none() -> None:
    assert standalone(replace(case(), source="class ("), Mode.STRICT) is None
