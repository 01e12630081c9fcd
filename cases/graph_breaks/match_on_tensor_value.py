"""Choose by a `match` on the value of a tensor

`match` compares its subject in Python, and the number that `.item()` gives is known only at run time.
"""

import torch

tags = {"python.match", "python.control-flow", "torch.dynamic-value"}
expect = {"strict": "export: UserError", "nonstrict": "export: GuardOnDataDependentSymNode"}
near = ["graph_breaks/match_statement", "control_flow/branch_on_tensor_value"]


class Model(torch.nn.Module):
    def forward(self, x, kind):
        match kind.item():
            case 0:
                return x.sin()
            case 1:
                return x.cos()
            case _:
                return x + 1


class WithCond(torch.nn.Module):
    """Nest `torch.cond`, one for each arm but the last."""

    def forward(self, x, kind):
        def others(x, kind):
            return torch.cond(kind == 1, lambda x: x.cos(), lambda x: x + 1, (x,))

        return torch.cond(kind == 0, lambda x, kind: x.sin(), others, (x, kind))


model = Model()
rewrites = {"torch.cond": WithCond()}
example_args = (torch.randn(3), torch.tensor(1))
more_args = [(torch.ones(3), torch.tensor(0)), (torch.ones(3), torch.tensor(1)), (torch.ones(3), torch.tensor(7))]
