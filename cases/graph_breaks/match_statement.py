"""Choose by a `match` statement

The subject is a plain Python value that is known while tracing, so only the chosen arm is in the graph.
"""

import torch

tags = {"python.match", "python.control-flow"}


class Model(torch.nn.Module):
    def __init__(self, kind):
        super().__init__()
        self.kind = kind

    def forward(self, x):
        match self.kind:
            case "sine":
                return x.sin()
            case "cosine" | "cos":
                return x.cos()
            case _:
                return x


model = Model("cosine")
example_args = (torch.randn(3),)
more_args = [(torch.zeros(3),)]
