"""Make a layer with parameters inside `forward`

Strict mode refuses to make a Parameter: the state of a program comes from the module. Non-strict mode makes the layer
in the graph, from scratch in each run. Layers without parameters, `torch.nn.ReLU()`, may be made anywhere.
"""

import torch

tags = {"torch.module", "python.class", "python.graph-break"}
expect = {"strict": "export: GB0244"}
near = ["modules/modules_in_plain_list"]


class Model(torch.nn.Module):
    def forward(self, x):
        norm = torch.nn.LayerNorm(x.shape[-1])
        return torch.nn.ReLU()(norm(x))


class Functional(torch.nn.Module):
    """Call the function behind the layer, or make the layer in `__init__` so that it can learn."""

    def forward(self, x):
        return torch.nn.functional.layer_norm(x, x.shape[-1:]).relu()


model = Model()
rewrites = {"function": Functional()}
example_args = (torch.randn(2, 3),)
more_args = [(torch.tensor([[1.0, 2.0, 3.0], [0.0, 0.0, 0.0]]),)]
