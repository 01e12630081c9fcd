"""`split` of a dynamic dimension into pieces of four

The number of pieces is the length of a Python list, so it becomes a constant, and with it the size. Padding to whole
pieces and `reshape` give all pieces as one tensor.
"""

import torch
from torch.export import Dim

tags = {"torch.dynamic-shape", "torch.dim-named", "torch.constraint-violation", "python.data-structure"}
expect = {"strict": "export: UserError", "nonstrict": "export: UserError"}
near = ["dynamic_shapes/chunk_in_two", "dynamic_shapes/pool_with_ceil_mode", "dynamic_shapes/pad_to_multiple"]


class Model(torch.nn.Module):
    def forward(self, x):
        return torch.stack([piece.amax(0) for piece in x.split(4)])


class Reshapes(torch.nn.Module):
    """Pad with what the maximum ignores, and reshape; an operation without such a value needs a mask."""

    def forward(self, x):
        missing = (x.shape[0] + 3) // 4 * 4 - x.shape[0]
        whole = torch.nn.functional.pad(x, (0, 0, 0, missing), value=-torch.inf)
        return whole.reshape(-1, 4, 3).amax(1)


model = Model()
rewrites = {"pad and reshape": Reshapes()}
example_args = (torch.randn(10, 3),)
dynamic_shapes = {"x": {0: Dim("rows", min=5, max=64)}}
more_args = [(torch.ones(8, 3),), (torch.ones(5, 3),)]
