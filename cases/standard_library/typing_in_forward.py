"""Use NamedTuple, TypedDict, `cast` and Protocol inside `forward`

What `typing` leaves at run time is plain Python, and both modes follow it: named tuples with methods, typed dicts whose
keys are required, casts, and `isinstance` with a protocol.
"""

import typing

import torch

tags = {"python.typing", "python.data-structure", "python.type-test"}
near = ["standard_library/typed_dict_with_optional_keys"]


class Box(typing.NamedTuple):
    low: torch.Tensor
    high: torch.Tensor

    def width(self):
        return self.high - self.low


class Entry(typing.TypedDict):
    box: Box
    scale: float


@typing.runtime_checkable
class Scored(typing.Protocol):
    def width(self): ...


class Model(torch.nn.Module):
    def forward(self, x):
        entry = Entry(box=Box(x.amin(0), x.amax(0)), scale=2.0)
        box = typing.cast(Box, entry["box"])
        widths: typing.Optional[torch.Tensor] = box.width() if isinstance(box, Scored) else None
        return widths * entry["scale"] + len(box._fields)


model = Model()
example_args = (torch.randn(4, 3),)
more_args = [(torch.ones(4, 3),)]
