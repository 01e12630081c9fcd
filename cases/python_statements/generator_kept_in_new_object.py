"""Keep a generator in an object that outlives `forward`

What `forward` leaves behind in new objects strict mode makes anew when it is done, and a generator that was not run to
its end cannot be made. Non-strict mode keeps the true one. Keep the values in a list.
"""

import torch

tags = {"python.generator", "python.side-effect", "python.graph-break"}
expect = {"strict": "export: GB8335"}
near = ["standard_library/pattern_kept_in_new_object", "python_builtins/id_kept_in_new_object"]


class Trace:
    pass


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.factors = [1.0, 2.0]

    def forward(self, x):
        trace = Trace()
        trace.halves = (factor / 2 for factor in self.factors)
        self.trace = trace
        return x * sum(self.factors)


class KeepsList(Model):
    """Compute the values at once and keep them, wanted or not."""

    def forward(self, x):
        trace = Trace()
        trace.halves = [factor / 2 for factor in self.factors]
        self.trace = trace
        return x * sum(self.factors)


model = Model()
rewrites = {"list": KeepsList()}
example_args = (torch.randn(3),)
more_args = [(torch.ones(3),)]
