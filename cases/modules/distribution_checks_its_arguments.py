"""A distribution that checks its arguments

Distributions check in `__init__` and in `log_prob` that arguments lie where they should, and raise otherwise. The check
reads values: strict mode does not trace it, and non-strict mode cannot decide it. `torch.compile` switches the checks
off for the whole process; export does not. Switch them off here with `validate_args=False`.
"""

import torch

tags = {"torch.distribution", "torch.dynamic-value", "python.exception"}
expect = {"strict": "export: GB0007", "nonstrict": "export: GuardOnDataDependentSymNode"}
near = ["models/mixture_density"]


class Model(torch.nn.Module):
    def forward(self, mean, scale, x):
        return torch.distributions.Normal(mean, scale).log_prob(x)


class Unchecked(torch.nn.Module):
    """Leave the checks out; a negative scale then gives NaN and no error."""

    def forward(self, mean, scale, x):
        return torch.distributions.Normal(mean, scale, validate_args=False).log_prob(x)


model = Model()
rewrites = {"no validation": Unchecked()}
example_args = (torch.zeros(3), torch.ones(3), torch.randn(3))
more_args = [(torch.ones(3), torch.full((3,), 2.0), torch.zeros(3))]
