"""Hand in and return a registered dataclass

`torch.export.register_dataclass` makes the fields inputs and outputs. Fields that are plain numbers are baked in and
checked, as plain inputs are. With a `serialized_type_name` the program can be saved.
"""

import dataclasses

import torch

tags = {"python.dataclass", "torch.pytree", "torch.serialization"}
near = [
    "inputs_outputs/dataclass_not_registered",
    "inputs_outputs/dataclass_field_given_later",
    "inputs_outputs/namedtuple_saved",
]


@dataclasses.dataclass
class Batch:
    image: torch.Tensor
    scale: torch.Tensor
    levels: int = 2


torch.export.register_dataclass(Batch, serialized_type_name="Batch")


class Model(torch.nn.Module):
    def forward(self, batch):
        return dataclasses.replace(batch, image=batch.image * batch.scale**batch.levels)


model = Model()
example_args = (Batch(torch.randn(3), torch.randn(3)),)
more_args = [(Batch(torch.ones(3), torch.zeros(3)),), (Batch(torch.ones(3), torch.zeros(3), levels=3),)]
