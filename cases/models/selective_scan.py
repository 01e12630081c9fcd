"""A state space layer with a Python loop over a dynamic length

The recurrence is unrolled while tracing, which fixes the length that the spec promised to be dynamic. `scan` keeps one
step in the graph. For this recurrence, `associative_scan` would do it in parallel.
"""

import torch

try:
    from torch._higher_order_ops.scan import scan
except ImportError:
    scan = None

tags = {"torch.recurrent", "torch.scan", "torch.dynamic-shape", "torch.constraint-violation"}
expect = {"strict": "export: UserError", "nonstrict": "export: UserError"}
requires = {"torch>=2.6"}
near = ["operators/lstm_over_dynamic_length"]


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.rate = torch.nn.Linear(3, 3)

    def forward(self, x):
        decay = self.rate(x).sigmoid()
        state = torch.zeros(3)
        out = []
        for step in range(x.shape[0]):
            state = decay[step] * state + (1 - decay[step]) * x[step]
            out.append(state)
        return torch.stack(out)


class Scan(torch.nn.Module):
    """Run the step by `scan`, which is still a prototype and is slower than the unrolled loop for short inputs."""

    def __init__(self, rate):
        super().__init__()
        self.rate = rate

    def forward(self, x):
        def step(state, inputs):
            decay, value = inputs
            state = decay * state + (1 - decay) * value
            return state, state.clone()

        return scan(step, torch.zeros(3), (self.rate(x).sigmoid(), x))[1]


model = Model()
rewrites = {"scan": Scan(model.rate)}
example_args = (torch.randn(4, 3),)
dynamic_shapes = {"x": {0: torch.export.Dim.DYNAMIC}}
more_args = [(torch.randn(7, 3),)]
