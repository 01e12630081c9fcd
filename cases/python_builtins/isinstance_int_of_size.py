"""Ask with `isinstance` whether a dynamic size is an int

A static size is an `int` in both modes. A dynamic one is a symbol in non-strict mode, where the test fails and the
other side is exported silently. A test that has to hold for both says `(int, torch.SymInt)`; mostly none is needed.
"""

import torch

tags = {"python.builtin", "python.type-test", "torch.dynamic-shape", "torch.dim-named"}
expect = {"nonstrict": "run: ValuesDiffer"}
near = ["python_builtins/isinstance_int_of_item"]


class Model(torch.nn.Module):
    def average(self, x, count=None):
        if not isinstance(count, int):
            count = 1
        return x.sum(0) / count

    def forward(self, x):
        return self.average(x, x.shape[0])


class TakesSymbols(torch.nn.Module):
    """Let symbols pass as sizes; `torch.SymInt` is the class of a dynamic size while tracing."""

    def average(self, x, count=None):
        if not isinstance(count, (int, torch.SymInt)):
            count = 1
        return x.sum(0) / count

    def forward(self, x):
        return self.average(x, x.shape[0])


model = Model()
rewrites = {"torch.SymInt": TakesSymbols()}
example_args = (torch.randn(4, 3),)
dynamic_shapes = {"x": {0: torch.export.Dim("rows")}}
more_args = [(torch.ones(1, 3),), (torch.ones(7, 3),)]
