"""Decode greedily for a fixed number of steps

The loop is unrolled, and the sequence gets one longer in each round. With a prompt of dynamic length all these lengths
are the symbol plus a number, and `argmax` stays a tensor.
"""

import torch

tags = {"python.control-flow", "torch.dynamic-shape", "torch.dim-named"}
near = ["tensor_values/stop_when_all_finished"]


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.embed = torch.nn.Embedding(8, 4)
        self.score = torch.nn.Linear(4, 8)

    def forward(self, tokens):
        for _ in range(3):
            scores = self.score(self.embed(tokens).mean(1))
            tokens = torch.cat([tokens, scores.argmax(-1, keepdim=True)], dim=1)
        return tokens


model = Model()
example_args = (torch.tensor([[1, 5, 3], [2, 2, 0]]),)
dynamic_shapes = {"tokens": {1: torch.export.Dim("length")}}
more_args = [(torch.tensor([[1], [7]]),), (torch.arange(10).reshape(2, 5) % 8,)]
