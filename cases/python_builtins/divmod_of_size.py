"""`divmod` of a static size

A static size is a number while tracing, and `divmod`, `pow` with three arguments, `abs`, `round` and `int` of it are
computed there.
"""

import torch

tags = {"python.builtin", "torch.static-shape"}
near = ["python_builtins/divmod_of_item", "python_builtins/pow_of_tensor"]


class Model(torch.nn.Module):
    def forward(self, x):
        rows, rest = divmod(x.shape[0], 2)
        padded = torch.nn.functional.pad(x, (0, abs(rest - 2) % 2))
        return padded.reshape(round(rows + 0.6), int("2")) * pow(2, rows, 3)


model = Model()
example_args = (torch.randn(5),)
more_args = [(torch.ones(5),)]
