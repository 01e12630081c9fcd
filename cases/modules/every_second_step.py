"""Do something on every second call only

The counter is a buffer, as it should be, and `if` asks for its value while tracing. Both sides have to be in the graph:
choose by `torch.where`, or by `torch.cond` when a side is expensive.
"""

import torch

tags = {"torch.buffer", "torch.dynamic-value", "python.control-flow"}
expect = {"strict": "export: GB0170", "nonstrict": "export: GuardOnDataDependentSymNode"}
near = ["modules/running_average_without_bias", "modules/stochastic_depth"]


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.register_buffer("step", torch.tensor(0))

    def forward(self, x):
        self.step.add_(1)
        if self.step % 2 == 0:
            return x.cumsum(0)
        return x


class Where(Model):
    """Compute both and choose; both cost time on every call."""

    def forward(self, x):
        self.step.add_(1)
        return torch.where(self.step % 2 == 0, x.cumsum(0), x)


model = Model()
rewrites = {"torch.where": Where()}
example_args = (torch.randn(3),)
more_args = [(torch.ones(3),)]
