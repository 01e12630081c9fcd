"""Scale to the range 0 to 1, unless all values are equal

The `if` that guards the division asks for a value. `torch.where` on the divisor keeps the division sound for both
cases, and nothing has to be chosen.
"""

import torch

tags = {"python.control-flow", "torch.dynamic-value", "python.graph-break"}
expect = {"strict": "export: GB0170", "nonstrict": "export: GuardOnDataDependentSymNode"}
near = ["tensor_values/mean_over_count_of_true", "control_flow/branch_on_zero_item"]


class Model(torch.nn.Module):
    def forward(self, x):
        low, high = x.amin(), x.amax()
        if high == low:
            return torch.zeros_like(x)
        return (x - low) / (high - low)


class SafeDivisor(torch.nn.Module):
    """Divide by 1 where the range is empty; the numerator is 0 there. Its gradient is sound, too."""

    def forward(self, x):
        low, high = x.amin(), x.amax()
        span = high - low
        return (x - low) / torch.where(span == 0, 1.0, span)


model = Model()
rewrites = {"safe divisor": SafeDivisor()}
example_args = (torch.randn(4),)
more_args = [(torch.ones(4),), (torch.arange(4.0),)]
