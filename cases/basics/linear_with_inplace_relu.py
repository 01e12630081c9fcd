"""A linear layer followed by an in-place relu

The exported graph holds ATen operators, the in-place relu among them, and names the parameters in its signature.
`run_decompositions()` then makes the graph functional: the in-place relu becomes its twin that returns a new tensor,
and whatever used the old value uses the new one.
"""

import torch

tags = {"torch.module", "torch.mutation"}
near = ["mutation/input_in_place", "decompositions/default_table"]


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.project = torch.nn.Linear(20, 6)

    def forward(self, left, right):
        return torch.nn.functional.relu(self.project(left - right), inplace=True)


model = Model()
example_args = (torch.randn(4, 20), torch.randn(4, 20))
more_args = [(torch.ones(4, 20), torch.zeros(4, 20)), (torch.zeros(4, 20), torch.ones(4, 20))]
