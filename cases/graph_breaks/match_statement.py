"""Choose by a `match` statement

Both modes follow `match` when the subject is known while tracing: here a string that the module holds and the length
of a list. Only the chosen arm is in the graph.
"""

import torch

tags = {"python.match", "python.control-flow"}
near = ["graph_breaks/match_on_tensor_value"]


class Model(torch.nn.Module):
    def __init__(self, kind):
        super().__init__()
        self.kind = kind

    def forward(self, parts):
        match parts:
            case [only]:
                return only
            case [first, *rest]:
                total = first + len(rest)
        match self.kind:
            case "sine":
                return total.sin()
            case "cosine" | "cos":
                return total.cos()
            case _:
                return total


model = Model("cosine")
example_args = ([torch.randn(3), torch.randn(3)],)
more_args = [([torch.zeros(3), torch.ones(3)],)]
