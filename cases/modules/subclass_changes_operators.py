"""A tensor subclass that changes what an operator does

Inside of `forward` a tensor is viewed as a subclass whose `__torch_function__` turns additions into saturating ones.
Strict mode takes only subclasses that do not override operators this way; non-strict mode cannot make a second Python
object for the tracer's stand-in. Say it by a function.
"""

import torch

tags = {"torch.tensor-subclass", "python.graph-break"}
expect = {"strict": "export: GB0001", "nonstrict": "export: RuntimeError"}
near = ["modules/torch_function_mode", "modules/weight_of_two_tensors"]


class Saturating(torch.Tensor):
    @classmethod
    def __torch_function__(cls, function, types, args=(), kwargs=None):
        result = super().__torch_function__(function, types, args, kwargs or {})
        return result.clamp(-1, 1) if function is torch.Tensor.add else result


class Model(torch.nn.Module):
    def forward(self, x, y):
        return x.as_subclass(Saturating).add(y).as_subclass(torch.Tensor)


def _saturating_add(x, y):
    return (x + y).clamp(-1, 1)


class Function(torch.nn.Module):
    """Call a function at the places where it is meant."""

    def forward(self, x, y):
        return _saturating_add(x, y)


model = Model()
rewrites = {"function": Function()}
example_args = (torch.randn(4), torch.randn(4))
more_args = [(torch.ones(4), torch.ones(4))]
