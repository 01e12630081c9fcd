"""Change a plain tensor attribute in place

The tensor is no buffer, so the exported program holds it as a constant, and both modes go on changing that constant
from call to call. Non-strict mode has changed it once while tracing, so its first result is already that of a second
call; a program that was decomposed or saved fails or starts from a changed value. Register the tensor as a buffer.
"""

import torch

tags = {"torch.mutation", "torch.buffer", "python.attribute"}
expect = {
    "strict": "generalize: ValuesDiffer, decompose: RuntimeError, serialize: ValuesDiffer, retrace: ValuesDiffer, "
    "shapes: Unsound",
    "nonstrict": "run: ValuesDiffer",
}
near = ["classes/tensor_attribute_reassigned", "classes/counter_attribute"]


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.steps = torch.zeros(())

    def forward(self, x):
        self.steps += 1
        return x * 0.5**self.steps


class AsBuffer(torch.nn.Module):
    """Register the tensor as a buffer."""

    def __init__(self):
        super().__init__()
        self.register_buffer("steps", torch.zeros(()))

    def forward(self, x):
        self.steps += 1
        return x * 0.5**self.steps


model = Model()
rewrites = {"buffer": AsBuffer()}
example_args = (torch.randn(3),)
more_args = [(torch.ones(3),)]
