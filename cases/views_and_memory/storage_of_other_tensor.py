"""Let a fresh tensor share the memory of an input with `set_`

Both modes follow `set_` on a tensor that is made inside: from there on it is the input, and a write through it reaches
the caller. `set_` on an input itself is refused by strict mode.
"""

import torch

tags = {"torch.alias", "torch.mutation"}
near = ["views_and_memory/resize_to_other_tensor", "views_and_memory/data_of_input_replaced"]


class Model(torch.nn.Module):
    def forward(self, x):
        window = torch.empty(0)
        window.set_(x)
        return window * 2


model = Model()
example_args = (torch.randn(3),)
more_args = [(torch.ones(3),)]
