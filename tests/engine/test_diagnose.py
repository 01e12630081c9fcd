"""Codes and outcomes of true exports on the installed torch."""

from __future__ import annotations

import errno
from collections.abc import Callable
from typing import Any

import pytest
import torch

from exportdb_engine.diagnose import MAX_MESSAGE, diagnose
from exportdb_engine.protocol import Outcome, Stage


class Calls(torch.nn.Module):
    def __init__(self, function: Callable[..., Any]) -> None:
        super().__init__()
        self.function = function

    def forward(self, x: torch.Tensor) -> Any:
        return self.function(x)


def refused(function: Callable[..., Any], *, strict: bool, spec: Any = None) -> BaseException:
    with pytest.raises(Exception) as caught:  # noqa: PT011  what it is, is what the test asks
        torch.export.export(Calls(function), (torch.ones(4, 3),), dynamic_shapes=spec, strict=strict)
    return caught.value


def branch(x: torch.Tensor) -> torch.Tensor:
    return x.sin() if x.sum() > 0 else x.cos()


def own_assertion(x: torch.Tensor) -> torch.Tensor:
    assert x.shape[0] == 7, "seven rows"
    return x


def pinned(x: torch.Tensor) -> torch.Tensor:
    return x + torch.ones(4, 1)


SPEC = {"x": {0: torch.export.Dim("n")}}
EXPORTS: list[tuple[str, Callable[..., Any], bool, Any, Outcome, str]] = [
    ("branch, strict", branch, True, None, Outcome.FAIL, "GB"),
    ("branch, non-strict", branch, False, None, Outcome.FAIL, "GuardOnDataDependentSymNode"),
    ("a constraint is violated", pinned, False, SPEC, Outcome.FAIL, "UserError"),
    ("the program's own assertion", own_assertion, False, None, Outcome.FAIL, "AssertionError"),
]


@pytest.mark.parametrize(
    ("function", "strict", "spec", "outcome", "code"), [r[1:] for r in EXPORTS], ids=[r[0] for r in EXPORTS]
)
def test_exports(function: Callable[..., Any], strict: bool, spec: Any, outcome: Outcome, code: str) -> None:
    found = diagnose(refused(function, strict=strict, spec=spec), stage=Stage.EXPORT, case_path=__file__)
    assert found.outcome is outcome
    assert found.code.startswith(code)
    assert found.signature
    assert found.signature in " ".join(found.signature.split())


class InternalTorchDynamoError(RuntimeError):
    pass


#: error, stage, outcome, code
RAISED: list[tuple[BaseException, Stage, Outcome, str]] = [
    (ValueError("no"), Stage.EAGER, Outcome.INVALID, "ValueError"),
    (ValueError("no"), Stage.EXPORT, Outcome.FAIL, "ValueError"),
    (MemoryError(), Stage.EAGER, Outcome.OOM, "MemoryError"),
    (RuntimeError("DefaultCPUAllocator: can't allocate memory"), Stage.EXPORT, Outcome.OOM, "RuntimeError"),
    (InternalTorchDynamoError("oh"), Stage.EXPORT, Outcome.INTERNAL, "InternalTorchDynamoError"),
    (RuntimeError("INTERNAL ASSERT FAILED at x.cpp"), Stage.RETRACE, Outcome.INTERNAL, "RuntimeError"),
    (OSError(errno.EFBIG, "File too large"), Stage.EAGER, Outcome.INVALID, "OutputLimit"),
    (RuntimeError("see https://x/gb/gb0170.html"), Stage.EXPORT, Outcome.FAIL, "GB0170"),
]


@pytest.mark.parametrize(("error", "stage", "outcome", "code"), RAISED)
def test_raised(error: BaseException, stage: Stage, outcome: Outcome, code: str) -> None:
    found = diagnose(error, stage=stage, case_path="case.py")
    assert (found.outcome, found.code) == (outcome, code)


def test_a_slip_deep_in_torch_is_the_compiler_s_own() -> None:
    with pytest.raises(TypeError) as caught:
        torch.utils._pytree.tree_map(None, [1])  # type: ignore[arg-type]
    assert diagnose(caught.value, stage=Stage.EXPORT, case_path="case.py").outcome is Outcome.INTERNAL


def test_a_long_message_keeps_its_ends() -> None:
    message = diagnose(ValueError("a" + "x" * 100_000 + "z"), stage=Stage.EXPORT, case_path="case.py").message
    assert message[0] == "a"
    assert message[-1] == "z"
    assert len(message) < MAX_MESSAGE + 100
