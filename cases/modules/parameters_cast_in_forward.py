"""Move the weights to the dtype of the input in `forward`

`layer.to(...)` replaces the parameters of the module. Strict mode refuses to make parameters, non-strict mode cannot
swap a real parameter for a traced one. Cast the weights where they are used, or once before export.
"""

import torch

tags = {"torch.dtype", "torch.parameter", "python.side-effect"}
expect = {"strict": "export: GB0244", "nonstrict": "export: RuntimeError"}
near = ["modules/input_cast_to_weights"]


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = torch.nn.Linear(4, 2)

    def forward(self, x):
        return self.layer.to(x.dtype)(x)


class CastWhereUsed(Model):
    """Cast on each call and leave the parameters alone; the cast is then part of every call."""

    def forward(self, x):
        weight, bias = self.layer.weight.to(x.dtype), self.layer.bias.to(x.dtype)
        return torch.nn.functional.linear(x, weight, bias)


def _cast_where_used():
    rewritten = CastWhereUsed()
    rewritten.load_state_dict(model.state_dict())
    return rewritten


model = Model()
rewrites = {"cast where used": _cast_where_used()}
example_args = (torch.randn(3, 4, dtype=torch.float64),)
more_args = [(torch.ones(3, 4, dtype=torch.float64),)]
