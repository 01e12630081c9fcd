"""``torch-modules``: every module that PyTorch's ModuleInfo describes, in evaluation and in training mode."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import torch
from torch.utils import _pytree

from exportdb_engine.samples.text import File, LeftOut, NotWritable, Writer, dotted, first_with_elements, slug

NAME = "torch-modules"
PRELOAD = ("torch.testing._internal.common_modules",)
MODES = {"eval": False, "train": True}

_TEXT = '''"""{title} in {mode} mode

Sample {index} that PyTorch's ModuleInfo gives for it, on float32.
"""

from itertools import islice

import torch
from {module} import module_db

preload = ["{module}"]
tags = set()

_info = next(info for info in module_db if info.formatted_name == "{name}")
_inputs = _info.module_inputs_func(_info, device="cpu", dtype=torch.float32, requires_grad=False, training={training})
_input = next(islice(_inputs, {index}, None))

# {title}({constructor})
model = _info.module_cls(*_input.constructor_input.args, **_input.constructor_input.kwargs).train({training})
example_args = tuple(_input.forward_input.args)
example_kwargs = dict(_input.forward_input.kwargs)
'''


def files() -> Iterator[File | LeftOut]:
    """A file for each module and mode."""
    from torch.testing._internal.common_modules import module_db

    for info in module_db:
        for mode, training in MODES.items():
            yield _file(info, mode, training)


def _file(info: Any, mode: str, training: bool) -> File | LeftOut:
    path = f"{mode}/{slug(info.formatted_name)}"
    try:
        torch.manual_seed(0)
        inputs = info.module_inputs_func(
            info, device="cpu", dtype=torch.float32, requires_grad=False, training=training
        )
        index, sample = first_with_elements(
            (found for found in inputs if found.forward_input is not None), lambda found: _tensors(found.forward_input)
        )
    except (NotWritable, RuntimeError, TypeError, ValueError, NotImplementedError) as error:
        return LeftOut(path, f"{type(error).__name__}: {error}")
    constructor = sample.constructor_input
    try:
        said = Writer().arguments(constructor.args, constructor.kwargs)
    except NotWritable:
        said = "..."
    return File(
        path,
        _TEXT.format(
            title=dotted(info.module_cls) or f"torch.{info.name}",
            mode=mode,
            index=index,
            name=info.formatted_name,
            module=PRELOAD[0],
            training=training,
            constructor=said,
        ),
    )


def _tensors(call: Any) -> list[torch.Tensor]:
    return [leaf for leaf in _pytree.tree_leaves((call.args, call.kwargs)) if isinstance(leaf, torch.Tensor)]
