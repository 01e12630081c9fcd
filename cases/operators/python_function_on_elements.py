"""Apply a Python function to each element with `apply_`

`apply_` calls back into Python for every number of a CPU tensor, and while tracing there are no numbers. Write the
function with tensor operators; a branch in it becomes `torch.where`.
"""

import torch

tags = {"torch.tensor-data", "python.closure"}
expect = {"strict": "export: GB0055", "nonstrict": "export: RuntimeError"}


class Model(torch.nn.Module):
    def forward(self, x):
        return x.clone().apply_(lambda value: value if value > 0 else 0.1 * value)


class Where(torch.nn.Module):
    """Compute both sides for all elements and choose."""

    def forward(self, x):
        return torch.where(x > 0, x, 0.1 * x)


model = Model()
rewrites = {"torch.where": Where()}
example_args = (torch.tensor([-1.0, 0.0, 2.0]),)
more_args = [(torch.tensor([3.0, -4.0, 0.5]),)]
