"""A layer with weight norm

The parametrization computes the weight from direction and length on each call, which is traced like any other code. The
norm in it is `linalg_vector_norm`, which is not core ATen. For inference the weight does not change: keep the
result as a plain parameter, as `remove_parametrizations` does.
"""

import torch
from torch.nn.utils import parametrizations

tags = {"torch.parametrization", "torch.parameter", "torch.decomposition"}
expect = {"strict": "decompose: NonCoreATen", "nonstrict": "decompose: NonCoreATen"}
near = ["modules/parametrization_of_ones_own", "modules/spectral_norm_in_eval", "operators/normalize_vectors"]


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = parametrizations.weight_norm(torch.nn.Linear(3, 2))

    def forward(self, x):
        return self.layer(x)


class Baked(torch.nn.Module):
    """Keep the weight that the parametrization gives; direction and length can no longer be trained."""

    def __init__(self, layer):
        super().__init__()
        self.layer = torch.nn.Linear(3, 2)
        self.layer.load_state_dict({"weight": layer.weight, "bias": layer.bias})

    def forward(self, x):
        return self.layer(x)


model = Model()
rewrites = {"plain weight": Baked(model.layer)}
example_args = (torch.randn(4, 3),)
more_args = [(torch.ones(4, 3),)]
