"""Put an object with `__format__` into an f-string with a format

`f"{level:2}"` calls `Level.__format__` with the text after the colon. Strict mode hands its stand-in for the object to
`format`, which takes no such text for a plain object. Non-strict mode formats the object. Format the number inside.
"""

import torch

tags = {"python.class", "python.f-string"}
expect = {"strict": "export: GB0088"}
near = ["classes/text_of_object_in_fstring"]


class Level:
    def __init__(self, depth):
        self.depth = depth

    def __format__(self, width):
        return str(self.depth).rjust(int(width), "0")


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.scales = {"layer_00": 0.5, "layer_01": 2.0}

    def forward(self, x):
        return sum(x * self.scales[f"layer_{Level(depth):2}"] for depth in range(2))


class FormatsInt(Model):
    """Format the number that the object holds."""

    def forward(self, x):
        return sum(x * self.scales[f"layer_{Level(depth).depth:02}"] for depth in range(2))


model = Model()
rewrites = {"number": FormatsInt()}
example_args = (torch.randn(3),)
more_args = [(torch.ones(3),)]
