"""`assert` on a tensor with a message that is put together

Strict mode turns an `assert` into an assertion operator only when its message is a fixed text. An f-string has to be
computed, on the failing side of a branch, and so the `assert` is a branch on a tensor like any other. Keep the message
fixed, and put what it would tell into the error handling of the caller.
"""

import torch

tags = {"python.assert", "python.f-string", "torch.dynamic-value", "python.graph-break"}
expect = {"strict": "export: GB0170", "nonstrict": "export: GuardOnDataDependentSymNode"}
near = ["python_statements/assert_on_tensor_value"]


class Model(torch.nn.Module):
    def __init__(self, limit):
        super().__init__()
        self.limit = limit

    def forward(self, x):
        assert (x.abs() < self.limit).all(), f"values beyond {self.limit} in a tensor of {tuple(x.shape)}"
        return x / self.limit


class FixedMessage(torch.nn.Module):
    """Assert in the graph, with a text that is the same in every run; the error is a RuntimeError."""

    def __init__(self, limit):
        super().__init__()
        self.limit = limit

    def forward(self, x):
        torch._assert_async((x.abs() < self.limit).all(), "values beyond the limit")
        return x / self.limit


model = Model(10.0)
rewrites = {"fixed message": FixedMessage(10.0)}
example_args = (torch.randn(2, 3),)
more_args = [(torch.zeros(2, 3),), (torch.full((2, 3), 9.0),)]
