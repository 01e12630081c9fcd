"""Catch the AssertionError of an `assert` on a shape

The shape is known while tracing, and non-strict mode takes the way around as Python does. Strict mode treats an
`assert` that fails while tracing as the end of the program, even inside `try`. What is only a question is better asked
with `if`.
"""

import torch

tags = {"python.assert", "python.exception", "python.graph-break", "torch.static-shape"}
expect = {"strict": "export: GB0034"}
near = ["python_statements/assert_on_tensor_value", "python_statements/exception_of_an_operator"]


class Model(torch.nn.Module):
    def forward(self, image):
        try:
            assert image.dim() == 4
        except AssertionError:
            image = image.unsqueeze(0)
        return torch.nn.functional.avg_pool2d(image, 2)


class WithIf(torch.nn.Module):
    """Ask with `if`; the graph still holds the one side that the example takes."""

    def forward(self, image):
        if image.dim() != 4:
            image = image.unsqueeze(0)
        return torch.nn.functional.avg_pool2d(image, 2)


model = Model()
rewrites = {"if": WithIf()}
example_args = (torch.randn(3, 4, 4),)
more_args = [(torch.ones(3, 4, 4),)]
