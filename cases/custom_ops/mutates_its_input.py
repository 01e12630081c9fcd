"""A custom operator that changes its input

The operator names what it changes in `mutates_args`. It stays in the exported graph as it is; `run_decompositions()`
wraps it in a functional operator that returns the changed tensor.
"""

import torch

tags = {"torch.custom-op", "torch.mutation"}
near = [
    "custom_ops/with_fake_kernel",
    "mutation/input_in_place",
    "custom_ops/mutation_not_declared",
    "custom_ops/mutates_view",
]


@torch.library.custom_op("exportdb_mutates::scale_in_place", mutates_args={"x"})
def scale_in_place(x: torch.Tensor, factor: float) -> None:
    x.mul_(factor)


class Model(torch.nn.Module):
    def forward(self, x):
        y = x + 1
        scale_in_place(y, 3.0)
        return y


model = Model()
example_args = (torch.randn(3),)
more_args = [(torch.zeros(3),)]
