"""Runs a callable on copies of its inputs and notes all that can be seen of it: outputs, mutations, exceptions."""

from __future__ import annotations

import copy
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import torch


@dataclass(slots=True)
class Observation:
    """What one call did. Tensors are detached copies, so that later calls change nothing in it."""

    output: Any = None
    #: The inputs as (args, kwargs) after the call.
    inputs: Any = None
    #: Buffers after the call, by name.
    buffers: dict[str, torch.Tensor] = field(default_factory=dict)
    raised: Exception | None = None


def fresh(value: Any) -> Any:
    """A deep copy that keeps aliases; tensors that autograd made, which deepcopy refuses, are cloned."""
    try:
        return copy.deepcopy(value)
    except RuntimeError:
        # Not with the memo of the attempt that failed: it holds copies that were never finished.
        memo: dict[int, Any] = {}
        for leaf in torch.utils._pytree.tree_leaves(value):
            if isinstance(leaf, torch.Tensor) and not leaf.is_leaf:
                memo[id(leaf)] = leaf.detach().clone().requires_grad_(leaf.requires_grad)
        return copy.deepcopy(value, memo)


def seed(number: int = 0) -> None:
    """The same random numbers for every call that is compared with another."""
    torch.manual_seed(number)
    random.seed(number)


def observe(
    call: Callable[..., Any],
    args: tuple[Any, ...],
    kwargs: Mapping[str, Any],
    buffers: Callable[[], Mapping[str, torch.Tensor]],
) -> Observation:
    """Call on copies of the inputs; an exception is kept, not raised."""
    own_args, own_kwargs = fresh((args, dict(kwargs)))
    seed()
    try:
        output = call(*own_args, **own_kwargs)
    except Exception as error:
        return Observation(raised=error)
    return Observation(
        output=_frozen(output),
        inputs=_frozen((own_args, own_kwargs)),
        buffers={name: _frozen(tensor) for name, tensor in buffers().items()},
    )


def observe_module(module: torch.nn.Module, args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> Observation:
    """Call a module that may keep state; its own state is changed, so hand in one that is yours."""
    return observe(module, args, kwargs, lambda: dict(module.named_buffers()))


def _frozen(value: Any) -> Any:
    return torch.utils._pytree.tree_map(
        lambda leaf: leaf.detach().clone() if isinstance(leaf, torch.Tensor) else leaf, value
    )
