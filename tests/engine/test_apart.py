"""Backends run apart: what one does to its process or to a program's sizes does not reach the next."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

import pytest
import torch

from exportdb_engine.apart import Sizes, run_apart


def test_what_is_done_apart_is_not_done_here() -> None:
    here: list[int] = []
    run_apart(lambda: here.append(1))
    assert here == []


@pytest.mark.parametrize(
    ("death", "status"),
    [("os.kill(os.getpid(), signal.SIGSEGV)", -signal.SIGSEGV), ("os._exit(3)", 3), ("os.abort()", -signal.SIGABRT)],
)
def test_this_process_ends_as_what_ran_apart_did(death: str, status: int) -> None:
    program = f"import os, signal; from exportdb_engine.apart import run_apart; run_apart(lambda: {death})"
    environ = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    assert subprocess.run([sys.executable, "-c", program], env=environ, capture_output=True).returncode == status


def test_sizes_are_as_they_were() -> None:
    class Selects(torch.nn.Module):
        def forward(self, x: torch.Tensor) -> torch.Tensor:
            return x[x > 0]

    exported = torch.export.export(Selects(), (torch.randn(4),), strict=False)
    (environment,) = {
        node.meta["val"].fake_mode.shape_env
        for node in exported.graph.nodes
        if hasattr(node.meta.get("val"), "fake_mode")
    }
    sizes = Sizes(exported)
    before = set(environment.pending_fresh_unbacked_symbols), len(environment.var_to_range)
    environment.create_unbacked_symint()
    assert environment.pending_fresh_unbacked_symbols, "what a lowering that fails leaves behind"
    sizes.restore()
    assert (set(environment.pending_fresh_unbacked_symbols), len(environment.var_to_range)) == before
