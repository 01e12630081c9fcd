"""What a backend is: one small class, in a file of its own or in a vendor's package."""

from __future__ import annotations

import importlib.util
import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, ClassVar

import torch
from torch.utils import _pytree

from exportdb_engine.protocol.devices import CPU, CUDA

#: What is called with the program's own arguments, and returns what the program returns.
Runnable = Callable[..., Any]


class Small(torch.nn.Module):
    """What most programs have: a parameter, a matrix product, something that is fused with it."""

    def __init__(self) -> None:
        super().__init__()
        self.linear = torch.nn.Linear(3, 3)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return torch.relu(self.linear(x)) + 1


class Backend(ABC):
    """Takes an exported program, and gives something that runs like it.

    A vendor's package adds one by an entry point in the group ``exportdb.backends``.
    """

    #: The stage is called ``lower:<name>``.
    name: ClassVar[str]
    title: ClassVar[str]
    #: Import names of what must be installed, and what installs it.
    packages: ClassVar[tuple[str, ...]] = ()
    install: ClassVar[str] = ""
    #: The devices that the program's inputs and parameters may lie on.
    devices: ClassVar[tuple[str, ...]] = (CPU,)
    #: False for a compiler whose result is not run here: lowering is all that is measured.
    runs: ClassVar[bool] = True
    #: Whether buffers that the program changes are changed for the next call.
    keeps_state: ClassVar[bool] = True
    #: What the warm process may do before it forks: ``use`` it once, only ``import`` it, or ``nothing``. Threads do not
    #: survive a fork, so that a runtime which waits for its own hangs in every child.
    before_fork: ClassVar[str] = "nothing"
    #: How its messages name the operators or patterns that it lacks: a group ``op`` in each.
    lacks: ClassVar[tuple[re.Pattern[str], ...]] = ()
    #: What its messages say without a name for it, and our name.
    features: ClassVar[tuple[tuple[re.Pattern[str], str], ...]] = ()

    def missing(self, device: str = CPU) -> str | None:
        """Why it cannot be used in this environment for programs on a device, or None when it can."""
        if device not in self.devices:
            return f"it takes programs on {' and '.join(self.devices)} alone: --device {self.devices[0]}"
        absent = [name for name in self.packages if importlib.util.find_spec(name.partition(".")[0]) is None]
        if absent:
            return f"{', '.join(absent)} is not installed" + (f": pip install {self.install}" if self.install else "")
        if device == CUDA and not torch.cuda.is_available():
            return "no CUDA device is at hand"
        return None

    def warm_up(self, folder: Path) -> None:
        """What is done once before children are forked: by default one small program, lowered and run.

        Called where ``before_fork`` is ``use``; ``folder`` is a scratch folder. What it raises costs the children time
        and nothing else.
        """
        runnable = self.lower(torch.export.export(Small(), (torch.ones(2, 3),), strict=False), folder)
        if self.runs:
            runnable(torch.ones(2, 3))
        torch._dynamo.reset()

    @abstractmethod
    def lower(self, exported: torch.export.ExportedProgram, folder: Path) -> Runnable:
        """Lower the program; ``folder`` is a scratch folder of its own. Raises whatever the backend raises."""

    def blame(self, error: BaseException, printed: str = "") -> list[str]:
        """The operators or patterns that a refusal names, in its message or in what was printed, each once."""
        found: dict[str, None] = {}
        text = f"{error}\n{printed}"
        for cause in (error.__cause__, error.__context__):
            text += f"\n{cause}" if cause is not None else ""
        for pattern in self.lacks:
            for match in pattern.finditer(text):
                for part in re.split(r"[,\s]+", match["op"]):
                    name = operator_name(part)
                    if name:
                        found.setdefault(name)
        for pattern, name in self.features:
            if pattern.search(text):
                found.setdefault(name)
        return list(found)


def operator_name(text: str) -> str:
    """``aten.nonzero.default`` of the many ways in which backends write it."""
    text = text.strip("'\"`<>{}[]()., ").removeprefix("torch._ops.").removeprefix("torch.ops.").removeprefix("torch.")
    text = text.replace("::", ".")
    return text if re.fullmatch(r"[A-Za-z_][\w.]*", text) else ""


def device_of(exported: torch.export.ExportedProgram) -> str:
    """The device on which the program lies: that of its parameters and inputs, and the CPU where it has none."""
    held = [*exported.state_dict.values(), *tensors(_pytree.tree_leaves(exported.example_inputs))]
    return next((tensor.device.type for tensor in held if tensor.device.type != CPU), CPU)


def tensors(values: Sequence[Any]) -> list[torch.Tensor]:
    """Those of the values that are tensors."""
    return [value for value in values if isinstance(value, torch.Tensor)]
