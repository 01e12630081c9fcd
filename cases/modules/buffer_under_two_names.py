"""One buffer under two names, changed under one of them

Non-strict mode lifts the buffer under both names and loses that they are one when it makes the program functional:
`run_decompositions()` ends in an assertion. Strict mode knows one name. Register a buffer once.
"""

import torch

tags = {"torch.buffer", "torch.alias", "torch.mutation"}
expect = {"nonstrict": "decompose: AssertionError"}
near = ["modules/buffer_is_view_of_another", "modules/shared_submodule"]


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.register_buffer("calls", torch.zeros(()))
        self.register_buffer("steps", self.calls)

    def forward(self, x):
        self.calls.add_(1)
        return x * self.steps


class OneName(torch.nn.Module):
    """Use one name; other code that reads the second one gets a property."""

    def __init__(self):
        super().__init__()
        self.register_buffer("calls", torch.zeros(()))

    @property
    def steps(self):
        return self.calls

    def forward(self, x):
        self.calls.add_(1)
        return x * self.steps


model = Model()
rewrites = {"one name": OneName()}
example_args = (torch.randn(3),)
more_args = [(torch.ones(3),)]
