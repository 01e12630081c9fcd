"""Catch a KeyError, an IndexError or a ZeroDivisionError

Errors that Python itself raises, without an operator in between, are followed by both modes: a missing key, an index
beyond the end, a division by zero, a text that is no number. The graph holds what was computed on the way taken.
"""

import torch

tags = {"python.exception", "python.data-structure"}
near = ["python_statements/exception_of_an_operator"]


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.scales = {"small": 0.5}

    def forward(self, parts):
        try:
            scale = self.scales["large"]
        except KeyError as missing:
            scale = len(missing.args) / len(parts)
        try:
            last = parts[3]
        except IndexError:
            last = parts[-1]
        try:
            width = int("wide")
        except ValueError:
            width = 1
        return last * scale + width


model = Model()
example_args = ([torch.randn(3), torch.randn(3)],)
more_args = [([torch.zeros(3), torch.ones(3)],)]
