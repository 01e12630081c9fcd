"""Ask with `isinstance` what the inputs are

Both modes answer for what eager mode would see: tensors, parameters, containers, abstract classes of
`collections.abc` and unions of types. Only the side that is taken is in the graph.
"""

import collections.abc

import torch

tags = {"python.builtin", "python.type-test", "python.control-flow", "python.data-structure"}
near = ["python_builtins/type_is_tensor", "classes/isinstance_by_metaclass"]


class Model(torch.nn.Module):
    def forward(self, parts):
        if isinstance(parts, torch.Tensor | int):
            parts = [parts]
        elif isinstance(parts, collections.abc.Mapping):
            parts = list(parts.values())
        elif not isinstance(parts, collections.abc.Sequence):
            raise TypeError(f"cannot add up {type(parts).__name__}")
        return sum(part for part in parts if not isinstance(part, torch.nn.Parameter))


model = Model()
example_args = ({"left": torch.randn(3), "right": torch.randn(3)},)
more_args = [({"left": torch.ones(3), "right": torch.zeros(3)},)]
