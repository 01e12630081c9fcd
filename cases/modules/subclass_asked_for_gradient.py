"""Ask a tensor subclass for its gradient

Attributes that torch computes in C, such as `grad`, are followed on plain tensors. On a subclass strict mode refuses
them, since the subclass might see the access. Non-strict mode cannot make the subclass of a traced tensor. Ask before
the tensor becomes one of the subclass.
"""

import torch

tags = {"torch.tensor-subclass", "torch.autograd", "python.attribute", "python.graph-break"}
expect = {"strict": "export: GB0163", "nonstrict": "export: RuntimeError"}
near = ["modules/subclass_made_of_sizes", "modules/subclass_with_other_ndim"]


class Weights(torch.Tensor):
    pass


class Model(torch.nn.Module):
    def forward(self, x):
        weights = x.as_subclass(Weights)
        return x * 2 if weights.grad is None else x + weights.grad


class AsksPlainTensor(torch.nn.Module):
    """Ask the plain tensor; the subclass does not come into it."""

    def forward(self, x):
        return x * 2 if x.grad is None else x + x.grad


model = Model()
rewrites = {"plain tensor": AsksPlainTensor()}
example_args = (torch.randn(3),)
more_args = [(torch.ones(3),)]
