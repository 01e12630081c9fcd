"""Look up a type such as `list[int]` in a dict

`list[int]` is an object of a class in C with a hash of its own, which strict mode does not run. Plain classes as keys
are followed. Non-strict mode looks it up. Take texts as keys, or compare the parts of the type.
"""

import torch

tags = {"python.typing", "python.data-structure", "python.graph-break"}
expect = {"strict": "export: GB2861"}


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.kind = list[int]
        self.factors = {list[int]: 2.0, list[float]: 3.0}

    def forward(self, x):
        return x * self.factors[self.kind]


class TextsAsKeys(torch.nn.Module):
    """Make a text of the type when the module is made; two ways to write one type are then two keys."""

    def __init__(self):
        super().__init__()
        self.kind = str(list[int])
        self.factors = {str(list[int]): 2.0, str(list[float]): 3.0}

    def forward(self, x):
        return x * self.factors[self.kind]


model = Model()
rewrites = {"texts as keys": TextsAsKeys()}
example_args = (torch.randn(3),)
more_args = [(torch.ones(3),)]
