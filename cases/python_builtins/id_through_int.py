"""Pass the `id()` of a list through `int`

Strict mode gives a list that is made while tracing a stand-in for its `id`, good as a key and for comparison with
other ids, and for nothing else. `int` would do nothing here, and is refused. Non-strict mode has the true number. Use
the `id` as it is.
"""

import torch

tags = {"python.object-identity", "python.data-structure", "python.graph-break"}
expect = {"strict": "export: GB3775"}
near = ["python_builtins/id_through_abs", "python_builtins/id_compared_with_number"]


class Model(torch.nn.Module):
    def forward(self, x):
        rows = [x, x + 1]
        owner = {int(id(rows)): "rows"}
        return rows[1] if int(id(rows)) in owner else rows[0]


class AsItIs(torch.nn.Module):
    """Take the `id` itself as the key."""

    def forward(self, x):
        rows = [x, x + 1]
        owner = {id(rows): "rows"}
        return rows[1] if id(rows) in owner else rows[0]


model = Model()
rewrites = {"id as it is": AsItIs()}
example_args = (torch.randn(3),)
more_args = [(torch.ones(3),)]
