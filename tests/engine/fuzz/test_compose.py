from __future__ import annotations

import ast

import pytest
import torch
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exportdb_engine.fuzz.compose import Composed, programs
from exportdb_engine.fuzz.vocabulary import FOCUS, families, weighted


@given(st.sampled_from(sorted(FOCUS)).flatmap(programs))
@settings(deadline=None, max_examples=150, derandomize=True, suppress_health_check=list(HealthCheck))
def test_a_program_runs_and_has_no_dead_line(program: Composed | None) -> None:
    if program is None:
        return
    names: dict[str, object] = {"__name__": "composed"}
    torch.manual_seed(0)
    torch._dynamo.reset()
    exec(program.source, names)
    names["model"](*names["example_args"])  # type: ignore[operator, misc]
    (forward,) = (node for node in ast.walk(ast.parse(program.source)) if isinstance(node, ast.FunctionDef))
    stored = {n.id for n in ast.walk(forward) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
    loaded = {n.id for n in ast.walk(forward) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Load)}
    assert stored - loaded <= {"_", "row", "size"}
    assert len(program.source.splitlines()) < 40
    assert program.ops


def test_every_operation_has_a_name_of_its_own() -> None:
    names = [op.name for ops in families().values() for op in ops]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("focus", FOCUS)
def test_a_focus_names_families(focus: str) -> None:
    assert set(FOCUS[focus]) <= set(families())
    assert len(weighted(focus)) >= len(weighted("all"))
