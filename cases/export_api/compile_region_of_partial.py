"""`nested_compile_region` around a `functools.partial`

A region becomes a subgraph of its own, and for that Dynamo needs a Python function. A partial is an object. In both
modes the region is handed to Dynamo, so both refuse it with the same code. For export, call the function without a
region.
"""

import functools

import torch

tags = {"torch.compile", "python.call", "python.graph-break"}
expect = {"strict": "export: GB0042", "nonstrict": "export: GB0042"}
near = ["export_api/compile_region"]
requires = {"torch>=2.8"}


def _scale(x, factor):
    return (x * factor).sin()


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.region = torch.compiler.nested_compile_region(functools.partial(_scale, factor=2.0))

    def forward(self, x):
        return self.region(self.region(x))


class NoRegion(torch.nn.Module):
    """Call the partial itself; the graph then holds its operators once for each call."""

    def __init__(self):
        super().__init__()
        self.scale = functools.partial(_scale, factor=2.0)

    def forward(self, x):
        return self.scale(self.scale(x))


model = Model()
rewrites = {"no region": NoRegion()}
example_args = (torch.randn(3),)
more_args = [(torch.ones(3),)]
