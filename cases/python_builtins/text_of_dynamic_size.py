"""Look up a table by the text of a dynamic size

In strict mode the f-string fixes the size, against the spec. Non-strict mode formats the symbol instead, finds no entry
of that name, and silently takes the default. A comparison of the size has to be in the graph.
"""

import torch

tags = {"python.f-string", "torch.dynamic-shape", "torch.dim-named", "torch.constraint-violation"}
expect = {"strict": "export: UserError", "nonstrict": "run: ValuesDiffer"}
near = ["python_builtins/repr_of_shape"]


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.tuned = {"rows_4": 0.25}

    def forward(self, x):
        return x * self.tuned.get(f"rows_{x.shape[0]}", 1.0)


class SelectsBySize(torch.nn.Module):
    """Make the size a tensor and select; each entry of the table costs one comparison in every run."""

    def __init__(self):
        super().__init__()
        self.tuned = {4: 0.25}

    def forward(self, x):
        rows = torch.full((), x.shape[0])
        scale = torch.ones(())
        for size, tuned in self.tuned.items():
            scale = torch.where(rows == size, tuned, scale)
        return x * scale


model = Model()
rewrites = {"select by size": SelectsBySize()}
example_args = (torch.randn(4, 3),)
dynamic_shapes = {"x": {0: torch.export.Dim("rows", min=2)}}
more_args = [(torch.ones(2, 3),), (torch.ones(4, 3),)]
