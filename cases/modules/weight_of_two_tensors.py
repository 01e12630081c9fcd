"""A weight of a tensor subclass that wraps two tensors

The subclass names its parts in `__tensor_flatten__`. While exporting it is one parameter. `run_decompositions()` takes
it apart: the plain tensors inside become the parameters, and the arithmetic of `__torch_dispatch__` is in the graph.
"""

import torch
from torch.utils._pytree import tree_map_only

tags = {"torch.tensor-subclass", "torch.parameter", "torch.decomposition"}
near = ["modules/subclass_changes_operators", "inputs_outputs/input_of_two_tensors", "models/int8_weight_linear"]


class Scaled(torch.Tensor):
    @staticmethod
    def __new__(cls, values, scale):
        return torch.Tensor._make_wrapper_subclass(cls, values.shape, dtype=values.dtype, device=values.device)

    def __init__(self, values, scale):
        self.values, self.scale = values, scale

    def __tensor_flatten__(self):
        return ["values", "scale"], None

    @staticmethod
    def __tensor_unflatten__(parts, context, outer_size, outer_stride):
        return Scaled(parts["values"], parts["scale"])

    @classmethod
    def __torch_dispatch__(cls, operator, types, args=(), kwargs=None):
        if operator in (torch.ops.aten.detach.default, torch.ops.aten.clone.default):
            return cls(operator(args[0].values), operator(args[0].scale))
        args, kwargs = tree_map_only(cls, lambda weight: weight.values * weight.scale, (args, kwargs or {}))
        return operator(*args, **kwargs)


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.weight = torch.nn.Parameter(Scaled(torch.randn(4, 3), torch.rand(4, 1)))

    def forward(self, x):
        return torch.nn.functional.linear(x, self.weight)


model = Model()
example_args = (torch.randn(2, 3),)
more_args = [(torch.ones(2, 3),)]
