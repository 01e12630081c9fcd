"""Count calls of an inner function with `nonlocal`

The count is a Python number that both modes follow while tracing: each call of the inner function sees its own value,
which is then a constant in the graph. The count starts again with each call of the program, so nothing is lost.
"""

import torch

tags = {"python.closure", "python.side-effect"}
near = [
    "python_statements/attribute_of_function",
    "python_statements/global_counter",
    "python_statements/late_binding_lambdas",
]


class Model(torch.nn.Module):
    def forward(self, x):
        calls = 0

        def decayed(x):
            nonlocal calls
            calls += 1
            return x * 0.5**calls

        return decayed(x) + decayed(x) + decayed(x)


model = Model()
example_args = (torch.randn(3),)
more_args = [(torch.zeros(3),)]
