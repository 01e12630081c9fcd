"""Keep the `repr` of a tensor

The text holds the values, which do not exist while tracing. Strict mode refuses. Non-strict mode writes the text of the
stand-in and goes on: nothing wrong as long as the text is only logged, and the exported program never writes it again.
"""

import torch

tags = {"python.builtin", "python.side-effect", "torch.dynamic-value", "python.graph-break"}
expect = {"strict": "export: GB0569"}
near = ["python_builtins/repr_of_shape"]


class Model(torch.nn.Module):
    def forward(self, x):
        trace = []
        for step in range(2):
            x = x.sin() + step
            trace.append(repr(x))
        print("\n".join(trace))
        return x


class ReturnsSteps(torch.nn.Module):
    """Print the shapes only; whoever needs the values exports a model that returns them."""

    def forward(self, x):
        for step in range(2):
            x = x.sin() + step
            print(step, tuple(x.shape))
        return x


model = Model()
rewrites = {"shapes only": ReturnsSteps()}
example_args = (torch.randn(3),)
more_args = [(torch.zeros(3),)]
