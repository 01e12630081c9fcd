"""Count calls of the program in a global variable

Both modes accept it, and neither records it: the count goes up while the program is traced, and never again when the
exported program runs. What has to be counted over calls is a buffer of the module.
"""

import torch

tags = {"python.global", "python.side-effect"}
near = ["python_statements/nonlocal_counter"]

_calls = 0
_shapes_seen = {}


class Model(torch.nn.Module):
    def forward(self, x):
        global _calls
        _calls += 1
        _shapes_seen[tuple(x.shape)] = _calls
        return x.softmax(-1)


model = Model()
example_args = (torch.randn(2, 3),)
more_args = [(torch.zeros(2, 3),)]
