"""Makes the process warm: imports, and what torch does only the first time, is done once before children are forked."""

from __future__ import annotations

import functools
import gc
import io
import logging
import os
import warnings
from collections.abc import Callable, Collection

import torch

from exportdb_engine.protocol import Stage


class _Plain(torch.nn.Module):
    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return torch.relu(x) + 1


class _Rich(torch.nn.Module):
    """cond, a mutated buffer, a parameter, nested inputs and outputs: the paths that most programs take."""

    def __init__(self) -> None:
        super().__init__()
        self.linear = torch.nn.Linear(3, 3)
        self.register_buffer("seen", torch.zeros(1))

    def forward(self, x: dict[str, torch.Tensor], y: torch.Tensor) -> dict[str, torch.Tensor]:
        self.seen.add_(1)
        z = torch.cond(y.sum() > 0, lambda t: t.sin(), lambda t: t.cos(), (y,))
        return {"out": self.linear(x["a"]) + z, "seen": self.seen + 0}


def warm_up(stages: Collection[Stage]) -> list[str]:
    """Warm up what these stages use; gives what failed, which costs time later and nothing else."""
    _quiet()
    _one_thread()
    checks, restore = torch.distributions.Distribution._validate_args, torch.nn.Module.__setstate__
    problems: list[str] = []
    state = torch.get_rng_state()
    for step in (_plain, _dynamic, _rich):
        try:
            step(stages)
        except Exception as error:
            # The step is for speed alone: a release that cannot do it must still be measured.
            problems.append(f"{step.__name__.lstrip('_')}: {type(error).__name__}: {str(error)[:200]}")
    torch._dynamo.reset()
    torch.set_rng_state(state)
    # What Dynamo switches for good when it first compiles: a program has to meet it as in a fresh interpreter.
    torch.distributions.Distribution.set_default_validate_args(checks)
    torch.nn.Module.__setstate__ = restore
    gc.collect()
    return problems


def _one_thread() -> None:
    """One thread here and in every child, so that times mean something.

    A child inherits a pool whose threads are gone. torch makes a new one when it is next asked for, and 2.15 dies of it
    when two threads of autograd ask at once; so the child asks first, while it is alone.
    """
    torch.set_num_threads(1)
    os.register_at_fork(after_in_child=functools.partial(torch.set_num_threads, 1))


def _plain(stages: Collection[Stage]) -> None:
    for strict in (False, True):
        torch.export.export(_Plain(), (torch.randn(3, 3),), strict=strict)


def _dynamic(stages: Collection[Stage]) -> None:
    batch = torch.export.Dim("batch", min=2, max=64)
    for strict in (False, True):
        program = torch.export.export(_Plain(), (torch.randn(3, 3),), dynamic_shapes={"x": {0: batch}}, strict=strict)
        if Stage.RUN in stages:
            module = program.module()
            module(torch.randn(5, 3))
            _refused(functools.partial(module, torch.randn(5, 4)))
        if Stage.RETRACE in stages:
            torch.export.export(module, (torch.randn(3, 3),), dynamic_shapes={"x": {0: batch}}, strict=strict)


def _rich(stages: Collection[Stage]) -> None:
    inputs = ({"a": torch.randn(3, 3)}, torch.randn(3, 3))
    for strict in (False, True):
        program = torch.export.export(_Rich(), inputs, strict=strict)
        program.graph_module.print_readable(print_output=False)
        if Stage.RUN in stages:
            program.module()(*inputs)
        if Stage.DECOMPOSE in stages:
            program.run_decompositions().module()(*inputs)
        if Stage.SERIALIZE in stages:
            saved = io.BytesIO()
            torch.export.save(program, saved)
            saved.seek(0)
            torch.export.load(saved).module()(*inputs)
        if Stage.RETRACE in stages:
            torch.export.export(program.module(), inputs, strict=strict)


def _refused(call: Callable[[], object]) -> None:
    try:
        call()
    except (RuntimeError, AssertionError):
        return


def _quiet() -> None:
    """Results go into records: what torch prints besides is kept only as the output of a case."""
    warnings.simplefilter("ignore")
    logging.getLogger("torch").setLevel(logging.ERROR)
    os.environ.setdefault("TORCHINDUCTOR_COMPILE_THREADS", "1")
