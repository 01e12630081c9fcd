"""Call a layer with other weights by `functional_call`

The weights are put in place for the call and taken back afterwards. Both modes follow this, and weights that are inputs
of the program stay inputs of the graph.
"""

import torch

tags = {"torch.func", "torch.parameter"}
near = ["modules/ensemble_by_vmap", "modules/layer_copied_in_forward"]


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = torch.nn.Linear(3, 2)

    def forward(self, x, shift):
        weights = {"weight": self.layer.weight + shift, "bias": self.layer.bias}
        return torch.func.functional_call(self.layer, weights, (x,))


model = Model()
example_args = (torch.randn(4, 3), torch.zeros(2, 3))
more_args = [(torch.ones(4, 3), torch.randn(2, 3))]
