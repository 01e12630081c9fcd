"""Whether a chain has left the process as it found it, so that the next chain of the same case may run in it."""

from __future__ import annotations

import os
import sys
import threading
import warnings
from pathlib import Path
from typing import Any

import torch
from torch.nn.modules import module as nn_module
from torch.utils import _pytree


def snapshot() -> tuple[Any, ...]:
    """Everything global that programs are known to change, in a form that can be compared.

    What it cannot see (state within a C++ library, say) is why chains of different cases never share a process.
    """
    return (
        torch.get_default_dtype(),
        torch.get_default_device() if hasattr(torch, "get_default_device") else None,
        torch.is_grad_enabled(),
        torch.is_inference_mode_enabled(),
        torch.are_deterministic_algorithms_enabled(),
        torch.is_autocast_enabled(),
        torch.get_num_threads(),
        # Modes and functorch levels that an exception has left on their stacks make later exports fail.
        torch._C._len_torch_function_stack(),
        torch._C._len_torch_dispatch_stack(),
        torch._C._functorch.peek_interpreter_stack() is None,
        len(torch._C._dispatch_get_all_op_names()),
        len(_pytree.SUPPORTED_NODES),
        len(nn_module._global_forward_hooks) + len(nn_module._global_forward_pre_hooks),
        *(_members(namespace) for namespace in (torch, torch.Tensor, torch.nn.functional, torch.nn.Module)),
        Path.cwd(),
        dict(os.environ),
        sys.getrecursionlimit(),
        threading.active_count(),
        len(warnings.filters),
        _child_processes(),
    )


def _members(namespace: Any) -> int:
    return hash(tuple((name, id(value)) for name, value in vars(namespace).items()))


def _child_processes() -> str:
    path = Path("/proc/thread-self/children")
    return path.read_text() if path.exists() else ""
