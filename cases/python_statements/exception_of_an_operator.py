"""Catch the error of an operator and compute something else

Strict mode refuses: an operator that fails while tracing ends the trace, whatever `except` says. Non-strict mode
follows Python into the `except` side, but the failed operator has already been recorded: the exported program calls it
and raises. Ask for the shape instead of trying.
"""

import torch

tags = {"python.exception", "python.graph-break", "torch.static-shape"}
expect = {"strict": "export: GB4315", "nonstrict": "run: RuntimeError"}
near = ["python_statements/exception_of_python", "python_statements/assert_caught"]


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.weight = torch.nn.Parameter(torch.randn(4, 3))

    def forward(self, x):
        try:
            return x @ self.weight
        except RuntimeError:
            return x @ self.weight.T


class AsksForShape(torch.nn.Module):
    """Compare the sizes first; they are known while tracing, so only the side that fits is in the graph."""

    def __init__(self):
        super().__init__()
        self.weight = torch.nn.Parameter(torch.randn(4, 3))

    def forward(self, x):
        if x.shape[-1] == self.weight.shape[0]:
            return x @ self.weight
        return x @ self.weight.T


model = Model()
_rewritten = AsksForShape()
_rewritten.load_state_dict(model.state_dict())
rewrites = {"ask for the shape": _rewritten}
example_args = (torch.randn(2, 3),)
more_args = [(torch.ones(2, 3),)]
