"""Index a `bytearray` or a `memoryview`

Strict mode has no rule for indexing them. `bytes` are constants like texts, and are followed.
"""

import torch

tags = {"python.data-structure", "python.graph-break"}
expect = {"strict": "export: GB4880"}
near = ["python_builtins/loop_over_shared_iterator", "python_builtins/write_into_byte_table"]


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.levels = bytearray([0, 64, 128, 255])

    def forward(self, x):
        return x.clamp(self.levels[1], self.levels[-1])


class WithBytes(torch.nn.Module):
    """Keep `bytes`, which cannot be changed afterwards."""

    def __init__(self):
        super().__init__()
        self.levels = bytes([0, 64, 128, 255])

    def forward(self, x):
        return x.clamp(self.levels[1], self.levels[-1])


model = Model()
rewrites = {"bytes": WithBytes()}
example_args = (torch.tensor([3.0, 90.0, 300.0]),)
more_args = [(torch.tensor([0.0, 64.0, 255.0]),)]
