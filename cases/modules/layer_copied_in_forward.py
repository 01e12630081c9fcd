"""Copy a layer in `forward` and change the copy

`copy.deepcopy` copies the memory of each weight, and while tracing there is none to copy. To run a layer with other
weights, compute them and hand them over by `functional_call`.
"""

import copy

import torch

tags = {"torch.module", "torch.func", "python.copy"}
expect = {"strict": "export: GB4198", "nonstrict": "export: RuntimeError"}
near = ["modules/functional_call"]


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = torch.nn.Linear(3, 3)

    def forward(self, x):
        doubled = copy.deepcopy(self.layer)
        with torch.no_grad():
            doubled.weight.mul_(2)
        return doubled(x)


class FunctionalCall(torch.nn.Module):
    """Compute the new weights and call the layer with them; the copy as an object is gone."""

    def __init__(self, layer):
        super().__init__()
        self.layer = layer

    def forward(self, x):
        weights = {"weight": self.layer.weight.detach() * 2, "bias": self.layer.bias}
        return torch.func.functional_call(self.layer, weights, (x,))


model = Model()
rewrites = {"functional_call": FunctionalCall(model.layer)}
example_args = (torch.randn(4, 3),)
more_args = [(torch.ones(4, 3),)]
