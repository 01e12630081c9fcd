"""A GPU in a forked child: which one, how much of it, and whether it still answers.

The warm process, from which children are forked, never touches it.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import torch
from torch.utils import _pytree

from exportdb_engine.protocol.devices import CPU, CUDA

#: Of a GPU's memory: what all processes on it may take together. The rest is for their contexts.
SHARE = 0.85


class Poisoned(Exception):
    """The CUDA context of this process fails whatever is asked of it, so that nothing more can be measured here."""


@dataclass(frozen=True, slots=True)
class Place:
    """The GPU of a child."""

    ordinal: str
    #: Part of its memory that the child may take.
    fraction: float


def hide() -> None:
    """Let this process, from which children are forked, see no GPU: a context does not survive a fork."""
    os.environ["CUDA_VISIBLE_DEVICES"] = ""
    # Else the mere question whether there is CUDA starts the driver.
    os.environ["PYTORCH_NVML_BASED_CUDA_CHECK"] = "1"


def free_place(ordinals: Sequence[str], taken: Iterable[str], slots: int) -> Place:
    """The GPU that the fewest children use, the first of those; each is shared by as many as ``slots`` come to it."""
    used = Counter(taken)
    most = -(-slots // len(ordinals))
    return Place(min(ordinals, key=lambda ordinal: used[ordinal]), SHARE / max(1, most))


def enter(place: Place) -> None:
    """Make this child see its GPU alone, and compute on it in the same way each time."""
    os.environ["CUDA_DEVICE_ORDER"] = "PCI_BUS_ID"  # as nvidia-smi numbers them
    os.environ["CUDA_VISIBLE_DEVICES"] = place.ordinal
    os.environ["CUBLAS_WORKSPACE_CONFIG"] = ":4096:8"
    torch.backends.cudnn.deterministic = True
    torch.backends.cudnn.benchmark = False
    torch.backends.cudnn.allow_tf32 = False
    torch.backends.cuda.matmul.allow_tf32 = False
    torch.cuda.set_per_process_memory_fraction(place.fraction, 0)


def settle(device: str) -> None:
    """Wait for what was started, so that its error is of the stage that started it."""
    if device == CUDA and torch.cuda.is_initialized():
        torch.cuda.synchronize()


def poisoned(device: str) -> bool:
    """Whether the device answers no more: after an illegal access every call fails until the process ends."""
    try:
        settle(device)
    except RuntimeError:
        return True
    return False


def moved(value: Any, device: str) -> Any:
    """A pytree with its tensors on the device; one tensor in two places is one tensor again.

    A leaf of autograd stays one. Nothing is copied that lies there already.
    """
    made: dict[int, torch.Tensor] = {}

    def move(leaf: Any) -> Any:
        if not isinstance(leaf, torch.Tensor):
            return leaf
        if id(leaf) not in made:
            made[id(leaf)] = _moved(leaf, device)
        return made[id(leaf)]

    return _pytree.tree_map(move, value)


def _moved(tensor: torch.Tensor, device: str) -> torch.Tensor:
    if tensor.device.type == device:
        return tensor
    if isinstance(tensor, torch.nn.Parameter):
        return torch.nn.Parameter(tensor.detach().to(device), requires_grad=tensor.requires_grad)
    return tensor.detach().to(device).requires_grad_(tensor.requires_grad)


def moved_module(module: torch.nn.Module, device: str) -> torch.nn.Module:
    """The same module with its parameters and buffers on the device, and what else its modules hold of tensors."""
    if device == CPU:
        return module
    module.to(device)
    for part in module.modules():
        for name, value in list(vars(part).items()):
            if name in ("_parameters", "_buffers", "_modules"):
                continue
            leaves = _pytree.tree_leaves(value)
            if any(isinstance(leaf, torch.Tensor) for leaf in leaves):
                setattr(part, name, moved(value, device))
    return module
