from __future__ import annotations

from collections import OrderedDict, namedtuple
from typing import Any

import pytest
import torch
from torch.export import Dim
from torch.utils import _pytree

from exportdb_engine.program import Program
from exportdb_engine.specs.entries import Hint
from exportdb_engine.specs.inputs import read_inputs

Pair = namedtuple("Pair", "a b")


class Box:
    def __init__(self, one: Any, other: Any) -> None:
        self.one, self.other = one, other


_pytree.register_pytree_node(
    Box,
    lambda box: ([box.one, box.other], None),
    lambda children, _: Box(*children),
    flatten_with_keys_fn=lambda box: (
        [(_pytree.GetAttrKey("one"), box.one), (_pytree.GetAttrKey("other"), box.other)],
        None,
    ),
)


class Takes(torch.nn.Module):
    def forward(self, x: Any, *more: Any, key: Any = None) -> Any:
        return sum(t.sum() for t in _pytree.tree_leaves((x, more, key)) if isinstance(t, torch.Tensor))


def vector() -> torch.Tensor:
    """A tensor of its own: one that is passed twice has one symbol."""
    return torch.ones(3)


#: name -> (args, kwargs, names of the dimensions, the spec under which all of them are AUTO, as text).
STRUCTURES: dict[str, tuple[Any, dict[str, Any], list[str], str]] = {
    "a tensor": ((torch.ones(3, 4),), {}, ["x.shape[0]", "x.shape[1]"], "{'x': {0: Dim.AUTO, 1: Dim.AUTO}}"),
    "no dimension": ((torch.tensor(1.0),), {}, [], "{'x': None}"),
    "an integer": (([vector(), 3, 2.5, True, "a"],), {}, ["x[0].shape[0]", "x[1]"],
                   "{'x': [{0: Dim.AUTO}, Dim.AUTO, None, None, None]}"),
    "nested": (({"a": [vector(), (vector(),)]},), {}, ["x['a'][0].shape[0]", "x['a'][1][0].shape[0]"],
               "{'x': {'a': [{0: Dim.AUTO}, ({0: Dim.AUTO},)]}}"),
    "*args and keywords": ((vector(), vector(), vector()), {"key": vector()},
                           ["x.shape[0]", "more[0].shape[0]", "more[1].shape[0]", "key.shape[0]"],
                           "{'x': {0: Dim.AUTO}, 'more': ({0: Dim.AUTO}, {0: Dim.AUTO}), 'key': {0: Dim.AUTO}}"),
    "a named tuple": ((Pair(vector(), vector()),), {}, ["x.a.shape[0]", "x.b.shape[0]"],
                      "{'x': Pair(a={0: Dim.AUTO}, b={0: Dim.AUTO})}"),
    "an ordered dict": ((OrderedDict(b=vector(), a=vector()),), {}, ["x['b'].shape[0]", "x['a'].shape[0]"],
                        "{'x': {'b': {0: Dim.AUTO}, 'a': {0: Dim.AUTO}}}"),
    "a registered class": ((Box(vector(), [vector()]),), {}, ["x.one.shape[0]", "x.other[0].shape[0]"],
                           "{'x': [{0: Dim.AUTO}, [{0: Dim.AUTO}]]}"),
}  # fmt: skip


@pytest.mark.parametrize("name", STRUCTURES)
def test_a_spec_has_the_structure_that_torch_asks_for(name: str) -> None:
    args, kwargs, names, text = STRUCTURES[name]
    inputs = read_inputs(Program(Takes(), args, kwargs, [], None, None))
    assert [dim.name for dim in inputs.dims] == names
    every = (Hint.AUTO,) * len(names)
    assert inputs.text(every) == text
    assert eval(text, {"Dim": Dim, "Pair": Pair}) == inputs.spec(every)
    exported = torch.export.export(Takes(), args, kwargs, dynamic_shapes=inputs.spec(every), strict=False)
    assert len(exported.range_constraints) == len(names)


def test_of_many_dimensions_the_first_are_looked_at() -> None:
    inputs = read_inputs(Program(Takes(), (torch.ones(2, 2, 2, 2, 2), torch.ones(2, 2, 2, 2, 2)), {}, [], None, None))
    assert (len(inputs.dims), inputs.left_out) == (8, 2)
    assert inputs.text((*[Hint.STATIC] * 7, Hint.AUTO)) == "{'x': None, 'more': ({2: Dim.AUTO},)}"
