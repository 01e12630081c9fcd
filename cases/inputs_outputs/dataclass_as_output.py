"""Return a dataclass that was not registered

The result has to be taken apart into tensors, and for a class that torch does not know there is no way to do so. Strict
mode says which value it was, non-strict mode says that a registration is missing. Register the class, or return a dict.
"""

import dataclasses

import torch

tags = {"python.dataclass", "torch.pytree"}
expect = {"strict": "export: AssertionError", "nonstrict": "export: RuntimeError"}
no_rewrite = "the same result needs the same class: register it with torch.export.register_dataclass, and this exports"
near = ["inputs_outputs/dataclass_not_registered"]


@dataclasses.dataclass(eq=False)
class Prediction:
    logits: torch.Tensor
    loss: torch.Tensor

    def __eq__(self, other):
        return torch.equal(self.logits, other.logits) and torch.equal(self.loss, other.loss)


class Model(torch.nn.Module):
    def forward(self, x):
        return Prediction(logits=x * 2, loss=x.square().mean())


model = Model()
example_args = (torch.randn(3),)
