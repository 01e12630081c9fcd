"""Mark a dimension of the example with `mark_dynamic`

`torch._dynamo.mark_dynamic` is meant for `torch.compile`. A mark on the example counts for `torch.export` as well, as
long as there is no spec: the dimension is dynamic, though the program lists no range for it. A spec, even one for
another dimension, replaces the mark and takes it off the tensor. Say it in `dynamic_shapes` instead.
"""

import torch

tags = {"torch.dynamic-shape", "torch.compile"}
near = ["dynamic_shapes/static_by_default", "dynamic_shapes/auto_finds_relations"]


class Model(torch.nn.Module):
    def forward(self, x):
        return x.softmax(0)


_x = torch.randn(4, 3)
torch._dynamo.mark_dynamic(_x, 0)

model = Model()
example_args = (_x,)
more_args = [(torch.randn(6, 3),), (torch.randn(2, 3),), (torch.randn(4, 5),)]
