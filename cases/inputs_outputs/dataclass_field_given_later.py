"""Give a field of a dataclass that was None in the example

A registered dataclass leaves fields that are None out of its structure. An object that has the field is of another
structure and is refused, where a plain argument that was None would be ignored without a word.
"""

import dataclasses
from typing import Optional

import torch

tags = {"python.dataclass", "torch.pytree", "python.constant-input"}
near = ["inputs_outputs/dataclass_registered"]


@dataclasses.dataclass
class Batch:
    image: torch.Tensor
    mask: Optional[torch.Tensor] = None


torch.export.register_dataclass(Batch, serialized_type_name="BatchWithMask")


class Model(torch.nn.Module):
    def forward(self, batch):
        return batch.image if batch.mask is None else batch.image * batch.mask


model = Model()
example_args = (Batch(torch.randn(3)),)
more_args = [(Batch(torch.ones(3)),), (Batch(torch.ones(3), torch.zeros(3)),)]
