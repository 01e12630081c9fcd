"""Compile a pattern in `forward` and keep it in a new object

What `forward` leaves behind in new objects strict mode makes anew when it is done, and for a compiled pattern it has
no recipe. Used and thrown away, the pattern would be no trouble. Non-strict mode keeps it. Compile it before.
"""

import re

import torch

tags = {"python.class", "python.side-effect", "python.graph-break"}
expect = {"strict": "export: GB0092"}
near = ["python_statements/generator_kept_in_new_object", "python_builtins/id_kept_in_new_object"]

_HEADS = re.compile(r"head_\d+")


class Filter:
    def __init__(self, pattern):
        self.pattern = pattern


class Model(torch.nn.Module):
    def forward(self, x):
        self.filter = Filter(re.compile(r"head_\d+"))
        return x * 2 if self.filter.pattern.match("head_3") else x


class CompiledBefore(torch.nn.Module):
    """Compile the pattern at the top of the file; it cannot depend on what `forward` is given."""

    def forward(self, x):
        self.filter = Filter(_HEADS)
        return x * 2 if self.filter.pattern.match("head_3") else x


model = Model()
rewrites = {"compiled before": CompiledBefore()}
example_args = (torch.randn(3),)
more_args = [(torch.ones(3),)]
