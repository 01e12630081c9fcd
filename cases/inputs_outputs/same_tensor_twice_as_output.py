"""Return one tensor under two names

One value of the graph is named twice in its output. Nothing is copied, so the caller gets one tensor twice, as from
eager mode; a view of a result keeps sharing its memory as well.
"""

import torch

tags = {"torch.alias", "python.data-structure"}
near = ["inputs_outputs/same_tensor_twice_as_example"]


class Model(torch.nn.Module):
    def forward(self, x):
        hidden = x.tanh()
        return {"last": hidden, "states": [hidden, hidden], "first_row": hidden[0]}


model = Model()
example_args = (torch.randn(2, 3),)
more_args = [(torch.ones(2, 3),)]
