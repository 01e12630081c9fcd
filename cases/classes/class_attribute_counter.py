"""Switch a mode in a class attribute around a call

A class attribute may be read and set in both modes. When it is back at its old value in the end, nothing is lost by the
exported program, which never touches it.
"""

import torch

tags = {"python.class", "python.attribute", "python.context-manager"}
near = ["classes/counter_attribute"]


class Precision:
    current = "full"

    def __init__(self, wanted):
        self.wanted = wanted

    def __enter__(self):
        self.before = Precision.current
        Precision.current = self.wanted

    def __exit__(self, *error):
        Precision.current = self.before


def _multiply(left, right):
    if Precision.current == "half":
        return (left.half() @ right.half()).float()
    return left @ right


class Model(torch.nn.Module):
    def forward(self, left, right):
        with Precision("half"):
            product = _multiply(left, right)
        return product + _multiply(left, right)


model = Model()
example_args = (torch.eye(3), torch.eye(3))
more_args = [(torch.ones(3, 3), torch.eye(3))]
