"""Change the places of a mask with `x[mask] += 1`

The values are selected, changed, and written back to the same places. How many there are is a symbol in between, and
the result has the shape of the input. `torch.where` does it without selecting.
"""

import torch

tags = {"torch.dynamic-value", "torch.mutation", "torch.unbacked-size"}


class Model(torch.nn.Module):
    def forward(self, x, chosen):
        x = x.clone()
        x[chosen] += 1
        x[~chosen] *= 2
        return x


model = Model()
example_args = (torch.randn(2, 3), torch.tensor([[True, False, True], [False, False, True]]))
more_args = [
    (torch.ones(2, 3), torch.zeros(2, 3, dtype=torch.bool)),
    (torch.ones(2, 3), torch.ones(2, 3, dtype=torch.bool)),
]
