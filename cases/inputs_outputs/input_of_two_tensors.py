"""Hand in a tensor of a subclass that wraps two tensors

Both modes export the program with the subclass as one input, and it runs. `run_decompositions()` takes the input apart
into the two tensors inside and then looks for as many inputs as there are parts. Hand in the parts and make the
subclass, or do its arithmetic, inside `forward`.
"""

import torch
from torch.utils._pytree import tree_map_only

tags = {"torch.tensor-subclass", "torch.decomposition"}
expect = {"strict": "decompose: IndexError", "nonstrict": "decompose: IndexError"}
no_rewrite = "a program that takes the two tensors as two inputs decomposes, but has another signature"
near = ["modules/weight_of_two_tensors"]


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
        args, kwargs = tree_map_only(cls, lambda scaled: scaled.values * scaled.scale, (args, kwargs or {}))
        return operator(*args, **kwargs)


class Model(torch.nn.Module):
    def forward(self, x):
        return x.sin() + 1


model = Model()
example_args = (Scaled(torch.randn(4, 3), torch.rand(4, 1)),)
more_args = [(Scaled(torch.ones(4, 3), torch.ones(4, 1)),)]
