"""Build a name with `string.Template`

`substitute` calls a regular expression with a function that fills the gaps, and strict mode runs methods of patterns
with constants only. An f-string builds the same name.
"""

import string

import torch

tags = {"python.f-string", "python.graph-break"}
expect = {"strict": "export: GB0299"}
near = ["standard_library/regex_on_layer_names"]


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.scales = {"head_0": 0.5, "head_1": 2.0}
        self.template = "head_$index"

    def forward(self, x):
        template = string.Template(self.template)
        return sum(x * self.scales[template.substitute(index=index)] for index in range(2))


class WithFString(torch.nn.Module):
    """Build the name with an f-string; the template is then part of the code."""

    def __init__(self):
        super().__init__()
        self.scales = {"head_0": 0.5, "head_1": 2.0}

    def forward(self, x):
        return sum(x * self.scales[f"head_{index}"] for index in range(2))


model = Model()
rewrites = {"f-string": WithFString()}
example_args = (torch.randn(3),)
more_args = [(torch.ones(3),)]
