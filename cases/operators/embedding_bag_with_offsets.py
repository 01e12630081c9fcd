"""An `EmbeddingBag` over bags of dynamic number and length

Tokens of all bags lie in one vector, and offsets say where each bag begins. Both numbers stay dynamic, and the operator
behind it is core ATen.
"""

import torch

tags = {"torch.embedding", "torch.dynamic-shape", "torch.dim-named"}
near = ["operators/embedding_with_max_norm"]


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.bag = torch.nn.EmbeddingBag(5, 3, mode="sum")

    def forward(self, tokens, offsets):
        return self.bag(tokens, offsets)


model = Model()
example_args = (torch.tensor([1, 2, 4, 0]), torch.tensor([0, 2, 3]))
dynamic_shapes = {"tokens": {0: torch.export.Dim("tokens")}, "offsets": {0: torch.export.Dim("bags")}}
# Offsets begin at 0 and do not go down; anything else is undefined.
draws = {"offsets": {"keep": True}}
more_args = [(torch.tensor([3, 3, 3, 1, 0]), torch.tensor([0, 4])), (torch.tensor([2, 0]), torch.tensor([0, 0, 1]))]
