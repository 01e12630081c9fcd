"""A buffer that is a view of another one

Writing to one buffer changes the other, as both share memory. Both modes export, and the exported program runs right;
`run_decompositions()` ends in an assertion, since functional programs know buffers only one by one. Make the view in
`forward`.
"""

import torch

tags = {"torch.buffer", "torch.alias", "torch.mutation"}
expect = {"strict": "decompose: AssertionError", "nonstrict": "decompose: AssertionError"}
near = ["modules/buffer_under_two_names"]


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.register_buffer("state", torch.zeros(4))
        self.register_buffer("head", self.state[:2])

    def forward(self, x):
        self.state.add_(1)
        return self.head * x


class ViewInForward(torch.nn.Module):
    """Take the view on each call; the state dict no longer has the second name."""

    def __init__(self):
        super().__init__()
        self.register_buffer("state", torch.zeros(4))

    def forward(self, x):
        self.state.add_(1)
        return self.state[:2] * x


model = Model()
rewrites = {"view in forward": ViewInForward()}
example_args = (torch.randn(2),)
more_args = [(torch.ones(2),)]
