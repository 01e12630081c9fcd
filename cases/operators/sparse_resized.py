"""Make a sparse tensor larger with `sparse_resize_`

Strict mode follows sparse tensors, but not a change of their sizes. Non-strict mode records it, and core ATen has no
operators for sparse tensors. Pad the dense tensor instead.
"""

import torch

tags = {"torch.sparse", "torch.mutation", "python.graph-break"}
expect = {"strict": "export: GB0129", "nonstrict": "decompose: NonCoreATen"}
near = ["operators/sparse_cleared"]


class Model(torch.nn.Module):
    def forward(self, x):
        return x.to_sparse().sparse_resize_((4, 4), 2, 0).to_dense()


class Padded(torch.nn.Module):
    """Pad with zeros; the tensor is never sparse."""

    def forward(self, x):
        return torch.nn.functional.pad(x, (0, 1, 0, 1))


model = Model()
rewrites = {"pad": Padded()}
example_args = (torch.eye(3),)
more_args = [(torch.ones(3, 3),)]
