"""``torch-opinfo``: a sample of every operator that PyTorch's OpInfo describes, in five dtypes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import torch
from torch.utils import _pytree

from exportdb_engine.samples.text import File, LeftOut, NotWritable, Writer, dotted, first_with_elements, slug

NAME = "torch-opinfo"
PRELOAD = ("torch.testing._internal.common_methods_invocations",)
#: One of each kind: full and reduced precision, whole numbers, truth values, complex numbers.
DTYPES = (torch.float32, torch.bfloat16, torch.int64, torch.bool, torch.complex64)

_TEXT = '''"""{title} on {dtype}

Sample {index} that PyTorch's OpInfo gives for `{name}`. What is no tensor is part of the program.
"""

from itertools import islice

import torch
from {module} import {database}
from torch.utils._pytree import tree_leaves

preload = ["{module}"]
tags = set()

_info = next(info for info in {database} if {found_by})
_sample = next(islice(_info.sample_inputs("cpu", {dtype}), {index}, None))
_leaves = tree_leaves(((_sample.input, *_sample.args), _sample.kwargs))


class Model(torch.nn.Module):
    def forward({parameters}):
        return {call}


model = Model()
example_args = tuple(value for value in _leaves if isinstance(value, torch.Tensor))
'''


def files() -> Iterator[File | LeftOut]:
    """A file for each operator and dtype that it takes."""
    from torch.testing._internal.common_methods_invocations import op_db

    for info in op_db:
        for dtype in DTYPES:
            if dtype in info.supported_dtypes("cpu"):
                path = f"{str(dtype).removeprefix('torch.')}/{slug(info.formatted_name)}"
                found_by = f"info.formatted_name == {info.formatted_name!r}".replace("'", '"')
                yield file_of(info, dtype, path, PRELOAD[0], "op_db", found_by)


def file_of(info: Any, dtype: torch.dtype, path: str, module: str, database: str, found_by: str) -> File | LeftOut:
    """The file of the first sample of ``info`` that shows something."""
    try:
        torch.manual_seed(0)
        index, sample = first_with_elements(iter(info.sample_inputs("cpu", dtype)), _tensors)
        writer = Writer(_leaves(sample))
        args = writer.arguments((sample.input, *sample.args), sample.kwargs)
    except (NotWritable, RuntimeError, TypeError, ValueError, NotImplementedError) as error:
        return LeftOut(path, f"{type(error).__name__}: {error}")
    function = dotted(info.op) or _seeded(info.op)
    title = function or f"{database}: {info.formatted_name}"
    text = _TEXT.format(
        title=title.removeprefix("op_db: "),
        dtype=dtype,
        index=index,
        name=info.formatted_name,
        module=module,
        database=database,
        found_by=found_by,
        parameters=writer.parameters,
        call=f"{function or '_info.op'}({args})",
    )
    return File(path, text)


def _seeded(function: Any) -> str | None:
    """The random operator that OpInfo wraps into a function which sets the seed: the engine does that itself."""
    names = getattr(getattr(function, "__code__", None), "co_names", ())
    if names[:2] != ("wrapper_set_seed", "torch"):
        return None
    found: Any = torch
    for name in names[2:]:
        found = getattr(found, name, None)
    return ".".join(names[1:]) if callable(found) else None


def _leaves(sample: Any) -> list[Any]:
    return _pytree.tree_leaves(((sample.input, *sample.args), sample.kwargs))


def _tensors(sample: Any) -> list[torch.Tensor]:
    return [leaf for leaf in _leaves(sample) if isinstance(leaf, torch.Tensor)]
