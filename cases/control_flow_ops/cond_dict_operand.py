"""`torch.cond` with dicts in and out

Operands and results may be nested dicts, lists and tuples of tensors. Both branches return the same keys, in the same
order.
"""

import torch

tags = {"torch.cond", "python.data-structure"}


class Model(torch.nn.Module):
    def forward(self, state, x):
        def restart(state, x):
            return {"count": torch.ones_like(state["count"]), "total": x.clone()}

        def add(state, x):
            return {"count": state["count"] + 1, "total": state["total"] + x}

        return torch.cond(state["count"] > 2, restart, add, (state, x))


model = Model()
example_args = ({"count": torch.tensor(1), "total": torch.randn(3)}, torch.randn(3))
more_args = [
    ({"count": torch.tensor(5), "total": torch.ones(3)}, torch.ones(3)),
    ({"count": torch.tensor(0), "total": torch.ones(3)}, torch.ones(3)),
]
