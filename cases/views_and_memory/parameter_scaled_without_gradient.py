"""Change a parameter in place under `torch.no_grad`

Both modes export it, and the exported program runs right. After `run_decompositions()` the new value is copied into the
parameter at the end, outside of the `no_grad` region, and autograd refuses that for a parameter that needs a gradient.
"""

import torch

tags = {"torch.parameter", "torch.mutation", "torch.autograd", "torch.decomposition"}
expect = {
    "strict": "decompose: RuntimeError, shapes: OverRestrictiveDecomposed",
    "nonstrict": "decompose: RuntimeError, shapes: OverRestrictiveDecomposed",
}
near = ["views_and_memory/parameter_scaled_through_data", "views_and_memory/input_clamped_without_gradient"]


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.scale = torch.nn.Parameter(torch.ones(3))

    def forward(self, x):
        with torch.no_grad():
            self.scale.mul_(0.5)
        return x * self.scale


class Frozen(torch.nn.Module):
    """Say that the parameter needs no gradient: a program to be run needs none of them."""

    def __init__(self):
        super().__init__()
        self.scale = torch.nn.Parameter(torch.ones(3), requires_grad=False)

    def forward(self, x):
        self.scale.mul_(0.5)
        return x * self.scale


model = Model()
rewrites = {"requires_grad=False": Frozen()}
example_args = (torch.randn(3),)
more_args = [(torch.ones(3),)]
