"""Hand in a namedtuple

Namedtuples are taken apart like tuples, and the program runs. To save it, the type needs a name in the file, which a
class of one's own has only when it was registered with one. A plain tuple needs none.
"""

from typing import NamedTuple

import torch

tags = {"python.data-structure", "torch.pytree", "torch.serialization"}
expect = {"strict": "serialize: NotImplementedError", "nonstrict": "serialize: NotImplementedError"}
near = ["inputs_outputs/dataclass_registered"]


class State(NamedTuple):
    hidden: torch.Tensor
    cell: torch.Tensor


class Model(torch.nn.Module):
    def forward(self, x, state):
        hidden, cell = state
        cell = 0.5 * cell + 0.5 * x
        return hidden * cell.tanh()


# lint: allow more-args because a program made for the tuple refuses the namedtuple
model = Model()
rewrites = {"tuple": {"example_args": (torch.randn(3), (torch.randn(3), torch.randn(3)))}}
example_args = (torch.randn(3), State(torch.randn(3), torch.randn(3)))
