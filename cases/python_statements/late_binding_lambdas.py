"""Functions made in a loop that share its variable

Python binds the variable of the loop late: all lambdas see its last value. Both modes do exactly that, so the exported
program repeats the well-known surprise of eager mode; `step=step` binds early.
"""

import torch

tags = {"python.closure", "python.control-flow"}
near = ["python_statements/nonlocal_counter"]


class Model(torch.nn.Module):
    def forward(self, x):
        late = [lambda x: x * step for step in (1, 2, 3)]
        early = [lambda x, step=step: x * step for step in (1, 2, 3)]
        return sum(function(x) for function in late), sum(function(x) for function in early)


model = Model()
example_args = (torch.randn(3),)
more_args = [(torch.ones(3),)]
