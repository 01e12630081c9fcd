"""Run an ensemble by `vmap` over stacked weights

The usual recipe keeps one module without weights, hidden in a list, and calls it under `vmap` with each member's
weights. Strict mode makes stand-ins for that module's parameters under the transform, where they may not ask for a
gradient, and fails. Non-strict mode exports it. A batched matrix product needs no transform.
"""

import torch

tags = {"torch.func", "torch.vmap", "torch.parameter", "torch.module"}
expect = {"strict": "export: RuntimeError"}
near = ["modules/functional_call", "modules/gradients_per_sample", "modules/modules_in_plain_list"]


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        members = [torch.nn.Linear(3, 2) for _ in range(4)]
        stacked, _ = torch.func.stack_module_state(members)
        self.stacked = torch.nn.ParameterDict({name: weight.detach() for name, weight in stacked.items()})
        self.skeleton = [torch.nn.Linear(3, 2, device="meta")]

    def member(self, weights, x):
        return torch.func.functional_call(self.skeleton[0], weights, (x,))

    def forward(self, x):
        return torch.vmap(self.member, in_dims=(0, None))(dict(self.stacked.items()), x)


class Batched(torch.nn.Module):
    """Multiply by all weights at once; each layer of the member has to be written in this form."""

    def __init__(self, stacked):
        super().__init__()
        self.stacked = stacked

    def forward(self, x):
        return torch.matmul(x, self.stacked["weight"].mT) + self.stacked["bias"][:, None]


model = Model()
rewrites = {"batched product": Batched(model.stacked)}
example_args = (torch.randn(5, 3),)
more_args = [(torch.ones(5, 3),)]
