"""Choose a layer by the number in a tensor

`ModuleList` takes a tensor for an index and asks whether it is in range, which depends on the data. There is no layer
to trace before the number is known. Stack the weights and select among them.
"""

import torch

tags = {"torch.module-container", "torch.dynamic-value", "torch.item"}
expect = {"strict": "export: UserError", "nonstrict": "export: GuardOnDataDependentSymNode"}
near = ["models/mixture_of_experts", "modules/layer_chosen_by_int", "modules/slice_of_module_list"]


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.adapters = torch.nn.ModuleList(torch.nn.Linear(3, 3) for _ in range(3))

    def forward(self, x, task):
        return self.adapters[task](x)


class Stacked(Model):
    """Select the weights by index; all layers must have the same shape, and all weights are stacked on each call."""

    def forward(self, x, task):
        weight = torch.stack([adapter.weight for adapter in self.adapters])
        bias = torch.stack([adapter.bias for adapter in self.adapters])
        chosen = task.reshape(1)
        return torch.baddbmm(bias[chosen][:, None], x[None], weight[chosen].mT)[0]


def _stacked():
    rewritten = Stacked()
    rewritten.load_state_dict(model.state_dict())
    return rewritten


model = Model()
rewrites = {"select the weights": _stacked()}
example_args = (torch.randn(4, 3), torch.tensor(1))
more_args = [(torch.ones(4, 3), torch.tensor(2)), (torch.ones(4, 3), torch.tensor(0))]
