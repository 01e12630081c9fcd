"""Hand in a dataclass that was not registered

Only containers that torch knows are taken apart into their tensors. A dataclass of one's own is one opaque value, which
no graph can take. `torch.export.register_dataclass` says that its fields are to be taken apart.
"""

import dataclasses

import torch

tags = {"python.dataclass", "torch.pytree"}
expect = {"strict": "export: UserError", "nonstrict": "export: ValueError"}
issues = ["pytorch/pytorch#147400"]
near = ["inputs_outputs/dataclass_registered", "inputs_outputs/dataclass_as_output"]


@dataclasses.dataclass(eq=False)
class Batch:
    image: torch.Tensor
    scale: torch.Tensor

    def __eq__(self, other):
        return torch.equal(self.image, other.image) and torch.equal(self.scale, other.scale)


@dataclasses.dataclass(eq=False)
class RegisteredBatch(Batch):
    """Registered once, where the class is defined."""


torch.export.register_dataclass(RegisteredBatch, serialized_type_name="RegisteredBatch")


class Model(torch.nn.Module):
    def forward(self, batch):
        return batch.image * batch.scale


model = Model()
rewrites = {"register_dataclass": {"example_args": (RegisteredBatch(torch.randn(3), torch.randn(3)),)}}
example_args = (Batch(torch.randn(3), torch.randn(3)),)
more_args = [(RegisteredBatch(torch.ones(3), torch.zeros(3)),)]
