"""Compare shapes, and tuples of sizes and texts

Static sizes are numbers while tracing, so shapes are compared as the tuples that they are: equality, order and `in` are
decided there.
"""

import torch

tags = {"python.data-structure", "torch.static-shape", "python.control-flow"}
near = ["python_builtins/compare_tuples_of_tensors"]


class Model(torch.nn.Module):
    def forward(self, left, right):
        if left.shape != right.shape and (left.dim(), "left") < (right.dim(), "right"):
            left = left.expand(right.shape)
        return left * right if [*left.shape] == list(right.shape) else left


model = Model()
example_args = (torch.randn(3), torch.randn(2, 3))
more_args = [(torch.ones(3), torch.ones(2, 3))]
