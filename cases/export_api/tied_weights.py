"""One parameter under two names

Embedding and output layer share their weight. The exported program keeps both names for the one tensor.
"""

import torch

tags = {"torch.module", "torch.alias"}
near = ["export_api/returns_parameter"]


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.embedding = torch.nn.Embedding(8, 4)
        self.output = torch.nn.Linear(4, 8, bias=False)
        self.output.weight = self.embedding.weight

    def forward(self, tokens):
        return self.output(self.embedding(tokens).sum(1))


model = Model()
example_args = (torch.tensor([[1, 2, 3], [4, 5, 6]]),)
more_args = [(torch.tensor([[0, 0, 0], [7, 7, 7]]),)]
