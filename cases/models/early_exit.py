"""A classifier that leaves early when it is sure

Leaving by `if` on a confidence asks for a value while tracing. `torch.cond` puts both ways into the graph and runs only
the one that is needed, for the batch as a whole.
"""

import torch

tags = {"torch.dynamic-value", "torch.cond", "python.control-flow"}
expect = {"strict": "export: GB0170", "nonstrict": "export: GuardOnDataDependentSymNode"}
near = ["models/detector_with_suppression"]


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.first = torch.nn.Linear(3, 4)
        self.second = torch.nn.Linear(4, 4)
        self.heads = torch.nn.ModuleList([torch.nn.Linear(4, 2), torch.nn.Linear(4, 2)])

    def forward(self, x):
        hidden = self.first(x).relu()
        early = self.heads[0](hidden).softmax(-1)
        if early.amax(-1).min() > 0.6:
            return early
        return self.heads[1](self.second(hidden).relu()).softmax(-1)


class WithCond(Model):
    """Go on in a branch of `torch.cond`; both branches return the same shape."""

    def forward(self, x):
        hidden = self.first(x).relu()
        early = self.heads[0](hidden).softmax(-1)

        def leave(early, hidden):
            return early.clone()

        def go_on(early, hidden):
            return self.heads[1](self.second(hidden).relu()).softmax(-1)

        return torch.cond(early.amax(-1).amin() > 0.6, leave, go_on, (early, hidden))


def _with_cond():
    rewritten = WithCond()
    rewritten.load_state_dict(model.state_dict())
    return rewritten


model = Model()
rewrites = {"torch.cond": _with_cond()}
example_args = (torch.randn(2, 3),)
more_args = [(torch.full((2, 3), 50.0),), (torch.zeros(2, 3),)]
