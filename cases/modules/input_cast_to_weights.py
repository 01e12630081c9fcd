"""Cast the input to the dtype of the weights

`next(self.parameters()).dtype` is the usual way to ask a module for its dtype. It is Python, answered while tracing,
and both modes follow the iterator. The answer is a constant of the graph.
"""

import torch

tags = {"torch.dtype", "torch.parameter", "python.iterator"}
near = ["modules/parameters_cast_in_forward"]


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = torch.nn.Linear(4, 2)

    def forward(self, x):
        return self.layer(x.to(next(self.parameters()).dtype))


model = Model()
example_args = (torch.randn(3, 4, dtype=torch.float64),)
more_args = [(torch.ones(3, 4, dtype=torch.float64),)]
