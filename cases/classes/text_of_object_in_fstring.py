"""Put an object with `__str__` into an f-string

`str(name)` is followed by strict mode, down into `__str__`. In an f-string or in `format` the tracer writes the name of
its own stand-in for the object instead: the text is another one, nothing is found under it, and no error says so.
Non-strict mode formats the object. Call `str` yourself.
"""

import torch

tags = {"python.class", "python.f-string"}
expect = {"strict": "run: ValuesDiffer"}
near = ["classes/format_of_object"]


class Name:
    def __init__(self, stem, index):
        self.stem, self.index = stem, index

    def __str__(self):
        return f"{self.stem}_{self.index}"


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.scales = {"head_0.scale": 0.5, "head_1.scale": 2.0}

    def forward(self, x):
        return sum(x * self.scales.get(f"{Name('head', index)}.scale", 1.0) for index in range(2))


class CallsStr(torch.nn.Module):
    """Call `str` and add the texts."""

    def __init__(self):
        super().__init__()
        self.scales = {"head_0.scale": 0.5, "head_1.scale": 2.0}

    def forward(self, x):
        return sum(x * self.scales.get(str(Name("head", index)) + ".scale", 1.0) for index in range(2))


model = Model()
rewrites = {"str": CallsStr()}
example_args = (torch.randn(3),)
more_args = [(torch.ones(3),)]
