"""A recurrence over a dynamic length with `scan`

`scan` carries a state along one dimension and stacks what each step returns, as one node of the graph. So the length
stays dynamic, where a Python loop would be unrolled to the length of the example.
"""

import torch
from torch._higher_order_ops.scan import scan
from torch.export import Dim

tags = {"torch.scan", "torch.dynamic-shape", "torch.module"}
near = [
    "control_flow_ops/associative_scan_pointwise",
    "control_flow_ops/cond_inside_scan",
    "control_flow_ops/map_over_rows",
    "control_flow_ops/scan_backwards_over_columns",
    "control_flow_ops/while_loop_carry_grows",
    "control_flow_ops/scan_gradient",
    "control_flow_ops/scan_output_is_carry",
    "control_flow_ops/scan_step_returns_only_carry",
]


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.mix = torch.nn.Linear(7, 4)

    def forward(self, x):
        def step(state, x):
            state = torch.tanh(self.mix(torch.cat([state, x], 1)))
            return state, state.clone()

        return scan(step, x.new_zeros(x.shape[1], 4), x)[1]


model = Model()
example_args = (torch.randn(5, 2, 3),)
dynamic_shapes = {"x": {0: Dim("time", min=2)}}
more_args = [(torch.ones(9, 2, 3),), (torch.ones(2, 2, 3),)]
