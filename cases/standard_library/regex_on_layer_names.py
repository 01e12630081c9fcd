"""Choose layers by a regular expression on their names

Patterns and matches are constants to strict mode, and what their methods return is too, as long as it is text, a number
or a tuple of them.
"""

import re

import torch

tags = {"python.control-flow", "python.attribute"}
near = ["standard_library/regex_groupdict", "standard_library/string_template", "standard_library/json_settings"]


_block = re.compile(r"block(?P<depth>\d+)")


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.block0 = torch.nn.Linear(3, 3)
        self.block1 = torch.nn.Linear(3, 3)
        self.head = torch.nn.Linear(3, 2)

    def forward(self, x):
        for name, layer in self.named_children():
            if found := _block.fullmatch(name):
                x = layer(x).relu() * (int(found["depth"]) + 1)
        return self.head(x) + len(re.sub("a|e", "", "head"))


model = Model()
example_args = (torch.randn(2, 3),)
more_args = [(torch.ones(2, 3),)]
