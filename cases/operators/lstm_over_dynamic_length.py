"""An LSTM over sequences of dynamic length

Tracing takes the LSTM apart into one step for each element, so the length becomes a constant and a spec that promises a
dynamic one is refused. The batch may be dynamic. `scan` keeps one step in the graph and runs it over any length.
"""

import torch

try:
    from torch._higher_order_ops.scan import scan
except ImportError:
    scan = None

tags = {"torch.recurrent", "torch.dynamic-shape", "torch.constraint-violation", "torch.scan"}
expect = {"strict": "export: UserError", "nonstrict": "export: UserError"}
issues = ["pytorch/pytorch#115092", "pytorch/executorch#5176"]
requires = {"torch>=2.6"}
near = ["models/selective_scan", "operators/gru_cell_by_hand", "operators/packed_sequence"]


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.lstm = torch.nn.LSTM(3, 4)

    def forward(self, x):
        return self.lstm(x)[0]


class Scan(Model):
    """Run the LSTM's step by `scan`; the step is written by hand, and no fused kernel for the whole is used."""

    def forward(self, x):
        lstm = self.lstm
        projected = x @ lstm.weight_ih_l0.T + lstm.bias_ih_l0 + lstm.bias_hh_l0
        recurrent = lstm.weight_hh_l0.T

        def step(state, projection):
            hidden, cell = state
            into, forget, new, out = (projection + hidden @ recurrent).chunk(4, dim=-1)
            cell = forget.sigmoid() * cell + into.sigmoid() * new.tanh()
            hidden = out.sigmoid() * cell.tanh()
            return (hidden, cell), hidden.clone()

        start = x.new_zeros(x.shape[1], 4)
        return scan(step, (start, start.clone()), projected)[1]


def _scan():
    rewritten = Scan()
    rewritten.load_state_dict(model.state_dict())
    return rewritten


_dynamic = torch.export.Dim.DYNAMIC
model = Model()
rewrites = {
    "scan": _scan(),
    # Gives up other lengths than the example's: pad to it.
    "fixed length": {"dynamic_shapes": {"x": {1: _dynamic}}},
}
example_args = (torch.randn(5, 2, 3),)
dynamic_shapes = {"x": {0: _dynamic, 1: _dynamic}}
more_args = [(torch.randn(5, 4, 3),), (torch.randn(8, 2, 3),)]
