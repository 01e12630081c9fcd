"""Take the absolute value of an `id()` as a key

`abs` makes sure of a key without a sign, which an `id` never has. Strict mode cannot compute with its stand-in for the
`id` of an object that is made while tracing. Non-strict mode computes with the true number. Use the `id` as it is.
"""

import torch

tags = {"python.object-identity", "python.data-structure", "python.graph-break"}
expect = {"strict": "export: GB9548"}
near = ["python_builtins/id_through_int", "python_builtins/id_compared_with_number"]


class Model(torch.nn.Module):
    def forward(self, x):
        pair = [x.sin(), x.cos()]
        cache = {abs(id(pair)): pair[0] + pair[1]}
        return cache[abs(id(pair))]


class AsItIs(torch.nn.Module):
    """Take the `id` itself as the key."""

    def forward(self, x):
        pair = [x.sin(), x.cos()]
        cache = {id(pair): pair[0] + pair[1]}
        return cache[id(pair)]


model = Model()
rewrites = {"id as it is": AsItIs()}
example_args = (torch.randn(3),)
more_args = [(torch.ones(3),)]
