"""Choose layers by a name that holds a loop counter

The counter is a Python number while tracing, so the names are plain texts and each layer is found. The loop is unrolled
in the graph.
"""

import torch

tags = {"python.f-string", "python.attribute", "python.control-flow"}
near = ["python_statements/attribute_name_from_item"]


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        for depth in range(3):
            setattr(self, f"layer_{depth}", torch.nn.Linear(4, 4))

    def forward(self, x):
        for depth in range(3):
            x = getattr(self, f"layer_{depth}")(x).relu()
        return x


model = Model()
example_args = (torch.randn(2, 4),)
more_args = [(torch.ones(2, 4),)]
