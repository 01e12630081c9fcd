"""A linear layer followed by an in-place relu

The exported graph holds ATen operators and mutates nothing: the in-place relu becomes its functional twin, and
whatever used the tensor afterwards uses the new value. Parameters are inputs of the graph, named in its signature.
"""

import torch

tags = {"torch.module", "torch.mutation"}


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.project = torch.nn.Linear(20, 6)

    def forward(self, left, right):
        return torch.nn.functional.relu(self.project(left - right), inplace=True)


model = Model()
example_args = (torch.randn(4, 20), torch.randn(4, 20))
more_args = [(torch.ones(4, 20), torch.zeros(4, 20)), (torch.zeros(4, 20), torch.ones(4, 20))]
