"""Write at the position that `argmax` found

Assigning to `y[i]`, with a tensor of no dimensions, makes a view at a position that has to be a known number. Both
modes ask for it. Write by an index tensor or by a mask.
"""

import torch

tags = {"torch.dynamic-value", "torch.item", "torch.mutation"}
expect = {"strict": "export: UserError", "nonstrict": "export: GuardOnDataDependentSymNode"}
near = ["data_dependent/row_at_argmax", "control_flow_ops/while_loop_writes_at_counter"]


class Model(torch.nn.Module):
    def forward(self, scores):
        rest = scores.clone()
        rest[scores.argmax(0)] = -torch.inf
        return rest.softmax(0)


class Mask(torch.nn.Module):
    """Mask the place; `index_fill` with `argmax(0, keepdim=True)` does the same."""

    def forward(self, scores):
        best = torch.arange(4) == scores.argmax(0)
        return scores.masked_fill(best, -torch.inf).softmax(0)


model = Model()
rewrites = {"mask": Mask()}
example_args = (torch.randn(4),)
more_args = [(torch.arange(4.0),), (torch.zeros(4),)]
